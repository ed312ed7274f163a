"""The signal rules: one function each, from `Points` and a number of points to codes.

A rule looks at each phase apart. Missing points are absent; excluded ones take part in no pattern, but
may still be outside the limits. The margin of `spread.margins`, not equality of floating-point
numbers, says what is on a line. See `marking` for the codes; None says that no point is marked.
"""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Booleans, Codes, Integers
from allteach.spc.chart_types.lines import LOWER, LOWER_1, LOWER_2, UPPER, UPPER_1, UPPER_2
from allteach.spc.dense import Stretches
from allteach.spc.runs import runs_limits
from allteach.spc.signals.marking import (
    CODE_OF_SIGN,
    COMPLETE,
    HIGH,
    LOW,
    PLAIN,
    long_climbs,
    long_runs,
    mark,
    mark_windows,
)
from allteach.spc.signals.points import Points


def outside(points: Points, _size: Integers) -> Codes | None:
    """Points strictly outside the three sigma limits.

    References
    ----------
    Shewhart WA. Economic Control of Quality of Manufactured Product. Van Nostrand; 1931.
    """
    high, low = points.above[UPPER], points.below[LOWER]
    if not (np.count_nonzero(high) or np.count_nonzero(low)):
        return None
    codes: Codes = high * np.int8(HIGH + COMPLETE) + low * np.int8(LOW + COMPLETE)
    return codes


def longest_run(points: Points, _size: Integers) -> Codes | None:
    """Every run longer than ``round(log2(useful points)) + 3`` (Anhøj).

    References
    ----------
    Anhøj J, Olesen AV. Run charts revisited. PLoS ONE 2014;9(11):e113825.
    """
    return long_runs(points.useful, points.runs, points.statistics.longest_run_max + 1)


def crossings(points: Points, _size: Integers) -> Codes | None:
    """All useful points of a phase whose values cross the centre line unusually few times (Anhøj).

    References
    ----------
    Anhøj J. Diagnostic value of run chart analysis. PLoS ONE 2015;10(3):e0121349.
    """
    return _whole(points, points.statistics.crossings < points.statistics.crossings_min)


def shift(points: Points, size: Integers) -> Codes | None:
    """So many or more points in a row on one side; a point on the line neither breaks nor counts.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51.
    """
    return long_runs(points.useful, points.runs, size)


def unbroken_shift(points: Points, size: Integers) -> Codes | None:
    """So many or more points in a row on one side; a point on the line breaks the row.

    References
    ----------
    NHS England. Making Data Count (seven points). Western Electric. Statistical Quality Control
    Handbook; 1956 (eight). Nelson LS. J Qual Technol 1984;16:237-239 (nine).
    """
    return long_runs(points.present, points.unbroken_runs, size)


def trend(points: Points, size: Integers) -> Codes | None:
    """So many or more points all rising or all falling; of equal neighbours only the first counts.

    A turning point belongs to the trend that it begins.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51.
    """
    moved = (points.step != 0) | points.present.begins
    if np.count_nonzero(moved) == len(moved):
        return long_climbs(points.present, points.step, size)
    return long_climbs(points.present.at(moved), points.step[moved], size)


def strict_trend(points: Points, size: Integers) -> Codes | None:
    """So many or more points all rising or all falling; an equal neighbour breaks the trend.

    Each point of a trend is called rising or falling by the step to the next point, if that is in a
    trend too, else by the step from the one before.

    References
    ----------
    NHS England. Making Data Count (six or seven points). Nelson LS. J Qual Technol 1984;16:237-239
    (six).
    """
    present = points.present
    codes = long_climbs(present, points.step, size)
    if codes is None:
        return None
    marked = present.take(codes)
    goes_on = np.flatnonzero((marked[:-1] != 0) & (marked[1:] != 0) & (points.step[1:] != 0))
    marked[goes_on] = (marked[goes_on] & COMPLETE) | CODE_OF_SIGN[points.step[goes_on + 1]]
    return present.spread(marked)


def two_of_three(points: Points, _size: Integers) -> Codes | None:
    """Two of three neighbours beyond two sigma on one side; the third may be anywhere.

    References
    ----------
    Western Electric. Statistical Quality Control Handbook; 1956. Nelson (1984), rule 5.
    """
    return _some_beyond(points, points.above[UPPER_2], points.below[LOWER_2], needed=2, among=3)


