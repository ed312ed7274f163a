"""The signal rules: one function each, and the tables of rules and of rule sets.

To add a rule, write a function from `Points` and sizes to codes and add it to RULES; to offer it, name
it in a rule set.

A rule looks at each phase apart. Missing points are absent; excluded ones take part in no pattern, but
may still be outside the limits. The margin of `spread.margins`, not equality of floating-point
numbers, says what is on a line.

Codes are small integers: 0 for no signal, else HIGH, LOW or PLAIN (the pattern points up: above the
centre line or rising; down; or neither way), plus COMPLETE at a point that completes a pattern.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from allteach.spc.chart_types import Lines
from allteach.spc.constants import Floats
from allteach.spc.dense import Codes, Dense, Stretches
from allteach.spc.rows import Booleans
from allteach.spc.runs import Integers, crossings_min, longest_run_max, runs_limits

HIGH, LOW, PLAIN, COMPLETE = 1, 2, 3, 4

_CODE_OF_SIGN = np.array([PLAIN, HIGH, LOW], dtype=np.int8)  # Indexed by 0, 1, -1.


class Points:
    """Rows with their lines, as rules read them; what several rules need is worked out once.

    Parameters
    ----------
    lines : Lines
    margin : array (rows, 1) or (rows, points)
    included : boolean array (rows, points)
        Which points may belong to a pattern.
    """

    def __init__(self, lines: Lines, margin: Floats, included: Booleans) -> None:
        self.lines = lines
        self.margin = margin
        self.included = included
        self.shape = lines.values.shape

    @cached_property
    def side(self) -> Codes:
        """1 above the centre line, -1 below, 0 on it or missing."""
        away = self.lines.values - self.lines.centre
        return (away > self.margin).view(np.int8) - (away < -self.margin).view(np.int8)

    @cached_property
    def present(self) -> Dense:
        """The points that are included and not missing."""
        return Dense.of(self.included & ~np.isnan(self.lines.values))

    @cached_property
    def useful(self) -> Dense:
        """The points that are included, not missing and not on the centre line."""
        return Dense.of(self.included & (self.side != 0))

    @cached_property
    def runs(self) -> Stretches:
        """Runs of useful points on one side."""
        return Stretches.of(self.useful, self.useful.take(self.side))

    @cached_property
    def statistics(self) -> RunStatistics:
        """Counts of runs and crossings in each row."""
        return RunStatistics.of(self)

    def beyond(self, line: Floats, sign: int) -> Booleans:
        """Which points lie strictly above (`sign` 1) or below (-1) a line; (rows, points)."""
        values = self.lines.values
        return (values - line if sign > 0 else line - values) > self.margin

    @cached_property
    def above_upper(self) -> Booleans:
        """Points strictly above the upper limit."""
        return self.beyond(self.lines.upper, 1)

    @cached_property
    def below_lower(self) -> Booleans:
        """Points strictly below the lower limit."""
        return self.beyond(self.lines.lower, -1)

    def step(self, dense: Dense) -> Codes:
        """Whether each point of `dense` is higher (1) or lower (-1) than the one before it, or equal.

        0 for the first of a row too.
        """
        values, margin = dense.take(self.lines.values), dense.take(self.margin)
        change = values[1:] - values[:-1]
        step = np.zeros(len(values), dtype=np.int8)
        step[1:] = (change > margin[1:]).view(np.int8) - (change < -margin[1:]).view(np.int8)
        step[1:] *= dense.same_row(1)
        return step


@dataclass(frozen=True, slots=True, eq=False)
class RunStatistics:
    """Runs and crossings of useful points, one value a row; all 0 where there is no such point."""

    useful: Integers
    above: Integers
    longest_run: Integers
    longest_run_max: Integers
    crossings: Integers
    crossings_min: Integers

    @classmethod
    def of(cls, points: Points) -> RunStatistics:
        rows, runs = points.shape[0], points.runs
        useful = np.bincount(points.useful.row, minlength=rows)
        above = np.bincount(runs.row[runs.key > 0], weights=runs.length[runs.key > 0], minlength=rows)
        longest = np.zeros(rows, dtype=np.int64)
        if len(runs.row):
            first = np.concatenate(([0], np.flatnonzero(np.diff(runs.row)) + 1))
            longest[runs.row[first]] = np.maximum.reduceat(runs.length, first)
        crossings = np.fmax(np.bincount(runs.row, minlength=rows) - 1, 0)
        return cls(useful, above.astype(np.int64), longest, longest_run_max(useful), crossings, crossings_min(useful))

    def runs_limits(self) -> tuple[Integers, Integers]:
        """The fewest and the most runs that are usual in each row (see `runs.runs_limits`)."""
        pairs, back = np.unique(np.stack((self.above, self.useful - self.above)), axis=1, return_inverse=True)
        limits = np.array([runs_limits(int(above), int(below)) for above, below in pairs.T])
        fewest, most = limits[back.reshape(-1)].T
        return fewest, most


def outside(points: Points, _size: Integers) -> Codes:
    """Points strictly outside the three sigma limits.

    References
    ----------
    Shewhart WA. Economic Control of Quality of Manufactured Product. Van Nostrand; 1931.
    """
    codes = points.above_upper.view(np.int8) * np.int8(HIGH + COMPLETE)
    codes += points.below_lower.view(np.int8) * np.int8(LOW + COMPLETE)
    return codes


def longest_run(points: Points, _size: Integers) -> Codes:
    """Every run longer than ``round(log2(useful points)) + 3`` (Anhøj).

    References
    ----------
    Anhøj J, Olesen AV. Run charts revisited. PLoS ONE 2014;9(11):e113825.
    """
    return _long_runs(points.useful, points.runs, points.statistics.longest_run_max + 1)


def crossings(points: Points, _size: Integers) -> Codes:
    """All useful points of a phase whose values cross the centre line unusually few times (Anhøj).

    References
    ----------
    Anhøj J. Diagnostic value of run chart analysis. PLoS ONE 2015;10(3):e0121349.
    """
    few = points.statistics.crossings < points.statistics.crossings_min
    return points.useful.spread(np.where(few[points.useful.row], np.int8(PLAIN), np.int8(0)))


def shift(points: Points, size: Integers) -> Codes:
    """So many or more points in a row on one side; a point on the line neither breaks nor counts.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51.
    """
    return _long_runs(points.useful, points.runs, size)


def unbroken_shift(points: Points, size: Integers) -> Codes:
    """So many or more points in a row on one side; a point on the line breaks the row.

    References
    ----------
    NHS England. Making Data Count (seven points). Western Electric. Statistical Quality Control
    Handbook; 1956 (eight). Nelson LS. J Qual Technol 1984;16:237-239 (nine).
    """
    side = points.present.take(points.side)
    return _long_runs(points.present, Stretches.of(points.present, side), size)


def trend(points: Points, size: Integers) -> Codes:
    """So many or more points all rising or all falling; of equal neighbours only the first counts.

    A turning point belongs to the trend that it begins.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51.
    """
    step = points.step(points.present)
    first = np.ones(len(step), dtype=bool)
    first[1:] = ~points.present.same_row(1)
    moved = (step != 0) | first
    return _long_climbs(points.present.at(moved), step[moved], size)


def strict_trend(points: Points, size: Integers) -> Codes:
    """So many or more points all rising or all falling; an equal neighbour breaks the trend.

    Each point of a trend is called rising or falling by the step to the next point, if that is in a
    trend too, else by the step from the one before.

    References
    ----------
    NHS England. Making Data Count (six or seven points). Nelson LS. J Qual Technol 1984;16:237-239
    (six).
    """
    present = points.present
    step = points.step(present)
    codes = _long_climbs(present, step, size)
    marked = present.take(codes)
    next_step = np.append(step[1:], np.int8(0))
    goes_on = np.flatnonzero((marked != 0) & (np.append(marked[1:], 0) != 0) & (next_step != 0))
    marked[goes_on] = (marked[goes_on] & COMPLETE) + _CODE_OF_SIGN[next_step[goes_on]]
    return present.spread(marked)


def two_of_three(points: Points, _size: Integers) -> Codes:
    """Two of three neighbours beyond two sigma on one side; the third may be anywhere.

    References
    ----------
    Western Electric. Statistical Quality Control Handbook; 1956. Nelson (1984), rule 5.
    """
    return _some_beyond(points, points.lines.lower_2, points.lines.upper_2, needed=2, among=3)


def four_of_five(points: Points, _size: Integers) -> Codes:
    """Four of five neighbours beyond one sigma on one side; the fifth may be anywhere.

    References
    ----------
    Western Electric (1956). Nelson (1984), rule 6.
    """
    return _some_beyond(points, points.lines.lower_1, points.lines.upper_1, needed=4, among=5)


def two_of_three_near(points: Points, _size: Integers) -> Codes:
    """Two of three neighbours between two and three sigma, all three on that side of the centre.

    Points outside three sigma do not count as near, and only near points are marked.

    References
    ----------
    NHS England. Making Data Count; the rule as reworded in 2023.
    """
    present = points.present
    side = present.take(points.side)
    high = points.beyond(points.lines.upper_2, 1) & ~points.above_upper
    low = points.beyond(points.lines.lower_2, -1) & ~points.below_lower
    codes = np.zeros(len(present), dtype=np.int8)
    for near, sign in ((high, 1), (low, -1)):
        far = present.take(near)
        _mark_windows(codes, present, far, _CODE_OF_SIGN[sign], needed=2, among=3, only=side == sign)
    return present.spread(codes)


def alternating(points: Points, size: Integers) -> Codes:
    """So many or more points that go up and down in turn.

    References
    ----------
    Nelson (1984), rule 4 (fourteen points).
    """
    step = points.step(points.present)
    turns = np.zeros(len(step), dtype=np.int8)
    turns[1:] = (step[1:] * step[:-1] < 0).view(np.int8)
    # A point at which the direction turns stands between two more, so a row of k turns is k + 2 points.
    stretches = Stretches.of(points.present, turns)
    long = stretches.at((stretches.key > 0) & (stretches.length + 2 >= size[stretches.row]))
    whole = Stretches(long.key, long.row, long.start - 2, long.length + 2)
    return _mark(points.present, whole, np.full(len(whole.key), PLAIN, dtype=np.int8), size)


def within_one(points: Points, size: Integers) -> Codes:
    """So many or more points in a row strictly within one sigma of the centre line, on either side.

    References
    ----------
    Nelson (1984), rule 7 (fifteen points).
    """
    close = points.beyond(points.lines.upper_1, -1) & points.beyond(points.lines.lower_1, 1)
    stretches = Stretches.of(points.present, points.present.take(close))
    long = stretches.at(stretches.key & (stretches.length >= size[stretches.row]))
    return _mark(points.present, long, np.full(len(long.key), PLAIN, dtype=np.int8), size)


def beyond_one_on_both_sides(points: Points, size: Integers) -> Codes:
    """So many or more points in a row beyond one sigma, with both sides present among each so many.

    References
    ----------
    Nelson (1984), rule 8 (eight points).
    """
    present = points.present
    high = present.take(points.beyond(points.lines.upper_1, 1))
    low = present.take(points.beyond(points.lines.lower_1, -1))
    stretches = Stretches.of(present, high | low)
    long = stretches.at(stretches.key & (stretches.length >= size[stretches.row]))
    place, before = long.members()
    # Points since the side last changed: a window of so many holds both sides if the change is in it.
    sides = Stretches.of(present, high.astype(np.int8) - low.astype(np.int8))
    since = np.arange(len(present)) - np.repeat(sides.start, sides.length)
    enough = size[present.row[place]]
    complete = place[(before >= enough - 1) & (since[place] < enough - 1)]
    codes = np.zeros(len(present), dtype=np.int8)
    width = size[present.row[complete]]
    covered = Stretches(width, width, complete - width + 1, width).members()[0]
    codes[covered] = PLAIN
    codes[complete] += COMPLETE
    return present.spread(codes)


def runs(points: Points, _size: Integers) -> Codes:
    """All useful points of a phase with unusually few or unusually many runs.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51; limits computed as in
    `runs.runs_limits`.
    """
    statistics = points.statistics
    fewest, most = statistics.runs_limits()
    found = statistics.crossings + (statistics.useful > 0)
    unusual = (found < fewest) | (found > most)
    return points.useful.spread(np.where(unusual[points.useful.row], np.int8(PLAIN), np.int8(0)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of RULES.

    `setting` names the field of `Plan` ("shift_points" or "trend_points") that may change the number
    of points. `needs_limits`: says nothing on a run chart. `needs_order`: a pattern in time.
    `marks_points`: it says of a point that it stands out; else it speaks of the phase as a whole.
    `climbs`: its patterns rise or fall. `skips`: points it steps over ("line": on the centre line;
    "repeats": equal to the one before); `gap`: how many others may stand between two that it marks.
    """

    key: str
    name: str
    find: Callable[[Points, Integers], Codes]
    source: str
    setting: str = ""
    needs_limits: bool = False
    needs_order: bool = True
    marks_points: bool = True
    climbs: bool = False
    skips: str = ""
    gap: int = 0


