"""What the record shows of teams, as the scale reads it: as it stands today, or as it stood when a day was over."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import USUAL, Number
from allteach.improvement.models import (
    AimAgreement,
    AimVersion,
    ChangeIdea,
    Cycle,
    ImplementedChange,
    ProcessMapVersion,
    SpreadPlan,
    SpreadStep,
)
from allteach.improvement.spreading import WORKING, UnitState
from allteach.measures.models import Definition, Measure
from allteach.measures.queries.charts import MeasureChart
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.people.models import Person
from allteach.progress.queries.charts import charts_of
from allteach.progress.scale import Facts, Suggestion, progress_to_goal, suggest
from allteach.spaces.models import Membership, Space
from allteach.spaces.standing import SUPPORTERS

PROCESS = frozenset({Measure.Type.PROCESS, Measure.Type.STRUCTURE, Measure.Type.REACH})
OUTCOMES = frozenset({Measure.Type.OUTCOME, Measure.Type.PATIENT_REPORTED, Measure.Type.EXPERIENCE})


@dataclass(frozen=True)
class Evidence:
    """What the record holds of a team, and the step that it suggests."""

    facts: Facts
    suggestion: Suggestion


@dataclass(frozen=True)
class Asked:
    """Of which teams the record is asked, and as it stood when: the last day that counts, and when it was over."""

    teams: tuple[int, ...]
    until: date
    before: datetime


def evidence_for(teams: Iterable[Space], *, seen_by: Person, until: date | None = None) -> dict[int, Evidence]:
    """The evidence of each team, loaded with its collaborative: at most twenty queries however many teams.

    With `until`, as the record stood when that day was over: a number counts where its month was over by then, however
    late it came, and everything else by the day on which it happened or was noted. Otherwise as it stands today.
    """
    wanted = list(teams)
    today = timezone.localdate()
    day = min(until or today, today)
    before = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    asked = Asked(tuple(team.pk for team in wanted), day, before)
    limits = thresholds_of({team.parent_id for team in wanted if team.parent_id})
    charts = charts_of(wanted, seen_by=seen_by, over_by=until)
    lately = {team.pk: int(limits.get(team.around_id, USUAL)["score.meetings_days"]) for team in wanted}
    people, meetings, aims, maps = _people(asked), _meetings(asked, lately), _aims(asked), _maps(asked)
    tests, kept, parts = _tests(asked), _kept(asked), _parts({team.around_id for team in wanted})
    plans, units = _spread_plans(asked), _units(asked)
    found = {}
    for team in wanted:
        known = parts.get(team.around_id, frozenset())
        own = limits.get(team.around_id, USUAL)
        planned, begun, closed, tested = tests.get(team.pk, (0, 0, 0, frozenset()))
        has_aim, is_agreed = aims.get(team.pk, (False, False))
        facts = Facts(
            members=people.get(team.pk, 0),
            # A team that tests has met, whether it notes its meetings here or not: how often is for people to judge.
            meetings=meetings[team.pk][0] if team.pk in meetings else None if begun else 0,
            meetings_lately=meetings[team.pk][1] if team.pk in meetings else None if begun else 0,
            has_aim=has_aim,
            is_aim_agreed=is_agreed,
            has_process_map=team.pk in maps,
            tests_planned=planned,
            tests_begun=begun,
            tests_closed=closed,
            components=len(known),
            components_tested=len(known & tested),
            components_kept=len(known & kept.get(team.pk, frozenset())),
            has_spread_plan=team.pk in plans,
            units_begun=max(0, units.get(team.pk, (0, 0))[0] - 1),  # The first is where it began.
            units_adopted=max(0, units.get(team.pk, (0, 0))[1] - 1),
        )
        facts = _with_numbers(facts, charts[team.pk], own)
        found[team.pk] = Evidence(facts, suggest(facts, own))
    return found


def _people(asked: Asked) -> Counter[int]:
    """How many people each team had, without those who support it."""
    there = Membership.objects.filter(Q(ended_at=None) | Q(ended_at__gte=asked.before), started_at__lt=asked.before)
    held = there.filter(space_id__in=asked.teams).exclude(role__in=SUPPORTERS)
    return Counter(team for team, _person in set(held.values_list("space_id", "person_id")))


def _meetings(asked: Asked, lately: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """How many meetings each team held, and how many of them in the last so many days, which `lately` says by team."""
    held = Meeting.objects.filter(
        kind=Kind.TEAM_MEETING, in_space__in=asked.teams, held_at__isnull=False, starts_at__lt=asked.before
    )
    found: dict[int, tuple[int, int]] = {}
    for team, at in held.values_list("in_space_id", "starts_at"):
        all_of_them, recent = found.get(team, (0, 0))
        since = min(asked.before, timezone.now()) - timedelta(days=lately[team])
        found[team] = (all_of_them + 1, recent + (at >= since))
    return found


def _aims(asked: Asked) -> dict[int, tuple[bool, bool]]:
    """Whether each team had an aim, and whether anybody had agreed to its wording."""
    versions = AimVersion.objects.filter(aim__team__in=asked.teams, at__lt=asked.before).order_by("number")
    written = dict(versions.values_list("aim__team_id", "pk"))  # The last wording wins.
    agreed = AimAgreement.objects.filter(version__in=written.values(), agreed_on__lte=asked.until)
    agreed_to = set(agreed.values_list("version_id", flat=True))
    return {team: (True, version in agreed_to) for team, version in written.items()}


def _maps(asked: Asked) -> set[int]:
    """The teams that had drawn how they work."""
    drawn = ProcessMapVersion.objects.filter(process_map__team__in=asked.teams, at__lt=asked.before)
    return set(drawn.values_list("process_map__team_id", flat=True))


Tests = tuple[int, int, int, frozenset[str]]


def _tests(asked: Asked) -> dict[int, Tests]:
    """How many tests of each team were planned, begun and closed, and which parts of care those that began touch."""
    found: dict[int, Tests] = {}
    noted = Q(made_at__lt=asked.before) | Q(started_on__lte=asked.until)  # Told afterwards, it counts from its own day.
    rows = Cycle.objects.filter(noted, team__in=asked.teams).order_by()
    for team, begun_at, started_on, decided_at, own, of_idea in rows.values_list(
        "team_id", "begun_at", "started_on", "decided_at", "care_element", "change_idea__care_element"
    ):
        planned, begun, closed, touched = found.get(team, (0, 0, 0, frozenset()))
        part, began_on = own or of_idea, started_on if begun_at else None
        has_begun = began_on is not None and began_on <= asked.until
        found[team] = (
            planned + 1,
            begun + has_begun,
            closed + (decided_at is not None and decided_at < asked.before),
            touched | {part} if part and has_begun else touched,
        )
    return found


def _kept(asked: Asked) -> dict[int, frozenset[str]]:
    """The parts of care in which each team kept a change."""
    found: dict[int, frozenset[str]] = {}
    held = Q(over_on=None) | Q(over_on__gt=asked.until)
    rows = ImplementedChange.objects.filter(held, team__in=asked.teams, kept_on__lte=asked.until).order_by()
    for team, of_idea, of_test in rows.values_list("team_id", "change_idea__care_element", "from_cycle__care_element"):
        part = of_test or of_idea
        if part:
            found[team] = found.get(team, frozenset()) | {part}
    return found


def _parts(collaboratives: Collection[int]) -> dict[int, frozenset[str]]:
    """The parts of care that the ideas of each collaborative touch."""
    found: dict[int, frozenset[str]] = {}
    ideas = ChangeIdea.objects.filter(space_id__in=collaboratives).exclude(care_element="").order_by()
    for space, part in set(ideas.values_list("space_id", "care_element")):
        found[space] = found.get(space, frozenset()) | {part}
    return found


def _spread_plans(asked: Asked) -> set[int]:
    """The teams whose plan for spread was approved."""
    approved = SpreadPlan.objects.filter(team__in=asked.teams, approved_at__lt=asked.before)
    return set(approved.values_list("team_id", flat=True))


def _units(asked: Asked) -> dict[int, tuple[int, int]]:
    """In how many places each team's change had begun, and in how many it was the way of work."""
    states: dict[tuple[int, int], str] = {}
    steps = SpreadStep.objects.filter(unit__plan__team__in=asked.teams, on__lte=asked.until).order_by("on", "pk")
    for team, unit, state in steps.values_list("unit__plan__team_id", "unit_id", "state"):
        states[team, unit] = state
    found: dict[int, tuple[int, int]] = {}
    for (team, _unit), state in states.items():
        begun, working = found.get(team, (0, 0))
        is_working = state in WORKING
        found[team] = (begun + (is_working or state == UnitState.TESTING), working + is_working)
    return found


