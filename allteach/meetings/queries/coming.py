"""Who comes to a session, and who came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from allteach.meetings.models import Attendance, Meeting
from allteach.people.models import Person
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

State = Attendance.State
SUPPORT = (Role.COACH, Role.SPONSOR)  # In the team's space; they come as guests of the organisers, or with the team.


@dataclass(frozen=True)
class ComingTeam:
    """A team and who of it is on the list."""

    team: Space
    rows: tuple[Attendance, ...]

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def there(self) -> int:
        return sum(row.state == State.ATTENDED for row in self.rows)


@dataclass(frozen=True)
class Counted:
    """How many registered, how many came, and of how many teams."""

    registered: int
    attended: int
    teams: int


def coming_to(meeting: Meeting) -> list[ComingTeam]:
    """Every open team of the collaborative, by name, with its people; last whoever comes without one. Two queries.

    For organisers: the rows hold what people need.
    """
    rows: dict[int | None, list[Attendance]] = {}
    named = meeting.attendance.exclude(person=None, guest="").select_related("person", "team")
    for row in sorted(named, key=lambda row: str(row.person or row.guest).casefold()):
        rows.setdefault(row.team_id, []).append(row)
    taking_part = Q(parent=meeting.in_space_id, closed_at=None, profile__withdrawn_on=None)
    teams = Space.objects.filter(taking_part | Q(pk__in=[pk for pk in rows if pk]))
    found = [ComingTeam(team, tuple(rows.get(team.pk, ()))) for team in teams.order_by("name")]
    if None in rows:
        found.append(ComingTeam(meeting.in_space, tuple(rows[None])))
    return found


def counts_of(meetings: Sequence[int]) -> dict[int, Counted]:
    """How many people are on the lists of meetings: one query."""
    named = Attendance.objects.filter(meeting__in=meetings).exclude(person=None, guest="")
    counted = (
        named.order_by()
        .values("meeting")
        .annotate(
            registered=Count("pk", filter=~Q(registered_at=None)),
            attended=Count("pk", filter=Q(state=State.ATTENDED)),
            teams=Count("team", distinct=True),
        )
    )
    found = {row.pop("meeting"): Counted(**row) for row in counted}
    return {pk: found.get(pk, Counted(0, 0, 0)) for pk in meetings}


def registered_of(meetings: Sequence[int], teams: Collection[int]) -> dict[int, int]:
    """How many people some teams have registered for each meeting, those without anybody left out: one query."""
    coming = Attendance.objects.filter(meeting__in=meetings, team__in=teams, state=State.REGISTERED)
    counted = coming.exclude(person=None, guest="").order_by().values("meeting").annotate(people=Count("pk"))
    return {row["meeting"]: row["people"] for row in counted}


def teams_on_calls(meetings: Sequence[int]) -> dict[int, int]:
    """How many teams were on each call: one query."""
    there = Attendance.objects.filter(meeting__in=meetings, state=State.ATTENDED).exclude(team=None)
    counted = there.order_by().values("meeting").annotate(teams=Count("team", distinct=True))
    return {row["meeting"]: row["teams"] for row in counted}


def people_of(team: Space) -> list[Person]:
    """Whom a team can bring: those who belong to it, by name. One query."""
    active = Membership.objects.active().filter(space=team.pk)
    return list(Person.objects.filter(pk__in=active.values("person"), left_at=None).order_by("name", "pk"))
