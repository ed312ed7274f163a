"""A plot made ready: plain numbers and finished words, worked out once and shared by drawing, sentence and table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from allteach.charts.marks import MARK_OF_KIND, mark_words
from allteach.charts.plot import Plot
from allteach.charts.svg import words
from allteach.charts.words import Language, Length
from allteach.spc import RULE_SETS, PartResult
from allteach.spc.once import once

_MEDIAN_CHARTS = frozenset({"run", "g"})
_WITHOUT_MARKS = 999.5  # From here on a number may be written with a mark for thousands.
_OF_ALL = re.compile(r"(\d+) (\D*\d+)")


class Stretch(NamedTuple):
    """One part of the series, from `start` up to `stop`, with its centre at its last point.

    `baseline` holds the first and the last point that set its lines; None when all of them did.
    """

    start: int
    stop: int
    centre: float | None
    baseline: tuple[int, int] | None


class Phase(NamedTuple):
    """The name of a stretch from the point `at`, and from which to which point a bracket shows its baseline."""

    at: int
    words: str
    bracket: tuple[int, int] | None


@dataclass(eq=False)
class Reading:
    """What can be shown of a plot. Lists have length n; None stands for what is missing or may not be shown.

    `kinds` names what the analysis found of each point, `marks` what it is drawn as (see `marks`); `rules_at` says
    which rules mark a point, where any does, those that may not be shown included. `values_said`
    ("48%"), `numbers_said` and `totals_said` (86, of 181) are safe in HTML and empty where there is nothing; `said` is
    the whole reading of a point. `last` is the index of the latest value that may be shown.
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
    numbers_said: list[str]
    totals_said: list[str]
    said: list[str]
    last: int | None
    goal: float | None

    @property
    def has_median(self) -> bool:
        """Whether the centre line is a median."""
        return self.plot.analysis is not None and self.plot.analysis.plan.chart in _MEDIAN_CHARTS

    @once
    def extent(self) -> tuple[float, float] | None:
        """The lowest and the highest of everything that is drawn; None when that is nothing."""
        shown = _numbers(self.values, self.centre, self.target, self.plot.reference or (), (self.goal,))
        if not shown:
            return None
        low, high = min(shown), max(shown)
        limits = _numbers(self.lower, self.upper)
        if limits:
            # Very wide limits must not press the points into a line: they may add half as much again on either side.
            room = (high - low) * 1.5 or abs(high) or 1.0
            low, high = max(min(low, min(limits)), low - room), min(max(high, max(limits)), high + room)
        return low, high

    @once
    def latest_with_limits(self) -> int | None:
        """The last point that has a limit; None on a run chart."""
        for i in range(self.n - 1, -1, -1):
            if self.upper[i] is not None or self.lower[i] is not None:
                return i
        return None

    @once
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

    @once
    def hidden(self) -> dict[str, int]:
        """Why points are hidden that have a reason of their own, and how many: {"all but a few": 2}."""
        reasons = [self.plot.hidden[i] for i in sorted(self.plot.suppressed) if self.plot.hidden.get(i)]
        return {why: reasons.count(why) for why in dict.fromkeys(reasons)}

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
        plain = analysis.plain
        values, target = plain.values.copy(), plain.target
        left_out = set(plot.left_out)
        if plot.unjudged:
            stretches = [Stretch(0, n, None, None)]
            kinds = ["missing" if kind == "missing" else "plain" for kind in plain.kind]
            centre, lower, upper = [None] * n, [None] * n, [None] * n
        else:
            stretches = [_stretch(part) for part in analysis.parts]
            kinds = [MARK_OF_KIND[kind] for kind in plain.kind]
            centre, lower, upper = plain.centre, plain.lower.copy(), plain.upper.copy()
            if False in plain.included:
                left_out.update(i for i, is_included in enumerate(plain.included) if not is_included)
            for signal in RULE_SETS[analysis.plan.rules].signals:
                if signal.rule.marks_points:  # Others speak of a stretch as a whole, not of its points.
                    for i in analysis.marked[signal.key]:
                        rules_at.setdefault(i, []).append(signal.key)
    for i in plot.suppressed:
        values[i] = lower[i] = upper[i] = None
        kinds[i] = "small"
    marks = kinds.copy()
    for i, typed in plot.drafts.items():
        values[i], marks[i] = typed, "draft"
    for i in plot.provisional:
        marks[i] = "soon"
    for i in left_out:
        marks[i] = "out"
    if None in values:
        for i, value in enumerate(values):
            if value is None:  # Neither incomplete nor left out: missing, or hidden.
                marks[i] = kinds[i]
    goal = plot.goal
    if goal is None:
        goal = next((wanted for wanted in reversed(target) if wanted is not None), None)
    known = [value for value in values if value is not None]
    largest = max(max(known), -min(known)) if known else 0.0
    decimals = plot.decimals
    if decimals == 0 and 0 < largest < 1:  # Every value would read as nothing: 0.0003 needs more to be seen.
        decimals = 1 - math.floor(math.log10(largest))
    counts_are_small = decimals == 0 and plot.unit != "%" and largest < 100
    values_said = amounts(plot, values, decimals)
    for i in plot.ranges:
        if values_said[i]:
            values_said[i] = plot.language.about(values_said[i])
    numbers_said, totals_said = _counts(plot)
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
        numbers_said=numbers_said,
        totals_said=totals_said,
        said=_said(plot, marks, values_said, numbers_said, totals_said),
        last=next((i for i in range(n - 1, -1, -1) if values[i] is not None and i not in plot.drafts), None),
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
        "hidden": plot.hidden,
        "ranges": plot.ranges,
        "provisional": plot.provisional,
        "drafts": plot.drafts,
        "remarks": plot.remarks,
        "left_at": () if plot.left_at is None else (plot.left_at,),
    }
    if plot.later and not n:
        raise ValueError("later names a last point, but there is none")
    for name, indices in positions.items():
        for i in indices:
            if not 0 <= i < n:
                raise ValueError(f"{name} names point {i}, but points are counted from 0 to {n - 1}")


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


