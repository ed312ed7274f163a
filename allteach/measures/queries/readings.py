"""Loading what charts of measures are read by."""

from collections.abc import Iterable

from django.db.models import Q

from allteach.collaboratives.models import Target
from allteach.measures.models import Annotation, Baseline, Definition, Measure
from allteach.measures.queries.plans import Reading


def readings_of(measures: Iterable[Measure], team_measures: Iterable[int] = ()) -> dict[int, Reading]:
    """How each measure is read: three queries however many measures and teams there are."""
    by_pk = {measure.pk: measure for measure in measures}
    definitions: dict[int, list[Definition]] = {}
    for definition in Definition.objects.filter(measure__in=by_pk).order_by("measure_id", "number"):
        definitions.setdefault(definition.measure_id, []).append(definition)
    targets: dict[int, list[Target]] = {}
    goals = {measure.goal_id: pk for pk, measure in by_pk.items() if measure.goal_id}
    for target in Target.objects.filter(goal__in=goals).order_by("goal_id", "holds_from"):
        targets.setdefault(goals[target.goal_id], []).append(target)
    baselines: dict[int, list[Baseline]] = {}
    wanted = Q(team_measure=None) | Q(team_measure__in=list(team_measures))
    for baseline in Baseline.objects.filter(wanted, measure__in=by_pk, ended_at=None).order_by("starts_on", "pk"):
        baselines.setdefault(baseline.measure_id, []).append(baseline)
    return {
        pk: Reading(
            measure=measure,
            definitions=tuple(definitions.get(pk, ())),
            targets=tuple(targets.get(pk, ())),
            baselines=tuple(baselines.get(pk, ())),
        )
        for pk, measure in by_pk.items()
    }


def annotations_of(spaces: Iterable[int], visible_subjects) -> dict[int, list[Annotation]]:
    """What is marked on the charts of some spaces, by space, in time order: one query.

    A note that came from a subject (a cycle, a change) is shown to those who may see that subject.
    """
    found: dict[int, list[Annotation]] = {}
    shown = Annotation.objects.filter(
        Q(subject=None) | Q(subject__in=visible_subjects), space__in=list(spaces), taken_off_at=None
    )
    for annotation in shown.order_by("on", "pk"):
        found.setdefault(annotation.space_id, []).append(annotation)
    return found
