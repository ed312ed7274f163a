"""What teams owe: the periods not yet sent, the oldest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allteach.collaboratives.calendar import Calendar, Entry, report_due
from allteach.collaboratives.models import TeamProfile, Timetable
from allteach.collaboratives.queries.calendars import RHYTHM, calendar_of, days_moved
from allteach.core.periods import Period, periods_between
from allteach.core.prepared import Prepared
from allteach.measures.models import Sheet, TeamMeasure

LOOKS_BACK = 24  # Periods. Older gaps stay gaps: nobody is asked for them.
DECIDED_DAYS = (*RHYTHM, "holidays", "moved")  # What the days of a calendar follow from.
LATEST = 2  # Periods: three days after one is due, the next may be over.


@dataclass(frozen=True)
class DuePeriod:
    """One period that a team is asked for, sent or not."""

    team: int
    period: Period
    due_on: date
    measures: int  # How many are asked for.
    started: int  # How many rows have something typed in them.
    sent_at: datetime | None = None
    request: Entry | None = None  # Of the calendar, where the month is asked for once more after the congress.

    def is_late(self, today: date) -> bool:
        """Whether the day it was due has passed."""
        return today > self.due_on


_asked = Prepared(
    lambda teams: (
        TeamMeasure.objects.active()
        .filter(team__in=teams)
        .values_list("team_id", "measure__period_kind", "measure__due_day")
    )
)
_joined = Prepared(
    lambda teams: TeamProfile.objects.filter(team__in=teams, withdrawn_on=None).values_list(
        "team_id", "joined_on", "team__parent_id", *(f"team__parent__timetable__{name}" for name in DECIDED_DAYS)
    )
)
_sheets = Prepared(
    lambda teams: Sheet.objects.filter(team__in=teams).values_list(
        "team_id", "period_kind", "period_start", "sent_at", "typed"
    )
)


def due_periods(teams: Iterable[int], *, today: date, with_running: bool = False) -> dict[int, list[DuePeriod]]:
    """The periods that are over and not sent, for each team: three queries however many teams.

    Counted from the period in which the team joined; where nobody said when, from the last period that is over.
    With `with_running` the month that runs too: a week before it is due may lie within it.
    """
    found: dict[int, list[DuePeriod]] = {}
    for due in _asked_for(teams, today, LOOKS_BACK, with_running=with_running):
        if due.sent_at is None:
            found.setdefault(due.team, []).append(due)
    for periods in found.values():
        periods.sort(key=lambda due: (due.period.start, due.period.kind))
    return found


def latest_periods(teams: Iterable[int], *, today: date) -> list[DuePeriod]:
    """The last two periods of each kind that are over, sent or not, of each team: three queries however many teams."""
    return list(_asked_for(teams, today, LATEST))


def _asked_for(teams: Iterable[int], today: date, back: int, *, with_running: bool = False) -> Iterator[DuePeriod]:
    """So many periods back, of each kind in which a team measures something, that are asked for: three queries."""
    wanted = list(teams)
    asked: dict[tuple[int, str], list[int]] = {}
    for team, kind, due_day in _asked(teams=wanted):
        asked.setdefault((team, kind), []).append(due_day)
    joined, around = {}, {}
    calendars: dict[int | None, Calendar | None] = {}
    for team, joined_on, parent, *decided in _joined(teams=wanted):
        joined[team], around[team] = joined_on, parent
        if parent not in calendars:
            has_calendar = decided[0] is not None
            decided_days = dict(zip(DECIDED_DAYS, decided, strict=True))
            calendars[parent] = calendar_of(Timetable(**decided_days)) if has_calendar else None
    sheets = {
        (team, kind, start): (sent_at, sum(any(cells.values()) for cells in typed.values()))
        for team, kind, start, sent_at, typed in _sheets(teams=wanted)
    }
    for (team, kind), due_days in asked.items():
        if team not in joined:
            continue
        last = Period.containing(today, kind).previous()
        first = max(Period.containing(joined[team] or last.start, kind), last + -(back - 1))
        if with_running and kind == "month":
            last += 1
        calendar = calendars[around[team]]
        for period in periods_between(first, last) if first <= last else ():
            if calendar is not None and not calendar.asks_for(period):
                continue
            sent_at, started = sheets.get((team, kind, period.start), (None, 0))
            due_on = period.end + timedelta(days=min(due_days))
            if calendar is not None and kind == "month":
                due_on = report_due(period, calendar.rhythm.due_day, calendar.moved)
            request = calendar.requested.get(period) if calendar is not None else None
            yield DuePeriod(team, period, due_on, len(due_days), started, sent_at, request)


def due_day_of(period: Period, of_measure: int, of_calendar: int | None, moved: Mapping[str, str] | None) -> date:
    """The day on which a period is due. A month is due when the calendar says so, where there is one."""
    if period.kind == "month" and of_calendar is not None:
        return report_due(period, of_calendar, days_moved(moved or {}))
    return period.end + timedelta(days=of_measure)
