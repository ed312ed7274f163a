"""The chart types: the table of them. Their functions stand beside it.

To add a chart type, write a function from `Rows` to `Lines` and add it to CHART_TYPES. Forms, reports
and documentation read the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from allteach.spc.chart_types import ratios, single_values, subgroups
from allteach.spc.chart_types.lines import LINES, Lines
from allteach.spc.rows import Rows

__all__ = ["CHART_TYPES", "LINES", "ChartType", "Lines"]


class ChartType(NamedTuple):
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
        ChartType("run", "Run chart (median)", single_values.run_lines, has_limits=False),
        ChartType("i", "I chart (single values)", single_values.i_lines),
        # A moving range shares a value with its neighbour, so its runs say nothing.
        ChartType("mr", "MR chart (moving ranges)", single_values.mr_lines, has_runs=False),
        ChartType("xbar", "Xbar chart (means of subgroups)", subgroups.xbar_lines, needs="subgroups"),
        ChartType("s", "S chart (standard deviations of subgroups)", subgroups.s_lines, needs="subgroups"),
        ChartType("p", "P chart (proportions)", ratios.p_lines, needs="ratio", within_one=True),
        ChartType("pp", "P′ chart (proportions, large denominators)", ratios.pp_lines, needs="ratio", within_one=True),
        ChartType("u", "U chart (rates)", ratios.u_lines, needs="ratio"),
        ChartType("up", "U′ chart (rates, large denominators)", ratios.up_lines, needs="ratio"),
        ChartType("ip", "I′ chart (ratios as single values, large denominators)", ratios.ip_lines, needs="ratio"),
        ChartType("c", "C chart (counts)", single_values.c_lines, needs="counts"),
        ChartType("g", "G chart (cases between events)", single_values.g_lines, needs="counts"),
        ChartType("t", "T chart (time between events)", single_values.t_lines, needs="counts"),
    )
}
