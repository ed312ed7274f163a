"""What a director takes to the call of all teams: who is late, who moved, who asks, and whom to bring together.

For a hundred teams as for one with the same queries. It is for those who see the team grid: a score in it is not for
the slides that all teams see.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from allteach.core.periods import Period
from allteach.improvement.models import Cycle
from allteach.measures.queries.charts import MeasureChart
from allteach.people.models import Person
from allteach.progress.grid import GridRow, TeamGrid, team_grid, teams_in
from allteach.progress.models import AssessmentScore, MonthlyReport, ReportVersion
from allteach.progress.pairing import Ask, Pair, pairs_of_asks
from allteach.progress.queries.charts import charts_of
from allteach.spaces.models import Space


@dataclass(frozen=True)
class Late:
    """A team that has not sent the month, and what of it is missing."""

    team: Space
    coaches: tuple[str, ...]
    misses_numbers: bool
    misses_report: bool


@dataclass(frozen=True)
class Moved:
    """A team that got further: charts that newly improve, tests that worked, and a score that rose."""

    team: Space
    charts: tuple[MeasureChart, ...]
    tests: tuple[Cycle, ...]
    score: tuple[Decimal, Decimal] | None  # Before and now, both released. Not for all teams' eyes.


@dataclass(frozen=True)
class CallPack:
    """All of it, for the last month that was due; empty with no month before any was."""

    collaborative: Space
    month: Period | None
    teams: int
    late: tuple[Late, ...] = ()
    moved: tuple[Moved, ...] = ()
    asks: tuple[Ask, ...] = ()
    pairs: tuple[Pair, ...] = ()


def call_pack(collaborative: Space, *, seen_by: Person, today: date) -> CallPack:
    """What there is to say at a call held today: at most forty-two queries however many teams there are."""
    teams = teams_in(collaborative)
    charts = charts_of(teams, seen_by=seen_by)
    grid = team_grid(collaborative, seen_by=seen_by, today=today, charts=charts, teams=teams)
    rows = [row for row in grid.rows if row.withdrawn_on is None]
    if grid.due is None:
        return CallPack(collaborative, None, len(rows))
    month = grid.months[grid.due].period
    by_pk = {row.team.pk: row.team for row in rows}
    asks = _asks(by_pk, month, seen_by)
    return CallPack(
        collaborative=collaborative,
        month=month,
        teams=len(rows),
        late=tuple(_late(row, grid.due) for row in grid.late),
        moved=tuple(_moved(rows, grid, charts, seen_by)),
        asks=tuple(asks),
        pairs=tuple(pairs_of_asks(asks, by_pk, seen_by=seen_by)),
    )


def _late(row: GridRow, due: int) -> Late:
    cell = row.cells[due]
    return Late(
        row.team,
        row.coaches,
        misses_numbers=cell.misses_numbers,
        misses_report=cell.misses_report,
    )


# --- Who moved -----------------------------------------------------------------------------------------------------


def _moved(
    rows: Sequence[GridRow], grid: TeamGrid, charts: Mapping[int, list[MeasureChart]], person: Person
) -> Iterable[Moved]:
    """The teams that got further in the month, by name."""
    month = grid.months[grid.due or 0].period
    tests = _worked([row.team.pk for row in rows], person, since=month.start)
    rises = _rises([row.team.pk for row in rows], month, person)
    for row in rows:
        newly = tuple(chart for chart in charts[row.team.pk] if _newly_improves(chart, month))
        found = Moved(row.team, newly, tuple(tests.get(row.team.pk, ())), rises.get(row.team.pk))
        if found.charts or found.tests or found.score:
            yield found


def _newly_improves(chart: MeasureChart, month: Period) -> bool:
    """Whether a chart shows improvement in a month and did not in the one before."""
    at = chart.timeline.position(month.start)
    if at is None or chart.analysis is None or not chart.timeline.is_fair:
        return False
    kinds = chart.analysis.kind
    return bool(kinds[at] == "improvement" and (at == 0 or kinds[at - 1] != "improvement"))


def _worked(teams: Collection[int], person: Person, *, since: date) -> dict[int, list[Cycle]]:
    """The tests that were adopted since a day, of each team."""
    found: dict[int, list[Cycle]] = {}
    adopted = Cycle.objects.visible_to(person).filter(team__in=teams, decision=Cycle.Decision.ADOPT)
    for cycle in adopted.filter(decided_at__date__gte=since).order_by("decided_at").only(*TOLD):
        found.setdefault(cycle.team_id, []).append(cycle)
    return found


TOLD = ("title", "team", "number", "decision", "lesson", "what_we_learned", "results_summary", "decided_at")


def _rises(teams: Collection[int], month: Period, person: Person) -> dict[int, tuple[Decimal, Decimal]]:
    """The released scores of a month that are higher than the one before."""
    released = AssessmentScore.objects.visible_to(person).released().filter(team__in=teams, month__lte=month.start)
    scores: dict[int, dict[date, Decimal]] = {}
    for team, on, value in released.order_by("month", "number").values_list("team_id", "month", "value"):
        scores.setdefault(team, {})[on] = value
    found = {}
    for team, by_month in scores.items():
        *before, last = sorted(by_month)
        if before and last == month.start and by_month[last] > by_month[before[-1]]:
            found[team] = (by_month[before[-1]], by_month[last])
    return found


# --- Who asks, and who could answer --------------------------------------------------------------------------------


def _asks(teams: dict[int, Space], month: Period, person: Person) -> list[Ask]:
    """What teams ask in their reports of the month, as they were sent, by the teams' names."""
    shown = MonthlyReport.objects.visible_to(person).sent().filter(team__in=teams, month=month.start)
    versions = ReportVersion.objects.filter(report__in=shown.values("pk")).order_by("number")
    said = dict(versions.values_list("report__team_id", "said__ask"))
    asks = [Ask(teams[team], words.strip()) for team, words in said.items() if words and words.strip()]
    return sorted(asks, key=lambda ask: ask.team.name)
