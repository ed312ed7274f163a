"""Means and moving ranges of the rows, made with care for missing, excluded and constant points."""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Booleans, Floats
from allteach.spc.constants import D2_MEDIAN, D4
from allteach.spc.rows import Rows

# How near, relative to the centre line, counts as on a line: far above rounding, far below data.
NEAR = 1e-9


def margins(values: Floats, centre: Floats) -> Floats:
    """How far from a line a point must be to be off it; shape as `centre`, at least (rows, 1).

    ``1e-9 max(1, |centre|)``, or less where every value of the row is below 1, so that tiny units
    lose nothing. Ten times 0.1 does not sum to 1 in binary; this margin, and not equality of
    floating-point numbers, decides what is on a line and what is outside it.
    """
    largest = np.fmax.reduce(np.abs(values), axis=1, keepdims=True)
    margin: Floats = NEAR * np.fmax(np.abs(centre), np.fmin(largest, 1))
    return margin


def total(values: Floats, where: Booleans) -> Floats:
    """Sum over each row where `where` is true, (rows, 1)."""
    return _sum(np.where(where, values, 0.0))


def _sum(values: Floats) -> Floats:
    """Sum of each row, (rows, 1), in order of time: padding changes not even the last bit.

    `np.sum` groups what it adds by the length of the row, so that a series would depend on the
    longest one that is analysed with it.
    """
    return np.add.accumulate(values, axis=1)[:, -1:]


def mean(values: Floats, where: Booleans) -> Floats:
    """Mean over each row where `where` is true, (rows, 1); NaN where nothing is.

    Corrected once by the mean of what is left over, which gives the accuracy of exact summation: a
    constant row has exactly that constant as its mean.
    """
    many = np.add.reduce(where, axis=1, keepdims=True, dtype=float)
    kept = np.where(where, values, 0.0)
    first = _sum(kept) / many
    corrected: Floats = first + _sum((kept - first) * where) / many
    return corrected


def median(values: Floats, where: Booleans) -> Floats:
    """Median over each row where `where` is true, (rows, 1); the mean of the middle two if even."""
    ordered = np.sort(np.where(where, values, np.nan), axis=1)
    last = np.maximum(np.add.reduce(where, axis=1, dtype=np.intp) - 1, 0)
    row = np.arange(len(ordered))
    low, high = ordered[row, last // 2], ordered[row, (last + 1) // 2]
    middle: Floats = (low + (high - low) / 2)[:, None]
    return middle


def standard_deviation(values: Floats, where: Booleans) -> Floats:
    """Standard deviation (n - 1) over each row where `where` is true, (rows, 1); NaN of fewer than two."""
    many = np.add.reduce(where, axis=1, keepdims=True, dtype=float)
    spread: Floats = np.sqrt(total((values - mean(values, where)) ** 2, where) / np.where(many > 1, many - 1, np.nan))
    return spread


def before(values: Floats, rows: Rows) -> Floats:
    """For each point the value of the one before it; NaN for the first of a phase and beside a gap.

    An excluded point is taken out first, so that its neighbours become neighbours (and itself has
    none before it); a missing point is not, for nobody knows what stood there.
    """
    earlier = np.empty(values.shape)
    earlier[:, 0] = np.nan
    if rows.all_included:
        earlier[:, 1:] = values[:, :-1]
        return earlier
    places = np.where(rows.included, np.arange(values.shape[1]), -1)
    last = np.maximum.accumulate(places, axis=1)[:, :-1]
    known = (last >= 0) & rows.included[:, 1:]
    earlier[:, 1:] = np.where(known, np.take_along_axis(values, np.maximum(last, 0), axis=1), np.nan)
    return earlier


def moving_ranges(values: Floats, rows: Rows) -> Floats:
    """Absolute change from the point `before`."""
    ranges: Floats = np.abs(values - before(values, rows))
    return ranges


def usual_range(ranges: Floats, rows: Rows, least: Floats | float, cut: float = D4) -> Floats:
    """Mean of the ranges within the baseline (median where a plan asks for it), (rows, 1).

    Where the plan asks for screening, every range of at least `cut` times their mean is dropped,
    once. `least` is the size up to which a range is nothing but rounding.

    Returns
    -------
    array (rows, 1)
        NaN where nothing is left: no range at all, or, screened, only zeros. Then one or two jumps
        are all the variation there is, and no sigma can be had from it.

    References
    ----------
    Nelson LS. Control charts for individual measurements. J Qual Technol 1982;14(3):172-173.
    """
    settings = rows.settings
    # A range that is not known is not at least 0 either.
    kept = (ranges >= 0) & rows.baseline
    sizes = np.where(kept, ranges, 0.0)
    usual = _plain_mean(sizes, kept)
    if settings.any_screen:
        small = kept & (sizes < cut * usual)
        if not settings.all_screen:
            small = np.where(settings.screen, small, kept)
        if np.count_nonzero(small) < np.count_nonzero(kept):
            usual = _plain_mean(sizes * small, small)
        kept = small
        usual[(usual <= least) & settings.screen] = np.nan
    if settings.any_median_range:
        usual = np.where(settings.median_range, median(ranges, kept), usual)
    return usual


def _plain_mean(sizes: Floats, kept: Booleans) -> Floats:
    """Mean of sizes that are 0 where they are not kept, (rows, 1)."""
    return _sum(sizes) / np.add.reduce(kept, axis=1, keepdims=True, dtype=float)


def three_sigma_of(values: Floats, rows: Rows, least: Floats | float) -> Floats:
    """Three sigma of single values, (rows, 1), from moving ranges within the baseline."""
    settings = rows.settings
    usual = usual_range(moving_ranges(values, rows), rows, least)
    if settings.any_median_range:
        return usual * np.where(settings.median_range, 3 / D2_MEDIAN, settings.constant)
    return usual * settings.constant


def sigma_z(values: Floats, centre: Floats, sigma: Floats, rows: Rows) -> Floats:
    """How much wider than its model the data of P′ and U′ charts vary, (rows, 1).

    The sigma of z = (value - centre) / sigma: from moving ranges in time order, else as a standard
    deviation. 1 when the model is right; not held at 1, so that less variation narrows the limits.

    References
    ----------
    Laney DB. Improved control charts for attributes. Qual Eng 2002;14(4):531-537.
    """
    z = (values - centre) / np.where(sigma > 0, sigma, np.nan)
    in_time = three_sigma_of(z, rows, least=NEAR) / 3
    if not rows.settings.any_unordered:
        return in_time
    return np.where(rows.settings.unordered, standard_deviation(z, rows.baseline & ~np.isnan(z)), in_time)
