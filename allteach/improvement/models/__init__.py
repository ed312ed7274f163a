"""Aims, ideas, tests of change and kept changes: the tables."""

from allteach.improvement.models.aims import Aim, AimAgreement, AimVersion
from allteach.improvement.models.control import ControlPlan, HoldCheck
from allteach.improvement.models.cycles import Cycle, CycleQuerySet, Prediction, Ramp
from allteach.improvement.models.ideas import CareElement, ChangeIdea
from allteach.improvement.models.kept import ImplementedChange
from allteach.improvement.models.process_maps import ProcessMap, ProcessMapVersion, ProcessStep
from allteach.improvement.models.ratings import RatingScore, RatingSheet
from allteach.improvement.models.remarks import Remark
from allteach.improvement.models.spread import SpreadPlan, SpreadStep, SpreadUnit

__all__ = [
    "Aim",
    "AimAgreement",
    "AimVersion",
    "CareElement",
    "ChangeIdea",
    "ControlPlan",
    "Cycle",
    "CycleQuerySet",
    "HoldCheck",
    "ImplementedChange",
    "Prediction",
    "ProcessMap",
    "ProcessMapVersion",
    "ProcessStep",
    "Ramp",
    "RatingScore",
    "RatingSheet",
    "Remark",
    "SpreadPlan",
    "SpreadStep",
    "SpreadUnit",
]
