"""Scales, ticks, and things that must not overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
# Steps between labels that people can count in: quarters and years of months, four weeks, fortnights.
_STEPS = {
    "month": (1, 2, 3, 6, 12, 24, 36, 60, 120),
    "week": (1, 2, 4, 8, 13, 26, 52, 104),
    "day": (1, 2, 7, 14, 28, 56, 91, 182, 364),
    "quarter": (1, 2, 4, 8, 12, 20, 40),
}


class Scale(NamedTuple):
    """Where values lie: from `low` to `high`, with ticks at readable numbers.

    `decimals` is how many the ticks need to be told apart.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int


@lru_cache(maxsize=4096)
def scale(low: float, high: float, *, most: int = 6, ceiling: float | None = None) -> Scale:
    """A scale that holds `low` to `high` with at most `most` ticks at 1, 2, 2.5 or 5 times a power of ten.

    It starts at zero when zero is near: from two fifths of the height down. What is never below zero never gets a
    tick below it; `ceiling` (100 for per cents) is not passed either, unless by `high` itself.
    """
    if 0 < low <= 0.4 * high:
        low = 0.0
    elif high < 0 and high >= 0.4 * low:
        high = 0.0
    span = high - low
    if span <= max(abs(low), abs(high)) * 1e-9:  # One value, or the same again and again: some air around it.
        span = abs(high) * 0.5 or 1.0
        low, high = (low - span / 2 if low else low), high + span / 2
        if ceiling is not None and low <= ceiling < high:
            high = ceiling
    step = _step(span / (most - 1))
    first, last = _outward(low, high, step)
    while last - first + 1 > most:
        step = _step(step * 1.01)
        first, last = _outward(low, high, step)
    ticks = tuple(round(i * step, 12 - _power(step)) for i in range(first, last + 1))
    # What lies beyond the last tick by less than can be seen is still inside.
    return Scale(min(ticks[0], low), max(ticks[-1], high), ticks, _decimals(step))


def _power(step: float) -> int:
    return math.floor(math.log10(step) + 1e-9)


def _step(at_least: float) -> float:
    """The smallest readable step that is not below `at_least`."""
    power = 10.0 ** math.floor(math.log10(at_least))
    return next(nice * power for nice in _NICE if nice * power >= at_least * (1 - 1e-9))


def _outward(low: float, high: float, step: float) -> tuple[int, int]:
    return math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)


def _decimals(step: float) -> int:
    power = _power(step)
    is_half = abs(step / 10.0**power - 2.5) < 1e-9
    return max(0, -power + (1 if is_half else 0))


def places(count: int, start: float, width: float) -> list[float]:
    """The middles of `count` equal steps from `start`, in pixels."""
    return [start + width * (i + 0.5) / count for i in range(count)]


def every(kind: str, gap: float, room: float) -> int:
    """How many periods lie from one label to the next, when one is `gap` wide and a label needs `room` pixels."""
    needed = room / gap
    for step in _STEPS.get(kind, ()):
        if step >= needed:
            return step
    return max(1, math.ceil(needed))


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Places for things of these sizes, as near as can be to where they are wanted, none over another.

    Parameters
    ----------
    wanted : sequence of float
        The middles, in rising order.
    sizes : sequence of float
        How much room each takes.
    low, high : float
        Where the row begins and ends. If there is not room for all, it begins at `low` and runs over.

    Notes
    -----
    Least squares with order kept: neighbours that would touch form a block that lies about its members' mean
    (pool adjacent violators).
    """
    starts = [middle - size / 2 for middle, size in zip(wanted, sizes, strict=True)]
    end = low
    for start, size in zip(starts, sizes, strict=True):
        if start < end:
            break
        end = start + size
    else:
        if end <= high:
            return list(wanted)  # As wanted: nothing touches.
    blocks: list[list[float]] = []  # Sum of starts wanted by the members, how many they are.
    before = 0.0
    for start, size in zip(starts, sizes, strict=True):
        block = [start - before, 1.0]
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            total, count = blocks.pop()
            block = [block[0] + total, block[1] + count]
        blocks.append(block)
        before += size
    last = max(low, high - before)
    found = []
    before = 0.0
    sizes_left = iter(sizes)
    for total, count in blocks:
        first = min(max(total / count, low), last)
        for _ in range(int(count)):
            size = next(sizes_left)
            found.append(first + before + size / 2)
            before += size
    return found
