"""What each team owes of each month, its numbers and its report: one rule, for whoever asks.

The grid, the list of teams to call, attention, Home and the pack for a call all read it, so that they cannot disagree.

A month is owed by the teams that take part in it; where a calendar stands, from its first session to its congress.
Numbers are owed by a team that measures something each month. A report is owed where a calendar plans reports; without
a calendar, from the first month of which any team of the collaborative sent one. What is not owed is not missed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.queries.calendars import calendars_of
from allteach.core.periods import Period
from allteach.measures.models import Sheet, TeamMeasure
from allteach.progress.models import MonthlyReport
from allteach.progress.queries.reports import USUAL_DUE_DAY, report_days
from allteach.spaces.models import Space

LATELY = 34  # Days: until the next month is late too. What was due earlier is a gap, and nobody is called about it.
LOOKS_BACK = 3  # Months: whose day may lie within those days.


@dataclass(frozen=True)
class OwedMonth:
    """One month of one team. `due_on` is None where nothing is asked of it: before it joined, after it left …"""

    due_on: date | None = None
    asks_numbers: bool = False
    asks_report: bool = False
    numbers_on: date | None = None  # When they were sent.
    report_on: date | None = None

    @property
    def misses_numbers(self) -> bool:
        """Whether numbers are asked for and not in."""
        return self.asks_numbers and self.numbers_on is None

    @property
    def misses_report(self) -> bool:
        """Whether a report is asked for and not in."""
        return self.asks_report and self.report_on is None

    @property
    def in_on(self) -> date | None:
        """The day on which the last of what is asked for came in; None while something is missing."""
        came = self._came
        return None if self.misses_numbers or self.misses_report or not came else max(came)

    @property
    def is_half_in(self) -> bool:
        """Whether of numbers and report one is in and the other is missing."""
        return self.in_on is None and bool(self._came)

    @property
    def _came(self) -> list[date]:
        wanted = ((self.asks_numbers, self.numbers_on), (self.asks_report, self.report_on))
        return [day for is_asked, day in wanted if is_asked and day is not None]


NOTHING_OWED = OwedMonth()


@dataclass(frozen=True)
class LateMonth:
    """A month of a team whose day has passed and of which something is missing."""

    month: Period
    due_on: date
    misses_numbers: bool
    misses_report: bool


def owed_months(teams: Iterable[Space], months: Sequence[Period]) -> dict[tuple[int, Period], OwedMonth]:
    """What each team owes of each month, and what of it came in when: six queries however many there are.

    Whether somebody may know it is for the caller to ask.
    """
    teams = list(teams)
    if not teams or not months:
        return {}
    ids, starts = [team.pk for team in teams], [month.start for month in months]
    profiles = {
        team: (joined_on, withdrawn_on)
        for team, joined_on, withdrawn_on in TeamProfile.objects.filter(team__in=ids).values_list(
            "team_id", "joined_on", "withdrawn_on"
        )
    }
    measured = TeamMeasure.objects.active().filter(team__in=ids, measure__period_kind="month").order_by()
    due_day = dict(measured.values_list("team_id").annotate(Min("measure__due_day")))
    sheets = Sheet.objects.filter(team__in=ids, period_kind="month", period_start__in=starts, sent_at__isnull=False)
    numbers = _days(sheets.values_list("team_id", "period_start", "sent_at"))
    reports = MonthlyReport.objects.sent().filter(team__in=ids, month__in=starts)
    sent = _days(reports.values_list("team_id", "month", "sent_at"))
    rules = _rules({team.parent_id for team in teams if team.parent_id is not None})
    found = {}
    for team in teams:
        rule = rules.get(team.parent_id or 0, _Rule())
        for month in months:
            joined_on, withdrawn_on = profiles.get(team.pk, (date.max, None))
            takes_part = (joined_on is None or joined_on <= month.end) and (
                withdrawn_on is None or month.end < withdrawn_on
            )
            due_on = rule.due_on(month, due_day.get(team.pk, USUAL_DUE_DAY)) if takes_part else None
            asks_numbers, asks_report = team.pk in due_day, rule.asks_report(month)
            if due_on is None or not (asks_numbers or asks_report):
                found[team.pk, month] = NOTHING_OWED
                continue
            key = (team.pk, month.start)
            found[team.pk, month] = OwedMonth(due_on, asks_numbers, asks_report, numbers.get(key), sent.get(key))
    return found


def late_months(teams: Iterable[Space], *, today: date, after: int = 1) -> dict[int, LateMonth]:
    """The teams of which something is missing of the last month that was due, so many days ago or more: six queries.

    A team that has left owes nothing any more: pass those that take part.
    """
    teams = list(teams)
    now = Period.containing(today, "month")
    months = [now + -step for step in range(1, LOOKS_BACK + 1)]  # The newest first.
    owed = owed_months(teams, months)
    found = {}
    for team in teams:
        for month in months:
            each = owed[team.pk, month]
            if each.due_on is None or not after <= (today - each.due_on).days <= LATELY:
                continue
            if each.in_on is None:
                found[team.pk] = LateMonth(month, each.due_on, each.misses_numbers, each.misses_report)
            break
    return found


@dataclass(frozen=True)
class _Rule:
    """What a collaborative asks for: by its calendar, or from the first month of which it has a report."""

    days: dict[Period, date] | None = None  # None without a calendar.
    first_report: date | None = None

    def due_on(self, month: Period, due_day: int) -> date | None:
        """The day a month is due; None where the calendar does not have it."""
        return month.end + timedelta(days=due_day) if self.days is None else self.days.get(month)

    def asks_report(self, month: Period) -> bool:
        """Whether a report of a month is asked for."""
        if self.days is not None:
            return month in self.days
        return self.first_report is not None and self.first_report <= month.start


def _rules(around: set[int]) -> dict[int, _Rule]:
    """What each collaborative asks for: two queries, one where all have a calendar."""
    rules = {timetable.space_id: _Rule(report_days(calendar)) for timetable, calendar in calendars_of(around)}
    if without := around - rules.keys():
        begun = MonthlyReport.objects.sent().filter(team__parent__in=without).order_by()
        for space, first in begun.values_list("team__parent_id").annotate(Min("month")):
            rules[space] = _Rule(first_report=first)
    return rules


def _days(rows: Iterable[tuple[int, date, datetime | None]]) -> dict[tuple[int, date], date]:
    return {(team, month): timezone.localdate(at) for team, month, at in rows if at is not None}
