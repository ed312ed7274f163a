"""Charts as SVG, in words and as tables: pure functions from an `spc.Analysis`, the same bytes for the same input."""

from allteach.charts.control_chart import NARROW, WIDE, draw
from allteach.charts.figure import figure
from allteach.charts.icons import assurance_icon, assurance_words, variation_icon, variation_words
from allteach.charts.plot import Note, PhaseWords, Plot
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
    "Language",
    "Note",
    "PhaseWords",
    "Plot",
    "Theme",
    "assurance_icon",
    "assurance_words",
    "draw",
    "figure",
    "in_words",
    "small_multiples",
    "sparkline",
    "table",
    "variation_icon",
    "variation_words",
]
