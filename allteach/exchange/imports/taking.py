"""Taking a checked file over, taking it back, and leaving it."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allteach.exchange.imports.checking import check_again
from allteach.exchange.imports.files import discard
from allteach.exchange.imports.work import Progress, ask
from allteach.measures.actions import imports as actions
from allteach.measures.models import ValueImport
from allteach.people.models import Person

LEFT_AFTER = timedelta(days=30)


def take_over(*, value_import: ValueImport, mode: str, by: Person, asks_worker: bool = True) -> ValueImport:
    """Have a checked file taken over by the worker."""
    with transaction.atomic():
        found = actions.start_taking(value_import=value_import, mode=mode, by=by)
        if asks_worker:
            ask(found, "take")
    return found


def take_import(value_import: ValueImport, *, progress: Progress) -> None:
    """Make the teams a file names, one by one, then take over its values at once. Done again, nothing is doubled.

    If somebody changed what the values were judged by, they are judged again, and a person decides again.
    """
    by = value_import.taken_by
    if value_import.state == ValueImport.State.TAKING:
        with translation.override(by.language):
            while actions.make_new_teams(value_import=value_import, by=by):
                made, most = len(value_import.made_teams), len(value_import.new_teams)
                progress(made, most, _("Making the new teams"))
            actions.link_staged_values(value_import=value_import, by=by)
            progress(0, 0, _("Taking over the values"))
            try:
                value_import = actions.accept_import(value_import=value_import, by=by)
            except actions.ChangedMeanwhileError as changed:
                check_again(value_import, changed.messages[0], by)
                return
    discard(value_import)
    while actions.clear_staged(value_import=value_import):
        progress(0, 0, _("Taking over the values"))


def take_back(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Have an import taken back by the worker."""
    with transaction.atomic():
        found = actions.start_taking_back(value_import=value_import, by=by)
        ask(found, "take_back")
    return found


def undo_import(value_import: ValueImport) -> None:
    """Take an import back whole, and close the teams it made that nobody has joined. Done again, it does no harm."""
    by = value_import.taken_back_by
    with translation.override(by.language):
        try:
            value_import = actions.take_back_import(value_import=value_import, by=by)
        except ValidationError as refused:
            if value_import.state == ValueImport.State.TAKING_BACK:
                actions.stop_taking(value_import=value_import, words=refused.messages[0])
            return
        actions.close_made_teams(value_import=value_import, by=by)


def leave(*, value_import: ValueImport, by: Person) -> ValueImport:
    """Leave a file: it and everything staged of it go."""
    found = actions.leave_import(value_import=value_import, by=by)
    discard(found)
    return found


def leave_if_open(value_import: ValueImport, *, progress: Progress) -> None:  # noqa: ARG001 - called as a step is
    """Leave a file on which nobody will decide any more: the command has ended."""
    if value_import.state in (ValueImport.State.MAPPING, ValueImport.State.ASKING, ValueImport.State.CHECKED):
        leave(value_import=value_import, by=value_import.by)


def sweep_imports() -> int:
    """Leave files nobody decided on for thirty days; drop what is staged of those that ended. How many were left."""
    before = timezone.now() - LEFT_AFTER
    forgotten = ValueImport.objects.filter(
        state__in=[ValueImport.State.MAPPING, ValueImport.State.ASKING, ValueImport.State.CHECKED], at__lt=before
    ).select_related("by")
    left = [leave(value_import=each, by=each.by) for each in forgotten]
    ended = [ValueImport.State.LEFT, ValueImport.State.REFUSED]
    for each in ValueImport.objects.filter(state__in=ended, staged__isnull=False).distinct():
        while actions.clear_staged(value_import=each, keeps_refused=False):
            pass
    return len(left)
