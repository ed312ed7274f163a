"""Letters about scores: no score stands in a mail, only where it is read with its reasons."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allteach.collaboratives.calendar import report_due
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.core.language import period_in_words
from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.messaging.letter import Contents
from allteach.messaging.letters import link
from allteach.messaging.models import Message
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.progress.models import AssessmentScore
from allteach.progress.models.scores import SEATS
from allteach.progress.permissions import can_see_scores
from allteach.progress.queries.scores import states_in
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for, slug_for

EARLIEST_HOUR = 8  # Nobody is reminded at night.
OPENS_AFTER = (1, 2)  # Days after a month was due; the second when no worker ran on the first.


# --- Who hears -----------------------------------------------------------------------------------------------------


def whole_team(event: Event) -> Iterable[Reader]:
    """Everybody in the team, its coach and its sponsor: all who may read the score."""
    held = Membership.objects.active().filter(space_id=event.space)
    return [Reader.of(person) for person in Person.objects.filter(pk__in=held.values("person")).order_by("pk")]


def months_to_score(now: datetime) -> Iterable[Owed]:
    """To both scorers, the day after a month was due: once a month, however late a worker runs that day."""
    for timetable in Timetable.objects.filter(space__closed_at=None).select_related("space"):
        local = now.astimezone(ZoneInfo(timetable.space.time_zone))
        last = Period.containing(local.date(), "month").previous()
        due_on = report_due(last, timetable.due_day, calendar_of(timetable).moved)
        if (local.date() - due_on).days not in OPENS_AFTER or local.hour < EARLIEST_HOUR:
            continue
        if not timetable.first_session.replace(day=1) <= last.start <= due_on:
            continue
        if last.start > timetable.first_session + timedelta(days=31 * timetable.months):
            continue
        held = Membership.objects.active().filter(space=timetable.space, role__in=SEATS)
        for person in Person.objects.filter(pk__in=held.values("person")).order_by("pk"):
            yield Owed(Reader.of(person), about=f"spaces.space:{timetable.space_id}", period=str(last))


# --- What the letters say ------------------------------------------------------------------------------------------


def released(message: Message) -> Contents | None:
    """Which month of which team. Nothing for whoever may read it no more."""
    score = AssessmentScore.objects.released().filter(pk=_pk(message)).select_related("team").first()
    if score is None or message.person is None or not can_see_scores(message.person, score.team):
        return None
    return {
        "space": name_for(score.team, message.person),
        "month": period_in_words(Period(score.month, "month")),
        "is_changed": score.number > 1,
        "link": link("scores:team_scores", team=slug_for(score.team, message.person)),
    }


def to_score(message: Message) -> Contents | None:
    """How many teams wait for the reader. Nothing when none does, or the reader scores no more."""
    space = Space.objects.active().filter(pk=_pk(message)).first()
    if space is None or message.person is None:
        return None
    if not any(role in SEATS for role in message.person.standing.roles_in(space.pk)):
        return None
    month = Period.parse(message.period)
    waiting = states_in([space.pk], month.start, seen_by=message.person).get(space.pk, Counter())["score"]
    if not waiting:
        return None
    return {
        "space": space.name,
        "month": period_in_words(month),
        "count": waiting,
        "link": link("scores:queue", space=space.slug, month=month),
    }


def _pk(message: Message) -> int:
    return int(message.about.rsplit(":", 1)[1])
