"""What the tests of stages read: each fact of a collaborative and its teams with the day from which it holds."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Min, Q
from django.utils import timezone

from allteach.collaboratives.models import CharterVersion
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.periods import Period
from allteach.improvement.models import (
    AimVersion,
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


@dataclass(frozen=True)
class Known:
    """What is known of a collaborative and its teams on a day."""

    teams: tuple[Space, ...]
    with_aim: frozenset[int]
    charts: dict[int, frozenset[int]]  # Team: the charts of measures that every team reports.
    months: dict[int, frozenset[date]]  # Chart: the periods with a number, by their first day.
    planned: frozenset[int]  # Teams with a test, begun or not.
    begun: frozenset[int]
    planned_parts: dict[int, frozenset[str]]  # Team: the parts of care that its tests touch, begun or not.
    tested: dict[int, frozenset[str]]  # Team: the parts of care that tests touch which began.
    kept: dict[int, frozenset[str]]  # Team: the parts of care in which it kept a change; "" where nobody said.
    parts: frozenset[str]  # The parts of care that the collaborative's ideas touch.
    spread: frozenset[int]
    signed: frozenset[int]
    checked: dict[int, frozenset[str]]  # Team: what its checks after twelve months found.
    signed_off: int  # Items of pre-work, of all teams.
    asked_items: int
    wanted_items: int
    has_charter: bool
    is_published: bool

    def share_of_parts(self, parts: Collection[str]) -> bool:
        """Whether these are most of the parts of care that the ideas touch."""
        return bool(self.parts) and 2 * len(self.parts & set(parts)) > len(self.parts)


@dataclass(frozen=True)
class Since:
    """Something of a team that holds from a day on, and until a day where it ended."""

    team: int
    on: date | None  # None: nobody knows, so that it always held.
    over_on: date | None = None
    is_over: bool = False
    part: str = ""  # The part of care that it touches, or what a check found.

    def holds(self, until: date | None) -> bool:
        """Whether it holds today, or held when a day was over."""
        if until is None:
            return not self.is_over
        has_begun = self.on is None or self.on <= until
        return has_begun and (not self.is_over or (self.over_on is not None and self.over_on > until))


@dataclass(frozen=True)
class Record:
    """What was read of a collaborative and its teams, once for all stages: each fact with its day."""

    teams: tuple[Space, ...]
    aims: tuple[Since, ...]
    charts: tuple[tuple[Since, int], ...]  # With the chart of a measure that every team reports.
    months: dict[int, tuple[Period, ...]]  # Chart: the periods with a number.
    planned: tuple[Since, ...]
    begun: tuple[Since, ...]
    kept: tuple[Since, ...]
    parts: frozenset[str]
    spread: tuple[Since, ...]
    signed: tuple[Since, ...]
    checked: tuple[Since, ...]
    signed_off: tuple[Since, ...]
    asked_items: int
    wanted_items: int
    charter_on: date | None
    published_on: date | None

    def known(self, *, until: date | None = None) -> Known:
        """What is known today, or was when a day was over: a number counts once its period was over by then."""

        def teams(facts: Collection[Since]) -> frozenset[int]:
            return frozenset(each.team for each in facts if each.holds(until))

        def parts(facts: Collection[Since], *, with_unsaid: bool = False) -> dict[int, frozenset[str]]:
            found: dict[int, set[str]] = defaultdict(set)
            for each in facts:
                if each.holds(until) and (each.part or with_unsaid):
                    found[each.team].add(each.part)
            return {team: frozenset(own) for team, own in found.items()}

        charts: dict[int, set[int]] = defaultdict(set)
        for each, chart in self.charts:
            if each.holds(until):
                charts[each.team].add(chart)
        return Known(
            teams=self.teams,
            with_aim=teams(self.aims),
            charts={team: frozenset(own) for team, own in charts.items()},
            months={
                chart: frozenset(period.start for period in periods if until is None or period.end <= until)
                for chart, periods in self.months.items()
            },
            planned=teams(self.planned),
            begun=teams(self.begun),
            planned_parts=parts(self.planned),
            tested=parts(self.begun),
            kept=parts(self.kept, with_unsaid=True),
            parts=self.parts,
            spread=teams(self.spread),
            signed=teams(self.signed),
            checked=parts(self.checked),
            signed_off=sum(each.holds(until) for each in self.signed_off),
            asked_items=self.asked_items,
            wanted_items=self.wanted_items,
            has_charter=_is_by(self.charter_on, until),
            is_published=_is_by(self.published_on, until),
        )


def _is_by(day: date | None, until: date | None) -> bool:
    return day is not None and (until is None or day <= until)


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at is not None else None


def record_of(space: Space, *, today: date) -> Record:
    """The record of a collaborative for the tests of its stages: seventeen queries however many teams."""
    teams = tuple(teams_in_prework(space))
    ids = [team.pk for team in teams]
    limits = thresholds_of([space.pk])[space.pk]
    lists = checklists_of(teams, today=today, with_evidence=False)
    prework = exit_test(lists, limits)
    charts, months = _numbers(ids)
    planned, begun = _tests(ids)
    ideas = ChangeIdea.objects.filter(space_id=space.pk).exclude(care_element="").order_by()
    aims = AimVersion.objects.filter(aim__team__in=ids).order_by().values_list("aim__team").annotate(Min("at"))
    put_forward = SpreadPlan.objects.filter(team__in=ids).exclude(state=SpreadPlan.Status.DRAFT)
    signed = ControlPlan.objects.filter(change__team__in=ids, approved_at__isnull=False)
    approved = CharterVersion.objects.filter(charter__collaborative=space.pk, approved_at__isnull=False)
    published = ResultsVersion.objects.standing().filter(results__collaborative=space.pk)
    return Record(
        teams=teams,
        aims=tuple(Since(team, _day(at)) for team, at in aims),
        charts=charts,
        months=months,
        planned=planned,
        begun=begun,
        kept=_kept(ids),
        parts=frozenset(ideas.values_list("care_element", flat=True)),
        spread=tuple(Since(team, _day(at)) for team, at in put_forward.values_list("team_id", "proposed_at")),
        signed=tuple(Since(team, _day(at)) for team, at in signed.values_list("change__team_id", "approved_at")),
        checked=_checked(ids),
        signed_off=tuple(
            Since(each.team.pk, _day(line.sign_off.signed_at))
            for each in lists
            for line in each.lines
            if line.sign_off is not None
        ),
        asked_items=prework.items,
        wanted_items=-(-prework.items * prework.wanted // 100),  # Rounded up: 89.9 per cent is not 90.
        charter_on=_day(approved.aggregate(first=Min("approved_at"))["first"]),
        published_on=_day(published.aggregate(first=Min("published_at"))["first"]),
    )


def _numbers(teams: Collection[int]) -> tuple[tuple[tuple[Since, int], ...], dict[int, tuple[Period, ...]]]:
    """The charts of the measures that every team reports, and the periods of which each has a number: two queries."""
    core = Q(measure__scope=Measure.Scope.CORE_REQUIRED, measure__retired_on=None)
    used = TeamMeasure.objects.active().filter(core, team__in=teams).values_list("team_id", "made_at", "pk")
    charts = tuple((Since(team, _day(at)), pk) for team, at, pk in used)
    months: dict[int, list[Period]] = defaultdict(list)
    told = Measurement.objects.filter(team_measure__in=[pk for _since, pk in charts], stratum="")
    for chart, start, kind in told.order_by().values_list("team_measure_id", "period_start", "period_kind"):
        months[chart].append(Period(start, kind))
    return charts, {pk: tuple(own) for pk, own in months.items()}


def _tests(teams: Collection[int]) -> tuple[tuple[Since, ...], tuple[Since, ...]]:
    """The tests of some teams, and those that began: one query. Told afterwards, one counts from its own day."""
    rows = Cycle.objects.filter(team__in=teams).order_by().annotate(of_idea=F("change_idea__care_element"))
    planned, begun = [], []
    for team, made_at, begun_at, started_on, own, of_idea in rows.values_list(
        "team_id", "made_at", "begun_at", "started_on", "care_element", "of_idea"
    ):
        part, noted_on = own or of_idea or "", timezone.localdate(made_at)
        planned.append(Since(team, min(noted_on, started_on) if started_on else noted_on, part=part))
        if begun_at is not None:
            begun.append(Since(team, started_on, part=part))
    return tuple(planned), tuple(begun)


def _kept(teams: Collection[int]) -> tuple[Since, ...]:
    """The changes that some teams kept, those that are over included: one query."""
    rows = ImplementedChange.objects.filter(team__in=teams).order_by()
    return tuple(
        Since(team, kept_on, over_on, state in ImplementedChange.OVER, of_test or of_idea or "")
        for team, kept_on, over_on, state, of_idea, of_test in rows.values_list(
            "team_id", "kept_on", "over_on", "state", "change_idea__care_element", "from_cycle__care_element"
        )
    )


def _checked(teams: Collection[int]) -> tuple[Since, ...]:
    """What the checks after twelve months found: one query."""
    rows = HoldCheck.objects.filter(change__team__in=teams, number=LAST_CHECK).order_by()
    return tuple(
        Since(team, on, part=outcome)
        for team, on, outcome in rows.values_list("change__team_id", "checked_on", "outcome")
    )
