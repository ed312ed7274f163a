"""Files of values: what happens to one, from the moment it is sent until it is taken over, left or taken back.

Reading the file is not done here (`exchange` does, which stands above): these actions are told what stands in it.
"""

from allteach.measures.actions.imports.acceptance import (
    ChangedMeanwhileError,
    accept_import,
    link_staged_values,
    make_new_teams,
)
from allteach.measures.actions.imports.staging import Told, clear_staged, stage_values, staged_so_far
from allteach.measures.actions.imports.steps import (
    ask_about_import,
    begin_import,
    finish_check,
    leave_import,
    propose_mapping,
    refuse_import,
    start_check,
    start_taking,
    start_taking_back,
    stop_taking,
)
from allteach.measures.actions.imports.taking_back import close_made_teams, take_back_import

__all__ = [
    "ChangedMeanwhileError",
    "Told",
    "accept_import",
    "ask_about_import",
    "begin_import",
    "clear_staged",
    "close_made_teams",
    "finish_check",
    "leave_import",
    "link_staged_values",
    "make_new_teams",
    "propose_mapping",
    "refuse_import",
    "stage_values",
    "staged_so_far",
    "start_check",
    "start_taking",
    "start_taking_back",
    "stop_taking",
    "take_back_import",
]
