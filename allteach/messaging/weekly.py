"""The weekly letter: to whom it is owed, and what is in it. It ends, and it is never empty.

To tell something new in it, write a section in weekly_sections.py and add it to SECTIONS there.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from allteach.messaging.gate import DIGEST
from allteach.messaging.letter import Contents
from allteach.messaging.letters import link
from allteach.messaging.models import LetterDay, Message, Pace, Preference
from allteach.messaging.readers import Owed, Reader
from allteach.messaging.weekly_sections import SECTIONS, USEFUL, Week
from allteach.people.models import Person
from allteach.spaces.models import Membership

DAYS_LATE = 2  # So long after its hour it is still sent, when no worker ran; later not at all.
WEEK = timedelta(days=7)
TOLD = (Message.State.SENT, Message.State.UNCERTAIN)
LOOKS_BACK = timedelta(days=35)  # A letter tells what happened since the one before it, or in a month at most.


def weekly_letters(now: datetime) -> Iterable[Owed]:
    """Once in each week of the calendar (ISO 8601), on the day and at the hour that a person chose, by their own clock.

    Three queries however many people. Whoever wants it monthly gets the first of a month.
    """
    days = {day.person_id: day for day in LetterDay.objects.all()}
    monthly = set(Preference.objects.filter(letter=DIGEST, pace=Pace.MONTHLY).values_list("person", flat=True))
    somewhere = Membership.objects.active().filter(person=OuterRef("pk"), space__closed_at=None)
    people = Person.objects.filter(Exists(somewhere), account__is_active=True, left_at=None)
    for person in people.only("pk", "time_zone").order_by("pk"):
        due = due_before(now, days.get(person.pk) or LetterDay(), person.time_zone)
        if due is not None and (person.pk not in monthly or due.day <= WEEK.days):
            year, week, _day = due.isocalendar()
            yield Owed(Reader.of(person), about=about(person), period=f"{year}-W{week:02d}")


def about(person: Person) -> str:
    """What a weekly letter is about: its reader's week."""
    return f"people.person:{person.pk}"


def due_before(now: datetime, day: LetterDay, time_zone: str) -> datetime | None:
    """When a person's last letter was due, by their own clock; None when that is too long ago to send it still."""
    local = now.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    due = (local - timedelta(days=(local.weekday() - day.weekday) % 7)).replace(
        hour=day.hour, minute=0, second=0, microsecond=0
    )
    if due > local:
        due -= WEEK
    return due if local - due < timedelta(days=DAYS_LATE) else None


def weekly(message: Message) -> Contents | None:
    """What happened since the last letter, what waits and what comes; failing all that one useful thing, or nothing."""
    person = message.person
    if person is None or message.about != about(person):
        return None
    now = timezone.now()
    week = Week(person, since=since_last(message, now), now=now)
    found = [section for make in SECTIONS if (section := make(week)) is not None]
    if not found:
        found = [section for make in USEFUL if (section := make(week)) is not None][:1]
    if not found:
        return None
    return {
        "sections": [asdict(section) for section in found],
        "link": link("home"),
    }


def since_last(message: Message, now: datetime) -> datetime:
    """From when on this letter tells: when the one before it was owed, a month ago at most; a week for the first."""
    before = Message.objects.filter(
        letter=DIGEST, person=message.person_id, made_at__gt=now - LOOKS_BACK, state__in=TOLD
    ).exclude(pk=message.pk)
    last = before.order_by("-made_at").values_list("made_at", flat=True).first()
    return last or now - WEEK
