"""Mail of the story: the weekly letter and the thanks of the cast, one who wants less, one who wants none of a kind."""

from typing import TYPE_CHECKING

from django.utils import timezone

from allteach.measures.queries.due import latest_periods
from allteach.messaging.actions import choose_pace
from allteach.messaging.models import Pace
from allteach.messaging.outbox import deliver, owe
from allteach.messaging.readers import Owed, Reader
from allteach.spaces.models import Space

if TYPE_CHECKING:
    from allteach.demo.story import Story

READERS = ("amina", "ben", "chidi", "dana", "esi")  # Of the weekly letter.


def send_the_mail_of_the_week(story: "Story") -> None:
    """Send the letters that came this week to the cast, as their outbox does, into the folder at /mail/."""
    cast, today = story.people.cast, timezone.localdate()
    choose_pace(person=cast["ben"], letter="month_in", pace=Pace.WEEKLY)
    choose_pace(person=cast["gil"], letter="digest", pace=Pace.NEVER)
    year, week, _day = today.isocalendar()
    letters = [Owed(Reader.of(cast[key]), f"people.person:{cast[key].pk}", f"{year}-W{week:02d}") for key in READERS]
    owe("digest", letters)
    for playing in story.playing:
        for key in ("amina", "ben", "chidi"):
            due = latest_periods([playing.team.pk], today=today) if cast[key].standing.roles_in(playing.team.pk) else []
            for each in [each for each in due if each.sent_at is not None][-1:]:
                owe("month_in", [Owed(Reader.of(cast[key]), f"spaces.space:{playing.team.pk}", str(each.period))])
    owe("not_in_yet", [Owed(Reader.of(cast["esi"]), f"spaces.space:{story.collaborative.pk}", month_late(story))])
    deliver()


def month_late(story: "Story") -> str:
    """The month of which teams are not in, as a reminder names it."""
    teams = Space.objects.filter(parent=story.collaborative).values_list("pk", flat=True)
    late = [due for due in latest_periods(teams, today=timezone.localdate()) if due.sent_at is None]
    newest = max((due.period for due in late), default="")
    return f"{newest} +2"
