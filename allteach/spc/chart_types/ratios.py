"""Charts of one count out of another: P, P′, U, U′ and I′. Their limits follow the denominators."""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Floats
from allteach.spc.chart_types.lines import Lines, around, given, given_or
from allteach.spc.constants import D4_NORMALISED
from allteach.spc.rows import Rows
from allteach.spc.spread import before, margins, moving_ranges, sigma_z, total, usual_range


def p_lines(rows: Rows) -> Lines:
    """Proportions and their pooled proportion (P chart).

    Notes
    -----
    The centre is pooled, not the mean of the proportions, so that a small month counts for little.
    Limits vary with each denominator and are cut off at 0 and 1::

        centre = sum(numerator) / sum(denominator)
        sigma  = sqrt(centre * (1 - centre) / denominator)

    References
    ----------
    Montgomery (2013), section 7.2.1.
    """
    centre, out_of = _pooled(rows)
    return around(rows.values, centre, _binomial_sigma(centre, out_of), floor=0, ceiling=1)


def pp_lines(rows: Rows) -> Lines:
    """Proportions with limits as wide as the data vary (P' chart, Laney).

    Notes
    -----
    ::

        sigma = sqrt(centre * (1 - centre) / denominator) * sigma_z

    For large denominators, where P limits are far too narrow. Screening of the moving ranges of z
    follows the plan; Laney did not screen.

    References
    ----------
    Laney DB. Improved control charts for attributes. Qual Eng 2002;14(4):531-537.
    """
    centre, out_of = _pooled(rows)
    sigma = _binomial_sigma(centre, out_of)
    return around(rows.values, centre, _widened(sigma, centre, rows), floor=0, ceiling=1)


def u_lines(rows: Rows) -> Lines:
    """Rates and their pooled rate (U chart).

    Notes
    -----
    ::

        centre = sum(numerator) / sum(denominator)
        sigma  = sqrt(centre / denominator)

    Limits vary with each denominator and are cut off at 0.

    References
    ----------
    Montgomery (2013), section 7.3.
    """
    centre, out_of = _pooled(rows)
    return around(rows.values, centre, np.sqrt(centre / out_of), floor=0)


def up_lines(rows: Rows) -> Lines:
    """Rates with limits as wide as the data vary (U' chart, Laney).

    References
    ----------
    Laney DB. Improved control charts for attributes. Qual Eng 2002;14(4):531-537.
    """
    centre, out_of = _pooled(rows)
    return around(rows.values, centre, _widened(np.sqrt(centre / out_of), centre, rows), floor=0)


def ip_lines(rows: Rows) -> Lines:
    """Ratios or rates of large denominators as single values, limits by denominator (I′ chart).

    Notes
    -----
    ::

        centre = sum(numerator) / sum(denominator)
        S      = mean(sqrt(pi / 2) |change| / sqrt(1 / n + 1 / n before))
        sigma  = S / sqrt(n)

    Screened, where the plan says so, at 3.2665 times the mean.

    References
    ----------
    Taylor WA. Normalized individuals (I-N) chart. Taylor Enterprises; 2018.
    """
    centre, out_of = _pooled(rows)
    width = np.sqrt(1 / out_of + 1 / before(out_of, rows))
    ranges = np.sqrt(np.pi / 2) * moving_ranges(rows.values, rows) / width
    ranges[~rows.baseline] = np.nan
    least = margins(rows.values, centre) / np.fmin.reduce(width, axis=1, keepdims=True)
    return around(rows.values, centre, usual_range(ranges, rows, least, cut=D4_NORMALISED) / np.sqrt(out_of))


def _pooled(rows: Rows) -> tuple[Floats, Floats]:
    """Centre line of a ratio, (rows, 1), and the denominators where there is a point."""
    numerator, denominator = given(rows.numerator), given(rows.denominator)
    centre = total(numerator, rows.baseline) / total(denominator, rows.baseline)
    return given_or(centre, rows), np.where(np.isnan(rows.values), np.nan, denominator)


def _binomial_sigma(centre: Floats, out_of: Floats) -> Floats:
    sigma: Floats = np.sqrt(np.fmax(centre * (1 - centre), 0) / out_of)
    return sigma


def _widened(sigma: Floats, centre: Floats, rows: Rows) -> Floats:
    """The model's sigma times sigma z; NaN where nothing varies that could tell it."""
    widened: Floats = sigma * sigma_z(rows.values, centre, sigma, rows)
    return widened
