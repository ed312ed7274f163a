"""Planning meetings: from the calendar, by hand, on another day, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allteach.collaboratives import actions as collaboratives
from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.meetings import events
from allteach.meetings.actions.rows import locked, put_words, tell
from allteach.meetings.agendas import fitted
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import AgendaItem, Meeting
from allteach.meetings.naming import title_of
from allteach.meetings.queries.agendas import meant_for
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Space

KIND_OF = {row.entry: kind for kind, row in KINDS.items() if row.entry}
DETAILS = ("topic", "place", "link", "register_by")
LONGEST = timedelta(days=7)
EARLIEST, LATEST = 2000, 2100


@transaction.atomic
def plan_meeting(
    *,
    space: Space,
    kind: Kind | str,
    starts_at: datetime,
    ends_at: datetime,
    title: str = "",
    key: str = "",
    led_by: Person | None = None,
    led_team: Space | None = None,
    was_checked: bool = False,
    by: Person,
    **details: Any,
) -> Meeting:
    """Plan a meeting, with the agenda that its kind begins with. ValidationError names its field.

    Two meetings of all teams at once are refused, as is an end before the beginning.
    """
    meeting = Meeting(
        kind=Kind(kind),
        space_id=space.pk,
        in_space_id=space.pk,
        key=key,
        audience=Audience.COLLABORATIVE if KINDS[Kind(kind)].is_of_all_teams else Audience.TEAM,
        owner=by,
    )
    Space.objects.select_for_update(no_key=True).get(pk=space.pk)  # Two who plan at once do not both take the hour.
    answers = {name: details.get(name, "" if name != "register_by" else None) for name in DETAILS}
    with translation.override(space.language):
        meeting.title = title_of(meeting)
    errors = write_answers(meeting, {**answers, **({"title": title} if title else {})}, was_checked=was_checked)
    errors.update(_leader_errors(space, led_by, led_team))
    errors.update(_time_errors(meeting, starts_at, ends_at))
    refuse(errors)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.led_by, meeting.led_team = led_by, led_team
    refuse(_registration_errors(meeting, space))
    with translation.override(space.language):
        put_words(meeting)
        meeting.save()
        _begin_agenda(meeting, space)
    tell(events.MEETING_PLANNED, meeting, by, kind=meeting.kind, key=key, starts_at=starts_at)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    led_by: Person | None = None,
    led_team: Space | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **details: Any,
) -> Meeting:
    """Say anew when and where a meeting is, about what, and who leads it. What is not given of DETAILS stays.

    The day of what stands in the calendar is moved there: see `move_entry`. Here its hours can be changed.
    """
    meeting = locked(meeting)
    require_version(meeting, version)
    space = meeting.in_space
    starts_at, ends_at = starts_at or meeting.starts_at, ends_at or meeting.ends_at
    errors = write_answers(
        meeting, {name: details[name] for name in DETAILS if name in details}, was_checked=was_checked
    )
    errors.update(_leader_errors(space, led_by, led_team))
    errors.update(_time_errors(meeting, starts_at, ends_at))
    refuse(errors)
    zone = ZoneInfo(space.time_zone)
    if meeting.key and starts_at.astimezone(zone).date() != meeting.starts_at.astimezone(zone).date():
        refuse({"starts_at": [_("Its day is in the calendar. Move it there, so that everybody is told.")]})
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.led_by, meeting.led_team = led_by, led_team
    refuse(_registration_errors(meeting, space))
    meeting.version += 1
    put_words(meeting)
    meeting.save()
    tell(
        events.MEETING_CHANGED,
        meeting,
        by,
        starts_at=starts_at,
        led_by=led_by.pk if led_by else None,
        led_team=led_team.pk if led_team else None,
        texts={"topic": meeting.topic} if meeting.topic else None,
    )
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, was_checked: bool = False, by: Person) -> Meeting:
    """Say that a meeting does not take place, and why. It stays in the list, crossed out."""
    meeting = locked(meeting)
    errors = write_answers(
        meeting,
        {"cancelled_reason": reason},
        needed={"cancelled_reason": _("Say why: those who wanted to come will ask.")},
        was_checked=was_checked,
    )
    if "cancelled_reason" in errors:
        errors["reason"] = errors.pop("cancelled_reason")
    if meeting.held_at is not None:
        errors["reason"] = [_("It was held already.")]
    refuse(errors)
    meeting.cancelled_at, meeting.cancelled_by = timezone.now(), by
    meeting.version += 1
    meeting.save()
    tell(events.MEETING_CANCELLED, meeting, by, starts_at=meeting.starts_at)
    return meeting


# --- the calendar ---------------------------------------------------------------------------------------------------


@transaction.atomic
def set_timetable(*, space: Space, by: Person, **decided: Any) -> Timetable:
    """Decide the calendar, and let the meetings follow: see `follow_calendar`."""
    timetable = collaboratives.set_timetable(space=space, by=by, **decided)
    with said_at("first_session"):
        follow_calendar(space=space, by=by)
    return timetable


@transaction.atomic
def move_entry(*, space: Space, key: str, on: date, by: Person, **how: Any) -> Timetable:
    """Put an entry of the calendar on another day, and let the meetings follow: see `follow_calendar`."""
    timetable = collaboratives.move_entry(space=space, key=key, on=on, by=by, **how)
    with said_at("on"):
        follow_calendar(space=space, by=by)
    return timetable


@contextmanager
def said_at(field: str) -> Iterator[None]:
    """Say what is wrong with a meeting's hours at the field from which its day follows."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


