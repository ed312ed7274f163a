"""Means and moving ranges of the rows, made with care for missing, excluded and constant points."""

from __future__ import annotations

import numpy as np

from allteach.spc.constants import D2_MEDIAN, D4, Floats
from allteach.spc.rows import Booleans, Rows

# How near, relative to the centre line, counts as on a line: far above rounding, far below data.
NEAR = 1e-9


def margins(values: Floats, centre: Floats) -> Floats:
    """How far from a line a point must be to be off it; shape as `centre`, at least (rows, 1).

    ``1e-9 max(1, |centre|)``, or less where every value of the row is below 1, so that tiny units
    lose nothing. Ten times 0.1 does not sum to 1 in binary; this margin, and not equality of
    floating-point numbers, decides what is on a line and what is outside it.
    """
    size = np.abs(values).max(axis=1, keepdims=True, initial=0, where=~np.isnan(values))
    margin: Floats = NEAR * np.fmax(np.abs(centre), np.fmin(size, 1))
    return margin


def total(values: Floats, where: Booleans) -> Floats:
    """Sum over each row where `where` is true, (rows, 1)."""
    added: Floats = np.where(where, values, 0.0).sum(axis=1, keepdims=True)
    return added


def count(where: Booleans) -> Floats:
    """How many of each row are true, (rows, 1); NaN where none, so that dividing by it gives NaN."""
    many = np.count_nonzero(where, axis=1, keepdims=True).astype(float)
    many[many == 0] = np.nan
    return many


def mean(values: Floats, where: Booleans) -> Floats:
    """Mean over each row where `where` is true, (rows, 1); NaN where nothing is.

    Corrected once by the mean of what is left over, which gives the accuracy of exact summation: a
    constant row has exactly that constant as its mean.
    """
    many = count(where)
    first = total(values, where) / many
    corrected: Floats = first + total(values - first, where) / many
    return corrected


def median(values: Floats, where: Booleans) -> Floats:
    """Median over each row where `where` is true, (rows, 1); the mean of the middle two if even."""
    many = np.count_nonzero(where, axis=1)[:, None]
    ordered = np.sort(np.where(where, values, np.nan), axis=1)
    last = np.fmax(many - 1, 0)
    low = np.take_along_axis(ordered, last // 2, axis=1)
    high = np.take_along_axis(ordered, (last + 1) // 2, axis=1)
    middle: Floats = low + (high - low) / 2
    return middle


def before(values: Floats, rows: Rows) -> Floats:
    """For each point the value of the one before it; NaN for the first of a phase and beside a gap.

    An excluded point is taken out first, so that its neighbours become neighbours (and itself has
    none before it); a missing point is not, for nobody knows what stood there.
    """
    earlier = np.full(values.shape, np.nan)
    if rows.all_included:
        earlier[:, 1:] = values[:, :-1]
        return earlier
    places = np.where(rows.included, np.arange(values.shape[1]), -1)
    last = np.maximum.accumulate(places, axis=1)[:, :-1]
    known = (last >= 0) & rows.included[:, 1:]
    earlier[:, 1:][known] = np.take_along_axis(values, np.fmax(last, 0), axis=1)[known]
    return earlier


def moving_ranges(values: Floats, rows: Rows) -> Floats:
    """Absolute change from the point `before`."""
    ranges: Floats = np.abs(values - before(values, rows))
    return ranges


def screened(ranges: Floats, rows: Rows, cut: float = D4) -> Booleans:
    """Which ranges are kept: those that are not NaN and, where the row asks for screening, not large.

    Screening drops, once, every range of at least `cut` times their mean.

    References
    ----------
    Nelson LS. Control charts for individual measurements. J Qual Technol 1982;14(3):172-173.
    """
    known = ~np.isnan(ranges)
    if not rows.screen.any():
        return known
    kept: Booleans = known & ((ranges < cut * mean(ranges, known)) | ~rows.screen)
    return kept


def usual_range(ranges: Floats, rows: Rows, least: Floats | float, cut: float = D4) -> Floats:
    """Mean of the screened ranges (median where the row asks for it), (rows, 1).

    `least` is the size up to which a range is nothing but rounding.

    Returns
    -------
    array (rows, 1)
        NaN where nothing is left: no range at all, or, screened, only zeros. Then one or two jumps
        are all the variation there is, and no sigma can be had from it.
    """
    usual = _middle(ranges, screened(ranges, rows, cut), rows)
    nothing = (usual <= least) & rows.screen
    return np.where(nothing, np.nan, usual) if nothing.any() else usual


def _middle(ranges: Floats, kept: Booleans, rows: Rows) -> Floats:
    if not rows.use_median_range.any():
        return mean(ranges, kept)
    return np.where(rows.use_median_range, median(ranges, kept), mean(ranges, kept))


def three_sigma_of(values: Floats, rows: Rows, least: Floats | float) -> Floats:
    """Three sigma of single values, (rows, 1), from moving ranges within the baseline."""
    ranges = moving_ranges(values, rows)
    ranges[~rows.baseline] = np.nan
    three: Floats = rows.constant * usual_range(ranges, rows, least)
    if rows.use_median_range.any():
        three = np.where(rows.use_median_range, three / rows.constant * (3 / D2_MEDIAN), three)
    return three


def standard_deviation(values: Floats, where: Booleans) -> Floats:
    """Standard deviation (n - 1) over each row where `where` is true, (rows, 1)."""
    centre = mean(values, where)
    spread: Floats = np.sqrt(total((values - centre) ** 2, where) / (count(where) - 1))
    return spread


def sigma_z(values: Floats, centre: Floats, sigma: Floats, rows: Rows) -> Floats:
    """How much wider than its model the data of P' and U' charts vary, (rows, 1).

    The sigma of z = (value - centre) / sigma: from moving ranges in time order, else as a standard
    deviation. 1 when the model is right; not held at 1, so that less variation narrows the limits.

    References
    ----------
    Laney DB. Improved control charts for attributes. Qual Eng 2002;14(4):531-537.
    """
    z = np.divide(values - centre, sigma, out=np.full(values.shape, np.nan), where=sigma > 0)
    in_time = three_sigma_of(z, rows, least=NEAR) / 3
    if rows.ordered.all():
        return in_time
    return np.where(rows.ordered, in_time, standard_deviation(z, rows.baseline & ~np.isnan(z)))
