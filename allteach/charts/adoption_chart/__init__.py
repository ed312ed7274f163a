"""How a new way of working spreads: the plan as a curve, and beside it how many really work this way, step by step."""

from __future__ import annotations

from allteach.charts.adoption_chart.drawing import drawn
from allteach.charts.adoption_chart.plot import AdoptionPlot, AdoptionTurn
from allteach.charts.adoption_chart.saying import adoption_in_words, adoption_table, says
from allteach.charts.control_chart import NARROW, WIDE
from allteach.charts.figure import framed
from allteach.charts.theme import Theme, apply

__all__ = [
    "AdoptionPlot",
    "AdoptionTurn",
    "adoption_chart",
    "adoption_figure",
    "adoption_in_words",
    "adoption_table",
]


def adoption_chart(plot: AdoptionPlot, *, ident: str, width: float = WIDE, theme: Theme | None = None) -> str:
    """The adoption chart as SVG with a title, a description and a reading for every day on which a number changed.

    Raises
    ------
    ValueError
        If `ident` cannot be an id.
    """
    svg = drawn(plot, ident, width)
    return apply(theme, svg) if theme else svg


def adoption_figure(
    plot: AdoptionPlot, *, ident: str, open_table: bool = False, heading: int = 2, classes: str = "at-panel"
) -> str:
    """The whole figure: sentence, drawing for two widths, and the table that opens. As `figure`."""
    verdict, rest = says(plot)
    return framed(
        ident=ident,
        title=plot.title,
        chart_words="",
        verdict=verdict,
        rest=rest,
        wide=drawn(plot, f"{ident}-wide", WIDE),
        narrow=drawn(plot, f"{ident}-narrow", NARROW),
        below="",
        table=adoption_table(plot),
        open_table=open_table,
        heading=heading,
        classes=classes,
        language=plot.language,
    )
