"""Measures and their definitions, each team's use of them, every value reported, and files of values."""

from allteach.measures.models.charts import Annotation, Baseline
from allteach.measures.models.imports import ImportMapping, StagedValue, ValueImport
from allteach.measures.models.measures import PERIOD_KINDS, Definition, Measure
from allteach.measures.models.settled import SettledPeriod
from allteach.measures.models.values import Measurement, Revision, Sheet, TeamMeasure, TeamMeasureQuerySet

__all__ = [
    "PERIOD_KINDS",
    "Annotation",
    "Baseline",
    "Definition",
    "ImportMapping",
    "Measure",
    "Measurement",
    "Revision",
    "SettledPeriod",
    "Sheet",
    "StagedValue",
    "TeamMeasure",
    "TeamMeasureQuerySet",
    "ValueImport",
]
