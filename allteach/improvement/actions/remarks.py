"""Remarks on tests of change: said, read, taken back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import Cycle, Remark
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, write_answers


@transaction.atomic
def remark_on_cycle(*, cycle: Cycle, words: str, was_checked: bool = False, by: Person) -> Remark:
    """Say something about a test, for the team and those who may see the test. Said twice at once, it is said once."""
    Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    remark = Remark(cycle=cycle, by=by)
    refuse(write_answers(remark, {"words": words}, needed={"words": _("Write a sentence.")}, was_checked=was_checked))
    last = Remark.objects.filter(cycle=cycle).last()
    if last is not None and (last.words, last.by_id) == (remark.words, by.pk):
        return last
    remark.save()
    _tell(events.CYCLE_REMARKED_ON, cycle, by, remark=remark.pk)
    return remark


@transaction.atomic
def read_remarks(*, cycle: Cycle, by: Person) -> int:
    """Say, as the team, that the remarks on a test are read. Returns how many were new."""
    unread = list(Remark.objects.select_for_update(of=("self",)).filter(cycle=cycle, read_at=None))
    for remark in unread:
        remark.read_at, remark.read_by = timezone.now(), by
        remark.save()
    if unread:
        _tell(events.REMARKS_READ, cycle, by, remarks=len(unread))
    return len(unread)


@transaction.atomic
def take_back_remark(*, remark: Remark, by: Person) -> None:
    """Take a remark back: its words are gone. Taken back twice, it was taken back at once."""
    found = Remark.objects.select_for_update(of=("self",)).select_related("cycle").filter(pk=remark.pk).first()
    if found is not None:
        cycle, pk = found.cycle, found.pk
        found.delete()
        _tell(events.REMARK_TAKEN_BACK, cycle, by, remark=pk)


def _tell(name: str, cycle: Cycle, by: Person, **facts: Any) -> None:
    # The words stand in no event: what is taken back is nowhere any more.
    record(name, by=by, about=cycle, space=cycle.team_id, subject=cycle.pk, **facts)
