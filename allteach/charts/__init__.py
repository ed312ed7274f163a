"""Charts as SVG, in words and as tables: pure functions from analyses of `spc`, the same bytes for the same input.

A page embeds `figure(Plot(…), ident=…)`: sentence, drawing for two widths, notes, key and table. A file takes
`draw(plot, ident=…, theme=…)`, with colours written in. Words alone are `in_words`, numbers alone `table`.
"""

from allteach.charts.adoption_chart import (
    AdoptionPlot,
    AdoptionTurn,
    adoption_chart,
    adoption_figure,
    adoption_in_words,
    adoption_table,
)
from allteach.charts.control_chart import NARROW, WIDE, draw
from allteach.charts.figure import figure
from allteach.charts.funnel_chart import funnel, funnel_figure, funnel_in_words, funnel_table
from allteach.charts.funnel_words import FunnelPlot
from allteach.charts.icons import assurance_icon, assurance_words, variation_icon, variation_words
from allteach.charts.pareto_chart import ParetoPlot, pareto, pareto_figure, pareto_in_words, pareto_table
from allteach.charts.plot import LaterNote, Note, PhaseWords, Plot
from allteach.charts.process_map import (
    ProcessPlot,
    ProcessStep,
    StepCounts,
    process_map,
    process_map_figure,
    process_map_in_words,
    process_map_table,
    step_counts,
)
from allteach.charts.rules import rule_set_words, rule_words
from allteach.charts.sentence import in_words
from allteach.charts.small_multiples import small_multiples
from allteach.charts.sparkline import sparkline
from allteach.charts.table import table
from allteach.charts.theme import THEMES, Theme
from allteach.charts.words import Language

__all__ = [
    "NARROW",
    "THEMES",
    "WIDE",
    "AdoptionPlot",
    "AdoptionTurn",
    "FunnelPlot",
    "Language",
    "LaterNote",
    "Note",
    "ParetoPlot",
    "PhaseWords",
    "Plot",
    "ProcessPlot",
    "ProcessStep",
    "StepCounts",
    "Theme",
    "adoption_chart",
    "adoption_figure",
    "adoption_in_words",
    "adoption_table",
    "assurance_icon",
    "assurance_words",
    "draw",
    "figure",
    "funnel",
    "funnel_figure",
    "funnel_in_words",
    "funnel_table",
    "in_words",
    "pareto",
    "pareto_figure",
    "pareto_in_words",
    "pareto_table",
    "process_map",
    "process_map_figure",
    "process_map_in_words",
    "process_map_table",
    "rule_set_words",
    "rule_words",
    "small_multiples",
    "sparkline",
    "step_counts",
    "table",
    "variation_icon",
    "variation_words",
]
