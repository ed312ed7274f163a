"""What reports need of whom: rows of the table in `needs.py`."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.progress.queries.reports import report_states, unread_reports, waiting_replies
from allteach.progress.queries.senior_leaders import barriers_waiting
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability, Role

LATELY = timedelta(days=31)
SOON = timedelta(days=10)
READERS = (Role.DIRECTOR, Role.IMPROVEMENT_ADVISER)


def reports_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A team's report of the last month that is not in, for those who send it. Four queries."""
    teams = [
        space for pk, space in spaces.items() if has_ability(person, Ability.SEND_REPORTS, pk) and not space.closed_at
    ]
    if not teams:
        return
    last = Period.containing(today, "month").previous()
    states = report_states(teams, [last, last.previous()], today=today)
    by_pk = {team.pk: team for team in teams}
    for state in states.values():
        if state.due_on is None or state.is_in or not -LATELY <= state.due_on - today <= SOON:
            continue
        is_due_now = state.due_on - today <= timedelta(days=3)
        yield Need("report", by_pk[state.team], state.due_on, is_due_now, state)


def replies_to_answer(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What somebody replied to a team's report and nobody has answered, one need a team. One query."""
    teams = [
        pk for pk, space in spaces.items() if has_ability(person, Ability.TEST_CHANGES, pk) and not space.closed_at
    ]
    found: dict[int, list] = {}
    for reply in waiting_replies(teams) if teams else ():
        found.setdefault(reply.report.team_id, []).append(reply)
    for team, replies in found.items():
        yield Need("reply", spaces[team], is_due_now=any(reply.returns for reply in replies), about=replies)


def reports_to_read(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Reports that are new to a coach, a director or an adviser, one need a collaborative. Three queries."""
    coached = {pk for pk in spaces if Role.COACH in person.standing.roles_in(pk) and spaces[pk].parent_id}
    led = [pk for pk in spaces if set(READERS) & set(person.standing.roles_in(pk))]
    if not coached and not led:
        return
    teams = Space.objects.active().filter(Q(pk__in=coached) | Q(parent__in=led)).select_related("parent")
    around = {team.pk: team.parent for team in teams}
    found: dict[Space, list] = {}
    for report in unread_reports(around, seen_by=person):
        collaborative = around[report.team_id]
        if collaborative is not None:
            found.setdefault(collaborative, []).append(report)
    for collaborative, reports in found.items():
        yield Need("unread", collaborative, about=reports)


def barriers_to_answer(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What stands in the way of the teams that somebody sponsors. One query."""
    sponsored = [pk for pk in spaces if has_ability(person, Ability.ANSWER_BARRIERS, pk)]
    for action in barriers_waiting(sponsored) if sponsored else ():
        yield Need("barrier", spaces[action.report.team_id], is_due_now=True, about=action)
