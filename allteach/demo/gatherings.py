"""When the collaborative of the story meets, and what came between."""

from datetime import date, time, timedelta

from allteach.collaboratives.queries.calendars import calendar_of
from allteach.demo.clock import Diary
from allteach.demo.people import first_of_month
from allteach.meetings.actions import move_entry, set_timetable
from allteach.people.models import Person
from allteach.spaces.models import Space


def plan_gatherings(collaborative: Space, diary: Diary, first: date, *, by: Person) -> None:
    """The calendar, from the first Monday on; in the sixth month the third session has to be moved."""
    timetable = set_timetable(
        space=collaborative,
        first_session=first + timedelta(days=-first.weekday() % 7),
        session_from=time(8),
        session_until=time(17),
        holidays="CA-ON",
        by=by,
    )

    def close_the_venue() -> None:
        third = calendar_of(timetable).sessions[2]
        move_entry(space=collaborative, key=third.key, on=third.start + timedelta(weeks=1), by=by)

    diary.add(first_of_month(first, 6), close_the_venue)
