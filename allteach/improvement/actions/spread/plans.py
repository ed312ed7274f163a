"""A spread plan: begun, written further, put before those who approve it, approved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import ChangeIdea, ImplementedChange, SpreadPlan
from allteach.improvement.spreading import COMPONENTS
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Space

COMPONENT_ANSWERS = tuple(name for component in COMPONENTS for name in component.fields)
FRAME = ("title", "unit_word", "units_in_all", "aim_units", "starts_on", "reach_by", "curve")
ANSWERS = (*FRAME, "phase", *COMPONENT_ANSWERS)
# Nobody was asked about these when the plan was approved: changing them leaves it so.
FREE = frozenset({"phase", "review_dates", "faq_link"})
FIRST_YEAR = 1990
Status = SpreadPlan.Status


@transaction.atomic
def start_spread_plan(
    *,
    team: Space,
    title: str,
    unit_word: str,
    units_in_all: int | None,
    aim_units: int | None,
    starts_on: date | None,
    reach_by: date | None,
    change_idea: ChangeIdea | None = None,
    kept_change: ImplementedChange | None = None,
    charts: Iterable[TeamMeasure] = (),
    was_checked: bool = False,
    by: Person,
    **answers: Any,
) -> SpreadPlan:
    """Begin a plan: what shall spread, to how many of what, from when to when. The rest may follow.

    A draft stands with the team; those who approve see it once it is put before them.
    """
    plan = SpreadPlan(
        kind="spread_plan",
        space_id=team.pk,
        team_id=team.pk,
        audience=Audience.TEAM,
        state=Status.DRAFT,
        owner=by,
        kept_change=kept_change,
        change_idea=change_idea or (kept_change.change_idea if kept_change is not None else None),
    )
    frame = {
        "title": title,
        "unit_word": unit_word,
        "units_in_all": units_in_all,
        "aim_units": aim_units,
        "starts_on": starts_on,
        "reach_by": reach_by,
    }
    charts = list(charts)
    errors = _write(plan, {**answers, **frame}, was_checked=was_checked)
    errors.update(_chart_errors(charts, team))
    if kept_change is not None and kept_change.team_id != team.pk:
        errors["kept_change"] = [_("That change belongs to another team.")]
    if plan.change_idea is not None and plan.change_idea.space_id not in (team.pk, team.parent_id):
        errors["change_idea"] = [_("Choose an idea of your own collaborative.")]
    refuse(errors)
    # The team's row is locked, so that two people who begin at once get two numbers.
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    last = SpreadPlan.objects.filter(team_id=team.pk).aggregate(last=Max("number"))["last"]
    plan.number = (last or 0) + 1
    plan.words = _words_of(plan)
    plan.save()
    plan.charts.set(charts)
    _record(events.SPREAD_PLAN_STARTED, plan, by)
    return plan


@transaction.atomic
def revise_spread_plan(
    *,
    plan: SpreadPlan,
    charts: Iterable[TeamMeasure] | None = None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **answers: Any,
) -> SpreadPlan:
    """Write a plan further, or change it. What is not given stays.

    What was approved and is now another plan waits for approval again. Raises ValidationError with code "conflict" if
    somebody else changed it.
    """
    plan = _locked(plan)
    require_version(plan, version)
    before = {name: getattr(plan, name) for name in ANSWERS}
    errors = _write(plan, answers, was_checked=was_checked)
    if charts is not None:
        charts = list(charts)
        errors.update(_chart_errors(charts, plan.team))
    named = plan.units.count()
    if plan.units_in_all is not None and named > plan.units_in_all:
        errors.setdefault("units_in_all", [_("%(named)s are named already.") % {"named": named}])
    first = plan.units.filter(steps__isnull=False).order_by("steps__on").values_list("steps__on", flat=True).first()
    if first and plan.starts_on and plan.starts_on > first:
        errors.setdefault("starts_on", [_("The first step was on %(day)s already.") % {"day": first}])
    refuse(errors)
    changed = {name for name in ANSWERS if getattr(plan, name) != before[name]}
    if plan.state == Status.APPROVED and changed - FREE:
        plan.state = Status.PROPOSED
        plan.proposed_at = timezone.now()
        plan.approved_at = plan.approved_by = None
    plan.version += 1
    plan.words = _words_of(plan)
    plan.save()
    if charts is not None:
        plan.charts.set(charts)
    _record(events.SPREAD_PLAN_REVISED, plan, by, changed=sorted(changed))
    return plan


@transaction.atomic
def propose_spread_plan(*, plan: SpreadPlan, by: Person) -> SpreadPlan:
    """Put a draft before those who approve it: from now on they and the collaborative see it.

    Raises ValidationError, by field, when what they will ask first is not written yet.
    """
    plan = _locked(plan)
    if plan.state != Status.DRAFT:
        raise ValidationError(_("It was put forward already."))
    needed = {
        "executive_sponsor": _("Say which post stands behind it."),
        "day_to_day_leader": _("Say which post looks after it every day."),
        "core_components": _("Say what must stay as it is."),
        "adoption_measure": _("Say how you will see who works this way."),
    }
    refuse({name: [words] for name, words in needed.items() if not getattr(plan, name)})
    plan.state, plan.audience, plan.proposed_at = Status.PROPOSED, Audience.COLLABORATIVE, timezone.now()
    plan.version += 1
    plan.save()
    _record(events.SPREAD_PLAN_PROPOSED, plan, by)
    return plan


@transaction.atomic
def approve_spread_plan(*, plan: SpreadPlan, by: Person) -> SpreadPlan:
    """Approve a plan that waits for it. Approving again does no harm."""
    plan = _locked(plan)
    if plan.state == Status.APPROVED:
        return plan
    if plan.state != Status.PROPOSED:
        raise ValidationError(_("It is a draft still: the team puts it forward when it is ready."))
    plan.state, plan.approved_at, plan.approved_by = Status.APPROVED, timezone.now(), by
    plan.version += 1
    plan.save()
    _record(events.SPREAD_PLAN_APPROVED, plan, by)
    return plan


def _locked(plan: SpreadPlan) -> SpreadPlan:
    return SpreadPlan.objects.select_for_update(of=("self",)).select_related("team").get(pk=plan.pk)


def _write(plan: SpreadPlan, answers: dict[str, Any], *, was_checked: bool) -> Errors:
    """Set the answers on the plan. Returns what is wrong, by field."""
    unknown = answers.keys() - set(ANSWERS)
    if unknown:
        raise TypeError(f"a spread plan does not ask {sorted(unknown)}")
    errors = write_answers(
        plan,
        answers,
        needed={
            "title": _("Say what shall spread, in a few words."),
            "unit_word": _("Say of what: clinicians, rooms, sites."),
            "units_in_all": _("Say how many there are in all."),
            "aim_units": _("Say how many shall work this way."),
            "starts_on": _("Say from when."),
            "reach_by": _("Say by when."),
        },
        was_checked=was_checked,
    )
    if plan.units_in_all is not None and not plan.units_in_all:
        errors.setdefault("units_in_all", [_("There is at least one.")])
    if plan.aim_units is not None and plan.units_in_all is not None and plan.aim_units > plan.units_in_all:
        slip = _("%(aim)s of %(all)s cannot be. Is one of the two a slip?")
        errors.setdefault("aim_units", [slip % {"aim": plan.aim_units, "all": plan.units_in_all}])
    if plan.aim_units is not None and not plan.aim_units:
        errors.setdefault("aim_units", [_("A plan reaches at least one.")])
    latest = timezone.localdate().year + 10
    for name in ("starts_on", "reach_by"):
        day = getattr(plan, name)
        if day and not FIRST_YEAR <= day.year <= latest:
            errors.setdefault(name, [_("Is the year right?")])
    if plan.starts_on and plan.reach_by and plan.reach_by <= plan.starts_on:
        errors.setdefault("reach_by", [_("This is not after the day on which it begins.")])
    return errors


def _chart_errors(charts: list[TeamMeasure], team: Space) -> Errors:
    if any(chart.team_id != team.pk for chart in charts):
        return {"charts": [_("Choose from the team's own charts.")]}
    return {}


def _words_of(plan: SpreadPlan) -> str:
    """What search reads of a plan."""
    said = (plan.title, plan.change_package_version, plan.core_components, plan.spread_aim)
    return "\n".join(words for words in said if words)


def _record(name: str, plan: SpreadPlan, by: Person, **facts: Any) -> None:
    record(
        name,
        by=by,
        about=plan,
        space=plan.team_id,
        subject=plan.pk,
        number=plan.number,
        status=plan.state,
        units_in_all=plan.units_in_all,
        aim_units=plan.aim_units,
        starts_on=plan.starts_on,
        reach_by=plan.reach_by,
        texts={"title": plan.title},
        **facts,
    )
