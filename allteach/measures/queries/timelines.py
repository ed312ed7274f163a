"""What teams reported, laid along time: one line for each team measure, gaps where nothing was reported."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, FloatField
from django.db.models.functions import Cast

from allteach.core.periods import Period, periods_between
from allteach.core.prepared import Prepared
from allteach.measures.models import Measure, Measurement


@dataclass(frozen=True)
class Draft:
    """One value typed and not yet sent: the value as it is drawn, and what it is made from."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Timeline:
    """One team measure's numbers in time order, without holes in the periods.

    All tuples have one entry a period; None where nothing was reported. For a kind without a denominator the numbers
    are in `values`, else in `numerators` and `denominators`.
    """

    periods: tuple[Period, ...] = ()
    numerators: tuple[float | None, ...] = ()
    denominators: tuple[float | None, ...] = ()
    values: tuple[float | None, ...] = ()
    left_out: dict[int, str] = field(default_factory=dict)  # Position: reason.
    remarks: dict[int, str] = field(default_factory=dict)
    suppressed: frozenset[int] = frozenset()  # Hidden at the source.
    provisional: frozenset[int] = frozenset()  # Not all have reported yet.
    hidden: dict[int, str] = field(default_factory=dict)  # Position: why, where it is not that a count is small.
    ranges: dict[int, tuple[float, float]] = field(default_factory=dict)  # Between what an estimated numerator lies.
    drafts: dict[int, Draft] = field(default_factory=dict)  # For the team itself; never in the numbers above.
    is_fair: bool = True  # Whether so much is shown that lines and signals can be fair.
    small_below: int = 5  # The smallest count that this viewer may read.

    def __len__(self) -> int:
        return len(self.periods)

    def position(self, day: date) -> int | None:
        """Where a day falls; None outside."""
        if not self.periods:
            return None
        at = self.periods[0].until(day)
        return at if 0 <= at < len(self.periods) else None

    @property
    def lead(self) -> int:
        """How many periods pass before the first number."""
        told = (
            value is not None or numerator is not None
            for value, numerator in zip(self.values, self.numerators, strict=True)
        )
        return next((i for i, is_told in enumerate(told) if is_told), 0)

    @property
    def reported(self) -> int:
        """How many periods have a number."""
        return sum(
            value is not None or numerator is not None
            for value, numerator in zip(self.values, self.numerators, strict=True)
        )


FIELDS = (
    "period_start",
    "period_kind",
    "n",
    "d",
    "v",
    "is_left_out",
    "left_out_reason",
    "remark",
    "is_suppressed_at_source",
)


_reported = Prepared(
    lambda team_measures, stratum: (
        Measurement.objects.filter(team_measure__in=team_measures, stratum=stratum)
        .annotate(
            n=Cast(F("numerator"), FloatField()),
            d=Cast(F("denominator"), FloatField()),
            v=Cast(F("value"), FloatField()),
        )
        .order_by("team_measure_id", "period_start")
        .values_list("team_measure_id", *FIELDS)
    )
)


def timelines_of(team_measures: Iterable[int], *, stratum: str = "") -> dict[int, Timeline]:
    """The timeline of each team measure that has any value, in one query however many there are.

    Numbers are read as floats: as decimals they take five times as long, and charts draw floats.
    """
    rows = _reported(team_measures=list(team_measures), stratum=stratum)
    found: dict[int, list[tuple]] = {}
    for team_measure, *row in rows:
        found.setdefault(team_measure, []).append(tuple(row))
    return {team_measure: timeline(rows) for team_measure, rows in found.items()}


def strata_of(team_measures: Iterable[int]) -> dict[int, dict[str, Timeline]]:
    """The timeline of each group of each team measure that reports by groups. One query however many there are."""
    rows = (
        Measurement.objects.filter(team_measure__in=list(team_measures))
        .exclude(stratum="")
        .annotate(
            n=Cast(F("numerator"), FloatField()),
            d=Cast(F("denominator"), FloatField()),
            v=Cast(F("value"), FloatField()),
        )
        .order_by("team_measure_id", "stratum", "period_start")
        .values_list("team_measure_id", "stratum", *FIELDS)
    )
    found: dict[int, dict[str, list[tuple]]] = {}
    for team_measure, stratum, *row in rows:
        found.setdefault(team_measure, {}).setdefault(stratum, []).append(tuple(row))
    return {pk: {stratum: timeline(rows) for stratum, rows in groups.items()} for pk, groups in found.items()}


