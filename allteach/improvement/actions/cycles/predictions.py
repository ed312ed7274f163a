"""What a team expects before a test, and how it came out."""

from collections.abc import Sequence
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.improvement.models import Cycle, Prediction
from allteach.spaces.actions.answers import Errors, trimmed, write_answers


class PredictionAnswer(TypedDict, total=False):
    """What a team writes of one question before the test."""

    question: str
    prediction: str
    because: str


class OutcomeAnswer(TypedDict, total=False):
    """How one prediction came out: a key of Prediction.Outcome, and what happened in a few words."""

    outcome: str
    happened: str


def write_predictions(cycle: Cycle, answers: Sequence[PredictionAnswer]) -> None:
    """Store the predictions in their order. One that says what it said keeps the time at which it was written."""
    before = {row.position: row for row in cycle.predictions.all()}
    now = timezone.now()
    for position, answer in enumerate(answers, start=1):
        said = {name: trimmed(answer.get(name, "")) for name in ("question", "prediction", "because")}
        row = before.pop(position, None)
        if row is not None and said == {name: getattr(row, name) for name in said}:
            continue
        Prediction.objects.update_or_create(cycle=cycle, position=position, defaults={**said, "written_at": now})
    Prediction.objects.filter(pk__in=[row.pk for row in before.values()]).delete()


def prediction_errors(
    answers: Sequence[PredictionAnswer],
    *,
    rows: Sequence[Prediction] = (),
    is_needed: bool,
    name: str = "{field}_{position}",
    was_checked: bool = False,
) -> Errors:
    """What is wrong with predictions, by field; when they are needed, an empty one is wrong too.

    `rows` are those that stand: what they say already was checked when it was written.
    """
    errors: Errors = {}
    for position, answer in enumerate(answers or [PredictionAnswer()], start=1):
        wrong = write_answers(
            rows[position - 1] if position <= len(rows) else Prediction(),
            {field: answer.get(field, "") for field in ("question", "prediction", "because")},
            needed={"prediction": _("Say what you think will happen.")} if is_needed else {},
            was_checked=was_checked,
        )
        errors.update({name.format(field=field, position=position): words for field, words in wrong.items()})
    return errors


def lock_errors(cycle: Cycle, answers: Sequence[PredictionAnswer]) -> Errors:
    """Where predictions sent for a begun test differ from those that are locked."""
    locked = [(row.question, row.prediction, row.because) for row in cycle.predictions.all()]
    sent = [
        tuple(trimmed(answer.get(name, "")) for name in ("question", "prediction", "because")) for answer in answers
    ]
    if len(sent) != len(locked):
        return {"prediction_1": [_("The test has begun: predictions can no longer be added or taken away.")]}
    return {
        f"prediction_{position}": [_("The test has begun: its predictions are locked.")]
        for position, (said, is_locked) in enumerate(zip(sent, locked, strict=True), start=1)
        if said != is_locked
    }


def study_errors(cycle: Cycle, predictions: Sequence[Prediction]) -> Errors:
    """What is still missing before a test can be closed, by field."""
    errors: Errors = {
        f"outcome_{position}": [_("Compare this with what you predicted.")]
        for position, prediction in enumerate(predictions, start=1)
        if not prediction.outcome
    }
    if not cycle.results_summary:
        errors["results_summary"] = [_("Say in a line what happened.")]
    if not cycle.what_we_learned:
        errors["what_we_learned"] = [_("Say what you learned. What surprised you is worth most.")]
    return errors
