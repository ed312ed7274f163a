"""The calendar of a collaborative, worked out from what was decided, and what it would be if something else were."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.collaboratives.calendar import LONGEST, MOVABLE, WRONG, Calendar, Rhythm
from allteach.collaboratives.holidays import PLACES, holidays_of
from allteach.collaboratives.models import Timetable
from allteach.spaces.models import Space

RHYTHM = (
    *("first_session", "sessions", "months", "session_days", "due_day", "call_week", "call_weekday"),
    *("prework_weeks", "first_request", "last_request"),
)
DECIDED = (*RHYTHM, "session_from", "session_until", "call_from", "call_minutes", "holidays")
EARLIEST, LATEST = 2000, 2100
YEARS = LONGEST // 12 + 2  # A calendar and what was moved beyond its end.


def timetable_of(space: Space) -> Timetable | None:
    """What was decided about the calendar of a collaborative; None before anything was: one query."""
    return Timetable.objects.filter(space=space.pk).first()


def calendar_of(timetable: Timetable) -> Calendar:
    """The calendar that follows: no query."""
    first = timetable.first_session
    return Calendar(
        Rhythm(**{name: getattr(timetable, name) for name in RHYTHM}),
        holidays_of(timetable.holidays, range(first.year, first.year + YEARS)),
        days_moved(timetable.moved),
    )


def days_moved(moved: Mapping[str, str]) -> dict[str, date]:
    """The days on which entries were put by hand, as they are kept with a timetable."""
    return {key: date.fromisoformat(day) for key, day in moved.items()}


def calendars_of(spaces: Iterable[int]) -> list[tuple[Timetable, Calendar]]:
    """The calendars of several collaboratives, with their spaces, by name: one query."""
    found = Timetable.objects.filter(space__in=list(spaces)).select_related("space").order_by("space__name")
    return [(timetable, calendar_of(timetable)) for timetable in found]


def holidays_between(timetable: Timetable | None, first: date, last: date) -> tuple[date, ...]:
    """The public holidays from a day to a day that a collaborative keeps free, at most a month: no query."""
    if timetable is None or not EARLIEST <= first.year <= LATEST:
        return ()
    days = (first + timedelta(days=step) for step in range(min((last - first).days, 31) + 1))
    free = holidays_of(timetable.holidays, range(first.year, first.year + 2))
    return tuple(day for day in days if day in free)


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
    if timetable.last_request < timetable.first_request:
        refused["last_request"] = _("The last time cannot be before the first.")
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
