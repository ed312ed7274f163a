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
    """What a calendar tells of a meeting: when it is, about what, who leads it, where, and its own page."""

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
class Occasion:
    """A meeting that is no entry of a calendar: the same key is the same one, also when it moves.

    Its hours are by the clock of `time_zone`; each change raises its `version`.
    """

    key: str
    words: str
    told: Told
    time_zone: str
    version: int


@dataclass(frozen=True)
class Day:
    """Something to be done on a day: the same key is the same thing, also when its day moves."""

    key: str
    on: date
    words: str
    address: str


def calendar_file(
    feeds: Iterable[Feed], *, name: str, occasions: Iterable[Occasion] = (), days: Iterable[Day] = ()
) -> bytes:
    """Sessions, calls and due days of some collaboratives, other meetings, and days on which a team does something.

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
    for occasion in occasions:
        for number, hours in enumerate(_hours_of(occasion), start=1):
            file.add_component(_occasion_event(occasion, number, *hours))
    for day in days:
        file.add_component(_day_event(day))
    file.add_missing_timezones()
    written: bytes = file.to_ical()
    return written


def _hours(day: date, begins: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return datetime.combine(day, begins, zone), datetime.combine(day, ends, zone)


def _hours_of(occasion: Occasion) -> list[tuple[datetime, datetime]]:
    """The same hours on each of its days; but what only goes on past midnight is one."""
    zone = ZoneInfo(occasion.time_zone)
    begins, ends = occasion.told.starts_at.astimezone(zone), occasion.told.ends_at.astimezone(zone)
    if ends.time() <= begins.time():
        return [(begins, ends)]
    days = range((ends.date() - begins.date()).days + 1)
    return [_hours(begins.date() + timedelta(days=day), begins.time(), ends.time(), zone) for day in days]


def _event(feed: Feed, entry: Entry, key: str, begins: date, ends: date) -> Any:
    space = feed.timetable.space
    told = feed.meetings.get(entry.key)
    event = _plain_event(f"{key}.{space.slug}", f"{space.name}: {name_of(entry)}", begins, ends)
    event.add("sequence", feed.timetable.version)
    _tell(event, told, feed.address, also=str(KINDS[entry.kind].purpose))
    if entry.kind in {"report", "data_request"}:
        event.add("transp", "TRANSPARENT")
    return event


def _occasion_event(occasion: Occasion, number: int, begins: datetime, ends: datetime) -> Any:
    key = occasion.key if number == 1 else f"{occasion.key}-{number}"
    event = _plain_event(key, occasion.words, begins, ends)
    event.add("sequence", occasion.version)
    _tell(event, occasion.told)
    return event


def _day_event(day: Day) -> Any:
    event = _plain_event(day.key, day.words, day.on, day.on + timedelta(days=1))
    event.add("url", day.address)
    event.add("transp", "TRANSPARENT")
    return event


def _plain_event(key: str, words: str, begins: date, ends: date) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{key}@allteach")
    event.add("dtstamp", timezone.now())
    event.add("summary", words)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    return event


def _tell(event: Any, told: Told | None, address: str = "", *, also: str = "") -> None:
    """Put into an event what is known of its meeting, whose own page comes before the other address."""
    if said := "\n".join(filter(None, (told.words if told else "", also))):
        event.add("description", said)
    event.add("url", told.address if told else address)
    if told is not None and (told.place or told.link):
        event.add("location", told.place or told.link)
    if told is not None and told.is_cancelled:
        event.add("status", "CANCELLED")
