"""How far a change has spread: the units of a plan, adoption against the plan, and its rate. Finished for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from allteach.improvement.models import SpreadPlan, SpreadStep, SpreadUnit
from allteach.improvement.spreading import WORKING, UnitState, planned_share
from allteach.people.models import Person
from allteach.spaces.models import Space

DAYS_IN_MONTH = 365.25 / 12


@dataclass(frozen=True)
class UnitShown:
    """One unit with the steps it went, in their order."""

    unit: SpreadUnit
    steps: tuple[SpreadStep, ...]

    @property
    def last(self) -> SpreadStep | None:
        """The step that says where it stands; None while nothing has begun."""
        return self.steps[-1] if self.steps else None

    @property
    def state(self) -> UnitState:
        """Where it stands now."""
        return UnitState(self.last.state) if self.last else UnitState.NOT_STARTED

    @property
    def has_known(self) -> bool:
        """Whether it has come to know of it."""
        return bool(self.steps)

    @property
    def is_working(self) -> bool:
        """Whether it works this way now."""
        return self.state in WORKING

    def state_on(self, day: date) -> UnitState:
        """Where it stood at the end of a day."""
        before = [step for step in self.steps if step.on <= day]
        return UnitState(before[-1].state) if before else UnitState.NOT_STARTED

    @property
    def days_to_adopt(self) -> int | None:
        """From the day on which it knew of it to the first on which it worked this way; None if it never did."""
        adopted = next((step.on for step in self.steps if step.state in WORKING), None)
        return (adopted - self.steps[0].on).days if adopted else None


@dataclass(frozen=True)
class Turn:
    """A day on which the number of those who work this way changed, and how many they are from then on."""

    on: date
    working: int


@dataclass(frozen=True)
class Adoption:
    """How far one plan has come, until a day."""

    plan: SpreadPlan
    units: tuple[UnitShown, ...]
    until: date

    @cached_property
    def working(self) -> int:
        """How many work this way."""
        return sum(1 for unit in self.units if unit.state_on(self.until) in WORKING)

    @cached_property
    def declined(self) -> int:
        """How many said no."""
        return sum(1 for unit in self.units if unit.state_on(self.until) == UnitState.DECLINED)

    @property
    def planned(self) -> float:
        """How many the plan has for this day."""
        return self.planned_on(self.until)

    def planned_on(self, day: date) -> float:
        """How many the plan has for a day."""
        plan = self.plan
        return plan.aim_units * planned_share(plan.curve, plan.starts_on, plan.reach_by, day)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every day on which their number changed, in order."""
        days = sorted({step.on for unit in self.units for step in unit.steps if step.on <= self.until})
        turns: list[Turn] = []
        for day in days:
            working = sum(1 for unit in self.units if unit.state_on(day) in WORKING)
            if working != (turns[-1].working if turns else 0):
                turns.append(Turn(day, working))
        return tuple(turns)

    @property
    def a_month(self) -> float | None:
        """How many more work this way in a month, from the beginning of the plan on; None in its first days."""
        days = (min(self.until, self.plan.reach_by) - self.plan.starts_on).days
        return self.working / (days / DAYS_IN_MONTH) if days >= DAYS_IN_MONTH / 2 else None

    @property
    def days_to_adopt(self) -> float | None:
        """The middle of the days from knowing of it to working this way; None while nobody does."""
        days = [unit.days_to_adopt for unit in self.units if unit.days_to_adopt is not None]
        return median(days) if days else None

    @property
    def counted(self) -> list[tuple[UnitState, int]]:
        """How many stand where, in the order of the states; those that are not named yet have not started."""
        tally = dict.fromkeys(UnitState, 0)
        for unit in self.units:
            tally[unit.state_on(self.until)] += 1
        tally[UnitState.NOT_STARTED] += max(0, self.plan.units_in_all - len(self.units))
        return [(state, count) for state, count in tally.items() if count]


def adoption_of(team: Space, *, seen_by: Person, until: date | None = None) -> list[Adoption]:
    """How far each of a team's plans has come, by number: three queries however many there are.

    A report or a page says "7 of 9 clinicians" from `working`, `plan.units_in_all` and `plan.unit_word`.
    """
    return adoptions_of([team.pk], seen_by=seen_by, until=until).get(team.pk, [])


def adoptions_of(teams: Iterable[int], *, seen_by: Person, until: date | None = None) -> dict[int, list[Adoption]]:
    """The same for many teams, by team; a team without a plan is not in it. Three queries however many they are."""
    return by_team(SpreadPlan.objects.visible_to(seen_by).filter(team_id__in=teams), until=until)


def by_team(plans: QuerySet[SpreadPlan], *, until: date | None = None) -> dict[int, list[Adoption]]:
    """How far these plans have come, by team: three queries. Whether somebody may know it is for the caller to ask."""
    found: dict[int, list[Adoption]] = {}
    for adoption in _adoptions(plans, until):
        found.setdefault(adoption.plan.team_id, []).append(adoption)
    return found


def adoption_in(plan: SpreadPlan, *, until: date | None = None) -> Adoption:
    """How far one plan has come, of which somebody was found to know: three queries."""
    return _adoptions(SpreadPlan.objects.filter(pk=plan.pk), until)[0]


def spread_in(collaborative: Space, *, seen_by: Person) -> list[Adoption]:
    """How far the plans of all teams of a collaborative have come, by team: three queries however many there are."""
    return _adoptions(SpreadPlan.objects.visible_to(seen_by).filter(team__parent_id=collaborative.pk), None)


def plans_waiting(teams: Sequence[int]) -> QuerySet[SpreadPlan]:
    """The plans of teams that wait for approval, the oldest first."""
    waiting = SpreadPlan.objects.filter(team_id__in=teams, state=SpreadPlan.Status.PROPOSED)
    return waiting.select_related("team", "team__parent").order_by("proposed_at", "pk")


def _adoptions(plans: QuerySet[SpreadPlan], until: date | None) -> list[Adoption]:
    steps = Prefetch("steps", SpreadStep.objects.order_by("on", "pk"))
    units = Prefetch("units", SpreadUnit.objects.order_by("number").prefetch_related(steps))
    shown = plans.select_related("team", "team__parent", "change_idea").prefetch_related(units)
    day = until or timezone.localdate()
    return [
        Adoption(plan, tuple(UnitShown(unit, tuple(unit.steps.all())) for unit in plan.units.all()), day)
        for plan in shown.order_by("team__name", "number")
    ]