@transaction.atomic
def follow_calendar(*, space: Space, by: Person) -> list[Meeting]:
    """Make the meetings of a collaborative be those of its calendar. Returns the meetings that were made.

    Each session, each call and the congress still to come gets its page; what was moved is on its new day, at its own
    hours; what is in the calendar no more does not take place. What was held or cancelled is left alone.
    ValidationError where one would then be at the time of another, planned by hand.
    """
    timetable = Timetable.objects.select_for_update().get(space=space.pk)
    calendar = calendar_of(timetable)
    entries = {entry.key: entry for entry in (*calendar.sessions, *calendar.calls, calendar.congress)}
    zone, today = ZoneInfo(space.time_zone), timezone.localdate()
    followed: list[Meeting] = []
    stands = {meeting.key: meeting for meeting in Meeting.objects.filter(in_space=space.pk).exclude(key="")}
    for key, meeting in stands.items():
        if meeting.held_at is not None or meeting.cancelled_at is not None or meeting.ends_at < timezone.now():
            continue
        if key not in entries:
            cancel_meeting(meeting=meeting, reason=_("It is not in the calendar any more."), by=by)
        elif _follow(meeting, entries[key], zone, by):
            followed.append(meeting)
    for meeting in followed:  # Once all of them are on their new days: two may have changed places.
        refuse(_time_errors(meeting, meeting.starts_at, meeting.ends_at))
    days = thresholds_of([space.pk])[space.pk]["sessions.register_days"]
    return [
        _plan_entry(space, timetable, entry, zone, int(days), by)
        for key, entry in sorted(entries.items(), key=lambda pair: (pair[1].start, pair[0]))
        if key not in stands and entry.end >= today
    ]


def _plan_entry(space: Space, timetable: Timetable, entry: Entry, zone: ZoneInfo, days: int, by: Person) -> Meeting:
    """A meeting of an entry: a session at the sessions' hours, a call at the calls'."""
    if entry.kind == "call":
        starts_at = datetime.combine(entry.start, timetable.call_from, zone)
        # In elapsed minutes: also in the night in which the clocks change.
        ends_at = starts_at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=timetable.call_minutes)
        return plan_meeting(
            space=space, kind=Kind.ALL_TEAM_CALL, key=entry.key, starts_at=starts_at, ends_at=ends_at, by=by
        )
    return plan_meeting(
        space=space,
        kind=KIND_OF[entry.kind],
        key=entry.key,
        starts_at=datetime.combine(entry.start, timetable.session_from, zone),
        ends_at=datetime.combine(entry.end, timetable.session_until, zone),
        register_by=entry.start - timedelta(days=days),
        by=by,
    )


def _follow(meeting: Meeting, entry: Entry, zone: ZoneInfo, by: Person) -> bool:
    """Put a meeting on the days of its entry, at the hours that it has; whether it was on others.

    Registration closes as many days before it.
    """
    begins, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    if (begins.date(), ends.date()) == (entry.start, entry.end):
        return False
    if meeting.register_by is not None:
        meeting.register_by += entry.start - begins.date()
    meeting.starts_at = _at(entry.start, begins.time(), zone)
    meeting.ends_at = _at(entry.end, ends.time(), zone)
    meeting.version += 1
    meeting.save()
    tell(events.MEETING_CHANGED, meeting, by, starts_at=meeting.starts_at)
    return True


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone)


# --- rules ----------------------------------------------------------------------------------------------------------


def _time_errors(meeting: Meeting, starts_at: datetime, ends_at: datetime) -> Errors:
    """What is wrong with the hours of a meeting."""
    if not EARLIEST <= starts_at.year < LATEST:
        return {"starts_at": [_("Is the year right?")]}
    if ends_at <= starts_at:
        return {"ends_at": [_("It would end before it begins.")]}
    if ends_at - starts_at > LONGEST:
        return {"ends_at": [_("A meeting takes a week at most. Is the day right?")]}
    if not KINDS[Kind(meeting.kind)].is_of_all_teams:
        return {}
    at_once = Meeting.objects.standing().of_all_teams().exclude(pk=meeting.pk)
    other = at_once.filter(in_space=meeting.in_space_id, starts_at__lt=ends_at, ends_at__gt=starts_at).first()
    if other is None:
        return {}
    return {"starts_at": [_("“%(other)s” is at the same time.") % {"other": title_of(other)}]}


def _leader_errors(space: Space, led_by: Person | None, led_team: Space | None) -> Errors:
    errors: Errors = {}
    if led_by is not None and led_by.left_at is not None:
        errors["led_by"] = [_("This person has left.")]
    if led_team is not None and (led_team.parent_id != space.pk or led_team.closed_at is not None):
        errors["led_team"] = [_("Choose one of the collaborative’s teams.")]
    return errors


def _registration_errors(meeting: Meeting, space: Space) -> Errors:
    first = meeting.starts_at.astimezone(ZoneInfo(space.time_zone)).date()
    if meeting.register_by is not None and meeting.register_by > first:
        return {"register_by": [_("Registration closes on the first day at the latest.")]}
    return {}


def _begin_agenda(meeting: Meeting, space: Space) -> None:
    """Copy the agenda that a meeting begins with, in the language of its space."""
    agenda = meant_for(meeting)
    if agenda is None:
        return
    zone = ZoneInfo(space.time_zone)
    begins, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    days = (ends.date() - begins.date()).days + 1
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            day=block.day,
            minutes=block.minutes,
            words=str(block.words),
            strand=block.strand,
            leader=block.leader or "",
            is_team_time=block.is_team_time,
        )
        for position, block in enumerate(fitted(agenda.blocks, days=days, minutes=minutes), start=1)
    )