_ANHOEJ_2014 = "Anhøj and Olesen, PLoS ONE 2014;9:e113825"
_ANHOEJ_2015 = "Anhøj, PLoS ONE 2015;10:e0121349"
_PERLA = "Perla, Provost and Murray, BMJ Qual Saf 2011;20:46-51"
_WESTERN = "Western Electric, Statistical Quality Control Handbook, 1956"
_NELSON = "Nelson, J Qual Technol 1984;16:237-239"
_MDC = "NHS England, Making Data Count"

RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("outside", "Outside the limits", outside, "Shewhart 1931", needs_limits=True, needs_order=False),
        Rule("longest_run", "Unusually long run", longest_run, _ANHOEJ_2014, skips="line"),
        Rule("crossings", "Unusually few crossings", crossings, _ANHOEJ_2015, marks_points=False, skips="line"),
        Rule("shift", "Shift", shift, _PERLA, setting="shift_points", skips="line"),
        Rule("unbroken_shift", "Shift (the centre line breaks it)", unbroken_shift, _MDC, setting="shift_points"),
        Rule("trend", "Trend", trend, _PERLA, setting="trend_points", climbs=True, skips="repeats"),
        Rule("strict_trend", "Trend (a repeat breaks it)", strict_trend, _MDC, setting="trend_points", climbs=True),
        Rule("runs", "Too few or too many runs", runs, _PERLA, marks_points=False, skips="line"),
        Rule("two_of_three", "Two of three beyond two sigma", two_of_three, _WESTERN, needs_limits=True, gap=1),
        Rule("two_of_three_near", "Two of three near a limit", two_of_three_near, _MDC, needs_limits=True, gap=1),
        Rule("four_of_five", "Four of five beyond one sigma", four_of_five, _WESTERN, needs_limits=True, gap=1),
        Rule("alternating", "Up and down in turn", alternating, _NELSON),
        Rule("within_one", "Hugging the centre line", within_one, _NELSON, needs_limits=True),
        Rule("both_sides", "None near the centre line", beyond_one_on_both_sides, _NELSON, needs_limits=True),
    )
}