def four_of_five(points: Points, _size: Integers) -> Codes | None:
    """Four of five neighbours beyond one sigma on one side; the fifth may be anywhere.

    References
    ----------
    Western Electric (1956). Nelson (1984), rule 6.
    """
    return _some_beyond(points, points.above[UPPER_1], points.below[LOWER_1], needed=4, among=5)


def two_of_three_near(points: Points, _size: Integers) -> Codes | None:
    """Two of three neighbours between two and three sigma, all three on that side of the centre.

    Points outside three sigma do not count as near, and only near points are marked.

    References
    ----------
    NHS England. Making Data Count; the rule as reworded in 2023.
    """
    codes = None
    for far, outside_it, sign in (
        (points.above[UPPER_2], points.above[UPPER], 1),
        (points.below[LOWER_2], points.below[LOWER], -1),
    ):
        if np.count_nonzero(far) > 1:
            near, only = far & ~outside_it, points.side == sign
            codes = mark_windows(codes, points.present, near, sign, needed=2, among=3, only=only)
    return codes


def alternating(points: Points, size: Integers) -> Codes | None:
    """So many or more points that go up and down in turn.

    References
    ----------
    Nelson (1984), rule 4 (fourteen points).
    """
    step = points.step
    turns = np.zeros(len(step), dtype=np.int8)
    turns[1:] = step[1:] * step[:-1] < 0
    # A turn stands between two steps, so that k turns in a row lead through k + 2 points.
    stretches = Stretches.of(points.present, turns)
    long = stretches.at(np.flatnonzero((stretches.length >= size[stretches.row] - 2) & (stretches.key > 0)))
    if not len(long.key):
        return None
    plain = np.zeros_like(long.key)
    return mark(points.present, Stretches(plain, long.row, long.start - 2, long.length + 2), size)


def within_one(points: Points, size: Integers) -> Codes | None:
    """So many or more points in a row strictly within one sigma of the centre line, on either side.

    References
    ----------
    Nelson (1984), rule 7 (fifteen points).
    """
    close = points.below[UPPER_1] & points.above[LOWER_1]
    stretches = Stretches.of(points.present, points.present.take(close))
    long = stretches.at(np.flatnonzero(stretches.key & (stretches.length >= size[stretches.row])))
    if not len(long.key):
        return None
    plain = np.zeros(len(long.key), dtype=np.int8)
    return mark(points.present, Stretches(plain, long.row, long.start, long.length), size)


def beyond_one_on_both_sides(points: Points, size: Integers) -> Codes | None:
    """So many or more points in a row beyond one sigma, with both sides present among each so many.

    References
    ----------
    Nelson (1984), rule 8 (eight points).
    """
    present = points.present
    high, low = present.take(points.above[UPPER_1]), present.take(points.below[LOWER_1])
    stretches = Stretches.of(present, high | low)
    long = stretches.at(np.flatnonzero(stretches.key & (stretches.length >= size[stretches.row])))
    if not len(long.key):
        return None
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
    codes[complete] |= COMPLETE
    return present.spread(codes)


def runs(points: Points, _size: Integers) -> Codes | None:
    """All useful points of a phase with unusually few or unusually many runs.

    References
    ----------
    Perla RJ, Provost LP, Murray SK. BMJ Qual Saf 2011;20:46-51; limits computed as in
    `runs.runs_limits`.
    """
    statistics = points.statistics
    above = np.bincount(points.useful.row[points.useful.take(points.side) > 0], minlength=len(statistics.useful))
    # Many rows have the same numbers above and below: the limits are found once for each pair.
    pair = above * (points.shape[1] + 1) + statistics.useful - above
    pairs, back = np.unique(pair, return_inverse=True)
    limits = np.array([runs_limits(*divmod(int(one), points.shape[1] + 1)) for one in pairs])
    fewest, most = limits[back].T
    found = statistics.crossings + (statistics.useful > 0)
    return _whole(points, (found < fewest) | (found > most))


def _whole(points: Points, unusual: Booleans) -> Codes | None:
    """Mark every useful point of the rows that are unusual as a whole."""
    if not np.count_nonzero(unusual):
        return None
    marked = unusual[:, None] & (points.side != 0) & points.included
    codes: Codes = marked * np.int8(PLAIN)
    return codes


def _some_beyond(points: Points, high: Booleans, low: Booleans, *, needed: int, among: int) -> Codes | None:
    """Mark the points on one of two sides of which `needed` stand among so many neighbours."""
    codes = mark_windows(None, points.present, high, 1, needed=needed, among=among)
    return mark_windows(codes, points.present, low, -1, needed=needed, among=among)
