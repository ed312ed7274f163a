"""Charts of one measurement, count or time a point: run, I, MR, C, G and T."""

from __future__ import annotations

import numpy as np

from allteach.spc.chart_types.lines import LINES, Lines, around, given_or
from allteach.spc.constants import D4, MEDIAN_OF_MEAN, TIME_POWER
from allteach.spc.rows import Rows
from allteach.spc.spread import margins, mean, median, three_sigma_of


def run_lines(rows: Rows) -> Lines:
    """The median of the values, and no limits (run chart).

    References
    ----------
    Perla RJ, Provost LP, Murray SK. The run chart: a simple analytical tool for learning from
    variation in healthcare processes. BMJ Qual Saf 2011;20:46-51.
    """
    stack = np.full((len(LINES), len(rows), 1), np.nan)
    stack[0] = given_or(median(rows.values, rows.baseline), rows)
    return Lines(rows.values, stack)


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
    settings = rows.settings
    if settings.any_median:
        centre = np.where(settings.median, median(rows.values, rows.baseline), centre)
    centre = given_or(centre, rows)
    margin = margins(rows.values, centre)
    sigma = three_sigma_of(rows.values, rows, least=margin) / 3
    if settings.any_sigma:
        sigma = np.where(np.isnan(settings.sigma), sigma, settings.sigma)
    return around(rows.values, centre, sigma, margin=margin)


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
    centre = given_or(mean(ranges, rows.baseline & ~np.isnan(ranges)), rows)
    return Lines(ranges, centre * np.array([1, 0, D4, 0, D4 * 2 / 3, 0, D4 / 3])[:, None, None])


def c_lines(rows: Rows) -> Lines:
    """Counts and their mean (C chart), with ``sigma = sqrt(centre)``, limits cut off at 0.

    References
    ----------
    Montgomery (2013), section 7.3.1.
    """
    centre = given_or(mean(rows.values, rows.baseline), rows)
    return around(rows.values, centre, np.sqrt(centre), floor=0)


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
    middle = given_or(mean(rows.values, rows.baseline), rows)
    lines = around(rows.values, middle, np.sqrt(middle * (middle + 1)), floor=0)
    given = rows.settings.centre
    drawn = median(rows.values, rows.baseline)
    lines.stack[0] = np.where(np.isnan(given), drawn, MEDIAN_OF_MEAN * given)
    return lines


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
    given = rows.settings.centre
    centre = np.where(np.isnan(given), centre, np.abs(given) ** (1 / TIME_POWER))
    sigma = three_sigma_of(eased, rows, least=margins(eased, centre)) / 3
    return Lines(rows.values, around(eased, centre, sigma, floor=0).stack ** TIME_POWER)
