"""The coaches' circle: a question brought, answered, and closed with what helped."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.meetings import events
from allteach.meetings.models import CircleAnswer, CircleQuestion
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, write_answers
from allteach.spaces.models import Space


@transaction.atomic
def ask_circle(
    *, collaborative: Space, words: str, team: Space | None = None, was_checked: bool = False, by: Person
) -> CircleQuestion:
    """Bring a question to the other coaches, about a team or in general."""
    question = CircleQuestion(collaborative_id=collaborative.pk, by=by, asked_at=timezone.now())
    question.team_id = team.pk if team else None
    errors = write_answers(
        question, {"words": words}, needed={"words": _("Say what you would like to think about together.")},
        was_checked=was_checked,
    )  # fmt: skip
    if team is not None and team.around_id != collaborative.pk:
        errors["team"] = [_("Choose a team of this collaborative.")]
    refuse(errors)
    question.save()
    _record(events.CIRCLE_ASKED, question, by)
    return question


@transaction.atomic
def answer_circle(*, question: CircleQuestion, words: str, was_checked: bool = False, by: Person) -> CircleAnswer:
    """Answer a question that is still open."""
    question = CircleQuestion.objects.select_for_update().get(pk=question.pk)
    _require_open(question)
    answer = CircleAnswer(question=question, by=by, said_at=timezone.now())
    refuse(
        write_answers(answer, {"words": words}, needed={"words": _("Say something first.")}, was_checked=was_checked)
    )
    answer.save()
    _record(events.CIRCLE_ANSWERED, question, by)
    return answer


@transaction.atomic
def close_circle_question(
    *, question: CircleQuestion, outcome: str = "", was_checked: bool = False, by: Person
) -> CircleQuestion:
    """Close a question, with what helped where something did."""
    question = CircleQuestion.objects.select_for_update().get(pk=question.pk)
    _require_open(question)
    refuse(write_answers(question, {"outcome": outcome}, was_checked=was_checked))
    question.closed_at, question.closed_by = timezone.now(), by
    question.save()
    _record(events.CIRCLE_CLOSED, question, by)
    return question


def _require_open(question: CircleQuestion) -> None:
    if question.closed_at is not None:
        raise ValidationError(_("This question is closed."))


def _record(name: str, question: CircleQuestion, by: Person) -> None:
    """One event that names neither the team nor a word: directors read the record, and not the circle."""
    record(name, by=by, about=question, space=question.collaborative_id)
