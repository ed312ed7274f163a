"""A coach's teams on one page: which needs them, why, what moved, the time spent, and when it is time again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from allteach.charts import Language
from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.queries.calendars import calendars_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.meetings.contact_plan import days_between, next_contact_on
from allteach.meetings.models import Contact, Look, Visit
from allteach.meetings.queries.contacts import (
    Spent,
    coming_visits,
    latest_contacts,
    time_spent,
    visited_since,
)
from allteach.people.models import Person
from allteach.progress.attention import Attention, attention_of
from allteach.progress.follow_up import leads_of
from allteach.progress.moved import Moved, moved_in
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

LOOKS_BACK = timedelta(days=14)  # Of teams that were never looked at, so much is news.
SPENT_SINCE = timedelta(days=90)


@dataclass(frozen=True)
class Case:
    """One team as its coach needs to see it."""

    team: Space
    leads: tuple[Person, ...]
    coaches: tuple[Person, ...]
    attention: Attention
    moved: tuple[Moved, ...]
    seen_at: datetime | None  # Until when this person has seen what moved.
    spent: Spent
    last: Contact | None
    due_on: date | None  # By the day agreed upon, else by the contact plan.
    visit: Visit | None  # The next one planned.
    wants_visit: bool  # None took place in this action period, and none is planned.
    today: date

    @property
    def stands_out(self) -> bool:
        """Whether it has many points, or its coach thinks that somebody should act."""
        return self.attention.is_high or bool(self.last and self.last.risk == "act")

    @property
    def days_overdue(self) -> int:
        """How many days ago a contact was due; 0 when it is due today, less than 0 when it is not yet."""
        return (self.today - self.due_on).days if self.due_on else -1

    @property
    def waits(self) -> bool:
        """Whether a contact is due today, or was before."""
        return self.days_overdue >= 0


def teams_coached_by(person: Person) -> list[Space]:
    """The open teams that this person coaches, by name: one query."""
    coached = [
        membership.space_id
        for membership in person.standing.memberships
        if membership.role == Role.COACH and membership.space.kind == Space.Kind.TEAM
    ]
    return _open_teams(pk__in=coached) if coached else []


def teams_of(collaborative: Space) -> list[Space]:
    """The open teams of a collaborative, by name: one query."""
    return _open_teams(parent=collaborative.pk)


def _open_teams(**where) -> list[Space]:
    shown = Space.objects.active().filter(kind=Space.Kind.TEAM, profile__isnull=False, **where)
    shown = shown.filter(profile__withdrawn_on=None)
    return list(shown.select_related("parent", "parent__disclosure", "profile").order_by("name"))


def caseload_of(teams: Sequence[Space], *, seen_by: Person, language: Language, today: date) -> list[Case]:
    """The teams, those first that need somebody most, then those whose contact is due first, then by name.

    The queries are the same for one team and for a hundred.
    """
    if not teams:
        return []
    ids = [team.pk for team in teams]
    around = {team.around_id for team in teams}
    calendars = {timetable.space_id: calendar for timetable, calendar in calendars_of(around)}
    attention = attention_of(ids, today=today)
    latest = latest_contacts(ids)
    due = _due(teams, latest, calendars, today)
    spent = time_spent(ids, since=today - SPENT_SINCE)
    looks = dict(Look.objects.filter(person=seen_by.pk, team__in=ids).values_list("team_id", "at"))
    usual = timezone.now() - LOOKS_BACK
    moved = moved_in(teams, since={pk: looks.get(pk, usual) for pk in ids}, seen_by=seen_by, language=language)
    leads, coaches = leads_of(ids), coaches_of(ids)
    visits = coming_visits(ids, today=today)
    periods = {team.pk: _action_period(calendars.get(team.around_id), today) for team in teams}
    visited = visited_since({team: begun for team, begun in periods.items() if begun is not None})
    cases = []
    for team in teams:
        cases.append(
            Case(
                team=team,
                leads=leads.get(team.pk, ()),
                coaches=coaches.get(team.pk, ()),
                attention=attention[team.pk],
                moved=tuple(moved[team.pk]),
                seen_at=looks.get(team.pk),
                spent=spent.get(team.pk, Spent()),
                last=latest.get(team.pk),
                due_on=due.get(team.pk),
                visit=visits.get(team.pk),
                wants_visit=periods[team.pk] is not None and team.pk not in visited and team.pk not in visits,
                today=today,
            )
        )
    return sorted(cases, key=lambda case: (-case.attention.points, case.due_on or date.max, case.team.name))


def due_contacts(teams: Sequence[Space], *, today: date) -> dict[int, date]:
    """The day by which each team's next contact is due, where one is: by agreement, or by the plan. Three queries."""
    if not teams:
        return {}
    around = {team.around_id for team in teams}
    calendars = {timetable.space_id: calendar for timetable, calendar in calendars_of(around)}
    return _due(teams, latest_contacts(team.pk for team in teams), calendars, today)


def _due(
    teams: Sequence[Space], latest: Mapping[int, Contact], calendars: Mapping[int, Calendar], today: date
) -> dict[int, date]:
    """The same, of what was loaded already: one query for the thresholds."""
    thresholds = thresholds_of({team.around_id for team in teams})
    found = {}
    for team in teams:
        last = latest.get(team.pk)
        due_on = next_contact_on(
            last_on=last.on if last else None,
            agreed_on=last.next_on if last else None,
            since=_since(team),
            days=days_between(calendars.get(team.around_id), today, thresholds[team.around_id]),
        )
        if due_on is not None:
            found[team.pk] = due_on
    return found


def coaches_of(teams: Sequence[int]) -> dict[int, tuple[Person, ...]]:
    """Who coaches each team. One query."""
    found: dict[int, tuple[Person, ...]] = {}
    coaching = Membership.objects.active().filter(space__in=teams, role=Role.COACH).select_related("person")
    for membership in coaching.order_by("pk"):
        found[membership.space_id] = (*found.get(membership.space_id, ()), membership.person)
    return found


def _since(team: Space) -> date:
    """The day from which a team is to be supported."""
    joined_on: date | None = team.profile.joined_on
    return joined_on or timezone.localdate(team.made_at)


def _action_period(calendar: Calendar | None, today: date) -> date | None:
    """The first day of the action period that runs; None when none does."""
    stage = calendar.stage_on(today) if calendar else None
    return stage.start if stage is not None and stage.kind == "action" else None