class Settings(Protocol):
    """What of a `Plan` changes a rule."""

    @property
    def shift_points(self) -> int | None: ...

    @property
    def trend_points(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule as a rule set uses it: the key under which it is reported, and its number of points."""

    key: str
    rule: Rule
    points: int = 0

    def size(self, plan: Settings) -> int:
        """How many points make the pattern under a plan."""
        chosen = {"shift_points": plan.shift_points, "trend_points": plan.trend_points}.get(self.rule.setting)
        return chosen or self.points


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A row of RULE_SETS: rules that belong together, first the one whose label wins on a point."""

    key: str
    name: str
    signals: tuple[Signal, ...]
    source: str


RULE_SETS: dict[str, RuleSet] = {
    rule_set.key: rule_set
    for rule_set in (
        RuleSet(
            "anhoej",
            "Anhøj rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("longest_run", RULES["longest_run"]),
                Signal("crossings", RULES["crossings"]),
            ),
            f"{_ANHOEJ_2014}; {_ANHOEJ_2015}",
        ),
        RuleSet(
            "classic",
            "Classic run chart rules",
            (
                Signal("shift", RULES["shift"], 6),
                Signal("trend", RULES["trend"], 5),
                Signal("runs", RULES["runs"]),
            ),
            _PERLA,
        ),
        RuleSet(
            "making_data_count",
            "Making Data Count",
            (
                Signal("outside", RULES["outside"]),
                Signal("trend", RULES["strict_trend"], 6),
                Signal("two_of_three", RULES["two_of_three_near"]),
                Signal("shift", RULES["unbroken_shift"], 7),
            ),
            _MDC,
        ),
        RuleSet(
            "health_care_data_guide",
            "Health Care Data Guide (Shewhart chart rules)",
            (
                Signal("outside", RULES["outside"]),
                Signal("shift", RULES["shift"], 8),
                Signal("trend", RULES["trend"], 6),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("within_one", RULES["within_one"], 15),
            ),
            "Provost and Murray, The Health Care Data Guide, 2nd ed., 2022",
        ),
        RuleSet(
            "western_electric",
            "Western Electric rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("four_of_five", RULES["four_of_five"]),
                Signal("shift", RULES["unbroken_shift"], 8),
            ),
            _WESTERN,
        ),
        RuleSet(
            "nelson",
            "Nelson rules",
            (
                Signal("outside", RULES["outside"]),
                Signal("shift", RULES["unbroken_shift"], 9),
                Signal("trend", RULES["strict_trend"], 6),
                Signal("alternating", RULES["alternating"], 14),
                Signal("two_of_three", RULES["two_of_three"]),
                Signal("four_of_five", RULES["four_of_five"]),
                Signal("within_one", RULES["within_one"], 15),
                Signal("both_sides", RULES["both_sides"], 8),
            ),
            _NELSON,
        ),
    )
}


