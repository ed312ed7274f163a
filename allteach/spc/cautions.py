"""What a reader should know before trusting the latest part of a chart."""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Booleans, Floats
from allteach.spc.chart_types import CHART_TYPES
from allteach.spc.parts import PartResult
from allteach.spc.plan import Plan

CAUTIONS = ("few_points", "short_baseline", "no_variation", "small_denominators", "large_denominators")

# The published tables of runs begin at ten useful points. Anhøj (2015).
LEAST_USEFUL = 10

# With fewer points a run chart's frozen median says little; limits need `least_points_for_control`.
LEAST_BASELINE_OF_RUN_CHART = 6

# Below five expected events (or non-events) the normal limits of P and U charts are poor.
# Montgomery (2013), section 7.2.1.
LEAST_EXPECTED = 5

# Above about so many, P limits are tighter than the world is steady: use P′. Laney (2002).
LARGE_DENOMINATOR = 2000


def cautions(
    plan: Plan, part: PartResult, baseline: Booleans, denominator: Floats | None, lines: Floats
) -> tuple[str, ...]:
    """Keys of CAUTIONS that hold for the latest part.

    Parameters
    ----------
    part : the latest part
    baseline, denominator : arrays of length n
    lines : array (7, n)
    """
    chart = CHART_TYPES[plan.chart]
    own = slice(part.start, part.stop)
    found = []
    few = part.n_present < plan.least_points_for_control
    if few if chart.has_limits else few or part.n_useful < LEAST_USEFUL:
        found.append("few_points")
    if part.baseline_stop < part.stop:
        least = plan.least_points_for_control if chart.has_limits else LEAST_BASELINE_OF_RUN_CHART
        if np.count_nonzero(baseline[own]) < least:
            found.append("short_baseline")
    if chart.has_limits and part.n_present and not np.count_nonzero(lines[2, own] > lines[1, own]):
        found.append("no_variation")
    if chart.needs == "ratio" and denominator is not None and part.n_present:
        shown = sorted(out_of for out_of in denominator[own].tolist() if out_of > 0)
        # Their median: a short list is sorted long before `np.median` has begun.
        typical = (shown[len(shown) // 2] + shown[~(len(shown) // 2)]) / 2
        expected = typical * part.centre_last / plan.per
        if min(expected, typical - expected if chart.within_one else expected) < LEAST_EXPECTED:
            found.append("small_denominators")
        if chart.key == "p" and typical > LARGE_DENOMINATOR:
            found.append("large_denominators")
    return tuple(found)
