"""What awards need of whom: a row of the table in `needs.py`."""

from collections.abc import Iterable
from datetime import date

from allteach.collaboratives.queries.calendars import calendars_of
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.progress.permissions import can_give_awards
from allteach.progress.queries.awards import nominations_waiting
from allteach.progress.queries.congress import is_congress_open
from allteach.spaces.models import Space


def nominations_to_answer(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Teams put forward for an award and not answered, one need a collaborative, for those who give them. Two queries.

    They are due on the day of the congress: from then on awards are given.
    """
    giving = [pk for pk, space in spaces.items() if can_give_awards(person, space)]
    waiting: dict[int, list] = {}
    for nomination in nominations_waiting(giving, seen_by=person) if giving else ():
        waiting.setdefault(nomination.collaborative_id, []).append(nomination)
    calendars = {timetable.space_id: calendar for timetable, calendar in calendars_of(waiting)}
    for collaborative, nominations in waiting.items():
        calendar = calendars.get(collaborative)
        due_on = calendar.congress.start if calendar else None
        yield Need("nominations", spaces[collaborative], due_on, is_congress_open(calendar, today), nominations)
