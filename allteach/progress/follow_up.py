"""Whom the director follows up in person: the teams whose month is not in two days after it was due.

A team leaves the list when the month comes in, or once somebody has been in touch with it since the due day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.periods import Period
from allteach.meetings.models import Contact
from allteach.meetings.queries.contacts import contacted_since, latest_contacts
from allteach.people.models import Person
from allteach.progress.queries.owed import late_months
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
    late = late_months(teams, today=today, after=after)
    if not late:
        return []
    spoken = contacted_since({team: owed.due_on for team, owed in late.items()})
    waiting = [team for team in teams if team.pk in late and team.pk not in spoken]
    leads, last = leads_of(team.pk for team in waiting), latest_contacts(team.pk for team in waiting)
    found = [
        FollowUp(
            team=team,
            month=owed.month,
            due_on=owed.due_on,
            days_late=(today - owed.due_on).days,
            numbers_missing=owed.misses_numbers,
            report_missing=owed.misses_report,
            leads=leads.get(team.pk, ()),
            last=last.get(team.pk),
        )
        for team in waiting
        for owed in [late[team.pk]]
    ]
    return sorted(found, key=lambda each: (-each.days_late, each.team.name))


def leads_of(teams: Iterable[int]) -> dict[int, tuple[Person, ...]]:
    """Who leads each team. One query."""
    found: dict[int, tuple[Person, ...]] = {}
    leading = Membership.objects.active().filter(space__in=list(teams), role=Role.TEAM_LEAD).select_related("person")
    for membership in leading.order_by("pk"):
        found[membership.space_id] = (*found.get(membership.space_id, ()), membership.person)
    return found
