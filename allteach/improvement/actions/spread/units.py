"""The units that a plan shall reach, and the days on which each went a step."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import SpreadPlan, SpreadStep, SpreadUnit
from allteach.improvement.spreading import WORKING, UnitState
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, write_answers


@transaction.atomic
def name_units(*, plan: SpreadPlan, names: Iterable[str], was_checked: bool = False, by: Person) -> list[SpreadUnit]:
    """Name further units by post or place. A name that stands already is not added again.

    Raises ValidationError at "names" when they would be more than the plan says there are.
    """
    plan = SpreadPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    standing = list(plan.units.all())
    known = {unit.name.casefold() for unit in standing}
    new = []
    for name in names:
        said = " ".join(name.split())
        if said and said.casefold() not in known:
            known.add(said.casefold())
            new.append(said)
    if not new:
        raise ValidationError({"names": [_("Write at least one post or place that is not named yet.")]})
    if len(standing) + len(new) > plan.units_in_all:
        room = plan.units_in_all - len(standing)
        words = ngettext(
            "The plan is for %(all)s, so there is room for one more.",
            "The plan is for %(all)s, so there is room for %(room)s more.",
            room,
        )
        raise ValidationError({"names": [words % {"all": plan.units_in_all, "room": room}]})
    errors: Errors = {}
    units = []
    for number, name in enumerate(new, start=len(standing) + 1):
        unit = SpreadUnit(plan=plan, number=number)
        wrong = write_answers(unit, {"name": name}, was_checked=was_checked)
        if wrong:
            errors["names"] = [*errors.get("names", ()), *wrong["name"]]
        units.append(unit)
    refuse(errors)
    SpreadUnit.objects.bulk_create(units)
    record(
        events.SPREAD_UNITS_NAMED,
        by=by,
        about=plan,
        space=plan.team_id,
        subject=plan.pk,
        count=len(units),
        texts={"names": "\n".join(new)},
    )
    return units


@transaction.atomic
def rename_unit(*, unit: SpreadUnit, name: str, was_checked: bool = False, by: Person) -> SpreadUnit:
    """Call a unit by another post or place. Where it stands is not touched."""
    unit = _locked(unit)
    errors = write_answers(
        unit, {"name": " ".join(name.split())}, needed={"name": _("Say which post or place.")}, was_checked=was_checked
    )
    if unit.plan.units.exclude(pk=unit.pk).filter(name__iexact=unit.name).exists():
        errors.setdefault("name", [_("Another one has this name.")])
    refuse(errors)
    unit.save()
    _record(events.SPREAD_UNIT_RENAMED, unit, by, texts={"name": unit.name})
    return unit


@transaction.atomic
def move_unit(
    *,
    unit: SpreadUnit,
    state: str,
    on: date | None,
    reason: str = "",
    aware_on: date | None = None,
    was_checked: bool = False,
    by: Person,
) -> SpreadStep:
    """Say where a unit stands since when. `aware_on` tells, for one that jumped, since when it has known of it.

    Raises ValidationError, by field: who works this way has known of it first; steps follow each other in time and
    within the plan; whoever says no is asked why. The same step again changes nothing.
    """
    unit = _locked(unit)
    steps = list(unit.steps.all())
    step = SpreadStep(unit=unit, by=by)
    errors = write_answers(
        step,
        {"state": state, "on": on, "reason": reason},
        needed={"state": _("Say where it stands."), "on": _("Say since when.")},
        was_checked=was_checked,
    )
    last = steps[-1] if steps else None
    if last and (last.state, last.on, last.reason) == (step.state, step.on, step.reason):
        return last
    if not errors:
        errors = _out_of_order(step, steps, aware_on)
    refuse(errors)
    if aware_on is not None and not _knew(steps):
        SpreadStep.objects.create(unit=unit, state=UnitState.AWARE, on=aware_on, by=by)
    step.save()
    _record(
        events.SPREAD_UNIT_MOVED,
        unit,
        by,
        state=step.state,
        on=step.on,
        before=last.state if last else UnitState.NOT_STARTED,
        texts={"reason": step.reason} if step.reason else None,
    )
    return step


@transaction.atomic
def take_back_step(*, unit: SpreadUnit, by: Person) -> None:
    """Take back the last thing that was said of a unit: it was a slip."""
    unit = _locked(unit)
    last = unit.steps.last()
    if last is None:
        raise ValidationError(_("Nothing was said of it yet."))
    last.delete()
    _record(events.SPREAD_STEP_TAKEN_BACK, unit, by, state=last.state, on=last.on)


def _out_of_order(step: SpreadStep, steps: list[SpreadStep], aware_on: date | None) -> Errors:
    """What is wrong with a step after those that were taken, by field."""
    errors: Errors = {}
    plan, last = step.unit.plan, steps[-1] if steps else None
    for name, day in (("on", step.on), ("aware_on", aware_on)):
        if day is None:
            continue
        if day < plan.starts_on:
            begins = {"day": formats.date_format(plan.starts_on, "j F Y")}
            errors[name] = [_("The plan begins on %(day)s.") % begins]
        elif day > timezone.localdate():
            errors[name] = [_("That day has not come yet.")]
    if last and step.on < last.on:
        before = {"day": formats.date_format(last.on, "j F Y"), "state": last.get_state_display()}
        errors.setdefault("on", [_("It came to “%(state)s” on %(day)s: this would be before.") % before])
    if step.state == UnitState.NOT_STARTED:
        errors.setdefault("state", [_("To say that nothing has begun, take back what was said.")])
    if last and step.state == last.state:
        errors.setdefault("state", [_("There it stands already.")])
    if step.state in WORKING and not _knew(steps):
        if aware_on is None:
            errors.setdefault("aware_on", [_("Say since when they have known of it: nobody works this way before.")])
        elif aware_on > step.on:
            errors.setdefault(
                "aware_on", [_("They work this way since before they knew of it. Is one of the two a slip?")]
            )
    if step.state == UnitState.SUSTAINED and not any(each.state in WORKING for each in steps):
        errors.setdefault("state", [_("First say since when they work this way.")])
    if step.state == UnitState.DECLINED and not step.reason:
        errors.setdefault("reason", [_("Say in a few words why: it is the best advice for the next.")])
    return errors


def _knew(steps: list[SpreadStep]) -> bool:
    """Whether a unit has come to know of it, by whatever step."""
    return any(step.state != UnitState.NOT_STARTED for step in steps)


def _locked(unit: SpreadUnit) -> SpreadUnit:
    """The unit, with its plan locked: two who move units at once come one after the other."""
    SpreadPlan.objects.select_for_update(of=("self",)).get(pk=unit.plan_id)
    return SpreadUnit.objects.select_related("plan").get(pk=unit.pk)


def _record(name: str, unit: SpreadUnit, by: Person, **facts) -> None:
    plan = unit.plan
    record(name, by=by, about=unit, space=plan.team_id, subject=plan.pk, plan=plan.number, unit=unit.number, **facts)
