"""A file of values on its way into a space: sent, read, mapped, checked and taken over.

Here files meet the actions of `measures`: this package reads and asks, they write. What a page, the command or a task
does with an import is one function; what takes long is asked of the worker, which may die at any point and do the
step again.
"""

from allteach.exchange.imports.checking import ROWS_A_BATCH, check_import, may_make_teams, settle
from allteach.exchange.imports.files import folder_of, keep_file, open_sheet, send_file
from allteach.exchange.imports.mappings import mapping_of, read_import, usual_period_kind
from allteach.exchange.imports.taking import (
    leave,
    leave_if_open,
    sweep_imports,
    take_back,
    take_import,
    take_over,
    undo_import,
)
from allteach.exchange.imports.work import work_key

__all__ = [
    "ROWS_A_BATCH",
    "check_import",
    "folder_of",
    "keep_file",
    "leave",
    "leave_if_open",
    "mapping_of",
    "may_make_teams",
    "open_sheet",
    "read_import",
    "send_file",
    "settle",
    "sweep_imports",
    "take_back",
    "take_import",
    "take_over",
    "undo_import",
    "usual_period_kind",
    "work_key",
]
