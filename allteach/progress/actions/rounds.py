"""The round of a call, begun from the record."""

from collections.abc import Iterable

from django.db import transaction

from allteach.meetings.actions import take_turn
from allteach.meetings.models import Meeting, Turn
from allteach.people.models import Person
from allteach.progress.rounds import prepared_for
from allteach.spaces.models import Space


@transaction.atomic
def fill_round(*, meeting: Meeting, teams: Iterable[Space], by: Person) -> list[Turn]:
    """Write a turn for each team that has none, from what `by` may see of its record. Who has nothing to tell has none.

    The answer is the turns that were written.
    """
    written = set(meeting.turns.values_list("team_id", flat=True))
    silent = [team for team in teams if team.pk not in written]
    turns = []
    for pk, prepared in prepared_for(silent, seen_by=by, tells_values=False).items():
        if prepared.result or prepared.test or prepared.ask:
            team = next(team for team in silent if team.pk == pk)
            turns.append(
                take_turn(
                    meeting=meeting,
                    team=team,
                    result=prepared.result,
                    test=prepared.test,
                    ask=prepared.ask,
                    was_checked=True,  # Checked when it was written, and seen by whoever reads the round.
                    by=by,
                )
            )
    return turns
