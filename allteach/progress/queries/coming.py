"""What comes: what is arranged, what the calendar says and nobody arranged yet, and the days on which something is due.

Every day and hour is by the clock of its own space: that is where people meet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendars_of
from allteach.improvement.queries.control import held_by
from allteach.meetings.models import Meeting
from allteach.meetings.queries.meetings import next_team_meetings
from allteach.people.models import Person
from allteach.progress.queries.reports import report_states
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability

DATES = ("session", "call", "congress", "report", "data_request")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Coming:
    """Something that comes. Without `begins` it is for a whole day.

    `kind` says what `about` is: "meeting" a Meeting, "entry" and "report" an Entry of the calendar, "own_report" the
    ReportState of one team, "next_meeting" nothing more than a team's next day, "check" the kept change to look at.
    """

    kind: str
    space: Space
    on: date
    begins: datetime | None = None
    about: Any = None


def coming_up(person: Person, *, now: datetime, until: timedelta) -> list[Coming]:
    """What comes for one person in the spaces that are their own, the soonest first: twelve queries at most.

    A report is told to those who send it, until it is in; to people of no such team as the day of all reports.
    """
    own = {each.space_id: each.space for each in person.standing.memberships if each.space.closed_at is None}
    dates = dates_in({*own, *(space.around_id for space in own.values())}, seen_by=person, now=now, until=until)
    return in_order(
        [
            *_with_own_reports(dates, _with(person, Ability.SEND_REPORTS, own), now=now),
            *_next_meetings(person, _with(person, Ability.TEST_CHANGES, own), now=now, until=until),
            *_checks(person, _with(person, Ability.TEST_CHANGES, own), now=now, until=until),
        ]
    )


def dates_in(spaces: Collection[int], *, seen_by: Person, now: datetime, until: timedelta) -> list[Coming]:
    """The meetings of some spaces, and what their calendars say and nobody arranged yet: two queries.

    For people who may see these calendars. What was called off is not told, nor does it stand in the calendar then.
    """
    found, arranged = [], set()
    meetings = Meeting.objects.visible_to(seen_by).with_names().select_related("in_space", "in_space__parent")
    meetings = meetings.filter(in_space__in=spaces, in_space__closed_at=None)
    for meeting in meetings.filter(ends_at__gt=now - DAY, starts_at__lt=now + until):
        arranged.add((meeting.in_space_id, meeting.key))
        if meeting.cancelled_at is None and meeting.ends_at > now:
            begins = meeting.starts_at.astimezone(ZoneInfo(meeting.in_space.time_zone))
            found.append(Coming("meeting", meeting.in_space, begins.date(), begins, meeting))
    for timetable, calendar in calendars_of(spaces):
        today = _today(timetable.space, now)
        for entry in calendar.entries if timetable.space.closed_at is None else ():
            is_near = entry.kind in DATES and today <= entry.end and entry.start <= today + until
            if is_near and (timetable.space_id, entry.key) not in arranged:
                kind = "report" if entry.kind == "report" else "entry"
                found.append(Coming(kind, timetable.space, entry.start, _begins(timetable, entry), entry))
    return in_order(found)


def in_order(dates: Iterable[Coming]) -> list[Coming]:
    """By day; on one day what is for the whole of it first, then by the hour."""
    early = datetime.min.time()
    return sorted(dates, key=lambda each: (each.on, each.begins.time() if each.begins else early, each.space.name))


def _begins(timetable: Timetable, entry: Entry) -> datetime | None:
    hours = {"session": timetable.session_from, "congress": timetable.session_from, "call": timetable.call_from}
    if entry.kind not in hours:
        return None
    return datetime.combine(entry.start, hours[entry.kind], ZoneInfo(timetable.space.time_zone))


def _with_own_reports(dates: list[Coming], teams: list[Space], *, now: datetime) -> Iterable[Coming]:
    """The same, with the day of all reports as one for each team that has still to send its own: five queries."""
    months = sorted({each.about.period for each in dates if each.kind == "report"})
    states = report_states(teams, months, today=now.date()) if teams and months else {}
    for each in dates:
        theirs = [team for team in teams if team.parent_id == each.space.pk] if each.kind == "report" else []
        if not theirs:
            yield each
        for team in theirs:
            state = states[team.pk, each.about.period]
            if state.is_due and not state.is_in:
                yield replace(each, kind="own_report", space=team, about=state)


def _next_meetings(person: Person, teams: list[Space], *, now: datetime, until: timedelta) -> Iterable[Coming]:
    """The day on which each team said that it meets next: one query."""
    days = next_team_meetings([team.pk for team in teams], seen_by=person) if teams else {}
    for team in teams:
        if team.pk in days and _today(team, now) <= days[team.pk] <= _today(team, now) + until:
            yield Coming("next_meeting", team, days[team.pk])


def _checks(person: Person, teams: list[Space], *, now: datetime, until: timedelta) -> Iterable[Coming]:
    """The days on which somebody looks whether a kept change still holds: four queries. Earlier ones are late."""
    for held in held_by([team.pk for team in teams], seen_by=person) if teams else ():
        today = _today(held.change.team, now)
        for day in held.days:
            if day.check is None and today <= day.due_on <= today + until:
                yield Coming("check", held.change.team, day.due_on, about=held.change)


def _with(person: Person, ability: Ability, spaces: dict[int, Space]) -> list[Space]:
    return [space for pk, space in spaces.items() if space.kind == Space.Kind.TEAM and has_ability(person, ability, pk)]


def _today(space: Space, now: datetime) -> date:
    return now.astimezone(ZoneInfo(space.time_zone)).date()
