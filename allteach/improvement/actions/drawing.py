"""Putting tests and kept changes on the charts, and putting them there anew."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.marks import Mark, marks_of_change, marks_of_cycle
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.measures.actions import annotate, change_annotation, take_off_annotation
from allteach.measures.models import Annotation
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject


def draw(subject: Subject, marks: Iterable[Mark], *, team: Space, by: Person | None) -> int:
    """Make the charts say these marks of a subject and no others. Returns how many notes were changed."""
    standing: dict[tuple, list[Annotation]] = defaultdict(list)
    for annotation in Annotation.objects.filter(subject_id=subject.pk, taken_off_at=None).order_by("pk"):
        standing[annotation.team_measure_id, annotation.kind].append(annotation)
    changed = 0
    for mark in marks:
        found = standing[mark.team_measure.pk if mark.team_measure else None, mark.kind]
        if found:
            annotation = found.pop(0)
            said = (annotation.on, annotation.words, annotation.expected)
            if said == (mark.on, mark.words, mark.expected):
                continue
            change_annotation(
                annotation=annotation,
                on=mark.on,
                words=mark.words,
                kind=mark.kind,
                expected=mark.expected,
                was_checked=True,  # When it was written.
                by=by,
            )
        else:
            annotate(
                space=team,
                on=mark.on,
                words=mark.words,
                kind=mark.kind,
                team_measure=mark.team_measure,
                expected=mark.expected,
                subject=subject,
                was_checked=True,  # When it was written.
                by=by,
            )
        changed += 1
    for annotation in (annotation for left in standing.values() for annotation in left):
        take_off_annotation(annotation=annotation, by=by)
        changed += 1
    return changed


def draw_cycle(cycle: Cycle, *, by: Person | None) -> int:
    """Make the charts say what this test is. Returns how many notes were changed."""
    return draw(cycle, marks_of_cycle(cycle), team=cycle.team, by=by)


def draw_change(change: ImplementedChange, *, by: Person | None) -> int:
    """Make the charts say what this kept change is. Returns how many notes were changed."""
    return draw(change, marks_of_change(change), team=change.team, by=by)


@transaction.atomic
def redraw_charts(*, team: Space, by: Person | None) -> int:
    """Put every test and kept change of a team on its charts anew, from the rows alone. Returns how many notes changed.

    On a sound record nothing changes. Notes that people wrote themselves are left as they are.
    """
    cycles = Cycle.objects.filter(team_id=team.pk).select_related("team").prefetch_related("charts", "predictions")
    changes = ImplementedChange.objects.filter(team_id=team.pk).select_related("team").prefetch_related("charts")
    changed = sum(draw_cycle(cycle, by=by) for cycle in cycles) + sum(draw_change(change, by=by) for change in changes)
    record(events.CHARTS_REDRAWN, by=by, about=team, space=team.pk, changed=changed)
    return changed
