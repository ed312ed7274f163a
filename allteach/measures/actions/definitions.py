"""Defining measures, changing their definition, and teams taking them up."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allteach.collaboratives.models import Goal
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.core.sensitivity import FREE_TEXT
from allteach.measures import events
from allteach.measures.kinds import KINDS
from allteach.measures.models import Definition, Measure, TeamMeasure
from allteach.measures.privacy import FIELDS
from allteach.people.models import Person
from allteach.spaces.models import Audience, Space
from allteach.spc import RULE_SETS

MEASURE_FIELDS = frozenset({"code", "scope", "measure_type", "period_kind", "due_day", "counts_people", "position"})


@transaction.atomic
def define_measure(
    *,
    space: Space,
    kind: str,
    name: str,
    plain_name: str = "",
    goal: Goal | None = None,
    was_checked: bool = False,
    by: Person | None,
    **said,
) -> Measure:
    """Make a measure with the first version of its operational definition.

    `said` holds the fields of Measure (MEASURE_FIELDS) and of Definition. A kind's `per` and unit are taken where none
    is said. Raises ValidationError by field.
    """
    if kind not in KINDS:
        raise ValidationError({"kind": [_("There is no such kind of measure.")]})
    if not name.strip():
        raise ValidationError({"name": [_("Give it a name.")]})
    row = KINDS[kind]
    measure_fields = {key: said.pop(key) for key in list(said) if key in MEASURE_FIELDS}
    if space.kind == Space.Kind.TEAM:
        measure_fields["scope"] = Measure.Scope.OWN
    measure = Measure.objects.create(
        kind="measure",
        space_id=space.pk,
        in_space_id=space.pk,
        title=name.strip(),
        audience=Audience.COLLABORATIVE,
        owner=by,
        slug=_free_slug(space, name),
        kind_key=kind,
        goal=goal,
        words=f"{name} {plain_name}",
        **measure_fields,
    )
    definition = Definition(
        measure=measure,
        number=1,
        name=name.strip(),
        plain_name=plain_name.strip() or name.strip(),
        by=by,
        **{"per": row.per, "unit": str(row.unit), **said},
    )
    _check_definition(definition)
    check_fields(was_checked=was_checked, **_texts(definition))
    definition.save()
    measure.current = definition
    measure.save()
    record(events.MEASURE_DEFINED, by=by, about=measure, space=space.pk, subject=measure.pk, kind=kind)
    return measure


@transaction.atomic
def change_definition(
    *,
    measure: Measure,
    effective_from: date,
    change_reason: str,
    version: int | None = None,
    was_checked: bool = False,
    by: Person | None,
    **said,
) -> Definition:
    """Put a new version of the definition in force from a date: a new phase begins on every chart of the measure.

    What is not said stays as it was. The reason is shown with the charts.
    """
    if not change_reason.strip():
        raise ValidationError({"change_reason": [_("Say what changed and why: it is shown with the charts.")]})
    found = Measure.objects.select_for_update(of=("self",)).select_related("current").get(pk=measure.pk)
    old = found.current
    if version is not None and version != old.number:
        raise ValidationError(_("Somebody else changed this definition while you were writing."), code="conflict")
    if old.effective_from and effective_from <= old.effective_from:
        raise ValidationError({"effective_from": [_("The version before this one is in force only from later on.")]})
    kept = {
        field.name: getattr(old, field.name)
        for field in Definition._meta.concrete_fields
        if field.name not in {"id", "measure", "number", "effective_from", "change_reason", "by", "at"}
    }
    new = Definition(
        measure=found,
        number=old.number + 1,
        effective_from=effective_from,
        change_reason=change_reason.strip(),
        by=by,
        **{**kept, **said},
    )
    _check_definition(new)
    fresh = {name: text for name, text in _texts(new).items() if getattr(new, name) != kept.get(name)}
    check_fields(was_checked=was_checked, **fresh)
    new.save()
    found.current = new
    found.title = new.name
    found.words = f"{new.name} {new.plain_name}"
    found.version += 1
    found.save()
    record(
        events.DEFINITION_CHANGED,
        by=by,
        about=found,
        space=found.space_id,
        subject=found.pk,
        number=new.number,
        effective_from=effective_from.isoformat(),
        texts={"change_reason": change_reason},
    )
    return new


@transaction.atomic
def take_up_measure(*, team: Space, measure: Measure, by: Person | None) -> TeamMeasure:
    """Let a team use a measure: its chart comes into being. Taking it up again after ending it goes on where it was."""
    found = TeamMeasure.objects.select_for_update(of=("self",)).filter(team_id=team.pk, measure=measure).first()
    if found is None:
        found = TeamMeasure.objects.create(
            kind="team_measure",
            space_id=team.pk,
            team_id=team.pk,
            measure=measure,
            title=measure.title,
            audience=Audience.COLLABORATIVE,
            owner=by,
            words=measure.words,
        )
    elif found.ended_on is None:
        return found
    else:
        found.ended_on = None
        found.save()
    record(events.MEASURE_TAKEN_UP, by=by, about=found, space=team.pk, subject=found.pk, measure=measure.pk)
    return found


@transaction.atomic
def retire_measure(*, measure: Measure, by: Person | None) -> Measure:
    """Ask nobody for it any more. Its charts stay."""
    if measure.retired_on is None:
        measure.retired_on = timezone.localdate()
        measure.save()
        record(events.MEASURE_RETIRED, by=by, about=measure, space=measure.space_id, subject=measure.pk)
    return measure


def _texts(definition: Definition) -> dict[str, str]:
    """Every free text of a definition, by field."""
    said = {name: getattr(definition, name) for name in FIELDS["Definition"][FREE_TEXT].split()}
    return {name: text if isinstance(text, str) else "\n".join(text) for name, text in said.items()}


def _check_definition(definition: Definition) -> None:
    if definition.chart and definition.chart not in KINDS[definition.measure.kind_key].charts:
        raise ValidationError({"chart": [_("This chart cannot be drawn from numbers of this kind.")]})
    if definition.rules not in RULE_SETS:
        raise ValidationError({"rules": [_("There are no such rules.")]})
    if (
        definition.least_value is not None
        and definition.most_value is not None
        and definition.least_value >= definition.most_value
    ):
        raise ValidationError({"most_value": [_("The largest value must be above the least.")]})
    if not 1 <= definition.per <= 1_000_000:
        raise ValidationError({"per": [_("Write 1, 100, 1,000 or the like.")]})


def _free_slug(space: Space, name: str) -> str:
    wanted = slugify(name)[:70] or "measure"
    taken = set(Measure.objects.filter(in_space=space, slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
