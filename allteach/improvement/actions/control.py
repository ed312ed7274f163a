"""Holding what was gained: the control plan of a kept change, and the checks of its first year."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.actions.kept import revise_implemented_change
from allteach.improvement.holding import check_days
from allteach.improvement.models import ControlPlan, HoldCheck, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.actions.answers import refuse, require_version, write_answers

WITH_THE_CHANGE = ("standard_work", "owner_post", "training", "job_or_policy_change", "it_change")
ANSWERS = (
    "frequency",
    "reviewer_post",
    "response",
    "training_new_staff",
    "stop_doing",
    "budget_line",
    "patient_feedback",
)
EARLY = timedelta(days=31)  # So much before its day a check may be made.
Status = ImplementedChange.Status


@transaction.atomic
def write_control_plan(
    *,
    change: ImplementedChange,
    chart: TeamMeasure | None,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
    **answers: Any,
) -> ControlPlan:
    """Say how a kept change is held, or say it anew: the standard process, who looks at which chart, what happens then.

    `version` is that of the change. Raises ValidationError by field, with code "conflict" if somebody else changed it.
    A change that is over has nothing to hold.
    """
    change = ImplementedChange.objects.select_for_update(of=("self",)).select_related("team").get(pk=change.pk)
    require_version(change, version)
    if change.is_over:
        raise ValidationError(_("This change is over. There is nothing to hold."))
    unknown = answers.keys() - set(ANSWERS) - set(WITH_THE_CHANGE)
    if unknown:
        raise TypeError(f"a control plan does not ask {sorted(unknown)}")
    plan = ControlPlan.objects.filter(change=change).first() or ControlPlan(change=change, by=by)
    is_new = plan.pk is None
    errors = write_answers(
        plan,
        {name: answer for name, answer in answers.items() if name in ANSWERS},
        needed={
            "reviewer_post": _("Say which post looks: people leave, posts stay."),
            "response": _("Say what is done when the chart turns the wrong way."),
        },
        was_checked=was_checked,
    )
    if chart is None:
        errors["chart"] = [_("Choose the chart that shows whether it holds.")]
    elif chart.team_id != change.team_id:
        errors["chart"] = [_("Choose from the team's own charts.")]
    with_change = {name: answers[name] for name in WITH_THE_CHANGE if name in answers}
    if "standard_work" in with_change and not (with_change["standard_work"] or "").strip():
        errors["standard_work"] = [_("Say how it is done now, or where that is written.")]
    refuse(errors)
    # Every version of how it is done is in the record of the change.
    revise_implemented_change(change=change, was_checked=was_checked, by=by, **with_change)
    assert chart is not None  # noqa: S101 - refused above; the types do not know
    plan.chart = chart
    plan.approved_at = plan.approved_by = None  # Another plan than the one that was approved.
    plan.save()
    record(
        events.CONTROL_PLAN_WRITTEN if is_new else events.CONTROL_PLAN_REVISED,
        by=by,
        about=change,
        space=change.team_id,
        subject=change.pk,
        chart=plan.chart_id,
        frequency=plan.frequency,
        texts={name: getattr(plan, name) for name in ("reviewer_post", "response") if getattr(plan, name)},
    )
    return plan


@transaction.atomic
def approve_control_plan(*, change: ImplementedChange, by: Person) -> ControlPlan:
    """Sign, as the sponsor, how a kept change is held. Signed twice, it was signed once; written anew, it waits again.

    Raises ValidationError when nobody said yet how it is held, or the change is over.
    """
    change = ImplementedChange.objects.select_for_update(of=("self",)).select_related("team").get(pk=change.pk)
    if change.is_over:
        raise ValidationError(_("This change is over. There is nothing to hold."))
    plan = ControlPlan.objects.filter(change=change).first()
    if plan is None:
        raise ValidationError(_("First the team says how it is held."))
    if plan.approved_at is None:
        plan.approved_at, plan.approved_by = timezone.now(), by
        plan.save()
        record(events.CONTROL_PLAN_APPROVED, by=by, about=change, space=change.team_id, subject=change.pk)
    return plan


@transaction.atomic
def check_change(
    *,
    change: ImplementedChange,
    outcome: str,
    seen: str,
    checked_on: date | None,
    was_checked: bool = False,
    by: Person,
) -> HoldCheck:
    """Say whether a kept change holds, at the check that comes next. What slipped or stopped is said of the change too.

    Raises ValidationError, by field: a change that is over or has no control plan is not checked, nor is one whose
    next check is more than a month away.
    """
    change = ImplementedChange.objects.select_for_update(of=("self",)).select_related("team").get(pk=change.pk)
    if change.is_over:
        raise ValidationError(_("This change is over. There is nothing to check."))
    if not ControlPlan.objects.filter(change=change).exists():
        raise ValidationError(_("First say how it is held: which chart, who looks, what is done when it slips."))
    last = HoldCheck.objects.filter(change=change).order_by("number").last()
    around = change.team.around_id
    days = check_days(change.kept_on, thresholds_of([around])[around])
    number = last.number + 1 if last else 1
    if number > len(days):
        raise ValidationError(_("The checks of the first year are done."))
    check = HoldCheck(change=change, number=number, by=by)
    errors = write_answers(
        check,
        {"outcome": outcome, "seen": seen, "checked_on": checked_on},
        needed={
            "outcome": _("Say whether it holds."),
            "seen": _("Say in a line what you saw."),
            "checked_on": _("Say on which day you looked."),
        },
        was_checked=was_checked,
    )
    if check.checked_on and check.checked_on > timezone.localdate():
        errors.setdefault("checked_on", [_("That day has not come yet.")])
    elif check.checked_on and check.checked_on < days[number - 1] - EARLY:
        due = {"day": formats.date_format(days[number - 1], "j F Y")}
        errors.setdefault("checked_on", [_("This check is due on %(day)s: that is too early to tell.") % due])
    elif check.checked_on and last and check.checked_on < last.checked_on:
        errors.setdefault("checked_on", [_("This is before the check that came before it.")])
    refuse(errors)
    check.save()
    _say_of_the_change(change, check, by)
    record(
        events.CHANGE_CHECKED,
        by=by,
        about=change,
        space=change.team_id,
        subject=change.pk,
        number=number,
        outcome=check.outcome,
        checked_on=check.checked_on,
        texts={"seen": check.seen},
    )
    return check


def _say_of_the_change(change: ImplementedChange, check: HoldCheck, by: Person) -> None:
    """How the change stands, after a check that found another thing than before."""
    if check.outcome == HoldCheck.Outcome.STOPPED:
        revise_implemented_change(
            change=change,
            status=Status.LAPSED,
            over_on=check.checked_on,
            status_reason=check.seen,
            was_checked=True,  # The same words, as the check itself.
            by=by,
        )
    elif check.outcome == HoldCheck.Outcome.SLIPPED and change.state != Status.PARTLY:
        revise_implemented_change(change=change, status=Status.PARTLY, by=by)
    elif check.outcome == HoldCheck.Outcome.HELD and change.state != Status.IN_PLACE:
        revise_implemented_change(change=change, status=Status.IN_PLACE, by=by)
