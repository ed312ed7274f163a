"""Where teams stand in their pre-work: what is signed off, what the record shows already, who is stuck."""

from allteach.progress.prework.checklists import (
    AFTERWARDS,
    Checklist,
    ExitTest,
    Line,
    checklists_of,
    exit_test,
    stuck_first,
    teams_in_prework,
)
from allteach.progress.prework.evidence import Shown

__all__ = [
    "AFTERWARDS",
    "Checklist",
    "ExitTest",
    "Line",
    "Shown",
    "checklists_of",
    "exit_test",
    "stuck_first",
    "teams_in_prework",
]
