"""The team grid: every team of a collaborative month by month, for those who look after all of them.

Everything is loaded for all teams at once: no cell asks the database. A cell says what there is, never how good a team
is; teams stand by what they need, then by name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from allteach.collaboratives.calendar import report_due
from allteach.collaboratives.models import TeamProfile, Timetable
from allteach.collaboratives.queries.calendars import days_moved, timetable_of
from allteach.core.periods import Period, periods_between
from allteach.improvement.models import Cycle
from allteach.measures.queries.charts import MeasureChart
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Meeting
from allteach.people.models import Person
from allteach.progress.attention import Attention, attention_of
from allteach.progress.models import AssessmentScore, SelfScore
from allteach.progress.queries.charts import charts_of
from allteach.progress.queries.owed import OwedMonth, owed_months
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role

MONTHS_WITHOUT_CALENDAR = 6
USUAL_DUE_DAY = 10  # Days after the month, where there is no calendar.
CONTACTS = (Kind.COACH_CONTACT, Kind.VISIT)


@dataclass(frozen=True)
class GridMonth:
    """A column: a month, and the day on which its numbers and report are due."""

    period: Period
    due_on: date
    is_due: bool  # Whether that day has passed.
    call_on: date | None = None  # When the call of all teams was held.


@dataclass(frozen=True)
class Cell:
    """One team in one month."""

    # in, late, half (numbers or report only), missing, waiting (not due yet), unasked (nothing is owed) or away.
    state: str
    has_numbers: bool = False
    has_report: bool = False
    misses_numbers: bool = False  # They are asked for, and not in.
    misses_report: bool = False
    reported: int = 0  # Measures of which there is a number …
    asked: int = 0  # … of so many.
    opened: int = 0  # Tests begun in the month …
    closed: int = 0  # … and decided.
    score: Decimal | None = None
    is_released: bool = True  # Whether the team may read that score.
    own_score: Decimal | None = None
    contacts: int = 0
    was_at_call: bool | None = None  # None: no call was held.
    better: int = 0  # Charts with a signal for the better in that month …
    worse: int = 0  # … and for the worse.

    @property
    def completeness(self) -> int | None:
        """How many in a hundred of the numbers asked for are there; None where none is asked for."""
        return round(100 * self.reported / self.asked) if self.asked else None


AWAY = Cell("away")


@dataclass(frozen=True)
class GridRow:
    """One team: its months, and what stands beside them."""

    team: Space
    region: str
    coaches: tuple[str, ...]
    cells: tuple[Cell, ...]
    last_contact_on: date | None
    withdrawn_on: date | None
    attention: Attention

    @property
    def score(self) -> Decimal | None:
        """The newest score."""
        return next((cell.score for cell in reversed(self.cells) if cell.score is not None), None)

    @property
    def own_score(self) -> Decimal | None:
        """How the team saw itself in the month of that score."""
        return next((cell.own_score for cell in reversed(self.cells) if cell.score is not None), None)

    @cached_property
    def calls(self) -> tuple[int, int]:
        """How many calls the team was at, of how many that were held while it was there."""
        held = [cell.was_at_call for cell in self.cells if cell.was_at_call is not None]
        return sum(held), len(held)


@dataclass(frozen=True)
class TeamGrid:
    """The teams of a collaborative that one person may see here, by name, and its months, the oldest first."""

    months: tuple[GridMonth, ...]
    rows: tuple[GridRow, ...]

    @cached_property
    def due(self) -> int | None:
        """The place of the last month that was due; None before the first."""
        return next((at for at in reversed(range(len(self.months))) if self.months[at].is_due), None)

    @cached_property
    def late(self) -> tuple[GridRow, ...]:
        """The teams that have not sent the last month that was due."""
        if self.due is None:
            return ()
        taking_part = (row for row in self.rows if row.withdrawn_on is None)
        return tuple(row for row in taking_part if row.cells[self.due].state in ("missing", "half"))

    @cached_property
    def needing(self) -> tuple[GridRow, ...]:
        """The teams that need attention, those that need most first, then by name."""
        needing = [row for row in self.rows if row.attention.points]
        return tuple(sorted(needing, key=lambda row: -row.attention.points))


def team_grid(
    collaborative: Space,
    *,
    seen_by: Person,
    today: date,
    months: int | None = None,
    teams: Sequence[Space] | None = None,
    charts: Mapping[int, list[MeasureChart]] | None = None,
) -> TeamGrid:
    """The grid, of the newest so many months or of all: at most thirty-six queries however many teams and months.

    `teams` are those of `teams_in`, and `charts` theirs, for whoever has loaded them already.
    """
    teams = teams_in(collaborative) if teams is None else teams
    ids = [team.pk for team in teams]
    columns = _months(timetable_of(collaborative), today)[-(months or 0) :]
    if not teams or not columns:
        return TeamGrid((), ())
    known = _Known(
        months=columns,
        charts=charts_of(teams, seen_by=seen_by) if charts is None else charts,
        owed=owed_months(teams, [column.period for column in columns]),
        tests=_tests(ids),
        scores=_scores(ids, seen_by),
        own_scores=_own_scores(ids, seen_by),
        contacts=_contacts(ids),
        calls=_calls(collaborative, ids),
    )
    columns = tuple(
        GridMonth(column.period, column.due_on, column.is_due, known.calls.held.get(column.period.start))
        for column in columns
    )
    profiles = TeamProfile.objects.filter(team__in=ids).in_bulk(field_name="team_id") if ids else {}
    coaches, attention = _coaches(ids), attention_of(ids, today=today)
    rows = []
    for team in teams:
        profile = profiles.get(team.pk)
        rows.append(
            GridRow(
                team=team,
                region=profile.region if profile else "",
                coaches=tuple(coaches.get(team.pk, ())),
                cells=tuple(_cells(team.pk, profile, known, today)),
                last_contact_on=max(known.contacts.get(team.pk, ()), default=None),
                withdrawn_on=profile.withdrawn_on if profile else None,
                attention=attention[team.pk],
            )
        )
    return TeamGrid(columns, tuple(rows))


def teams_in(collaborative: Space) -> list[Space]:
    """The open teams of a collaborative, by name, with all that charts ask of them. One query."""
    teams = list(Space.objects.active().filter(parent_id=collaborative.pk).order_by("name", "pk"))
    for team in teams:
        team.parent = collaborative
    return teams


# --- What all cells are made from ----------------------------------------------------------------------------------

Months = tuple[GridMonth, ...]
OfTeamAndMonth = Mapping[tuple[int, date], Decimal]


@dataclass(frozen=True)
class _Calls:
    held: Mapping[date, date]  # By the first day of its month: the day of the call.
    there: Collection[tuple[int, date]]  # Team and month.


@dataclass(frozen=True)
class _Known:
    """Everything that was loaded, by team and month."""

    months: Months
    charts: Mapping[int, list[MeasureChart]]
    owed: Mapping[tuple[int, Period], OwedMonth]
    tests: Mapping[tuple[int, date], tuple[int, int]]
    scores: Mapping[tuple[int, date], AssessmentScore]
    own_scores: OfTeamAndMonth
    contacts: Mapping[int, Sequence[date]]
    calls: _Calls
    places: dict[int, tuple[int | None, ...]] = field(default_factory=dict)  # By the axis of some charts.


def _months(timetable: Timetable | None, today: date) -> Months:
    """From the month of the first session, or the last few where there is no calendar, to the one that runs."""
    now = Period.containing(today, "month")
    if timetable is None:
        periods, due_day, moved = periods_between(now + -(MONTHS_WITHOUT_CALENDAR - 1), now), USUAL_DUE_DAY, {}
    else:
        first = Period.containing(timetable.first_session, "month")
        last = min(now, first + timetable.months)
        periods = periods_between(first, last) if first <= last else ()
        due_day, moved = timetable.due_day, days_moved(timetable.moved)
    return tuple(
        GridMonth(period, due_on, due_on < today)
        for period in periods
        for due_on in [report_due(period, due_day, moved)]
    )


def _tests(teams: Collection[int]) -> dict[tuple[int, date], tuple[int, int]]:
    """How many tests of each team were begun and decided in each month."""
    found: dict[tuple[int, date], tuple[int, int]] = {}
    begun = Cycle.objects.filter(team__in=teams, begun_at__isnull=False).order_by()
    for team, started_on, decided_at in begun.values_list("team_id", "started_on", "decided_at"):
        opened = (team, started_on.replace(day=1))
        found[opened] = (found.get(opened, (0, 0))[0] + 1, found.get(opened, (0, 0))[1])
        if decided_at is not None:
            closed = (team, _day(decided_at).replace(day=1))
            found[closed] = (found.get(closed, (0, 0))[0], found.get(closed, (0, 0))[1] + 1)
    return found


def _scores(teams: Collection[int], person: Person) -> dict[tuple[int, date], AssessmentScore]:
    """The newest agreed score of each team and month that this person may see."""
    shown = AssessmentScore.objects.visible_to(person).filter(team__in=teams).order_by("number")
    return {(score.team_id, score.month): score for score in shown.only("team", "month", "value", "released_at")}


def _own_scores(teams: Collection[int], person: Person) -> dict[tuple[int, date], Decimal]:
    """How each team saw itself in each month."""
    shown = SelfScore.objects.visible_to(person).of_team().filter(team__in=teams)
    return {(team, month): value for team, month, value in shown.values_list("team_id", "month", "value")}


def _contacts(teams: Collection[int]) -> dict[int, list[date]]:
    """The days on which each team had contact with its coach."""
    found: dict[int, list[date]] = {}
    held = Meeting.objects.filter(kind__in=CONTACTS, in_space__in=teams, held_at__isnull=False).order_by()
    for team, at in held.values_list("in_space_id", "starts_at"):
        found.setdefault(team, []).append(_day(at))
    return found


def _calls(collaborative: Space, teams: Collection[int]) -> _Calls:
    """The calls that were held, and which teams were there: by roll call, or because somebody of theirs was."""
    held = Meeting.objects.filter(kind=Kind.ALL_TEAM_CALL, in_space=collaborative.pk, held_at__isnull=False)
    days = {pk: _day(at) for pk, at in held.values_list("pk", "starts_at")}
    there = Attendance.objects.attended().filter(meeting__in=list(days), team__in=teams)
    return _Calls(
        held={day.replace(day=1): day for day in days.values()},
        there={(team, days[meeting].replace(day=1)) for team, meeting in there.values_list("team_id", "meeting_id")},
    )


def _coaches(teams: Collection[int]) -> dict[int, list[str]]:
    """The names of those who coach each team."""
    found: dict[int, list[str]] = {}
    held = Membership.objects.active().filter(space__in=teams, role=Role.COACH).order_by("person__name")
    for team, name in held.values_list("space_id", "person__name"):
        found.setdefault(team, []).append(name)
    return found


def _day(at: datetime | None) -> date:
    return timezone.localdate(at)


# --- A team's cells ------------------------------------------------------------------------------------------------


def _cells(team: int, profile: TeamProfile | None, known: _Known, today: date) -> Iterable[Cell]:
    joined, left = (profile.joined_on, profile.withdrawn_on) if profile else (None, None)
    said = _said_by_charts(team, known)
    for column, (asked, reported, better, worse) in zip(known.months, said, strict=True):
        period = column.period
        if (joined and joined > period.end) or (left and left < period.start):
            yield AWAY
            continue
        key = (team, period.start)
        owed = known.owed[team, period]
        opened, closed = known.tests.get(key, (0, 0))
        score = known.scores.get(key)
        yield Cell(
            state=_state(owed, today),
            has_numbers=owed.numbers_on is not None,
            has_report=owed.report_on is not None,
            misses_numbers=owed.misses_numbers,
            misses_report=owed.misses_report,
            reported=reported,
            asked=asked,
            opened=opened,
            closed=closed,
            score=score.value if score else None,
            is_released=score is None or score.is_released,
            own_score=known.own_scores.get(key),
            contacts=sum(period.start <= day <= period.end for day in known.contacts.get(team, ())),
            was_at_call=key in known.calls.there if period.start in known.calls.held else None,
            better=better,
            worse=worse,
        )


def _state(owed: OwedMonth, today: date) -> str:
    """Whether a month is in: it is when all that is owed of it is."""
    if owed.due_on is None:
        return "unasked"
    if owed.in_on is not None:
        return "in" if owed.in_on <= owed.due_on else "late"
    if today <= owed.due_on:
        return "waiting"
    return "half" if owed.is_half_in else "missing"


def _said_by_charts(team: int, known: _Known) -> list[tuple[int, int, int, int]]:
    """For each month of the grid: numbers asked for, numbers there, charts for the better, charts for the worse."""
    said = [[0, 0, 0, 0] for _month in known.months]
    for chart in known.charts.get(team, ()):
        if chart.measure.period_kind != "month":
            continue
        line = chart.timeline
        kinds = chart.analysis.kind.tolist() if chart.analysis is not None and line.is_fair else ()
        for row, place in zip(said, _places(chart, known), strict=True):
            row[0] += 1
            if place is None:
                continue
            row[1] += line.numerators[place] is not None or line.values[place] is not None or place in line.suppressed
            if kinds:
                row[2] += kinds[place] == "improvement"
                row[3] += kinds[place] == "concern"
    return [(asked, reported, better, worse) for asked, reported, better, worse in said]


def _places(chart: MeasureChart, known: _Known) -> tuple[int | None, ...]:
    """Where each month of the grid stands on a chart's axis: worked out once for all charts on the same axis."""
    periods = chart.timeline.periods
    if id(periods) not in known.places:
        at = {period.start: place for place, period in enumerate(periods)}
        known.places[id(periods)] = tuple(at.get(month.period.start) for month in known.months)
    return known.places[id(periods)]
