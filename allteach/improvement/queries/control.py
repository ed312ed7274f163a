"""How kept changes are held: plans, checks that were made and that are due, and charts that turn the wrong way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.actions import reference
from allteach.core.language import language_now
from allteach.core.models import Event
from allteach.improvement import events
from allteach.improvement.holding import check_days
from allteach.improvement.models import ControlPlan, HoldCheck, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.measures.queries.concerns import Concern, concerns_of
from allteach.people.models import Person

SIGNALS = frozenset({"concern_high", "concern_low"})
ON_PLANS = (events.CONTROL_PLAN_WRITTEN, events.CONTROL_PLAN_REVISED, events.CONTROL_PLAN_APPROVED)


@dataclass(frozen=True)
class CheckDay:
    """One of the checks of the first year: its day, and what was found; None while nobody looked."""

    number: int
    due_on: date
    check: HoldCheck | None


@dataclass(frozen=True)
class Held:
    """A kept change with its control plan and its checks. `plan` is None while nobody said how it is held."""

    change: ImplementedChange
    plan: ControlPlan | None
    days: tuple[CheckDay, ...]

    @property
    def next_check(self) -> CheckDay | None:
        """The check that comes next; None when the first year is over, or the change, or nobody holds it."""
        if self.plan is None or self.change.is_over:
            return None
        return next((day for day in self.days if day.check is None), None)

    def is_due(self, today: date) -> bool:
        """Whether the day of the next check has come."""
        return self.next_check is not None and self.next_check.due_on <= today


def held(change: ImplementedChange) -> Held:
    """How one change is held, of which somebody was found to know: four queries."""
    return _held(ImplementedChange.objects.filter(pk=change.pk))[0]


def held_by(teams: Iterable[int], *, seen_by: Person) -> list[Held]:
    """The changes of some teams that have a control plan and are not over: four queries however many there are."""
    kept = ImplementedChange.objects.visible_to(seen_by).filter(team_id__in=teams, control_plan__isnull=False)
    return _held(kept.exclude(state__in=ImplementedChange.OVER))


def held_everywhere() -> list[Held]:
    """Every change that somebody holds in a team that is open, whoever looks: for reminders. Three queries."""
    kept = ImplementedChange.objects.filter(control_plan__isnull=False, team__closed_at=None)
    return _held(kept.exclude(state__in=ImplementedChange.OVER))


def plans_to_approve(teams: Iterable[int], *, seen_by: Person) -> list[ControlPlan]:
    """The control plans of some teams that their sponsor has not signed, the oldest first: one query."""
    kept = ImplementedChange.objects.visible_to(seen_by).filter(team_id__in=teams)
    waiting = ControlPlan.objects.filter(approved_at=None, change__in=kept.exclude(state__in=ImplementedChange.OVER))
    return list(waiting.select_related("change").order_by("at", "pk"))


@dataclass(frozen=True)
class Waiting:
    """A control plan that its team's sponsor has not signed, and since when it waits."""

    plan: ControlPlan
    since: datetime


def waiting_everywhere() -> list[Waiting]:
    """Every control plan in an open team that waits for its sponsor, whoever looks: for reminders. Two queries.

    A plan waits since it was first written after it was last signed: what is put right meanwhile changes nothing.
    """
    open_teams = ControlPlan.objects.filter(change__team__closed_at=None, change__team__parent__closed_at=None)
    plans = open_teams.filter(approved_at=None).exclude(change__state__in=ImplementedChange.OVER)
    shown = list(plans.select_related("change", "change__team").order_by("pk"))
    abouts = {plan.pk: reference(plan.change) for plan in shown}
    since: dict[str, datetime] = {}
    told = Event.objects.filter(name__in=ON_PLANS, about__in=abouts.values())
    for change, name, at in told.order_by("pk").values_list("about", "name", "at") if shown else ():
        if name == events.CONTROL_PLAN_APPROVED:
            since.pop(change, None)
        else:
            since.setdefault(change, at)
    return [Waiting(plan, since.get(abouts[plan.pk], plan.at)) for plan in shown]


def slipping(teams: Iterable[int], *, seen_by: Person) -> list[tuple[ControlPlan, MeasureChart]]:
    """The control plans of some teams whose chart shows a signal in the wrong direction: at most nine queries.

    The signal is what the statistics say of the chart today; nothing is stored of it.
    """
    plans = list(
        ControlPlan.objects.filter(
            change__in=ImplementedChange.objects.visible_to(seen_by).filter(team_id__in=teams).values("pk")
        )
        .exclude(change__state__in=ImplementedChange.OVER)
        .select_related("change", "change__team", "change__team__parent")
        .order_by("change__kept_on", "pk")
    )
    if not plans:
        return []
    wanted = {plan.chart_id for plan in plans}
    charts = list(TeamMeasure.objects.visible_to(seen_by).filter(pk__in=wanted).with_definition())
    drawn = charts_for(charts, seen_by=seen_by, language=language_now())
    turned = {chart.team_measure.pk: chart for chart in drawn if chart.variation in SIGNALS}
    return [(plan, turned[plan.chart_id]) for plan in plans if plan.chart_id in turned]


def turned_in(teams: Iterable[int]) -> list[tuple[ControlPlan, Concern]]:
    """The control plans of some teams whose chart turned the wrong way, and since when, whoever looks: for letters.

    Six queries and one analysis however many teams.
    """
    kept = ControlPlan.objects.filter(change__team_id__in=list(teams)).exclude(change__state__in=ImplementedChange.OVER)
    plans = list(kept.select_related("change").order_by("pk"))
    charts = TeamMeasure.objects.filter(pk__in={plan.chart_id for plan in plans}).with_definition()
    concerns = concerns_of(list(charts)) if plans else {}
    return [(plan, concerns[plan.chart_id]) for plan in plans if plan.chart_id in concerns]


def _held(changes: QuerySet[ImplementedChange]) -> list[Held]:
    shown = list(
        changes.select_related(
            "team", "team__parent", "control_plan", "control_plan__chart", "control_plan__approved_by"
        ).order_by("kept_on", "pk")
    )
    thresholds = thresholds_of({change.team.around_id for change in shown}) if shown else {}
    made: dict[int, dict[int, HoldCheck]] = {}
    for check in HoldCheck.objects.filter(change__in=[change.pk for change in shown]) if shown else ():
        made.setdefault(check.change_id, {})[check.number] = check
    found = []
    for change in shown:
        looked = made.get(change.pk, {})
        days = enumerate(check_days(change.kept_on, thresholds[change.team.around_id]), start=1)
        plan = getattr(change, "control_plan", None)
        found.append(Held(change, plan, tuple(CheckDay(number, day, looked.get(number)) for number, day in days)))
    return found
