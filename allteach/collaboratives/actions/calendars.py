"""Deciding the calendar, and moving what stands in it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.calendar import shifts
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import DECIDED, calendar_of, checked, moved
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.spaces.models import Space


@transaction.atomic
def set_timetable(*, space: Space, by: Person, version: int | None = None, **decided: Any) -> Timetable:
    """Decide what a calendar follows from: the names of DECIDED; what is not said stays, or is as usual.

    What was moved by hand stays where it was put, while there is such an entry. ValidationError names its field.
    """
    if unknown := sorted(set(decided) - set(DECIDED)):
        raise ValueError(f"a timetable has no {', '.join(unknown)}")
    timetable = Timetable.objects.select_for_update().filter(space=space.pk).first()
    if timetable is None:
        timetable, version = Timetable(space_id=space.pk, version=0), 0
    if version is not None and version != timetable.version:
        raise ValidationError(_("Somebody else changed the calendar while you were writing."), code="conflict")
    before = calendar_of(timetable) if timetable.pk else None
    changed = sorted(name for name, value in decided.items() if getattr(timetable, name) != value)
    if timetable.pk and not changed:
        return timetable
    for name in changed:
        setattr(timetable, name, decided[name])
    after = checked(timetable)
    timetable.moved = {key: day for key, day in timetable.moved.items() if after.entry(key)}
    timetable.version += 1
    timetable.save()
    told = [shift.key for shift in shifts(before, after)] if before else []
    record(events.TIMETABLE_SET, by=by, about=timetable, space=space.pk, fields=changed, entries=told)
    return timetable


@transaction.atomic
def move_entry(
    *, space: Space, key: str, on: date, carry: bool = False, version: int | None = None, by: Person
) -> Timetable:
    """Put a session, the congress, a call or a report on another day; with `carry` later sessions go with it."""
    timetable = Timetable.objects.select_for_update().get(space=space.pk)
    if version is not None and version != timetable.version:
        raise ValidationError(_("Somebody else changed the calendar while you were writing."), code="conflict")
    before = calendar_of(timetable)
    after = moved(before, key, on, carry=carry)
    if not (found := shifts(before, after)):
        return timetable
    timetable.moved = {name: day.isoformat() for name, day in sorted(after.moved.items())}
    timetable.version += 1
    timetable.save()
    record(
        events.ENTRY_MOVED,
        by=by,
        about=timetable,
        space=space.pk,
        key=key,
        on=on,
        entries=[shift.key for shift in found],
    )
    return timetable
