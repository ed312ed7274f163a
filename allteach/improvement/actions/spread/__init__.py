"""Letting a change spread: the plan, the units it shall reach, and where each stands."""

from allteach.improvement.actions.spread.plans import (
    approve_spread_plan,
    propose_spread_plan,
    revise_spread_plan,
    start_spread_plan,
)
from allteach.improvement.actions.spread.units import move_unit, name_units, rename_unit, take_back_step

__all__ = [
    "approve_spread_plan",
    "move_unit",
    "name_units",
    "propose_spread_plan",
    "rename_unit",
    "revise_spread_plan",
    "start_spread_plan",
    "take_back_step",
]
