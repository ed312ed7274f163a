"""Charts of several measurements a point: Xbar and S."""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Floats
from allteach.spc.chart_types.lines import Lines, around, given, given_or
from allteach.spc.constants import c4_of
from allteach.spc.rows import Rows
from allteach.spc.spread import mean, total


def xbar_lines(rows: Rows) -> Lines:
    """Means of subgroups, with limits from the variation within them (Xbar chart).

    Notes
    -----
    The centre weights each subgroup by its size; limits vary with it, and a subgroup of one has
    none::

        centre = sum(n * mean) / sum(n)
        limits = centre +/- A3(n) * s        A3(n) = 3 / (c4(n) sqrt(n))

    s is the mean standard deviation where all subgroups are of one size, else the pooled one (see
    `s_lines`).

    References
    ----------
    Montgomery (2013), sections 6.3.1 and 6.3.2.
    """
    sizes = given(rows.sizes)
    centre = given_or(total(rows.values * sizes, rows.baseline) / total(sizes, rows.baseline), rows)
    several = np.where(sizes > 1, sizes, np.nan)
    sigma = _typical_deviation(rows) / (c4_of(several) * np.sqrt(several))
    return around(rows.values, centre, sigma)


def s_lines(rows: Rows) -> Lines:
    """Standard deviations within subgroups (S chart).

    Notes
    -----
    The centre is the mean standard deviation where all subgroups are of one size, else pooled::

        centre = sqrt(sum((n - 1) s^2) / sum(n - 1))
        limits = B3(n) * centre and B4(n) * centre        B(n) = 1 -/+ 3 sqrt(1 - c4^2) / c4

    References
    ----------
    Montgomery (2013), sections 6.3.1 and 6.3.2, equation 6.31.
    """
    centre = given_or(_typical_deviation(rows), rows)
    sizes = given(rows.sizes)
    c4 = c4_of(np.where(sizes > 1, sizes, np.nan))
    return around(given(rows.deviations), centre, centre * np.sqrt(1 - c4**2) / c4, floor=0)


def _typical_deviation(rows: Rows) -> Floats:
    """Standard deviation within subgroups, (rows, 1): mean where all sizes are equal, else pooled."""
    sizes, deviations = given(rows.sizes), given(rows.deviations)
    # A period without measurements is missing; it makes sizes no different.
    smallest = np.fmin.reduce(np.where(sizes > 0, sizes, np.nan), axis=1, keepdims=True)
    largest = np.fmax.reduce(sizes, axis=1, keepdims=True)
    several = rows.baseline & (sizes > 1)
    pooled = np.sqrt(total((sizes - 1) * deviations**2, several) / total(sizes - 1, several))
    return np.where(smallest == largest, mean(deviations, several), pooled)
