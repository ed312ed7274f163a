"""Whether a stage reached what it ends with: worked out from the record as it stands today. Nothing is stored.

To test another stage, write a function of `Known` and name it in `_row_for`. What the record cannot tell says so.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.calendar import Calendar, Entry
from allteach.collaboratives.models import CharterVersion
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.periods import Period
from allteach.improvement.models import (
    Aim,
    ChangeIdea,
    ControlPlan,
    Cycle,
    HoldCheck,
    ImplementedChange,
    SpreadPlan,
)
from allteach.measures.models import Measure, Measurement, TeamMeasure
from allteach.progress.models import ResultsVersion
from allteach.progress.prework.checklists import checklists_of, exit_test, teams_in_prework
from allteach.spaces.models import Space

LAST_CHECK = 3  # The check of a kept change after twelve months.
Words = str | Promise


@dataclass(frozen=True)
class StageTest:
    """What a stage ends with, and how far that is reached.

    `reached` of `asked`: teams or, in pre-work, items; one of one where it is a matter of the whole collaborative. Both
    are None where the record cannot tell. `wanted` is how many must be reached.
    """

    key: str  # Of the calendar's entry.
    words: Words
    unit: str = ""  # teams, items or whole; empty where the record cannot tell.
    reached: int | None = None
    asked: int | None = None
    wanted: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether the record can tell."""
        return self.reached is not None

    @property
    def is_passed(self) -> bool:
        """Whether it is reached; never where nothing is there to be counted."""
        if self.reached is None or not self.asked or self.wanted is None:
            return False
        return self.reached >= self.wanted


@dataclass(frozen=True)
class Known:
    """What was read of a collaborative and its teams, once for all stages."""

    space: Space
    teams: tuple[Space, ...]
    today: date
    with_aim: frozenset[int]
    charts: dict[int, frozenset[int]]  # Team: the charts of measures that every team reports.
    months: dict[int, frozenset[date]]  # Chart: the periods with a number, by their first day.
    planned: frozenset[int]  # Teams with a test, begun or not.
    begun: frozenset[int]
    tested: dict[int, frozenset[str]]  # Team: the parts of care that its tests touch.
    kept: dict[int, frozenset[str]]  # Team: the parts of care in which it kept a change; "" where nobody said.
    parts: frozenset[str]  # The parts of care that the collaborative's ideas touch.
    spread: frozenset[int]
    signed: frozenset[int]
    checked: dict[int, frozenset[str]]  # Team: what its checks after twelve months found.
    has_charter: bool
    is_published: bool

    def share_of_parts(self, parts: Collection[str]) -> bool:
        """Whether these are most of the parts of care that the ideas touch."""
        return bool(self.parts) and 2 * len(self.parts & set(parts)) > len(self.parts)


def stage_tests_of(space: Space, calendar: Calendar, *, today: date) -> dict[str, StageTest]:
    """What each stage of a collaborative ends with, and how far it is reached, by the entry's key.

    The same seventeen queries however many teams. Whether somebody may know it is for the caller to ask.
    """
    known = _known(space, today)
    found = {}
    for stage in calendar.stages:
        row = _row_for(stage, calendar)
        if row is not None:
            found[stage.key] = row(known, stage)
    return found


Row = Callable[[Known, Entry], StageTest]


def _row_for(stage: Entry, calendar: Calendar) -> Row | None:
    """The test of a stage; later rows of a table win, where the second session is the last one too."""
    last = len(calendar.sessions)
    if stage.kind == "session":
        sessions = {2: _leave_with_ramps, last: _leave_with_a_signed_plan, 1: _leave_with_a_test}
        return sessions.get(stage.number, _leave_with_spread_plans)
    if stage.kind == "action":
        periods = {2: _test_most_parts, last: _have_final_data, 1: _have_tested}
        return periods.get(stage.number, _keep_most_parts)
    rows: dict[str, Row] = {
        "topic": _topic_is_chosen,
        "design": _charter_is_approved,
        "recruitment": _teams_are_selected,
        "prework": _prework_is_signed_off,
        "gains": _gains_are_held,
        "final_report": _results_are_published,
    }
    return rows.get(stage.kind)


