"""A way through a practice, step by step: boxes that follow each other and wrap, with waits between them.

Drawn in rows from left to right where there is room, in one column on a phone. Where something goes wrong stands a
numbered pin; its words are a list under the drawing.
"""

from __future__ import annotations

from allteach.charts.control_chart import NARROW, WIDE
from allteach.charts.figure import framed
from allteach.charts.process_map.drawing import drawn
from allteach.charts.process_map.saying import pain_points, process_map_in_words, process_map_table, says
from allteach.charts.process_map.steps import ProcessPlot, ProcessStep, StepCounts, step_counts
from allteach.charts.theme import Theme, apply

__all__ = [
    "ProcessPlot",
    "ProcessStep",
    "StepCounts",
    "process_map",
    "process_map_figure",
    "process_map_in_words",
    "process_map_table",
    "step_counts",
]


def process_map(plot: ProcessPlot, *, ident: str, width: float = WIDE, theme: Theme | None = None) -> str:
    """The process map as SVG with a title, a description and a reading for every step.

    Raises
    ------
    ValueError
        If `ident` cannot be an id, or there is no step.
    """
    svg = drawn(plot, ident, width)
    return apply(theme, svg) if theme else svg


def process_map_figure(
    plot: ProcessPlot, *, ident: str, open_table: bool = False, heading: int = 2, classes: str = "at-panel"
) -> str:
    """The whole figure: sentence, drawing for two widths, what goes wrong, and the table that opens. As `figure`."""
    verdict, rest = says(plot)
    return framed(
        ident=ident,
        title=plot.title,
        chart_words="",
        verdict=verdict,
        rest=rest,
        wide=drawn(plot, f"{ident}-wide", WIDE),
        narrow=drawn(plot, f"{ident}-narrow", NARROW),
        below=pain_points(plot),
        table=process_map_table(plot),
        open_table=open_table,
        heading=heading,
        classes=classes,
        language=plot.language,
    )
