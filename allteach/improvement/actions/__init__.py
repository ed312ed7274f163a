"""Everything that writes aims, ideas, tests of change and kept changes."""

from allteach.improvement.actions.aims import agree_to_aim, write_aim
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

__all__ = [
    "Decided",
    "OutcomeAnswer",
    "PredictionAnswer",
    "add_change_idea",
    "agree_to_aim",
    "begin_do",
    "close_cycle",
    "correct_dates",
    "decide",
    "draw_process_map",
    "implement_change",
    "plan_cycle",
    "record_do",
    "record_study",
    "redraw_charts",
    "revise_change_idea",
    "revise_implemented_change",
    "share_lesson",
    "start_cycle",
    "stop_cycle",
    "write_aim",
]
