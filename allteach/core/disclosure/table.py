"""Many teams at once: their cells, and totals from which no hidden cell can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from allteach.core.closeness import Closeness
from allteach.core.disclosure.cells import MOST_HIDDEN, Numbers, Shape, ShownSeries, State, as_floats, judge, rounded
from allteach.core.disclosure.policy import Policy, Rule

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# A total that may be this share off, either way, is not given: a range that wide would mislead who compares.
MOST_DOUBT = 0.2

# So many teams must have reported before the hidden numbers of a period are added up, as fewer would tell nothing.
FEWEST_REPORTS = 5


@dataclass(frozen=True, eq=False)
class Settled:
    """The cells as they stood when each period settled: teams × periods, NaN where none had come by then.

    They must never change again: not by a correction, nor by a team that joins, leaves or reports late.
    `settling_day` says when a period settles; the revisions of a value say how it stood then.
    """

    numerators: Floats
    denominators: Floats | None = None


@dataclass(frozen=True, eq=False)
class ShownTotals:
    """Totals over teams, one place for each period, worked out from what the viewer may know.

    `numerators` is NaN, with `is_withheld`, where too many small numbers leave the total in doubt, and where nothing
    was reported. The true total lies from `lowest` to `highest`, which are equal where `is_exact`. `counted` teams
    are in the total, `hidden` of them with a hidden number; `left_out` teams are not, for they report on too few
    people. `medians` are of the teams' values, hidden ones taken at the middle of their band.
    """

    numerators: Floats
    denominators: Floats | None
    lowest: Floats
    highest: Floats
    medians: Floats
    counted: NDArray[np.int64]
    hidden: NDArray[np.int64]
    left_out: NDArray[np.int64]
    is_withheld: Mask

    @property
    def is_exact(self) -> Mask:
        """Where the total is exactly what the teams reported."""
        is_exact: Mask = self.lowest == self.highest
        return is_exact

    @property
    def can_be_analysed(self) -> bool:
        """Whether the totals are told well enough for centre lines, limits and signals to be fair.

        At most one in five may be withheld, or told by a range wider than what chance alone makes of such a number.
        """
        with np.errstate(invalid="ignore"):
            is_vague = (self.highest - self.lowest) / 2 > np.sqrt(np.abs(self.numerators))
        return float(np.sum(self.is_withheld | is_vague)) <= MOST_HIDDEN * float(np.sum(self.counted > 0))


@dataclass(frozen=True, eq=False)
class _Sums:
    """The hidden cells of the collaborative, and between which numbers they add up in each period.

    A hidden cell is written as an offset anyone may know plus a part from `low` to `high`: a numerator of 3 as 0 + 3,
    and 37 of 40 as 35 + 2. `lowest` and `highest` bound the sum of the parts.
    """

    is_hidden: Mask
    offsets: Floats
    low: int
    high: int
    lowest: Floats
    highest: Floats

    def bounds_of(self, chosen: Mask) -> tuple[Floats, Floats, Floats]:
        """Return the least, the likeliest and the greatest sum of the parts of the chosen hidden cells."""
        inside, outside = chosen.sum(axis=0), (self.is_hidden & ~chosen).sum(axis=0)
        least = np.maximum(self.low * inside, self.lowest - self.high * outside)
        most = np.minimum(self.high * inside, self.highest - self.low * outside)
        share = inside / np.maximum(inside + outside, 1)
        return least, np.clip(share * (self.lowest + self.highest) / 2, least, most), most


@dataclass(frozen=True, eq=False)
class ShownTable:
    """What one viewer may know of a measure of many teams.

    `series` holds each team's cells as this viewer may see them. `totals` is over all teams; the totals of a slice
    come from `totals_of`. Totals treat a viewer's own team like any other, so that all members read the same ones.
    """

    series: tuple[ShownSeries, ...]
    totals: ShownTotals
    _cells: ShownSeries
    _exact: Floats
    _sums: _Sums | None
    _shape: Shape

    def totals_of(self, teams: Iterable[int]) -> ShownTotals:
        """Return the totals of some teams, by their place in the table; however chosen, they tell nothing more."""
        chosen = np.zeros(len(self.series), dtype=np.bool_)
        chosen[list(teams)] = True
        return _totals(self._cells, self._exact, self._sums, self._shape, chosen)


def shown_table(
    numerators: Sequence[Numbers] | Floats,
    denominators: Sequence[Numbers] | Floats | None,
    *,
    closeness: Sequence[Closeness],
    policy: Policy,
    counts_people: bool,
    shape: Shape = Shape.PART,
    is_running: bool = False,
    settled: Settled | None = None,
) -> ShownTable:
    """Return what a viewer may know of teams × periods, and of their totals.

    `closeness` says for each team how near the viewer stands to it. Without `settled`, hidden numbers enter the
    totals only as the middle of their band. With it, the table must hold every team of the collaborative, those that
    have left included, and slices come from `totals_of`: a table of some teams would give out a range of its own, and
    two ranges can be subtracted. The other arguments are those of `shown_series`.
    """
    entered = as_floats(numerators)
    people = None if denominators is None else as_floats(denominators)
    level = max(closeness, default=Closeness.OWN)

    def judged(at: Closeness, cells: Floats, of: Floats | None) -> ShownSeries:
        return judge(
            cells, of, closeness=at, policy=policy, counts_people=counts_people, shape=shape, is_running=is_running
        )

    from_afar = judged(level, entered, people)
    series = _rows(from_afar, len(closeness))
    for nearer in set(closeness) - {level}:
        rows = np.flatnonzero([each is nearer for each in closeness])
        near = judged(nearer, entered[rows], None if people is None else people[rows])
        for row, one in zip(rows, _rows(near, len(rows)), strict=True):
            series[row] = one

    sums = None
    rule = policy.rule(Closeness.COLLABORATIVE) if counts_people and level > Closeness.COACH else None
    if rule:
        cells = judged(Closeness.COLLABORATIVE, entered, people)
        # Running values of successive periods hold the same people: a sum for each would tell of their differences.
        then = None if settled is None or is_running else settled
        before = None if then is None else judged(Closeness.COLLABORATIVE, then.numerators, then.denominators)
        known = np.array([each < level for each in closeness], dtype=np.bool_)
        sums = _sums_of(cells, entered, people, before, then, known, rule)

    # A running value is added up as it is shown: the exact one would tell next month's difference.
    exact = from_afar.numerators if is_running else np.where(_is_open(from_afar), entered, np.nan)
    everyone = np.ones(len(closeness), dtype=np.bool_)
    return ShownTable(
        series=tuple(series),
        totals=_totals(from_afar, exact, sums, shape, everyone),
        _cells=from_afar,
        _exact=exact,
        _sums=sums,
        _shape=shape,
    )


def settling_day(reported_on: Iterable[date | None], due_on: date) -> date | None:
    """Return the day at whose end a period settles, or None as long as it has not.

    It is the day the reports are due, or the later day of the fifth report: reports that come after it, and teams
    that join after it, do not move it.
    """
    days = sorted(day for day in reported_on if day is not None)
    if len(days) < FEWEST_REPORTS:
        return None
    return max(due_on, days[FEWEST_REPORTS - 1])


def range_of_sum(
    sums: Floats, counts: NDArray[np.int64], known: NDArray[np.int64], *, low: int, high: int
) -> tuple[Floats, Floats]:
    """Return the least and the greatest sum to publish for sums of `counts` hidden numbers from `low` to `high`.

    The possible sums are cut into ranges `high + 1` wide, wider at both ends, that depend on nothing but the counts;
    published is the range in which the sum lies. Whoever knows any `known` of the numbers cannot exclude a single
    value from `low` to `high` for any other.

    Proof. Let the others be u numbers, the known ones add up to a, the range be from p to q. Another one can be `low`
    if the u - 1 that remain can add up to something from p - a - low to q - a - low. They reach from low(u - 1) to
    high(u - 1), so two things are needed: a + low·u <= q, which holds because the true sum, at least that great, lies
    in the range; and p <= a + low + high(u - 1), which holds for any a if p <= low(known + 1) + high(u - 1). Likewise
    it can be `high` if q >= high(known + 1) + low(u - 1). Ranges that would break either bound are joined to the next.
    """
    width, half = high + 1, (high + 1) // 2
    others = counts - known - 1
    reach = high * (known + 1) + low * others
    depth = low * (known + 1) + high * others
    first = np.ceil((reach - high + half) / width) * width - half
    last = np.floor((depth + half) / width) * width - half
    start = np.floor((sums + half) / width) * width - half
    is_whole = first >= last
    lowest = np.where(is_whole | (start <= first), low * counts, np.minimum(start, last))
    highest = np.where(is_whole | (start >= last), high * counts, np.maximum(start, first) + high)
    return lowest, highest


def _rows(cells: ShownSeries, count: int) -> list[ShownSeries]:
    """Return the series of each row of judged cells."""
    return [
        ShownSeries(
            states=cells.states[row],
            numerators=cells.numerators[row],
            denominators=None if cells.denominators is None else cells.denominators[row],
            lowest=cells.lowest[row],
            highest=cells.highest[row],
            known_denominators=None if cells.known_denominators is None else cells.known_denominators[row],
            least_count=cells.least_count,
            least_people=cells.least_people,
            rounding=cells.rounding,
        )
        for row in range(count)
    ]


def _is_open(cells: ShownSeries) -> Mask:
    is_open: Mask = (cells.states != State.MISSING) & ~cells.is_hidden
    return is_open


def _is_counted(cells: ShownSeries) -> Mask:
    is_counted: Mask = (cells.states == State.UNDER) | (cells.states == State.NEARLY_ALL)
    return is_counted


def _offsets(cells: ShownSeries, people: Floats | None, rule: Rule) -> Floats:
    """Return what anyone may know of each hidden numerator: the rest of it is its part."""
    if people is None:
        return np.zeros(cells.states.shape)
    return np.where(cells.states == State.NEARLY_ALL, people - rule.lowest_hidden - rule.least_count + 1, 0.0)


def _sums_of(
    cells: ShownSeries,
    entered: Floats,
    people: Floats | None,
    before: ShownSeries | None,
    then: Settled | None,
    known: Mask,
    rule: Rule,
) -> _Sums:
    """Bound the sum of the hidden parts of each period by the one range given out for it, and by nothing else."""
    low, high = rule.lowest_hidden, rule.least_count - 1
    is_hidden = _is_counted(cells)
    counts = is_hidden.sum(axis=0)
    lowest, highest = low * counts.astype(np.float64), high * counts.astype(np.float64)
    if before is not None and then is not None:
        was_hidden = _is_counted(before)
        parts = np.where(was_hidden, then.numerators - _offsets(before, then.denominators, rule), 0.0)
        # Every member knows at least the numbers of one team.
        known_then = np.maximum(1, (was_hidden & known[:, None]).sum(axis=0))
        published = range_of_sum(parts.sum(axis=0), was_hidden.sum(axis=0), known_then, low=low, high=high)
        same = was_hidden & is_hidden & (entered == then.numerators)
        if people is not None and then.denominators is not None:
            same &= people == then.denominators
        gone, new = (was_hidden & ~same).sum(axis=0), (is_hidden & ~same).sum(axis=0)
        lowest = np.maximum(lowest, published[0] - high * gone + low * new)
        highest = np.minimum(highest, published[1] - low * gone + high * new)
    return _Sums(is_hidden, _offsets(cells, people, rule), low, high, lowest, highest)


def _totals(cells: ShownSeries, exact: Floats, sums: _Sums | None, shape: Shape, chosen: Mask) -> ShownTotals:
    """Add up the chosen rows of judged cells: what is shown as it is, what is hidden by its bounds."""
    rows = chosen[:, None]
    is_open, is_hidden = _is_open(cells) & rows, _is_counted(cells) & rows
    counted = is_open | is_hidden
    lowest = middle = highest = np.where(is_open, exact, 0.0).sum(axis=0)
    if sums is not None:
        from_sums, by_band = is_hidden & sums.is_hidden, is_hidden & ~sums.is_hidden
        offset = np.where(from_sums, sums.offsets, 0.0).sum(axis=0)
        least, likeliest, most = sums.bounds_of(from_sums)
        band_low, band_high = (np.where(by_band, band, 0.0).sum(axis=0) for band in (cells.lowest, cells.highest))
        lowest = lowest + offset + least + band_low
        highest = highest + offset + most + band_high
        middle = middle + offset + likeliest + (band_low + band_high) / 2

    known = cells.known_denominators
    denominators = None if known is None else np.where(counted, known, 0.0).sum(axis=0)
    room = middle if denominators is None or shape is not Shape.PART else np.minimum(middle, denominators - middle)
    is_withheld = (highest - lowest) / 2 > MOST_DOUBT * np.abs(room)
    is_empty = ~counted.any(axis=0)
    shown = np.where(is_withheld | is_empty, np.nan, rounded(middle, cells.rounding))
    if denominators is not None:
        denominators = np.where(np.isnan(shown), np.nan, denominators)
    if cells.rounding > 1:
        lowest = np.maximum(rounded(lowest, cells.rounding) - cells.rounding // 2, 0)
        highest = rounded(highest, cells.rounding) + (cells.rounding - 1) // 2
    return ShownTotals(
        numerators=shown,
        denominators=denominators,
        lowest=np.where(is_empty, np.nan, lowest),
        highest=np.where(is_empty, np.nan, highest),
        medians=_medians(cells, shape, rows),
        counted=counted.sum(axis=0),
        hidden=is_hidden.sum(axis=0),
        left_out=((cells.states == State.FEW_PEOPLE) & rows).sum(axis=0),
        is_withheld=is_withheld & ~is_empty,
    )


def _medians(cells: ShownSeries, shape: Shape, rows: Mask) -> Floats:
    values = np.where(_is_open(cells), cells.numerators, (cells.lowest + cells.highest) / 2)
    if cells.known_denominators is not None and shape in (Shape.PART, Shape.RATE):
        people = cells.known_denominators
        values = np.divide(values, people, out=np.full(values.shape, np.nan), where=people > 0)
    # NumPy's own nanmedian takes twenty times as long on tables of this size.
    ordered = np.sort(np.where(rows, values, np.nan), axis=0)
    count = (~np.isnan(ordered)).sum(axis=0)
    if not count.any():
        return np.full(values.shape[1], np.nan)
    periods = np.arange(values.shape[1])
    medians: Floats = (ordered[(count - 1) // 2, periods] + ordered[count // 2, periods]) / 2
    return medians
