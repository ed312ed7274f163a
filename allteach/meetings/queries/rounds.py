"""Who is on a call, and what each team says there."""

from dataclasses import dataclass

from django.db.models import F

from allteach.meetings.models import Attendance, Meeting, Turn
from allteach.people.models import Person
from allteach.spaces.models import Space

State = Attendance.State


@dataclass(frozen=True)
class TeamOnCall:
    """One team of the round: whether it is there, who of it said so, and its turn."""

    team: Space
    is_here: bool
    sent_apologies: bool
    people: tuple[Person, ...]
    turn: Turn | None


def round_of(meeting: Meeting, *, seen_by: Person) -> list[TeamOnCall]:
    """The teams of a call, by name, as far as this person may know of them: three queries.

    A team that has closed or withdrawn since stands in it when it was there.
    """
    attendance = list(meeting.attendance.exclude(team=None).select_related("person").order_by("pk"))
    turns = {turn.team_id: turn for turn in meeting.turns.all()}
    states = {row.team_id: row.state for row in attendance if row.person_id is None and not row.guest}
    people: dict[int | None, list[Person]] = {}
    for row in attendance:
        if row.person is not None and row.state == State.ATTENDED:
            people.setdefault(row.team_id, []).append(row.person)
    known = Space.objects.visible_to(seen_by).filter(parent=meeting.in_space_id)
    teams = known.order_by("name").annotate(withdrawn_on=F("profile__withdrawn_on"))
    return [
        TeamOnCall(
            team=team,
            is_here=states.get(team.pk) == State.ATTENDED or team.pk in people,
            sent_apologies=states.get(team.pk) == State.APOLOGIES,
            people=tuple(people.get(team.pk, ())),
            turn=turns.get(team.pk),
        )
        for team in teams
        if (team.closed_at is None and team.withdrawn_on is None) or team.pk in states or team.pk in people
    ]
