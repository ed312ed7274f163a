"""Deciding the calendar, and moving what stands in it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.calendar import MOVABLE, WRONG, Calendar, shifts
from allteach.collaboratives.holidays import PLACES
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import RHYTHM, calendar_of
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.spaces.models import Space

DECIDED = (*RHYTHM, "session_from", "session_until", "call_from", "call_minutes", "holidays")
EARLIEST, LATEST = 2000, 2100


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


def moved(calendar: Calendar, key: str, on: date, *, carry: bool = False) -> Calendar:
    """The calendar with an entry on another day. ValidationError where that cannot be, in words at `on`."""
    entry = calendar.entry(key)
    if entry is None or entry.kind not in MOVABLE:
        raise ValidationError(_("This is not in the calendar any more."))
    if not EARLIEST <= on.year < LATEST:
        raise ValidationError({"on": [_("Write a day between %(first)s and %(last)s.") % _bounds()]})
    after = calendar.put(key, on, carry=carry)
    _refuse(after, "on")
    return after


def checked(timetable: Timetable) -> Calendar:
    """The calendar that follows from what was decided. ValidationError, at its field, where it cannot be."""
    refused: dict[str, str] = {}
    if not EARLIEST <= timetable.first_session.year < LATEST:
        refused["first_session"] = _("Write a day between %(first)s and %(last)s.") % _bounds()
    if timetable.holidays and timetable.holidays not in PLACES:
        refused["holidays"] = _("Choose one of the places in the list.")
    if timetable.session_until <= timetable.session_from:
        refused["session_until"] = _("A session cannot end before it begins.")
    if not 10 <= timetable.call_minutes <= 240:
        refused["call_minutes"] = _("A call takes between 10 minutes and 4 hours.")
    if refused:
        raise ValidationError(refused)
    try:
        calendar = calendar_of(timetable)
    except ValueError as error:
        name, _colon, expected = str(error).partition(": ")
        raise ValidationError({name: [_("This cannot be: %(expected)s.") % {"expected": expected}]}) from error
    _refuse(calendar, "first_session")
    return calendar


def _refuse(calendar: Calendar, field: str) -> None:
    """ValidationError when something in a calendar cannot be."""
    for remark in calendar.remarks:
        if remark.kind in WRONG:
            said = {
                "out_of_order": _("A later session would begin before an earlier one has ended."),
                "at_once": _("A session is on this day: the call would be at the same time."),
            }
            raise ValidationError({field: [said[remark.kind]]})


def _bounds() -> dict[str, int]:
    return {"first": EARLIEST, "last": LATEST - 1}
