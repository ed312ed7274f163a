"""What spreading and holding changes need of whom: rows of the table in `needs.py`."""

from collections.abc import Iterable
from datetime import date

from allteach.improvement.queries.control import held_by, plans_to_approve, slipping
from allteach.improvement.queries.remarks import cycles_with_unread
from allteach.improvement.queries.spread import plans_waiting
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability


def checks_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Kept changes whose control plan says that somebody looks now. Three queries."""
    teams = _testing(person, spaces)
    for held in held_by(teams, seen_by=person) if teams else ():
        if held.is_due(today) and held.next_check is not None:
            yield Need("check", spaces[held.change.team_id], held.next_check.due_on, True, held)


def charts_turned(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Control plans whose chart shows a signal in the wrong direction. At most nine queries."""
    teams = _testing(person, spaces)
    for plan, _chart in slipping(teams, seen_by=person) if teams else ():
        yield Need("turned", spaces[plan.change.team_id], None, True, plan)


def spread_plans_to_approve(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Spread plans that wait for the sponsor or the lead. One query."""
    teams = [
        pk for pk, space in spaces.items() if has_ability(person, Ability.APPROVE_SPREAD, pk) and not space.closed_at
    ]
    for plan in plans_waiting(teams) if teams else ():
        yield Need("spread_plan", spaces[plan.team_id], about=plan)


def control_plans_to_approve(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """How kept changes are held, for the sponsor to sign. One query."""
    teams = [
        pk
        for pk, space in spaces.items()
        if has_ability(person, Ability.APPROVE_CONTROL_PLANS, pk) and not space.closed_at
    ]
    for plan in plans_to_approve(teams, seen_by=person) if teams else ():
        yield Need("control_plan", spaces[plan.change.team_id], about=plan)


def remarks_to_read(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Tests on which the coach remarked something that nobody of the team has read. One query."""
    teams = _testing(person, spaces)
    for cycle in cycles_with_unread(teams) if teams else ():
        yield Need("remark", spaces[cycle.team_id], about=cycle)


def _testing(person: Person, spaces: dict[int, Space]) -> list[int]:
    """The open teams in which somebody tests and keeps changes."""
    return [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.TEAM and has_ability(person, Ability.TEST_CHANGES, pk) and not space.closed_at
    ]
