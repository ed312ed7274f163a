"""What may need somebody: one function a row, each with a constant number of queries. Home reads it; reminders will.

To add something that needs people, write a function and add it to NEEDS.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from allteach.improvement.queries.cycles import open_cycles
from allteach.measures.models import Measure
from allteach.measures.queries.due import due_periods
from allteach.people.models import Person
from allteach.spaces.models import DataAgreement, Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability

MOST = 5  # A desk with more than five things on it is not begun.


@dataclass(frozen=True)
class Need:
    """One thing that somebody should do: what it is about, and by when. Words and addresses are the edge's."""

    kind: str
    space: Space
    due_on: date | None = None
    is_due_now: bool = False
    about: object = None  # A DuePeriod, a cycle's card or a number, as the kind says.


def needs_of(person: Person, *, today: date) -> list[Need]:
    """At most five things, the most pressing first. The queries are the same for one space and for thirty."""
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    found = [need for row in NEEDS for need in row(person, spaces, today)]
    found.sort(key=lambda need: (not need.is_due_now, need.due_on or date.max, need.space.name))
    return found[:MOST]


def values_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A period that a team has not sent: the oldest of each team. Three queries."""
    teams = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.TEAM and has_ability(person, Ability.REPORT_VALUES, pk) and space.closed_at is None
    ]
    for team, periods in due_periods(teams, today=today).items() if teams else ():
        oldest = periods[0]
        yield Need(
            "values", spaces[team], oldest.due_on, oldest.is_late(today) or (oldest.due_on - today).days <= 3, oldest
        )


def tests_waiting(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A test of change that waits to be begun, told or decided. Two queries."""
    teams = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.TEAM and has_ability(person, Ability.TEST_CHANGES, pk)
    ]
    for card in open_cycles(teams, seen_by=person) if teams else ():
        cycle = card.cycle
        if cycle.owner_id in (None, person.pk):
            due_on = cycle.planned_end_on
            yield Need("test", spaces[cycle.team_id], due_on, bool(due_on and due_on <= today), card)


def agreements_missing(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Organisations that have not signed, in collaboratives this person directs. Two queries."""
    directed = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.COLLABORATIVE and has_ability(person, Ability.SIGN_AGREEMENTS, pk)
    ]
    if not directed:
        return
    signed = set(
        DataAgreement.objects.filter(collaborative__in=directed, ended_on=None).values_list(
            "collaborative_id", "organisation_id"
        )
    )
    teams = Space.objects.filter(parent__in=directed, closed_at=None, profile__withdrawn_on=None)
    unsigned: dict[int, set[int]] = {}
    for collaborative, organisation in teams.values_list("parent_id", "organisation_id"):
        if (collaborative, organisation) not in signed:
            unsigned.setdefault(collaborative, set()).add(organisation)
    for collaborative, organisations in unsigned.items():
        yield Need("agreements", spaces[collaborative], about=len(organisations))


def nothing_defined(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A collaborative without any measure, or without any team. Two queries."""
    directed = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.COLLABORATIVE and has_ability(person, Ability.DEFINE_CORE_MEASURES, pk)
    ]
    if not directed:
        return
    measured = set(Measure.objects.filter(in_space__in=directed).values_list("in_space_id", flat=True))
    peopled = set(Space.objects.filter(parent__in=directed).values_list("parent_id", flat=True))
    for pk in directed:
        if pk not in measured:
            yield Need("measures", spaces[pk])
        if pk not in peopled:
            yield Need("teams", spaces[pk])


Row = Callable[[Person, dict[int, Space], date], Iterable[Need]]
NEEDS: tuple[Row, ...] = (values_due, tests_waiting, agreements_missing, nothing_defined)
