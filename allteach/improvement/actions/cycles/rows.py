"""Rows of cycles: read for writing, checked, stored, remembered."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement.models import Cycle
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, require_version

FIRST_YEAR = 1990  # Charts begin no earlier.


def for_writing(cycle: Cycle, version: int | None, *, stage: str | tuple[str, ...] = ()) -> Cycle:
    """The cycle as it is stored now, locked until the transaction ends.

    Raises ValidationError if somebody else changed it (code "conflict") or it is not at one of the stages (code
    "stage"); without a stage, it must be open.
    """
    found = Cycle.objects.select_for_update().get(pk=cycle.pk)
    require_version(found, version)
    stages = (stage,) if isinstance(stage, str) else stage
    if not stages and not found.stage.is_open:
        raise ValidationError(_("This test is over: nothing more can be written in it."), code="stage")
    if stages and found.state not in stages:
        raise ValidationError(
            _("This test is at “%(stage)s”: open it again to see what comes next."),
            code="stage",
            params={"stage": found.stage.name},
        )
    return found


def save(cycle: Cycle) -> None:
    """Store a changed cycle: one version further, with what search reads of it."""
    cycle.version += 1
    cycle.words = words_of(cycle)
    cycle.save()


def words_of(cycle: Cycle) -> str:
    """What search reads of a cycle."""
    predictions = [
        words for row in cycle.predictions.all() for words in (row.question, row.prediction, row.because, row.happened)
    ]
    said = (
        cycle.title,
        cycle.objective,
        cycle.what,
        *predictions,
        cycle.observations,
        cycle.results_summary,
        cycle.what_we_learned,
        cycle.what_patients_said,
        cycle.rationale,
        cycle.lesson,
        cycle.stopped_reason,
    )
    return "\n".join(words for words in said if words)


def date_errors(cycle: Cycle) -> Errors:
    """Days that cannot be, by field."""
    errors: Errors = {}
    today = timezone.localdate()
    for name in ("planned_start_on", "planned_end_on", "started_on", "ended_on"):
        day = getattr(cycle, name)
        if day is not None and not FIRST_YEAR <= day.year <= today.year + 3:
            errors[name] = [_("Is the year right?")]
    if cycle.planned_start_on and cycle.planned_end_on and cycle.planned_end_on < cycle.planned_start_on:
        errors.setdefault("planned_end_on", [_("This is before the test begins.")])
    if cycle.started_on and cycle.started_on > today:
        errors.setdefault("started_on", [_("That day has not come yet.")])
    if cycle.ended_on and cycle.ended_on > today:
        errors.setdefault("ended_on", [_("That day has not come yet.")])
    if cycle.started_on and cycle.ended_on and cycle.ended_on < cycle.started_on:
        errors.setdefault("ended_on", [_("This is before the test began.")])
    return errors


def remember(name: str, cycle: Cycle, by: Person | None, *, texts: dict[str, str] | None = None, **facts: Any) -> None:
    """Record an event about a cycle in its team's chain; of its texts, those that say something."""
    said = {key: text for key, text in (texts or {}).items() if text}
    record(
        name, by=by, about=cycle, space=cycle.team_id, subject=cycle.pk, texts=said or None, stage=cycle.state, **facts
    )
