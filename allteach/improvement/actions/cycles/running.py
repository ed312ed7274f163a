"""Tests of change: begun, done, studied, stopped, and put right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.improvement import events
from allteach.improvement.actions.cycles.predictions import (
    OutcomeAnswer,
    PredictionAnswer,
    prediction_errors,
    study_errors,
)
from allteach.improvement.actions.cycles.rows import date_errors, for_writing, remember, save
from allteach.improvement.actions.drawing import draw_cycle
from allteach.improvement.models import Cycle
from allteach.improvement.stages import DOING, PLANNED, STAGES, STOPPED, STUDYING
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, write_answers
from allteach.spaces.models import Audience


@transaction.atomic
def begin_do(*, cycle: Cycle, started_on: date | None = None, version: int | None = None, by: Person) -> Cycle:
    """Begin the test: lock its predictions, show it to the collaborative, and put it on the charts.

    Begins today unless a day is given. Needs a prediction for every question.
    """
    cycle = for_writing(cycle, version, stage=PLANNED)
    cycle.started_on = started_on or timezone.localdate()
    rows = list(cycle.predictions.all())
    predictions: list[PredictionAnswer] = [
        {"question": row.question, "prediction": row.prediction, "because": row.because} for row in rows
    ]
    refuse({**prediction_errors(predictions, rows=rows, is_needed=True), **date_errors(cycle)})
    cycle.state = DOING
    cycle.audience = Audience.COLLABORATIVE
    cycle.begun_at = timezone.now()
    cycle.begun_by = by
    save(cycle)
    draw_cycle(cycle, by=by)
    remember(events.CYCLE_BEGUN, cycle, by, started_on=cycle.started_on)
    return cycle


@transaction.atomic
def record_do(
    *,
    cycle: Cycle,
    observations: str | None = None,
    started_on: date | None = None,
    ended_on: date | None = None,
    as_planned: str | None = None,
    unexpected: str | None = None,
    data_collected: str | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Cycle:
    """Say what happened. Without a last day the test goes on; with one, it is done and study begins.

    What is not given stays as it is.
    """
    cycle = for_writing(cycle, version, stage=(DOING, STUDYING))
    is_done = ended_on is not None or cycle.state == STUDYING
    errors = write_answers(
        cycle,
        _given(
            observations=observations,
            started_on=started_on,
            ended_on=ended_on,
            as_planned=as_planned,
            unexpected=unexpected,
            data_collected=data_collected,
        ),
        needed={"observations": _("Say what you saw, in a line or two.")} if is_done else {},
        was_checked=was_checked,
    )
    errors.update(date_errors(cycle))
    refuse(errors)
    cycle.state = STUDYING if is_done else DOING
    save(cycle)
    draw_cycle(cycle, by=by)
    remember(
        events.CYCLE_DONE,
        cycle,
        by,
        started_on=cycle.started_on,
        ended_on=cycle.ended_on,
        texts={"observations": cycle.observations},
    )
    return cycle


@transaction.atomic
def record_study(
    *,
    cycle: Cycle,
    outcomes: Sequence[OutcomeAnswer] = (),
    results_summary: str | None = None,
    what_we_learned: str | None = None,
    what_patients_said: str | None = None,
    measure_effect: str | None = None,
    is_complete: bool = True,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> Cycle:
    """Compare what happened with what was predicted, one outcome for each prediction in their order.

    Complete, it needs every prediction compared, the result and what was learned; until then it may be saved as far
    as it is. What is not given stays as it is. Errors of outcomes are named outcome_1, happened_1 and so on.
    """
    cycle = for_writing(cycle, version, stage=STUDYING)
    errors = write_answers(
        cycle,
        _given(
            results_summary=results_summary,
            what_we_learned=what_we_learned,
            what_patients_said=what_patients_said,
            measure_effect=measure_effect,
        ),
        was_checked=was_checked,
    )
    predictions = list(cycle.predictions.all())
    for position, (prediction, outcome) in enumerate(zip(predictions, outcomes, strict=False), start=1):
        wrong = write_answers(prediction, outcome, was_checked=was_checked)
        errors.update({f"{name}_{position}": words for name, words in wrong.items()})
    if is_complete:
        errors = {**study_errors(cycle, predictions), **errors}
    refuse(errors)
    for prediction in predictions:
        prediction.save()
    save(cycle)
    remember(
        events.CYCLE_STUDIED,
        cycle,
        by,
        is_complete=is_complete,
        outcomes=[prediction.outcome for prediction in predictions],
        texts={"what_we_learned": cycle.what_we_learned},
    )
    return cycle


@transaction.atomic
def stop_cycle(
    *, cycle: Cycle, stopped_reason: str, was_checked: bool = False, version: int | None = None, by: Person
) -> Cycle:
    """Stop a test that will not be finished, with the reason. What was begun stays on the charts."""
    cycle = for_writing(cycle, version)
    refuse(
        write_answers(
            cycle,
            {"stopped_reason": stopped_reason},
            needed={"stopped_reason": _("Say in a few words why you stop: it helps others.")},
            was_checked=was_checked,
        )
    )
    cycle.state = STOPPED
    cycle.stopped_at = timezone.now()
    cycle.stopped_by = by
    save(cycle)
    remember(events.CYCLE_STOPPED, cycle, by, texts={"stopped_reason": cycle.stopped_reason})
    return cycle


@transaction.atomic
def correct_dates(
    *, cycle: Cycle, started_on: date, ended_on: date | None = None, version: int | None = None, by: Person
) -> Cycle:
    """Put the days of a test right, also after it is closed. Its note on the charts moves with them."""
    cycle = for_writing(cycle, version, stage=tuple(STAGES))
    if not cycle.is_begun:
        raise ValidationError(_("This test has not begun: there is no day to correct."))
    cycle.started_on, cycle.ended_on = started_on, ended_on
    errors = date_errors(cycle)
    if ended_on is None and cycle.state not in (DOING, STOPPED):
        errors["ended_on"] = [_("Say on which day the test ended.")]
    refuse(errors)
    save(cycle)
    draw_cycle(cycle, by=by)
    remember(events.DATES_CORRECTED, cycle, by, started_on=started_on, ended_on=ended_on)
    return cycle


@transaction.atomic
def share_lesson(
    *, cycle: Cycle, lesson: str, was_checked: bool = False, version: int | None = None, by: Person
) -> Cycle:
    """Say what other teams should know of a test that is over, most of all when it did not help."""
    cycle = for_writing(cycle, version, stage=tuple(STAGES))
    if cycle.stage.is_open:
        raise ValidationError(_("Finish the test first: then you know what to tell."))
    refuse(
        write_answers(
            cycle,
            {"lesson": lesson},
            needed={"lesson": _("One line is enough: what would you tell a friend?")},
            was_checked=was_checked,
        )
    )
    save(cycle)
    remember(events.LESSON_SHARED, cycle, by, texts={"lesson": cycle.lesson})
    return cycle


def _given(**answers: Any) -> dict[str, Any]:
    """The answers that were given at all."""
    return {name: answer for name, answer in answers.items() if answer is not None}
