"""Asking the worker for the steps of an import, and naming the work so that a page can say how far it is."""

from __future__ import annotations

from collections.abc import Callable

from allteach.core.actions import ask_for_work
from allteach.measures.models import ValueImport

Progress = Callable[[int, int, str], None]
"""Is told how much is done, of how much, and what it is."""


def ask(value_import: ValueImport, step: str) -> None:
    """Ask the worker for a step. The key names state and edition, so that a step is asked for once."""
    ask_for_work(
        f"allteach.exchange.tasks.{step}_import", key=work_key(value_import, step), value_import=value_import.pk
    )


def work_key(value_import: ValueImport, step: str = "") -> str:
    """What the work on an import is asked for by, so that a page can say how far it is."""
    step = step or {"reading": "read", "checking": "check", "taking": "take", "taking_back": "take_back"}.get(
        value_import.state, ""
    )
    return f"import-{value_import.pk}-{step}-{value_import.edition}"
