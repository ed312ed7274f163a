"""Whom the director follows up in person: the teams whose month is not in two days after it was due.

A team leaves the list when the month comes in, or once somebody has been in touch with it since the due day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.periods import Period
from allteach.measures.queries.due import due_periods
from allteach.meetings.models import Contact
from allteach.meetings.queries.contacts import contacted_since, latest_contacts
from allteach.people.models import Person
from allteach.progress.queries.reports import report_states
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

LATELY = 34  # Days: until the next month is late too. What was due earlier is a gap, and nobody is called about it.
LOOKS_BACK = 3  # Months: whose due day may lie within those days.


@dataclass(frozen=True)
class FollowUp:
    """One team to be called: the month that is not in, since when, and who leads the team."""

    team: Space
    month: Period
    due_on: date
    days_late: int
    numbers_missing: bool
    report_missing: bool
    leads: tuple[Person, ...] = ()
    last: Contact | None = None


def follow_up_of(collaborative: Space, *, today: date) -> list[FollowUp]:
    """The teams of a collaborative to be called, the latest first, then by name: thirteen queries at most."""
    after = int(thresholds_of([collaborative.pk])[collaborative.pk]["contact.follow_up_days"])
    teams = list(
        Space.objects.active()
        .filter(parent=collaborative.pk, profile__isnull=False)
        .filter(profile__withdrawn_on=None)
        .select_related("parent")
        .order_by("name")
    )
    late = _late(teams, after=after, today=today)
    if not late:
        return []
    spoken = contacted_since({team: owed.due_on for team, owed in late.items()})
    waiting = {team: owed for team, owed in late.items() if team not in spoken}
    leads = leads_of(waiting)
    last = latest_contacts(waiting)
    found = [
        FollowUp(
            owed.team,
            owed.month,
            owed.due_on,
            owed.days_late,
            owed.numbers_missing,
            owed.report_missing,
            leads.get(pk, ()),
            last.get(pk),
        )
        for pk, owed in waiting.items()
    ]
    return sorted(found, key=lambda each: (-each.days_late, each.team.name))


def _late(teams: list[Space], *, after: int, today: date) -> dict[int, FollowUp]:
    """The latest month that each team owes, numbers or report, so many days after its day or more."""
    by_pk = {team.pk: team for team in teams}
    owed: dict[tuple[int, Period], tuple[date, bool, bool]] = {}
    for pk, periods in due_periods(by_pk, today=today).items():
        for due in periods:
            if due.period.kind == "month" and due.is_late(today):
                owed[pk, due.period] = (due.due_on, True, False)
    now = Period.containing(today, "month")
    months = [now + -step for step in range(1, LOOKS_BACK + 1)]
    for (pk, month), state in report_states(teams, months, today=today).items():
        if state.state == "missing" and state.due_on is not None:
            due_on, numbers, _report = owed.get((pk, month), (state.due_on, False, True))
            owed[pk, month] = (due_on, numbers, True)
    latest: dict[int, FollowUp] = {}
    for (pk, month), (due_on, numbers, report) in sorted(owed.items(), key=lambda each: each[0][1]):
        days = (today - due_on).days
        if after <= days <= LATELY:
            latest[pk] = FollowUp(by_pk[pk], month, due_on, days, numbers, report)
    return latest


def leads_of(teams: Iterable[int]) -> dict[int, tuple[Person, ...]]:
    """Who leads each team. One query."""
    found: dict[int, tuple[Person, ...]] = {}
    leading = Membership.objects.active().filter(space__in=list(teams), role=Role.TEAM_LEAD).select_related("person")
    for membership in leading.order_by("pk"):
        found[membership.space_id] = (*found.get(membership.space_id, ()), membership.person)
    return found
