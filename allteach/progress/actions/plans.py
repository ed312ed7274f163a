"""A team's plan from one session to the next: tests with predictions, and who does what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.improvement.actions import start_cycle
from allteach.improvement.models import ChangeIdea, Cycle
from allteach.measures.models import TeamMeasure
from allteach.meetings.actions import Promise, make_commitment
from allteach.meetings.models import Commitment, Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space


@dataclass(frozen=True)
class PlannedTest:
    """A test that a team wants to begin: two lines and a day, and the idea that it comes from if there is one."""

    title: str
    prediction: str
    planned_end_on: date | None
    change_idea: ChangeIdea | None = None
    chart: TeamMeasure | None = None  # That it should move, and on which it will stand.


@transaction.atomic
def plan_action_period(
    *,
    meeting: Meeting,
    team: Space,
    tests: Sequence[PlannedTest],
    promises: Sequence[Promise],
    was_checked: bool = False,
    by: Person,
) -> tuple[list[Cycle], list[Commitment]]:
    """Open a team's tests and keep its promises, all of them or none.

    ValidationError names the field and the row that it stands in, counted from 1: "prediction_2", "words_1".
    """
    if not tests and not promises:
        raise ValidationError({"title_1": [_("Write at least one test, or one thing that somebody will do.")]})
    errors: dict[str, list] = {}
    begun: list[Cycle] = []
    made: list[Commitment] = []
    for row, test in enumerate(tests, start=1):
        try:
            begun.append(
                start_cycle(
                    team=team,
                    title=test.title,
                    prediction=test.prediction,
                    planned_end_on=test.planned_end_on,
                    change_idea=test.change_idea,
                    charts=[test.chart] if test.chart else [],
                    was_checked=was_checked,
                    by=by,
                )
            )
        except ValidationError as broken:
            errors.update(_in_row(broken, row, "title"))
    for row, promise in enumerate(promises, start=1):
        try:
            made.append(
                make_commitment(
                    meeting=meeting,
                    team=team,
                    words=promise.words,
                    owner=promise.owner,
                    owner_words=promise.owner_words,
                    due_on=promise.due_on,
                    was_checked=was_checked,
                    by=by,
                )
            )
        except ValidationError as broken:
            errors.update(_in_row(broken, row, "words"))
    if errors:
        raise ValidationError(errors)
    return begun, made


def _in_row(broken: ValidationError, row: int, first: str) -> dict[str, list]:
    """What is wrong with one row, under the names of its fields."""
    if not hasattr(broken, "error_dict"):
        return {f"{first}_{row}": broken.error_list}
    return {f"{name}_{row}": found for name, found in broken.error_dict.items()}
