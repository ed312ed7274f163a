"""How a kept change is held, as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from allteach.improvement.models import ControlPlan, HoldCheck, ImplementedChange
from allteach.improvement.queries.control import CheckDay, Held
from allteach.web.improvement.shown.cycles import Told
from allteach.web.improvement.shown.words import Mark, day_words

WITH_THE_CHANGE = ("standard_work", "owner_post", "training", "job_or_policy_change", "it_change")
FACTS = ("response", "training_new_staff", "stop_doing", "budget_line", "patient_feedback")
TONES = {HoldCheck.Outcome.SLIPPED: "soon", HoldCheck.Outcome.STOPPED: "outline"}


@dataclass(frozen=True)
class CheckShown:
    """One check of the first year: its day, how it came out, what was seen."""

    day: str
    machine: str
    mark: Mark
    seen: str
    state: str  # done, now, later: as `moment` has it.


def control_facts(plan: ControlPlan) -> list[Told]:
    """What a control plan says, as facts."""
    looks = {"post": plan.reviewer_post, "often": plan.get_frequency_display()}
    facts = [
        Told(_("Watched on"), plan.chart.title),
        Told(_("Who looks"), _("%(post)s: %(often)s") % looks),
        *(Told(capfirst(str(plan._meta.get_field(name).verbose_name)), getattr(plan, name)) for name in FACTS),
    ]
    return [fact for fact in facts if fact.words] + [Told(_("Signed by the sponsor"), signed_words(plan))]


def signed_words(plan: ControlPlan) -> str:
    """Who signed it for the sponsor, and when."""
    if plan.approved_at is None or plan.approved_by is None:
        return _("Not yet")
    said = {"name": plan.approved_by.name, "day": day_words(timezone.localdate(plan.approved_at))}
    return _("%(name)s, %(day)s") % said


def checks_shown(held: Held, today: date) -> list[CheckShown]:
    """The checks of the first year, in order; none while nobody said how it is held."""
    if held.plan is None:
        return []
    return [_check(day, today) for day in held.days if day.check or not held.change.is_over]


def _check(day: CheckDay, today: date) -> CheckShown:
    if day.check is not None:
        outcome = HoldCheck.Outcome(day.check.outcome)
        on, mark = day.check.checked_on, Mark(str(outcome.label), TONES.get(outcome, "plain"))
        return CheckShown(day_words(on), on.isoformat(), mark, day.check.seen, "done")
    is_due = day.due_on <= today
    mark = Mark(_("Look whether it holds"), "soon") if is_due else Mark(_("To come"), "outline")
    return CheckShown(day_words(day.due_on), day.due_on.isoformat(), mark, "", "now" if is_due else "later")


def answers_of_control(change: ImplementedChange, plan: ControlPlan | None) -> dict[str, Any]:
    """What is said now of how a change is held, by question."""
    names = ("frequency", "reviewer_post", *FACTS)
    said = {name: getattr(plan, name) for name in names} if plan else {}
    chart = plan.chart_id if plan else next((chart.pk for chart in change.charts.all()), None)
    return {
        **{name: getattr(change, name) for name in WITH_THE_CHANGE},
        **said,
        "chart": chart,
        "version": change.version,
    }