def _numbers(*lists: Sequence[float | None]) -> list[float]:
    """All numbers in the lists."""
    return [number for each in lists for number in each if number is not None]


def amounts(plot: Plot, values: Sequence[float | None], decimals: int) -> list[str]:
    """Values with their unit, safe in HTML; empty where there is none."""
    language = plot.language
    unit = words(language.unit_after(plot.unit))
    if is_plain(language, values):
        if decimals == 0:  # Most are whole per cents, and whole numbers are written twice as fast.
            return ["" if value is None else f"{round(value)}{unit}" for value in values]
        pattern = f"%.{decimals}f{unit.replace('%', '%%')}"
        return ["" if value is None else pattern % value for value in values]
    return ["" if value is None else words(language.number(value, decimals)) + unit for value in values]


def is_plain(language: Language, values: Sequence[float | None]) -> bool:
    """Whether the shortest way of writing numbers is this language's way for all of these: three times as fast."""
    if language.decimal_mark != ".":
        return False
    known = [value for value in values if value is not None] if None in values else cast(list[float], values)
    return not known or (min(known) >= 0 and max(known) < _WITHOUT_MARKS)


@lru_cache(maxsize=64)
def _count_writer(language: Language) -> Callable[[float], str]:
    """A function that writes counts, safe in HTML: whole, or with one decimal. It remembers, for counts come again."""

    @lru_cache(maxsize=8192)
    def write(count: float) -> str:
        return words(language.number(count, 0 if count == int(count) else 1))

    return write


def _counts(plot: Plot) -> tuple[list[str], list[str]]:
    """Numerators and denominators, safe in HTML; empty lists where the plot has none."""
    if plot.numerators is None or plot.denominators is None:
        return [], []
    write = _count_writer(plot.language)
    numbers = ["" if count is None else write(count) for count in plot.numerators]
    totals = ["" if count is None else write(count) for count in plot.denominators]
    for i, (lowest, highest) in plot.ranges.items():
        numbers[i] = f"{write(lowest)}–{write(highest)}"
    for i in plot.suppressed:
        numbers[i] = totals[i] = ""
    return numbers, totals


@lru_cache(maxsize=256)
def marks_said(language: Language, small_below: int) -> dict[str, str]:
    """What each mark means, safe in HTML."""
    marks = ("better", "worse", "signal", "noise", "plain", "soon", "draft", "out", "missing", "small")
    return {mark: words(mark_words(mark, language, small_below)) for mark in marks}


@lru_cache(maxsize=64)
def _of_pieces(language: Language) -> tuple[list[str], bool]:
    """What stands before, between and after a number and its total, safe in HTML, and whether the number is first."""
    of = words(language.gettext("{number} of {total}"))
    is_number_first = of.index("{number}") < of.index("{total}")
    return of.replace("{total}", "{number}").split("{number}"), is_number_first


def _said(
    plot: Plot, marks: list[str], values_said: list[str], numbers_said: list[str], totals_said: list[str]
) -> list[str]:
    """The reading of every point: June 2026, 48%, 86 of 181, improvement, goal card kept."""
    language = plot.language
    meaning = marks_said(language, plot.small_below)
    names = period_names(language, plot.periods, "long")
    meanings = [meaning[mark] for mark in marks]
    if numbers_said:
        (before, between, after), is_number_first = _of_pieces(language)
        pair = (numbers_said, totals_said) if is_number_first else (totals_said, numbers_said)
        said = [
            f"{name}, {value}, {before}{first}{between}{second}{after}, {means}"
            for name, value, first, second, means in zip(names, values_said, *pair, meanings, strict=True)
        ]
        if "" in numbers_said or "" in totals_said:
            for i, (number, total) in enumerate(zip(numbers_said, totals_said, strict=True)):
                if not number or not total:
                    said[i] = f"{names[i]}, {values_said[i]}, {meanings[i]}"
    else:
        said = [f"{name}, {value}, {means}" for name, value, means in zip(names, values_said, meanings, strict=True)]
    for i, value in enumerate(values_said):
        if not value:
            said[i] = f"{names[i]}, {no_value_said(plot, i, marks[i])}"
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
    """Why a point has no value, safe in HTML: not reported, no cases, fewer than 5, hidden for another reason."""
    if at in plot.suppressed and plot.hidden.get(at):
        return words(plot.language.hidden(plot.hidden[at]))
    if at not in plot.suppressed and plot.denominators is not None and plot.denominators[at] == 0:
        return words(plot.language.gettext("no cases"))
    return marks_said(plot.language, plot.small_below)[mark]
