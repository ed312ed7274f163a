"""A plot made ready: plain numbers and finished words, worked out once and shared by drawing, sentence and table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from allteach.charts.marks import MARK_OF_KIND, mark_words
from allteach.charts.plot import Plot
from allteach.charts.svg import words
from allteach.charts.words import Language, Length
from allteach.spc import RULE_SETS, PartResult

_MEDIAN_CHARTS = frozenset({"run", "g"})
_MARKS_WITHOUT_VALUE = frozenset({"missing", "small"})
_OF_ALL = re.compile(r"(\d+) (\D*\d+)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of the series, from `start` up to `stop`, with its centre at its last point.

    `baseline` holds the first and the last point that set its lines; None when all of them did.
    """

    start: int
    stop: int
    centre: float | None
    baseline: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Phase:
    """The name of a stretch from the point `at`, and from which to which point a bracket shows its baseline."""

    at: int
    words: str
    bracket: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be shown of a plot. Lists have length n; None stands for what is missing or may not be shown.

    `kinds` names what the analysis found of each point, `marks` what it is drawn as (see `marks`). `values_said` and
    `of_said` are words ("48%", "86 of 181"), safe in HTML; `said` is the whole reading of a point. `last` is the
    index of the latest value that may be shown.
    """

    plot: Plot
    n: int
    values: list[float | None]
    centre: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    target: list[float | None]
    kinds: list[str]
    marks: list[str]
    stretches: list[Stretch]
    phases: list[Phase]
    rules_at: dict[int, list[str]]
    decimals: int
    line_decimals: int
    values_said: list[str]
    of_said: list[str]
    said: list[str]
    last: int | None
    goal: float | None

    @property
    def has_median(self) -> bool:
        """Whether the centre line is a median."""
        return self.plot.analysis is not None and self.plot.analysis.plan.chart in _MEDIAN_CHARTS

    @property
    def latest_with_limits(self) -> int | None:
        """The last point that has a limit; None on a run chart."""
        for i in range(self.n - 1, -1, -1):
            if self.upper[i] is not None or self.lower[i] is not None:
                return i
        return None

    @property
    def reporting(self) -> tuple[list[str], str]:
        """How many reported, a point each, and what stands beside them all: ("21", "28" …) and "of 30".

        Where the whole is not the same everywhere, each point keeps its own words and nothing stands beside.
        """
        said = [one or "" for one in self.plot.reporting or ()]
        parts = [_OF_ALL.fullmatch(one) for one in said if one]
        wholes = {part[2] if part else "" for part in parts}
        if len(wholes) != 1 or "" in wholes:
            return said, ""
        return [one.split(" ", 1)[0] for one in said], wholes.pop()

    def value_said(self, value: float) -> str:
        """A value with its unit, as plain text."""
        return self.plot.language.amount(value, self.plot.unit, self.decimals)

    def line_said(self, value: float) -> str:
        """The value of a line (centre, limit) with its unit, as plain text."""
        return self.plot.language.amount(value, self.plot.unit, self.line_decimals)

    def limits_said(self, lower: float | None, upper: float | None) -> str:
        """Both limits, the unit once, as plain text: 5–20%, −3 to 4 days."""
        language = self.plot.language
        if lower is None or upper is None:
            only = upper if lower is None else lower
            return "" if only is None else self.line_said(only)
        pattern = language.gettext("{low} to {high}") if lower < 0 else "{low}–{high}"
        return pattern.format(low=language.number(lower, self.line_decimals), high=self.line_said(upper))


def read(plot: Plot) -> Reading:
    """The plot made ready.

    Raises
    ------
    ValueError
        If something given per point has another length than `periods`, or an index lies outside.
    """
    n = len(plot.periods)
    _check(plot, n)
    analysis = plot.analysis
    rules_at: dict[int, list[str]] = {}
    stretches: list[Stretch] = []
    if analysis is None:
        nothing: list[float | None] = [None] * n
        values, centre, lower, upper, target = nothing.copy(), nothing, nothing.copy(), nothing.copy(), nothing
        kinds = ["missing"] * n
        left_out = set(plot.left_out)
    else:
        values = _known(analysis.values.tolist())
        centre = _known(analysis.centre.tolist())
        lower = _known(analysis.lower.tolist())
        upper = _known(analysis.upper.tolist())
        target = _known(analysis.target.tolist())
        kinds = [MARK_OF_KIND[kind] for kind in analysis.kind.tolist()]
        left_out = {*plot.left_out, *(~analysis.included).nonzero()[0].tolist()}
        stretches = [_stretch(part) for part in analysis.parts]
        for signal in RULE_SETS[analysis.plan.rules].signals:
            if signal.rule.marks_points:  # Others speak of a stretch as a whole, not of its points.
                for i in analysis.signals[signal.key].nonzero()[0].tolist():
                    rules_at.setdefault(i, []).append(signal.key)
    for i in plot.suppressed:
        values[i] = lower[i] = upper[i] = None
        kinds[i] = "small"
        rules_at.pop(i, None)
    marks = kinds.copy()
    for i in plot.provisional:
        marks[i] = "soon"
    for i in left_out:
        marks[i] = "out"
    for i, value in enumerate(values):
        if value is None and marks[i] not in _MARKS_WITHOUT_VALUE:
            marks[i] = kinds[i] if kinds[i] in _MARKS_WITHOUT_VALUE else "missing"
    goal = plot.goal
    if goal is None:
        goal = next((wanted for wanted in reversed(target) if wanted is not None), None)
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    decimals = plot.decimals
    if decimals == 0 and 0 < largest < 1:  # Every value would read as nothing: 0.0003 needs more to be seen.
        decimals = 1 - math.floor(math.log10(largest))
    counts_are_small = decimals == 0 and plot.unit != "%" and largest < 100
    values_said, of_said = _numbers_said(plot, values, decimals)
    return Reading(
        plot=plot,
        n=n,
        values=values,
        centre=centre,
        lower=lower,
        upper=upper,
        target=target,
        kinds=kinds,
        marks=marks,
        stretches=stretches,
        phases=_phases(plot, stretches),
        rules_at=rules_at,
        decimals=decimals,
        line_decimals=decimals + 1 if counts_are_small else decimals,
        values_said=values_said,
        of_said=of_said,
        said=_said(plot, marks, values_said, of_said),
        last=next((i for i in range(n - 1, -1, -1) if values[i] is not None), None),
        goal=goal,
    )


def _check(plot: Plot, n: int) -> None:
    per_point = {
        "analysis": None if plot.analysis is None else plot.analysis.values,
        "numerators": plot.numerators,
        "denominators": plot.denominators,
        "reporting": plot.reporting,
        "reference": plot.reference,
    }
    for name, given in per_point.items():
        if given is not None and len(given) != n:
            raise ValueError(f"{name} has {len(given)} points, periods has {n}")
    positions = {
        "notes": [note.at for note in plot.notes],
        "phases": [phase.at for phase in plot.phases],
        "left_out": plot.left_out,
        "suppressed": plot.suppressed,
        "provisional": plot.provisional,
        "remarks": plot.remarks,
        "left_at": () if plot.left_at is None else (plot.left_at,),
    }
    for name, indices in positions.items():
        for i in indices:
            if not 0 <= i < n:
                raise ValueError(f"{name} names point {i}, but points are counted from 0 to {n - 1}")


def _known(numbers: list[float]) -> list[float | None]:
    return [None if number != number else number for number in numbers]


def _stretch(part: PartResult) -> Stretch:
    whole = part.baseline_start <= part.start and part.baseline_stop >= part.stop
    centre = part.centre_last
    return Stretch(
        start=part.start,
        stop=part.stop,
        centre=None if math.isnan(centre) else centre,
        baseline=None if whole else (part.baseline_start, part.baseline_stop - 1),
    )


def _phases(plot: Plot, stretches: list[Stretch]) -> list[Phase]:
    """Every stretch that people named, and those they did not name but should be able to tell."""
    _ = plot.language.gettext
    given = {phase.at: phase.words for phase in plot.phases}
    found = []
    for part in stretches:
        said = given.pop(part.start, "")
        if not said and part.start:
            start, kind = plot.periods[part.start]
            said = _("New level since {period}").format(period=plot.language.period(start, kind))
        elif not said and part.baseline:
            said = _("Baseline, frozen")
        if said:
            found.append(Phase(part.start, said, part.baseline or (part.start, part.stop - 1)))
    found += [Phase(at, said, None) for at, said in given.items()]
    return sorted(found, key=lambda phase: phase.at)


@lru_cache(maxsize=512)
def period_names(language: Language, periods: tuple[tuple[date, str], ...], length: Length) -> tuple[str, ...]:
    """Names of periods, safe in HTML, remembered: the charts of a page share their months."""
    return tuple(words(name) for name in language.periods(periods, length))


@lru_cache(maxsize=256)
def writer(language: Language, decimals: int) -> Callable[[float], str]:
    """A function that writes numbers, safe in HTML, by the shortest way where numbers are English."""
    plain = f"{{:,.{decimals}f}}".format
    is_english = (language.decimal_mark, language.thousands_mark) == (".", ",")

    def write(value: float) -> str:
        return plain(value) if is_english and 0 <= value < 1e15 else words(language.number(value, decimals))

    return write


def _numbers_said(plot: Plot, values: list[float | None], decimals: int) -> tuple[list[str], list[str]]:
    language = plot.language
    write = writer(language, decimals)
    unit = words(language.unit_after(plot.unit))
    values_said = ["" if value is None else write(value) + unit for value in values]
    if plot.numerators is None or plot.denominators is None:
        return values_said, [""] * len(values)
    pattern = words(language.gettext("{number} of {total}")).format
    whole, tenths = writer(language, 0), writer(language, 1)
    of_said = []
    for i, (number, total) in enumerate(zip(plot.numerators, plot.denominators, strict=True)):
        if number is None or total is None or i in plot.suppressed:
            of_said.append("")
        else:
            n = whole(number) if number == int(number) else tenths(number)
            of_said.append(pattern(number=n, total=whole(total) if total == int(total) else tenths(total)))
    return values_said, of_said


@lru_cache(maxsize=256)
def marks_said(language: Language, small_below: int) -> dict[str, str]:
    """What each mark means, safe in HTML."""
    marks = ("better", "worse", "signal", "noise", "soon", "out", "missing", "small")
    return {mark: words(mark_words(mark, language, small_below)) for mark in marks}


def _said(plot: Plot, marks: list[str], values_said: list[str], of_said: list[str]) -> list[str]:
    """The reading of every point: June 2026, 48%, 86 of 181, improvement, goal card kept."""
    language = plot.language
    meaning = marks_said(language, plot.small_below)
    names = period_names(language, plot.periods, "long")
    said = []
    for i, (name, value, of, mark) in enumerate(zip(names, values_said, of_said, marks, strict=True)):
        if not value:
            said.append(f"{name}, {no_value_said(plot, i, mark)}")
        elif of:
            said.append(f"{name}, {value}, {of}, {meaning[mark]}")
        else:
            said.append(f"{name}, {value}, {meaning[mark]}")
    for i, reason in plot.left_out.items():
        if reason:
            said[i] += f": {words(reason)}"
    for i, remark in plot.remarks.items():
        said[i] += f", {words(remark)}"
    for note in plot.notes:
        if note.words and note.words != plot.remarks.get(note.at):
            said[note.at] += f", {words(note.words)}"
    return said


def no_value_said(plot: Plot, at: int, mark: str) -> str:
    """Why a point has no value, safe in HTML: not reported, no cases, fewer than 5."""
    if at not in plot.suppressed and plot.denominators is not None and plot.denominators[at] == 0:
        return words(plot.language.gettext("no cases"))
    return marks_said(plot.language, plot.small_below)[mark]
