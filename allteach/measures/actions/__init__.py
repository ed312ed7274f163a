"""Everything that writes measures, values, sheets, notes and baselines."""

from allteach.measures.actions.baselines import bring_back, leave_out, remove_baseline, set_baseline
from allteach.measures.actions.beginning import begin_collaborative, bring_in_team, take_up_core
from allteach.measures.actions.definitions import change_definition, define_measure, retire_measure, take_up_measure
from allteach.measures.actions.goals import set_target
from allteach.measures.actions.notes import annotate, change_annotation, take_off_annotation
from allteach.measures.actions.settling import settle_periods
from allteach.measures.actions.sheets import SheetValue, lock_sheet, save_sheet, send_sheet, send_values, unlock_sheet
from allteach.measures.actions.values import report_value, take_back_value

__all__ = [
    "SheetValue",
    "annotate",
    "begin_collaborative",
    "bring_back",
    "bring_in_team",
    "change_annotation",
    "change_definition",
    "define_measure",
    "leave_out",
    "lock_sheet",
    "remove_baseline",
    "report_value",
    "retire_measure",
    "save_sheet",
    "send_sheet",
    "send_values",
    "set_baseline",
    "set_target",
    "settle_periods",
    "take_back_value",
    "take_off_annotation",
    "take_up_core",
    "take_up_measure",
    "unlock_sheet",
]
