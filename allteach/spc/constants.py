"""The numbers that turn ranges and standard deviations into limits: computed where they can be.

`D2` and `D4` are the printed, rounded values, because every published chart and every tool uses
them; the rest are functions of the subgroup size.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, sqrt

import numpy as np

from allteach.spc.arrays import Floats

# Mean range of two independent normal values, in standard deviations. Montgomery (2013), appendix VI.
D2 = 1.128

# Upper limit of a moving range of two, as a multiple of its mean. Montgomery (2013), appendix VI.
D4 = 3.267

# The same in the normalised moving ranges of I′ charts, as Taylor (2018) gives it.
D4_NORMALISED = 3.2665

# Median range of two independent normal values, in standard deviations. Wheeler DJ, Chambers DS.
# Understanding Statistical Process Control, 2nd ed. SPC Press; 1992. Table A.2.
D2_MEDIAN = 0.954

# Three sigma limits of single values lie this many mean moving ranges from the centre line.
THREE_SIGMA = 3 / D2

# The same, as Making Data Count and many books round it.
THREE_SIGMA_ROUNDED = 2.66

# Rare events: a time raised to 1/3.6 is nearly normal. Nelson LS. A control chart for
# parts-per-million nonconforming items. J Qual Technol 1994;26(3):239-240.
TIME_POWER = 3.6

# The median of an exponential distribution, as a multiple of its mean (the natural logarithm of 2).
MEDIAN_OF_MEAN = 0.693

# z values of two-sided 95 % and 99.8 % funnel limits. Spiegelhalter D. Stat Med 2005;24:1185-1202.
Z_95 = 1.959963984540054
Z_998 = 3.090232306167814


@lru_cache(maxsize=4096)
def c4(size: int) -> float:
    """Mean of the standard deviation of `size` normal values, in standard deviations.

    NaN when there are fewer than two values.

    Notes
    -----
    ::

        c4(n) = sqrt(2 / (n - 1)) * gamma(n / 2) / gamma((n - 1) / 2)

    References
    ----------
    Montgomery DC. Introduction to Statistical Quality Control, 7th ed. Wiley; 2013. Section 6.3.
    """
    if size < 2:
        return float("nan")
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


def a3(size: int) -> float:
    """Three sigma limits of a subgroup mean, in mean standard deviations: ``3 / (c4 sqrt(n))``."""
    return 3 / (c4(size) * sqrt(size)) if size > 0 else float("nan")


def b3(size: int) -> float:
    """Lower limit of a subgroup standard deviation, as a multiple of its mean; never below 0."""
    return max(0.0, 1 - _b_width(size)) if size > 1 else float("nan")


def b4(size: int) -> float:
    """Upper limit of a subgroup standard deviation, as a multiple of its mean."""
    return 1 + _b_width(size)


def _b_width(size: int) -> float:
    """``3 sqrt(1 - c4 ** 2) / c4``: three sigma of a standard deviation, in its own mean."""
    return 3 * sqrt(1 - c4(size) ** 2) / c4(size)


def c4_of(sizes: Floats) -> Floats:
    """`c4` of each subgroup size; NaN where the size is below two or missing."""
    known = np.where(np.isnan(sizes), 0, sizes).astype(int)
    different, back = np.unique(known, return_inverse=True)
    return np.array([c4(int(size)) for size in different])[back].reshape(sizes.shape)
