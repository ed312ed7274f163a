"""How a series is to be read: chart, rules, baseline. One plan for a measure, or for a chart of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import Any

from allteach.spc.chart_types import CHART_TYPES
from allteach.spc.constants import THREE_SIGMA
from allteach.spc.signals import RULE_SETS

DIRECTIONS = ("up", "down", "none")

# Below this many points limits say little, and a run chart is the better picture. Domain reference 4.6.
LEAST_POINTS_FOR_CONTROL = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """How a series is to be read. Every choice is here; nothing is global.

    Parameters
    ----------
    chart : key of CHART_TYPES
    rules : key of RULE_SETS
    direction : "up", "down" or "none"
        Which way is better.
    target : number, one number a point (None where there is none), or None
        On the drawn scale. Changes no statistic but the assurance.
    parts : positions, ascending, counted from 0
        Where a new part (phase) starts, with its own centre, limits and runs.
    freeze : k, or one k a part (None: the whole part), or None
        Centre and limits of a part come from its first k points, whatever is missing or excluded
        among them, and hold for all of it. A single k is for every part.
    exclude : positions, counted from 0
        Points left out of centre, limits and patterns; still drawn, still held against the limits.
    centre : number or None
        A centre line given in advance, on the drawn scale. For P, U and C charts it sets the limits'
        width too; for G it is the mean, and 0.693 of it is drawn.
    sigma : number or None
        A standard deviation given in advance, on the drawn scale; I charts only.
    screen : bool
        Whether large moving ranges are screened out once (I, T, P′ and U′ charts).
    constant : number
        Three sigma in mean moving ranges: 3 / 1.128, or 2.66 as Making Data Count rounds it.
    middle : "mean" or "median"
        What the centre line of an I chart is.
    ranges : "mean" or "median"
        Which middle of the moving ranges gives the limits of an I chart.
    non_negative : bool
        Lower limits below 0 are raised to it when no value of the series is negative.
    ordered : bool
        False for units side by side instead of points in time: no patterns, and P′ and U′ limits
        from a standard deviation instead of moving ranges.
    shift_points, trend_points : number or None
        How many points make a shift or a trend, where trusted tools differ; None: as the rule set
        says.
    per : number
        Multiplies values and lines after all calculation (100 for per cent).
    least_points_for_control : number
        Fewer points than this bring the caution "few_points"; see `choose_chart`.

    Raises
    ------
    ValueError
        If one of them cannot be; the message names it and what was expected.
    """

    chart: str = "run"
    rules: str = "anhoej"
    direction: str = "none"
    target: float | Sequence[float | None] | None = None
    parts: tuple[int, ...] = ()
    freeze: int | tuple[int | None, ...] | None = None
    exclude: tuple[int, ...] = ()
    centre: float | None = None
    sigma: float | None = None
    screen: bool = True
    constant: float = THREE_SIGMA
    middle: str = "mean"
    ranges: str = "mean"
    non_negative: bool = False
    ordered: bool = True
    shift_points: int | None = None
    trend_points: int | None = None
    per: float = 1
    least_points_for_control: int = LEAST_POINTS_FOR_CONTROL

    def __post_init__(self) -> None:
        _one_of("chart", self.chart, CHART_TYPES)
        _one_of("rules", self.rules, RULE_SETS)
        _one_of("direction", self.direction, DIRECTIONS)
        _one_of("middle", self.middle, ("mean", "median"))
        _one_of("ranges", self.ranges, ("mean", "median"))
        for name in ("screen", "non_negative", "ordered"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name}: expected True or False, got {getattr(self, name)!r}")
        for name in ("constant", "per"):
            _number(name, getattr(self, name), above=0)
        if self.centre is not None:
            self._check_centre(_number("centre", self.centre))
        if self.sigma is not None:
            _number("sigma", self.sigma, above=0)
            if self.chart != "i":
                raise ValueError(f"sigma: expected only for an i chart, got it for a {self.chart} chart")
        for name, least in (("shift_points", 2), ("trend_points", 3), ("least_points_for_control", 1)):
            if getattr(self, name) is not None:
                _whole(name, getattr(self, name), least)
        self._keep("parts", _positions("parts", self.parts, 1))
        self._keep("exclude", _positions("exclude", self.exclude, 0, ascending=False))
        self._keep("freeze", self._checked_freeze())
        self._keep("target", _target(self.target))

    def _check_centre(self, centre: float) -> None:
        chart = CHART_TYPES[self.chart]
        if chart.needs in ("ratio", "counts") and centre < 0:
            raise ValueError(f"centre: expected at least 0 for a {self.chart} chart, got {self.centre!r}")
        if chart.within_one and centre > self.per:
            raise ValueError(f"centre: expected at most {self.per:g} for a {self.chart} chart, got {self.centre!r}")

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _checked_freeze(self) -> int | tuple[int | None, ...] | None:
        if self.freeze is None:
            return None
        if not isinstance(self.freeze, Iterable):
            return _whole("freeze", self.freeze, 1)
        each = tuple(None if k is None else _whole("freeze", k, 1) for k in self.freeze)
        if len(each) != len(self.parts) + 1:
            raise ValueError(f"freeze: expected {len(self.parts) + 1} numbers, one a part, got {len(each)}")
        return each


def choose_chart(chart: str, n_points: int, least: int = LEAST_POINTS_FOR_CONTROL) -> str:
    """The chart to draw of so many points: "run" while there are fewer than `least`, then `chart`.

    References
    ----------
    NHS England. Making Data Count (limits from twelve points on).
    """
    _one_of("chart", chart, CHART_TYPES)
    return "run" if n_points < least else chart


def _one_of(name: str, value: Any, known: Collection[str]) -> None:
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name}: expected one of {', '.join(known)}, got {value!r}")


def _number(name: str, value: Any, above: float = -inf) -> float:
    if isinstance(value, bool) or not hasattr(value, "__float__") or not isfinite(value) or not value > above:
        raise ValueError(
            f"{name}: expected a finite number{'' if above == -inf else f' above {above:g}'}, got {value!r}"
        )
    return float(value)


def _whole(name: str, value: Any, least: int, words: str = "a whole number") -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__") or value < least:
        raise ValueError(f"{name}: expected {words} of at least {least}, got {value!r}")
    return int(value)


def _positions(name: str, given: Iterable[Any], least: int, *, ascending: bool = True) -> tuple[int, ...]:
    if given.__class__ is tuple and not given:
        return ()
    if not isinstance(given, Iterable) or isinstance(given, str):
        raise ValueError(f"{name}: expected positions, got {given!r}")
    kept = tuple(_whole(name, position, least, "whole numbers") for position in given)
    if ascending and list(kept) != sorted(set(kept)):
        raise ValueError(f"{name}: expected ascending positions without repeats, got {list(kept)}")
    return kept if ascending else tuple(sorted(set(kept)))


def _target(given: Any) -> float | tuple[float, ...] | None:
    if given is None:
        return None
    if not isinstance(given, Iterable):
        return _number("target", given)
    return tuple([one if _is_plain(one) else _target_at(one) for one in given])


def _is_plain(one: Any) -> bool:
    """Whether it is a finite number already, as nearly every target is."""
    return one.__class__ is float and -inf < one < inf


def _target_at(one: Any) -> float:
    return nan if one is None or one != one else _number("target", one)
