"""Everything that writes aims, ideas, tests of change and kept changes."""

from allteach.improvement.actions.aims import agree_to_aim, write_aim
from allteach.improvement.actions.control import approve_control_plan, check_change, write_control_plan
from allteach.improvement.actions.cycles import (
    Decided,
    OutcomeAnswer,
    PredictionAnswer,
    begin_do,
    close_cycle,
    correct_dates,
    decide,
    plan_cycle,
    record_do,
    record_study,
    share_lesson,
    start_cycle,
    stop_cycle,
)
from allteach.improvement.actions.drawing import redraw_charts
from allteach.improvement.actions.ideas import add_change_idea, revise_change_idea
from allteach.improvement.actions.kept import implement_change, revise_implemented_change
from allteach.improvement.actions.process_maps import draw_process_map
from allteach.improvement.actions.ratings import rate
from allteach.improvement.actions.remarks import read_remarks, remark_on_cycle, take_back_remark
from allteach.improvement.actions.spread import (
    approve_spread_plan,
    move_unit,
    name_units,
    propose_spread_plan,
    rename_unit,
    revise_spread_plan,
    start_spread_plan,
    take_back_step,
)

__all__ = [
    "Decided",
    "OutcomeAnswer",
    "PredictionAnswer",
    "add_change_idea",
    "agree_to_aim",
    "approve_control_plan",
    "approve_spread_plan",
    "begin_do",
    "check_change",
    "close_cycle",
    "correct_dates",
    "decide",
    "draw_process_map",
    "implement_change",
    "move_unit",
    "name_units",
    "plan_cycle",
    "propose_spread_plan",
    "rate",
    "read_remarks",
    "record_do",
    "record_study",
    "redraw_charts",
    "remark_on_cycle",
    "rename_unit",
    "revise_change_idea",
    "revise_implemented_change",
    "revise_spread_plan",
    "share_lesson",
    "start_cycle",
    "start_spread_plan",
    "stop_cycle",
    "take_back_remark",
    "take_back_step",
    "write_aim",
    "write_control_plan",
]
