"""Loading what charts of measures are read by."""

from collections.abc import Iterable

from django.db.models import F, Q

from allteach.collaboratives.models import Target
from allteach.core.prepared import Prepared
from allteach.measures.models import Annotation, Baseline, Definition, Measure
from allteach.measures.queries.plans import Reading
from allteach.people.models import Person
from allteach.spaces.models import Subject
from allteach.spaces.viewing import SeenBy

_baselines = Prepared(
    lambda measures, team_measures: Baseline.objects.filter(
        Q(team_measure=None) | Q(team_measure__in=team_measures), measure__in=measures, ended_at=None
    ).order_by("starts_on", "pk")
)


_annotations = SeenBy(
    lambda viewer, spaces: Annotation.objects.filter(
        Q(subject=None) | Q(subject__in=Subject.objects.visible_to(viewer).values("pk")),
        space__in=spaces,
        taken_off_at=None,
    ).order_by("on", "pk")
)


def readings_of(measures: Iterable[Measure], team_measures: Iterable[int] = ()) -> dict[int, Reading]:
    """How each measure is read: at most three queries however many measures and teams there are."""
    by_pk = {measure.pk: measure for measure in measures}
    definitions = {pk: [measure.current] for pk, measure in by_pk.items() if measure.current}
    changed = [pk for pk, (current,) in definitions.items() if current.number > 1]
    earlier = Definition.objects.filter(measure__in=changed, measure__current__number__gt=F("number"))
    for definition in earlier.order_by("measure_id", "-number") if changed else ():
        definitions[definition.measure_id].insert(0, definition)
    targets: dict[int, list[Target]] = {}
    goals = {measure.goal_id: pk for pk, measure in by_pk.items() if measure.goal_id}
    for target in Target.objects.filter(goal__in=goals).order_by("goal_id", "holds_from") if goals else ():
        targets.setdefault(goals[target.goal_id], []).append(target)
    baselines: dict[int, list[Baseline]] = {}
    for baseline in _baselines(measures=list(by_pk), team_measures=list(team_measures)):
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


def annotations_of(spaces: Iterable[int], *, seen_by: Person) -> dict[int, list[Annotation]]:
    """What is marked on the charts of some spaces, by space, in time order: one query.

    A note that came from a subject (a cycle, a change) is shown to those who may see that subject.
    """
    found: dict[int, list[Annotation]] = {}
    for annotation in _annotations(seen_by, spaces=list(spaces)):
        found.setdefault(annotation.space_id, []).append(annotation)
    return found
