"""What scores and the health of a collaborative need of whom: rows of the table in `needs.py`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from allteach.collaboratives.calendar import report_due
from allteach.collaboratives.queries.calendars import calendars_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.models import AssessmentScore, HealthCheck
from allteach.progress.models.scores import SEATS
from allteach.progress.need import Need
from allteach.progress.queries.scores import states_in
from allteach.spaces.models import Space
from allteach.spaces.roles import Role

TO_READ = timedelta(days=10)  # A released score stands on the desk so long.
HEALTH_STAFF = (Role.DIRECTOR, Role.CHAIR, Role.FACULTY, Role.IMPROVEMENT_ADVISER, Role.COACH)


@dataclass(frozen=True)
class Scoring:
    """A month of a collaborative, and how many of its teams wait for one scorer to do what."""

    month: Period
    counts: Counter[str]  # By the state of queries.scores.STATES.


def scores_to_give(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """The last month's teams that wait for this scorer: to be scored, agreed on or released. Six queries."""
    scored = [
        pk
        for pk, space in spaces.items()
        if space.closed_at is None and any(role in SEATS for role in person.standing.roles_in(pk))
    ]
    if not scored:
        return
    last = Period.containing(today, "month").previous()
    due = {
        timetable.space_id: report_due(last, timetable.due_day, calendar.moved)
        for timetable, calendar in calendars_of(scored)
        if last.start >= timetable.first_session.replace(day=1)
    }
    open_now = [space for space, due_on in due.items() if due_on < today]
    limits = thresholds_of(open_now) if open_now else {}
    for space, counts in (states_in(open_now, last.start, seen_by=person) if open_now else {}).items():
        if any(counts[state] for state in ("score", "agree", "release")):
            until = due[space] + timedelta(days=int(limits[space]["score.within_days"]))  # So that the team soon hears.
            yield Need("scoring", spaces[space], until, True, Scoring(last, counts))


def scores_to_read(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """The newest score of a team that this person leads, while it is new. One query."""
    led = [pk for pk in spaces if Role.TEAM_LEAD in person.standing.roles_in(pk)]
    since = timezone.now() - TO_READ
    newest = {}
    released = AssessmentScore.objects.visible_to(person).released().filter(team__in=led, released_at__gte=since)
    for score in released.order_by("month", "number") if led else ():
        newest[score.team_id] = score
    for team, score in newest.items():
        yield Need("score", spaces[team], about=score)


def health_to_check(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """An action period in its second half that this person has not rated. Two queries."""
    served = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.COLLABORATIVE
        and space.closed_at is None
        and any(role in HEALTH_STAFF for role in person.standing.roles_in(pk))
    ]
    if not served:
        return
    done = set(
        HealthCheck.objects.filter(collaborative__in=served, by=person).values_list("collaborative_id", "action_period")
    )
    for timetable, calendar in calendars_of(served):
        for period in calendar.action_periods:
            half = period.start + (period.end - period.start) / 2
            if half <= today <= period.end and (timetable.space_id, period.number) not in done:
                yield Need("health", spaces[timetable.space_id], period.end, about=period)
