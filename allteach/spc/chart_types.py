"""The chart types: one function each, and the table of them.

To add a chart type, write a function from `Rows` to `Lines` and add it to CHART_TYPES. Forms, reports
and documentation read the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from allteach.spc.constants import D4, D4_NORMALISED, MEDIAN_OF_MEAN, TIME_POWER, Floats, c4_of
from allteach.spc.rows import Rows
from allteach.spc.spread import (
    before,
    margins,
    mean,
    median,
    moving_ranges,
    sigma_z,
    three_sigma_of,
    total,
    usual_range,
)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What is drawn of each row, before `per`.

    Each line is an array (rows, points), or (rows, 1) where it is the same at every point; NaN where
    there is none. `lower_2` and `upper_2` are the warning lines at two sigma, `lower_1` and
    `upper_1` those at one.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2: Floats
    upper_2: Floats
    lower_1: Floats
    upper_1: Floats


def run_lines(rows: Rows) -> Lines:
    """The median of the values, and no limits (run chart).

    References
    ----------
    Perla RJ, Provost LP, Murray SK. The run chart: a simple analytical tool for learning from
    variation in healthcare processes. BMJ Qual Saf 2011;20:46-51.
    """
    none = np.full((len(rows), 1), np.nan)
    return Lines(rows.values, _given_or(median(rows.values, rows.baseline), rows), none, none, none, none, none, none)


def i_lines(rows: Rows) -> Lines:
    """Mean of single values with limits from moving ranges (I chart, XmR chart).

    Notes
    -----
    ::

        centre = mean(value)          (or the median, where the plan says so)
        limits = centre +/- constant * mean(moving range)

    `constant` is 3 / 1.128 or, rounded, 2.66. Large moving ranges are screened out once where the
    plan says so; their points stay in the mean. A given centre moves the limits, not their width.

    References
    ----------
    Montgomery DC. Introduction to Statistical Quality Control, 7th ed. Wiley; 2013. Section 6.4.
    Nelson LS. J Qual Technol 1982;14(3):172-173 (screening).
    """
    centre = mean(rows.values, rows.baseline)
    if rows.use_median.any():
        centre = np.where(rows.use_median, median(rows.values, rows.baseline), centre)
    centre = _given_or(centre, rows)
    computed = three_sigma_of(rows.values, rows, least=margins(rows.values, centre))
    return _around(rows.values, centre, np.where(np.isnan(rows.sigma), computed / 3, rows.sigma))


def mr_lines(rows: Rows) -> Lines:
    """Moving ranges and their mean (MR chart). The first point of a phase has none.

    Every change is drawn, that from an excluded point to the next too; the change to an excluded
    point is left out of the mean.

    Notes
    -----
    ::

        centre = mean(moving range)
        limits = 0 and 3.267 * centre

    References
    ----------
    Montgomery (2013), section 6.4.
    """
    ranges = np.full(rows.values.shape, np.nan)
    ranges[:, 1:] = np.abs(rows.values[:, 1:] - rows.values[:, :-1])
    centre = _given_or(mean(ranges, rows.baseline & ~np.isnan(ranges)), rows)
    nought = 0 * centre
    return Lines(
        values=ranges,
        centre=centre,
        lower=nought,
        upper=D4 * centre,
        lower_2=nought,
        upper_2=D4 * centre * 2 / 3,
        lower_1=nought,
        upper_1=D4 * centre / 3,
    )


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
    sizes = rows.sizes
    centre = _given_or(total(rows.values * sizes, rows.baseline) / total(sizes, rows.baseline), rows)
    several = np.where(sizes > 1, sizes, np.nan)
    sigma = _typical_deviation(rows) / (c4_of(several) * np.sqrt(several))
    return _around(rows.values, centre, sigma)


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
    centre = _given_or(_typical_deviation(rows), rows)
    c4 = c4_of(np.where(rows.sizes > 1, rows.sizes, np.nan))
    return _around(rows.deviations, centre, centre * np.sqrt(1 - c4**2) / c4, floor=0)


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
    return _around(rows.values, centre, _binomial_sigma(centre, out_of), floor=0, ceiling=1)


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
    return _around(rows.values, centre, _widened(sigma, centre, rows), floor=0, ceiling=1)


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
    return _around(rows.values, centre, np.sqrt(centre / out_of), floor=0)


def up_lines(rows: Rows) -> Lines:
    """Rates with limits as wide as the data vary (U' chart, Laney).

    References
    ----------
    Laney DB. Improved control charts for attributes. Qual Eng 2002;14(4):531-537.
    """
    centre, out_of = _pooled(rows)
    return _around(rows.values, centre, _widened(np.sqrt(centre / out_of), centre, rows), floor=0)


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
    return _around(rows.values, centre, usual_range(ranges, rows, least, cut=D4_NORMALISED) / np.sqrt(out_of))


def c_lines(rows: Rows) -> Lines:
    """Counts and their mean (C chart), with ``sigma = sqrt(centre)``, limits cut off at 0.

    References
    ----------
    Montgomery (2013), section 7.3.1.
    """
    centre = _given_or(mean(rows.values, rows.baseline), rows)
    return _around(rows.values, centre, np.sqrt(centre), floor=0)


def g_lines(rows: Rows) -> Lines:
    """Cases (or days) between rare events (G chart).

    Notes
    -----
    The median is drawn, so that as many points lie above as below and runs can be read; the limits
    come from the mean::

        sigma  = sqrt(mean * (mean + 1))
        limits = mean +/- 3 sigma, cut off at 0

    A given centre is the mean, and 0.693 times it is drawn.

    References
    ----------
    Benneyan JC. Number-between g-type statistical quality control charts for monitoring adverse
    events. Health Care Manag Sci 2001;4:305-318.
    """
    given = ~np.isnan(rows.centre)
    middle = _given_or(mean(rows.values, rows.baseline), rows)
    drawn = np.where(given, MEDIAN_OF_MEAN * rows.centre, median(rows.values, rows.baseline))
    return _around(rows.values, middle, np.sqrt(middle * (middle + 1)), floor=0, drawn=drawn)


def t_lines(rows: Rows) -> Lines:
    """Time between rare events (T chart).

    Notes
    -----
    An I chart of ``time ** (1 / 3.6)``, which is nearly normal, with its lines raised back to the
    power 3.6. A given centre is a time.

    References
    ----------
    Nelson LS. A control chart for parts-per-million nonconforming items. J Qual Technol
    1994;26(3):239-240. Montgomery (2013), section 7.3.5.
    """
    eased = rows.values ** (1 / TIME_POWER)
    centre = mean(eased, rows.baseline)
    centre = np.where(np.isnan(rows.centre), centre, np.abs(rows.centre) ** (1 / TIME_POWER))
    sigma = three_sigma_of(eased, rows, least=margins(eased, centre)) / 3
    lines = _around(eased, centre, sigma, floor=0)
    return Lines(
        rows.values,
        *(
            line**TIME_POWER
            for line in (
                lines.centre,
                lines.lower,
                lines.upper,
                lines.lower_2,
                lines.upper_2,
                lines.lower_1,
                lines.upper_1,
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class ChartType:
    """A row of CHART_TYPES.

    `needs` is what a `Series` must have been made from: "values" (anything will do), "counts" (0 or
    more), "ratio" (numerator and denominator) or "subgroups". `has_limits` and `has_runs` say
    whether it draws limits, and whether patterns of points mean something on it.
    """

    key: str
    name: str
    lines: Callable[[Rows], Lines]
    needs: str = "values"
    has_limits: bool = True
    has_runs: bool = True
    within_one: bool = False


CHART_TYPES: dict[str, ChartType] = {
    chart.key: chart
    for chart in (
        ChartType("run", "Run chart (median)", run_lines, has_limits=False),
        ChartType("i", "I chart (single values)", i_lines),
        # A moving range shares a value with its neighbour, so its runs say nothing.
        ChartType("mr", "MR chart (moving ranges)", mr_lines, has_runs=False),
        ChartType("xbar", "Xbar chart (means of subgroups)", xbar_lines, needs="subgroups"),
        ChartType("s", "S chart (standard deviations of subgroups)", s_lines, needs="subgroups"),
        ChartType("p", "P chart (proportions)", p_lines, needs="ratio", within_one=True),
        ChartType("pp", "P′ chart (proportions, large denominators)", pp_lines, needs="ratio", within_one=True),
        ChartType("u", "U chart (rates)", u_lines, needs="ratio"),
        ChartType("up", "U′ chart (rates, large denominators)", up_lines, needs="ratio"),
        ChartType("ip", "I′ chart (ratios as single values, large denominators)", ip_lines, needs="ratio"),
        ChartType("c", "C chart (counts)", c_lines, needs="counts"),
        ChartType("g", "G chart (cases between events)", g_lines, needs="counts"),
        ChartType("t", "T chart (time between events)", t_lines, needs="counts"),
    )
}


def _around(
    values: Floats,
    middle: Floats,
    sigma: Floats,
    *,
    floor: float | None = None,
    ceiling: float | None = None,
    drawn: Floats | None = None,
) -> Lines:
    """Lines at one, two and three sigma around the middle, cut off where nothing can be beyond."""

    def at(sigmas: int) -> Floats:
        line = middle + sigmas * sigma
        return line if floor is None and ceiling is None else np.clip(line, floor, ceiling)

    return Lines(values, middle if drawn is None else drawn, at(-3), at(3), at(-2), at(2), at(-1), at(1))


def _given_or(computed: Floats, rows: Rows) -> Floats:
    return np.where(np.isnan(rows.centre), computed, rows.centre)


def _typical_deviation(rows: Rows) -> Floats:
    """Standard deviation within subgroups, (rows, 1): mean where all sizes are equal, else pooled."""
    sizes, deviations = rows.sizes, rows.deviations
    smallest = np.fmin.reduce(sizes, axis=1, keepdims=True)
    largest = np.fmax.reduce(sizes, axis=1, keepdims=True)
    several = rows.baseline & (sizes > 1)
    pooled = np.sqrt(total((sizes - 1) * deviations**2, several) / total(sizes - 1, several))
    return np.where(smallest == largest, mean(deviations, several), pooled)


def _pooled(rows: Rows) -> tuple[Floats, Floats]:
    """Centre line of a ratio, (rows, 1), and the denominators where there is a point."""
    centre = total(rows.numerator, rows.baseline) / total(rows.denominator, rows.baseline)
    return _given_or(centre, rows), np.where(np.isnan(rows.values), np.nan, rows.denominator)


def _binomial_sigma(centre: Floats, out_of: Floats) -> Floats:
    sigma: Floats = np.sqrt(np.fmax(centre * (1 - centre), 0) / out_of)
    return sigma


def _widened(sigma: Floats, centre: Floats, rows: Rows) -> Floats:
    """The model's sigma times sigma z; where the model leaves no room for variation, none."""
    return np.where(sigma == 0, 0.0, sigma * sigma_z(rows.values, centre, sigma, rows))
