"""A collaborative's calendar as a file that other calendars read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.calendar import Calendar, Entry
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.stages import KINDS, name_of

MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Told:
    """What a calendar tells of a session or call: when it is, about what, who leads it, where, and its own page."""

    starts_at: datetime
    ends_at: datetime
    address: str
    topic: str = ""
    leader: str = ""
    place: str = ""
    link: str = ""
    is_cancelled: bool = False

    @property
    def words(self) -> str:
        """Topic, leader and link, a line each."""
        lines = []
        if self.topic:
            lines.append(_("Topic: %(topic)s") % {"topic": self.topic})
        if self.leader:
            lines.append(_("Led by %(leader)s") % {"leader": self.leader})
        if self.link:
            lines.append(_("Take part: %(link)s") % {"link": self.link})
        return "\n".join(lines)


@dataclass(frozen=True)
class Feed:
    """One collaborative in a feed, and where its calendar can be read."""

    timetable: Timetable
    calendar: Calendar
    address: str
    meetings: Mapping[str, Told] = field(default_factory=dict)  # What is known of an entry's meeting, by its key.


@dataclass(frozen=True)
class Day:
    """Something to be done on a day: the same key is the same thing, also when its day moves."""

    key: str
    on: date
    words: str
    address: str


def calendar_file(feeds: Iterable[Feed], *, name: str, days: Iterable[Day] = ()) -> bytes:
    """Sessions, calls and due days of some collaboratives, and days on which one team does something.

    A session is one event for each of its days, at the hour of the space's own time zone, whatever its clocks do; a
    report is due for a whole day. An event keeps its name (UID) when it is moved, so that calendars move it too.
    """
    # Takes longer to load than to run, and is needed for this alone.
    from icalendar import Calendar as File

    file = File()
    file.add("prodid", "-//Allteach//Calendar//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", name)
    for feed in feeds:
        zone = ZoneInfo(feed.timetable.space.time_zone)
        for entry in feed.calendar.entries:
            told = feed.meetings.get(entry.key)
            if entry.kind in {"session", "congress"}:
                from_until = feed.timetable.session_from, feed.timetable.session_until
                if told is not None:
                    from_until = told.starts_at.astimezone(zone).time(), told.ends_at.astimezone(zone).time()
                for number, day in enumerate(entry.days, start=1):
                    file.add_component(_event(feed, entry, f"{entry.key}-{number}", *_hours(day, *from_until, zone)))
            elif entry.kind == "call":
                if told is not None:
                    hours = told.starts_at.astimezone(zone), told.ends_at.astimezone(zone)
                    file.add_component(_event(feed, entry, entry.key, *hours))
                    continue
                begins = datetime.combine(entry.start, feed.timetable.call_from, zone)
                # In elapsed minutes: also in the night in which the clocks change.
                ends = (begins.astimezone(ZoneInfo("UTC")) + timedelta(minutes=feed.timetable.call_minutes)).astimezone(
                    zone
                )
                file.add_component(_event(feed, entry, entry.key, begins, ends))
            elif entry.kind in {"report", "data_request"}:
                file.add_component(_event(feed, entry, entry.key, entry.start, entry.start + timedelta(days=1)))
    for day in days:
        file.add_component(_day_event(day))
    file.add_missing_timezones()
    written: bytes = file.to_ical()
    return written


def _hours(day: date, begins: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime.combine(day, begins, zone), datetime.combine(day, ends, zone)


def _event(feed: Feed, entry: Entry, key: str, begins: date, ends: date) -> Any:
    from icalendar import Event

    space = feed.timetable.space
    event = Event()
    event.add("uid", f"{key}.{space.slug}@allteach")
    event.add("dtstamp", timezone.now())
    event.add("sequence", feed.timetable.version)
    event.add("summary", f"{space.name}: {name_of(entry)}")
    told = feed.meetings.get(entry.key)
    said = "\n".join(filter(None, (told.words if told else "", str(KINDS[entry.kind].purpose))))
    if said:
        event.add("description", said)
    event.add("url", told.address if told else feed.address)
    if told is not None and (told.place or told.link):
        event.add("location", told.place or told.link)
    if told is not None and told.is_cancelled:
        event.add("status", "CANCELLED")
    event.add("dtstart", begins)
    event.add("dtend", ends)
    if entry.kind in {"report", "data_request"}:
        event.add("transp", "TRANSPARENT")
    return event


def _day_event(day: Day) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.key}@allteach")
    event.add("dtstamp", timezone.now())
    event.add("summary", day.words)
    event.add("url", day.address)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