def _long_runs(dense: Dense, runs: Stretches, size: Integers) -> Codes:
    """Mark the stretches of at least `size` points whose key is not 0."""
    long = runs.at((runs.length >= size[runs.row]) & (runs.key != 0))
    return _mark(dense, long, _CODE_OF_SIGN[long.key], size)


def _long_climbs(dense: Dense, step: Codes, size: Integers) -> Codes:
    """Mark the stretches of at least `size` points along which every step goes the same way."""
    steps = Stretches.of(dense, step)
    # k steps lead through k + 1 points.
    long = steps.at((steps.length + 1 >= size[steps.row]) & (steps.key != 0))
    whole = Stretches(long.key, long.row, long.start - 1, long.length + 1)
    return _mark(dense, whole, _CODE_OF_SIGN[whole.key], size)


def _mark(dense: Dense, stretches: Stretches, codes: Codes, size: Integers) -> Codes:
    """Codes, (rows, points), of the points of some stretches; where two share a point the later wins."""
    place, before = stretches.members()
    marked = np.zeros(len(dense), dtype=np.int8)
    marked[place] = np.repeat(codes, stretches.length)
    marked[place[before >= size[dense.row[place]] - 1]] += COMPLETE
    return dense.spread(marked)


def _some_beyond(points: Points, lower: Floats, upper: Floats, *, needed: int, among: int) -> Codes:
    """Mark the points beyond one of two lines of which `needed` stand among so many neighbours."""
    codes = np.zeros(len(points.present), dtype=np.int8)
    for line, sign in ((upper, 1), (lower, -1)):
        far = points.present.take(points.beyond(line, sign))
        _mark_windows(codes, points.present, far, _CODE_OF_SIGN[sign], needed=needed, among=among)
    return points.present.spread(codes)


def _mark_windows(
    codes: Codes,
    dense: Dense,
    far: Booleans,
    code: np.int8,
    *,
    needed: int,
    among: int,
    only: Booleans | None = None,
) -> None:
    """Write `code` at the `far` points of every window that holds at least `needed` of them.

    A window is so many neighbours of one row; with `only`, one whose points are all in it. The last
    far point of a window completes the pattern.
    """
    last = among - 1
    if len(dense) < among:
        return
    many = sum(far[at : len(far) - last + at].astype(np.int8) for at in range(among))
    found = (many >= needed) & dense.same_row(last)
    if only is not None:
        for at in range(among):
            found &= only[at : len(only) - last + at]
    windows = np.flatnonzero(found)[:, None] + np.arange(among)
    members = far[windows]
    codes[windows[members]] |= code
    complete = windows[np.arange(len(windows)), last - members[:, ::-1].argmax(axis=1)]
    codes[complete] |= COMPLETE
