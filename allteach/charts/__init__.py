"""Charts as SVG, in words and as tables: pure functions from an `spc.Analysis`, the same bytes for the same input."""

from allteach.charts.plot import Note, PhaseWords, Plot
from allteach.charts.words import Language

__all__ = ["Language", "Note", "PhaseWords", "Plot"]
