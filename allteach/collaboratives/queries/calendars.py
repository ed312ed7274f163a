"""The calendar of a collaborative, worked out from what was decided."""

from collections.abc import Iterable
from datetime import date

from allteach.collaboratives.calendar import LONGEST, Calendar, Rhythm
from allteach.collaboratives.holidays import holidays_of
from allteach.collaboratives.models import Timetable
from allteach.spaces.models import Space

RHYTHM = ("first_session", "sessions", "months", "session_days", "due_day", "call_week", "call_weekday")
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
        {key: date.fromisoformat(day) for key, day in timetable.moved.items()},
    )


def calendars_of(spaces: Iterable[int]) -> list[tuple[Timetable, Calendar]]:
    """The calendars of several collaboratives, with their spaces, by name: one query."""
    found = Timetable.objects.filter(space__in=list(spaces)).select_related("space").order_by("space__name")
    return [(timetable, calendar_of(timetable)) for timetable in found]
