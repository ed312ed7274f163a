"""Where each pattern begins and ends: signals told as stretches, for people and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from allteach.spc.arrays import Booleans, Codes, Floats, Integers
from allteach.spc.signals import Rule


class Pattern(NamedTuple):
    """One stretch of points that a rule marks.

    `points` are the positions that count, counted from 0; between `first` and `last` there may be
    others that the rule steps over (missing, excluded, on the centre line, repeats). `heading` is 1
    (above the centre line, or rising), -1 (below, or falling) or 0.
    """

    rule: str
    points: tuple[int, ...]
    heading: int

    @property
    def first(self) -> int:
        return self.points[0]

    @property
    def last(self) -> int:
        return self.points[-1]


def find_patterns(
    rule: Rule,
    size: int,
    *,
    values: Floats,
    side: Codes,
    heading: Codes,
    marked: Booleans,
    takes_part: Booleans,
    part: Integers,
) -> Iterator[Pattern]:
    """The stretches of marked points of one series, in order of time.

    All arrays have one value a point; `takes_part` says which points are included and not missing. A
    turning point belongs to both trends that meet in it.
    """
    stretch: list[int] = []
    for at in np.flatnonzero(marked).tolist():
        if stretch:
            before = stretch[-1]
            between = [i for i in range(before + 1, at) if takes_part[i]]
            joined = part[at] == part[before] and _may_skip(rule, between, values[before], values, side)
            if rule.climbs and joined:
                way = _way(values, before, at)
                if len(stretch) > 1 and way != _way(values, stretch[-2], before):
                    yield from _pattern(rule, size, stretch, values, heading)
                    stretch = [before]
            elif not joined or heading[at] != heading[before]:
                yield from _pattern(rule, size, stretch, values, heading)
                stretch = []
        stretch.append(at)
    if stretch:
        yield from _pattern(rule, size, stretch, values, heading)


def _may_skip(rule: Rule, between: list[int], value: float, values: Floats, side: Codes) -> bool:
    """Whether the rule steps over all the points between two that it marks."""
    if rule.skips == "line":
        return all(side[i] == 0 for i in between)
    if rule.skips == "repeats":
        return all(np.isclose(values[i], value, rtol=1e-9, atol=1e-9) for i in between)
    return len(between) <= rule.gap


def _way(values: Floats, before: int, at: int) -> int:
    return int(np.sign(values[at] - values[before]))


def _pattern(rule: Rule, size: int, stretch: list[int], values: Floats, heading: Codes) -> Iterator[Pattern]:
    if not rule.climbs:
        yield Pattern(rule.key, tuple(stretch), int(heading[stretch[-1]]))
    elif len(stretch) >= size:
        yield Pattern(rule.key, tuple(stretch), _way(values, stretch[0], stretch[-1]))
