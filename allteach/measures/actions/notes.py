"""Notes on charts: what was happening."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.measures import events
from allteach.measures.models import Annotation, TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject


@transaction.atomic
def annotate(
    *,
    space: Space,
    on: date,
    words: str,
    kind: str = Annotation.Kind.EVENT,
    team_measure: TeamMeasure | None = None,
    expected: str = "",
    subject: Subject | None = None,
    was_checked: bool = False,
    by: Person | None,
) -> Annotation:
    """Mark on a chart what was happening: on one chart, or, without a team measure, on every chart of the space."""
    _check(on, words)
    check_fields(was_checked=was_checked, words=words, expected=expected)
    annotation = Annotation.objects.create(
        space_id=space.pk,
        team_measure=team_measure,
        on=on,
        words=words.strip(),
        kind=kind,
        expected=expected,
        subject_id=subject.pk if subject is not None else None,
        by=by,
    )
    _record(events.NOTE_ADDED, annotation, by)
    return annotation


@transaction.atomic
def change_annotation(
    *,
    annotation: Annotation,
    on: date,
    words: str,
    kind: str,
    expected: str = "",
    version: int | None = None,
    was_checked: bool = False,
    by: Person | None,
) -> Annotation:
    """Move or reword a note. ValidationError with code "conflict" if somebody changed it since the writer saw it."""
    _check(on, words)
    found = Annotation.objects.select_for_update().get(pk=annotation.pk)
    if version is not None and version != found.version:
        raise ValidationError(_("Somebody else changed this note while you were writing."), code="conflict")
    if (found.on, found.words, found.kind, found.expected) == (on, words.strip(), kind, expected):
        return found
    check_fields(was_checked=was_checked, words=words, expected=expected)
    found.on, found.words, found.kind, found.expected = on, words.strip(), kind, expected
    found.version += 1
    found.save()
    _record(events.NOTE_CHANGED, found, by)
    return found


@transaction.atomic
def take_off_annotation(*, annotation: Annotation, by: Person | None) -> None:
    """Take a note off its chart. The row stays, so that the record can tell what was there."""
    found = Annotation.objects.select_for_update().get(pk=annotation.pk)
    if found.taken_off_at is None:
        found.taken_off_at = timezone.now()
        found.version += 1
        found.save()
        _record(events.NOTE_TAKEN_OFF, found, by)


def _check(on: date, words: str) -> None:
    if not words.strip():
        raise ValidationError({"words": [_("Say in a few words what was happening.")]})
    if not 1990 <= on.year <= timezone.localdate().year + 3:
        raise ValidationError({"on": [_("This date is too far away to be on a chart.")]})


def _record(name: str, annotation: Annotation, by: Person | None) -> None:
    record(
        name,
        by=by,
        about=annotation,
        space=annotation.space_id,
        subject=annotation.team_measure_id,
        on=annotation.on.isoformat(),
        kind=annotation.kind,
        texts={"words": annotation.words},
    )
