"""Everything that writes tests of change."""

from allteach.improvement.actions.cycles.deciding import Decided, close_cycle, decide
from allteach.improvement.actions.cycles.planning import plan_cycle, start_cycle
from allteach.improvement.actions.cycles.predictions import OutcomeAnswer, PredictionAnswer
from allteach.improvement.actions.cycles.running import (
    begin_do,
    correct_dates,
    record_do,
    record_study,
    share_lesson,
    stop_cycle,
)

__all__ = [
    "Decided",
    "OutcomeAnswer",
    "PredictionAnswer",
    "begin_do",
    "close_cycle",
    "correct_dates",
    "decide",
    "plan_cycle",
    "record_do",
    "record_study",
    "share_lesson",
    "start_cycle",
    "stop_cycle",
]