# --- the tests, in the order of the stages -------------------------------------------------------------------------


def _topic_is_chosen(known: Known, stage: Entry) -> StageTest:  # noqa: ARG001 - every row is called alike
    return StageTest(stage.key, _("The gap, the evidence and somebody who does better are shown."))


def _charter_is_approved(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("The charter is approved."), is_reached=known.has_charter)


def _teams_are_selected(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("Teams are selected and have come in."), is_reached=bool(known.teams))


def _prework_is_signed_off(known: Known, stage: Entry) -> StageTest:
    limits = thresholds_of([known.space.pk])[known.space.pk]
    found = exit_test(checklists_of(known.teams, today=known.today, with_evidence=False), limits)
    wanted = -(-found.items * found.wanted // 100)  # Rounded up: 89.9 per cent is not 90.
    return StageTest(stage.key, _("Enough of the pre-work is signed off."), "items", found.signed, found.items, wanted)


def _leave_with_a_test(known: Known, stage: Entry) -> StageTest:
    words = _("Each team leaves with an aim, its measures and a first test.")
    return _teams(known, stage, words, lambda team: _has_begun_well(known, team))


def _has_begun_well(known: Known, team: int) -> bool:
    return team in known.with_aim and bool(known.charts.get(team)) and team in known.planned


def _have_tested(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has tested, and has numbers for the measures of all teams.")
    return _teams(known, stage, words, lambda team: team in known.begun and _has_numbers(known, team))


def _leave_with_ramps(known: Known, stage: Entry) -> StageTest:
    words = _("Each team tests in more than one part of care.")
    return _teams(known, stage, words, lambda team: len(known.tested.get(team, ())) > 1)


def _test_most_parts(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has tested in most parts of care, and kept a change.")
    return _teams(
        known,
        stage,
        words,
        lambda team: known.share_of_parts(known.tested.get(team, ())) and team in known.kept,
    )


def _leave_with_spread_plans(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has kept a change, and put forward how it spreads.")
    return _teams(known, stage, words, lambda team: team in known.kept and team in known.spread)


def _keep_most_parts(known: Known, stage: Entry) -> StageTest:
    words = _("Each team has kept a change in most parts of care.")
    return _teams(known, stage, words, lambda team: known.share_of_parts(known.kept.get(team, ())))


def _leave_with_a_signed_plan(known: Known, stage: Entry) -> StageTest:
    words = _("Each team's sponsor has signed how a change is held.")
    return _teams(known, stage, words, lambda team: team in known.signed)


def _have_final_data(known: Known, stage: Entry) -> StageTest:
    words = _("Each team's last numbers are in.")
    return _teams(known, stage, words, lambda team: _has_numbers(known, team, until=stage.end))


def _gains_are_held(known: Known, stage: Entry) -> StageTest:
    words = _("Each team looked after twelve months, and what it gained holds.")
    return _teams(known, stage, words, lambda team: known.checked.get(team) == {HoldCheck.Outcome.HELD})


def _results_are_published(known: Known, stage: Entry) -> StageTest:
    return _whole(stage, _("What was learned is published."), is_reached=known.is_published)


def _whole(stage: Entry, words: Words, *, is_reached: bool) -> StageTest:
    return StageTest(stage.key, words, "whole", int(is_reached), 1, 1)


def _teams(known: Known, stage: Entry, words: Words, passes: Callable[[int], bool]) -> StageTest:
    count = len(known.teams)
    return StageTest(stage.key, words, "teams", sum(passes(team.pk) for team in known.teams), count, count)


def _has_numbers(known: Known, team: int, *, until: date | None = None) -> bool:
    """Whether every measure of all teams has a number; with `until`, one of the last whole month before that day."""
    charts = known.charts.get(team, frozenset())
    month = Period.containing(until, "month").previous().start if until else None
    return bool(charts) and all(
        any(month is None or start >= month for start in known.months.get(chart, ())) for chart in charts
    )


# --- what is read --------------------------------------------------------------------------------------------------


def _known(space: Space, today: date) -> Known:
    teams = tuple(teams_in_prework(space))
    ids = [team.pk for team in teams]
    charts, months = _numbers(ids)
    planned, begun, tested = _tests(ids)
    ideas = ChangeIdea.objects.filter(space_id=space.pk).exclude(care_element="").order_by()
    aims = Aim.objects.filter(team__in=ids, current__isnull=False)
    put_forward = SpreadPlan.objects.filter(team__in=ids).exclude(state=SpreadPlan.Status.DRAFT)
    signed = ControlPlan.objects.filter(change__team__in=ids, approved_at__isnull=False)
    approved = CharterVersion.objects.filter(charter__collaborative=space.pk, approved_at__isnull=False)
    return Known(
        space=space,
        teams=teams,
        today=today,
        with_aim=frozenset(aims.values_list("team_id", flat=True)),
        charts=charts,
        months=months,
        planned=planned,
        begun=begun,
        tested=tested,
        kept=_kept(ids),
        parts=frozenset(ideas.values_list("care_element", flat=True)),
        spread=frozenset(put_forward.values_list("team_id", flat=True)),
        signed=frozenset(signed.values_list("change__team_id", flat=True)),
        checked=_checked(ids),
        has_charter=approved.exists(),
        is_published=ResultsVersion.objects.standing().filter(results__collaborative=space.pk).exists(),
    )


def _numbers(teams: Collection[int]) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[date]]]:
    """The charts of the measures that every team reports, and the periods of which each has a number: two queries."""
    core = Q(measure__scope=Measure.Scope.CORE_REQUIRED, measure__retired_on=None)
    charts: dict[int, set[int]] = defaultdict(set)
    for team, pk in TeamMeasure.objects.active().filter(core, team__in=teams).values_list("team_id", "pk"):
        charts[team].add(pk)
    months: dict[int, set[date]] = defaultdict(set)
    told = Measurement.objects.filter(team_measure__in=[pk for own in charts.values() for pk in own], stratum="")
    for chart, start in told.order_by().values_list("team_measure_id", "period_start"):
        months[chart].add(start)
    return {team: frozenset(own) for team, own in charts.items()}, {pk: frozenset(own) for pk, own in months.items()}


def _tests(teams: Collection[int]) -> tuple[frozenset[int], frozenset[int], dict[int, frozenset[str]]]:
    """Teams with a test, teams with one that began, and the parts of care that each team's tests touch: one query."""
    rows = Cycle.objects.filter(team__in=teams).order_by().annotate(of_idea=F("change_idea__care_element"))
    planned: set[int] = set()
    begun: set[int] = set()
    tested: dict[int, set[str]] = defaultdict(set)
    for team, begun_at, own, of_idea in rows.values_list("team_id", "begun_at", "care_element", "of_idea"):
        planned.add(team)
        if begun_at is not None:
            begun.add(team)
        if own or of_idea:
            tested[team].add(own or of_idea)
    return frozenset(planned), frozenset(begun), {team: frozenset(parts) for team, parts in tested.items()}


def _kept(teams: Collection[int]) -> dict[int, frozenset[str]]:
    """The parts of care in which each team keeps a change: one query."""
    rows = ImplementedChange.objects.filter(team__in=teams).exclude(state__in=ImplementedChange.OVER).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for team, of_idea, of_test in rows.values_list("team_id", "change_idea__care_element", "from_cycle__care_element"):
        found[team].add(of_test or of_idea or "")
    return {team: frozenset(parts) for team, parts in found.items()}


def _checked(teams: Collection[int]) -> dict[int, frozenset[str]]:
    """What the checks after twelve months found, by team: one query."""
    rows = HoldCheck.objects.filter(change__team__in=teams, number=LAST_CHECK).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for team, outcome in rows.values_list("change__team_id", "outcome"):
        found[team].add(outcome)
    return {team: frozenset(outcomes) for team, outcomes in found.items()}