def _with_numbers(facts: Facts, charts: Iterable[MeasureChart], limits: Mapping[str, Number]) -> Facts:
    """The facts with what the charts say."""
    held, before = int(limits["score.points_held"]), int(limits["prework.baseline_months"])
    asked = reported = baselines = 0
    signals: Counter[bool] = Counter()  # By whether it is an outcome.
    outcomes = outcomes_held = outcomes_moved = 0
    progress: dict[str, Decimal | None] = {}
    for chart in charts:
        measure = chart.measure
        if measure.scope == Measure.Scope.CORE_REQUIRED:
            asked += 1
            reported += chart.timeline.reported > 0
            baselines += chart.timeline.reported >= ((chart.phases and chart.phases[0].points) or before)
        direction = measure.current.direction
        if direction == Definition.Direction.NONE or not chart.timeline.is_fair or not chart.is_begun:
            continue
        is_up = direction == Definition.Direction.UP
        values = [value for value in chart.analysis.plain.values if value is not None]
        has_goal, share = progress_to_goal(recent=values, baseline=chart.baseline, goal=chart.goal, is_up=is_up)
        if has_goal:
            progress[measure.slug] = share
        improves = (chart.variation or "").startswith("improvement")
        if measure.measure_type in PROCESS:
            signals[False] += improves
        if measure.measure_type in OUTCOMES:
            signals[True] += improves
            if has_goal:
                outcomes += 1
                outcomes_moved += share is None or share > 0
                outcomes_held += _has_held(values, chart.baseline, held, is_up=is_up)
    return replace(
        facts,
        measures_asked=asked,
        measures_reported=reported,
        baselines=baselines,
        process_signals=signals[False],
        outcome_signals=signals[True],
        outcomes=outcomes,
        outcomes_held=outcomes_held,
        outcomes_moved=outcomes_moved,
        progress=progress,
    )


def _has_held(values: list[float], baseline: float | None, points: int, *, is_up: bool) -> bool:
    """Whether the last so many values all lie on the better side of where it began."""
    last = values[-points:]
    if baseline is None or len(last) < points:
        return False
    return all(value > baseline if is_up else value < baseline for value in last)
