"""The meeting that a contact or a visit is: when it was, and what it is called."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.people.models import Person
from allteach.spaces.models import Audience, Space

NOON = time(12)


def happened_meeting(*, team: Space, kind: Kind, on: date, minutes: int, title: str, by: Person) -> Meeting:
    """A meeting that took place, unsaved: today it ended just now, on another day it began at noon."""
    starts_at, ends_at = _span(team, on, minutes)
    return Meeting(
        kind=kind,
        space=team,
        in_space=team,
        title=title,
        audience=Audience.TEAM,
        owner=by,
        led_by=by,
        starts_at=starts_at,
        ends_at=ends_at,
        held_at=timezone.now(),
    )


def planned_meeting(*, team: Space, on: date, at: time, minutes: int, title: str, by: Person) -> Meeting:
    """A visit that is still to come, unsaved."""
    starts_at = datetime.combine(on, at, tzinfo=ZoneInfo(team.time_zone))
    return Meeting(
        kind=Kind.VISIT,
        space=team,
        in_space=team,
        title=title,
        audience=Audience.TEAM,
        owner=by,
        led_by=by,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
    )


def moved_meeting(meeting: Meeting, *, team: Space, on: date, minutes: int, words: str = "") -> Meeting:
    """A meeting that took place on a day and lasted so long, saved; on its own day it keeps its hour."""
    if timezone.localdate(meeting.starts_at, ZoneInfo(team.time_zone)) == on:
        meeting.ends_at = meeting.starts_at + timedelta(minutes=minutes)
    else:
        meeting.starts_at, meeting.ends_at = _span(team, on, minutes)
    meeting.held_at = meeting.held_at or timezone.now()
    meeting.words = words
    meeting.version += 1
    meeting.save()
    return meeting


def _span(team: Space, on: date, minutes: int) -> tuple[datetime, datetime]:
    zone = ZoneInfo(team.time_zone)
    now = timezone.now().astimezone(zone)
    lasts = timedelta(minutes=minutes)
    if on == now.date():
        return now - lasts, now
    starts_at = datetime.combine(on, NOON, tzinfo=zone)
    return starts_at, starts_at + lasts