def longest_chart(measure: Measure) -> int:
    """How many points the longest chart of a measure has. One query."""
    reported = Measurement.objects.filter(team_measure__measure=measure, stratum="").values("team_measure")
    counts = reported.annotate(points=Count("pk")).order_by("-points").values_list("points", flat=True)
    return counts.first() or 0


def timeline(rows: list[tuple], *, until: Period | None = None) -> Timeline:
    """Rows of FIELDS in time order as a timeline, from the first to the last, or to `until` when that is later."""
    first, last = Period(rows[0][0], rows[0][1]), Period(rows[-1][0], rows[-1][1])
    if until is not None and until > last:
        last = until
    periods = periods_between(first, last)
    at = places_between(first, last)
    size = len(periods)
    numerators: list[float | None] = [None] * size
    denominators: list[float | None] = [None] * size
    values: list[float | None] = [None] * size
    left_out, remarks, suppressed = {}, {}, set()
    for start, _kind, numerator, denominator, value, is_left_out, reason, remark, is_suppressed in rows:
        i = at[start]
        numerators[i], denominators[i], values[i] = numerator, denominator, value
        if is_left_out:
            left_out[i] = reason
        if remark:
            remarks[i] = remark
        if is_suppressed:
            suppressed.add(i)
    return Timeline(
        periods=periods,
        numerators=tuple(numerators),
        denominators=tuple(denominators),
        values=tuple(values),
        left_out=left_out,
        remarks=remarks,
        suppressed=frozenset(suppressed),
    )


@lru_cache(maxsize=1024)
def places_between(first: Period, last: Period) -> dict[date, int]:
    """Where the period that begins on a day stands on the axis from one period to another."""
    return {period.start: i for i, period in enumerate(periods_between(first, last))}


def aligned(timelines: dict[int, Timeline], measures: dict[int, int]) -> dict[int, Timeline]:
    """The same timelines, those of one measure on the same periods: from the first anybody reported to the last.

    `measures` says which measure each timeline is of.
    """
    spans: dict[int, tuple[Period, Period]] = {}
    for pk, line in timelines.items():
        first, last = spans.get(measures[pk], (line.periods[0], line.periods[-1]))
        spans[measures[pk]] = (min(first, line.periods[0]), max(last, line.periods[-1]))
    axes = {measure: periods_between(first, last) for measure, (first, last) in spans.items()}
    return {pk: on_axis(line, axes[measures[pk]]) for pk, line in timelines.items()}


def on_axis(line: Timeline, periods: tuple[Period, ...]) -> Timeline:
    """A timeline on a longer axis that holds all of its own periods."""
    before = periods.index(line.periods[0])
    after = len(periods) - before - len(line)
    if not before and not after:
        return line

    def padded(numbers: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return (None,) * before + numbers + (None,) * after

    return replace(
        line,
        periods=periods,
        numerators=padded(line.numerators),
        denominators=padded(line.denominators),
        values=padded(line.values),
        left_out={before + i: reason for i, reason in line.left_out.items()},
        remarks={before + i: remark for i, remark in line.remarks.items()},
        suppressed=frozenset(before + i for i in line.suppressed),
        provisional=frozenset(before + i for i in line.provisional),
        hidden={before + i: why for i, why in line.hidden.items()},
        ranges={before + i: ends for i, ends in line.ranges.items()},
    )


def until(line: Timeline, day: date) -> Timeline:
    """A timeline with the periods that were over by the end of a day; empty where none was."""
    over = len(line)
    while over and line.periods[over - 1].end > day:
        over -= 1
    if over == len(line):
        return line
    return within(line, line.periods[:over]) if over else Timeline()


def within(line: Timeline, periods: tuple[Period, ...]) -> Timeline:
    """A timeline on an axis, whatever it holds of it: what lies outside is left away."""
    at = {period: i for i, period in enumerate(line.periods)}
    places = [at.get(period) for period in periods]

    def placed(numbers: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if place is None else numbers[place] for place in places)

    def moved(said: dict) -> dict:
        return {i: said[place] for i, place in enumerate(places) if place is not None and place in said}

    def marked(which: frozenset[int]) -> frozenset[int]:
        return frozenset(i for i, place in enumerate(places) if place in which)

    return replace(
        line,
        periods=periods,
        numerators=placed(line.numerators),
        denominators=placed(line.denominators),
        values=placed(line.values),
        left_out=moved(line.left_out),
        remarks=moved(line.remarks),
        suppressed=marked(line.suppressed),
        provisional=marked(line.provisional),
        hidden=moved(line.hidden),
        ranges=moved(line.ranges),
    )
