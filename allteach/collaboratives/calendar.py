"""The calendar of a collaborative: every stage, session, call and report from the date of its first learning session.

Pure: dates in, dates out. Nothing of it is stored but what people decided: the rhythm, and what they moved by hand.

The proportions are those of a collaborative of four sessions in fifteen months (64 weeks to the congress: action
periods of 14, 18, 18 and 14 weeks); other numbers of sessions and months stretch them. Whatever gathers people keeps
the weekday of the first session and gives way to public holidays by whole weeks.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from allteach.core.periods import Period

WEEKS_PER_MONTH = 64 / 15
OUTER, INNER = 14, 18  # Weights of the first and last action period, and of those between.
FEWEST_SESSIONS, MOST_SESSIONS = 2, 6
SHORTEST, LONGEST = 6, 24  # Months from the first session to the congress.
LAST_WEEK = 5  # "The last Wednesday", where a month has no fifth.
FEWEST_PREWORK_WEEKS, MOST_PREWORK_WEEKS = 8, 10
RECRUITMENT_WEEKS, RECRUITMENT_LASTS = 20, timedelta(days=39)
SOONEST_REQUEST, LATEST_REQUEST = 3, 24  # Months after the congress.
QUARTER = 3  # Months.
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """What a director decides; everything else follows.

    `call_weekday` counts from Monday, 0; `call_week` is which of these in the month, 5 for the last. `due_day` is how
    many days after a month ends its report is due. So many months after the congress, `first_request` and
    `last_request`, teams are asked for their main numbers once more: few know what became of what they reached.
    """

    first_session: date
    sessions: int = 4
    months: int = 15
    session_days: int = 2
    due_day: int = 10
    call_week: int = 3
    call_weekday: int = 2
    prework_weeks: int = MOST_PREWORK_WEEKS
    first_request: int = 6
    last_request: int = 12

    def __post_init__(self) -> None:
        for name, least, most in (
            ("sessions", FEWEST_SESSIONS, MOST_SESSIONS),
            ("months", SHORTEST, LONGEST),
            ("session_days", 1, 3),
            ("due_day", 1, 28),
            ("call_week", 1, LAST_WEEK),
            ("call_weekday", 0, 6),
            ("prework_weeks", FEWEST_PREWORK_WEEKS, MOST_PREWORK_WEEKS),
            ("first_request", SOONEST_REQUEST, LATEST_REQUEST),
            ("last_request", self.first_request, LATEST_REQUEST),
        ):
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name}: expected {least} to {most}, got {getattr(self, name)}")


@dataclass(frozen=True)
class Entry:
    """One line of the calendar: what begins and ends when. `number` counts within a kind; 0 where there is one."""

    kind: str
    start: date
    end: date
    number: int = 0
    period: Period | None = None  # Of a report or a call: the month it is about, or falls in.

    @property
    def key(self) -> str:
        """What names it in addresses, and among what was moved: "session-2", "call-2026-03"."""
        if self.period is not None:
            return f"{self.kind}-{self.period}"
        return f"{self.kind}-{self.number}" if self.number else self.kind

    @property
    def days(self) -> Iterator[date]:
        """Each of its days."""
        return (self.start + step * DAY for step in range((self.end - self.start).days + 1))


MOVABLE = frozenset({"session", "congress", "call", "report"})
WRONG = frozenset({"out_of_order", "at_once"})


@dataclass(frozen=True)
class Remark:
    """Something to know about an entry; `kind` in WRONG cannot be saved."""

    kind: str
    key: str
    other: str = ""


@dataclass(frozen=True)
class Calendar:
    """Every stage, call and report of a collaborative, as it stands after what people moved.

    Parameters
    ----------
    rhythm : Rhythm
    holidays : collection of date
        Days on which nobody is asked to come.
    moved : mapping of key to date
        What was put on another day by hand. It stays there, on a holiday too: `remarks` says so.
    """

    rhythm: Rhythm
    holidays: Collection[date] = frozenset()
    moved: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def sessions(self) -> tuple[Entry, ...]:
        """The learning sessions."""
        first = self.rhythm.first_session
        starts = [first, *(first + timedelta(weeks=weeks) for weeks in self._weeks[:-1])]
        return tuple(
            self._gathering("session", start, days=self.rhythm.session_days, number=number, is_fixed=number == 1)
            for number, start in enumerate(starts, start=1)
        )

    @cached_property
    def congress(self) -> Entry:
        """The day on which everybody shows what was achieved."""
        return self._gathering("congress", self.rhythm.first_session + timedelta(weeks=self._weeks[-1]), days=1)

    @cached_property
    def action_periods(self) -> tuple[Entry, ...]:
        """From the day after each session to the day before the next, or before the congress."""
        ends = [*(session.start for session in self.sessions[1:]), self.congress.start]
        return tuple(
            Entry("action", session.end + DAY, end - DAY, number)
            for number, (session, end) in enumerate(zip(self.sessions, ends, strict=True), start=1)
        )

    @cached_property
    def stages(self) -> tuple[Entry, ...]:
        """The whole life of the collaborative, in order."""
        first, congress = self.sessions[0], self.congress
        began = first.start
        recruitment = began - timedelta(weeks=RECRUITMENT_WEEKS)
        during = [stage for pair in zip(self.sessions, self.action_periods, strict=True) for stage in pair]
        return (
            Entry("topic", _month(began, -12), _month(began, -8) - DAY),
            Entry("design", _month(began, -8), _month(began, -5) - DAY),
            Entry("recruitment", recruitment, recruitment + RECRUITMENT_LASTS),
            Entry("prework", began - timedelta(weeks=self.rhythm.prework_weeks), began - DAY),
            *during,
            congress,
            Entry("gains", congress.end + DAY, months_later(congress.end, self.rhythm.last_request)),
            Entry("final_report", months_later(congress.end, 3), months_later(congress.end, 3)),
        )

    @cached_property
    def data_requests(self) -> tuple[Entry, ...]:
        """The days after the congress on which teams are asked once more for their main numbers."""
        asked = sorted({self.rhythm.first_request, self.rhythm.last_request})
        days = ((months, months_later(self.congress.end, months)) for months in asked)
        return tuple(Entry("data_request", day, day, months) for months, day in days)

    @cached_property
    def requested(self) -> dict[Period, Entry]:
        """The month that each data request is about, which is the one that it falls in, with the request."""
        return {Period.containing(request.start, "month"): request for request in self.data_requests}

    def asks_for(self, period: Period) -> bool:
        """Whether teams are asked for the numbers of a period: of all of them until the month of the congress.

        After it a month is asked for once in a quarter until the last request, and a shorter period not at all.
        """
        last = self._months[-1]
        if period.start <= last.end:
            return True
        after = last.until(period.end)
        if period.kind not in ("month", "quarter") or after > self.rhythm.last_request:
            return False
        return period.kind == "quarter" or after % QUARTER == 0 or period in self.requested

    @cached_property
    def calls(self) -> tuple[Entry, ...]:
        """The call of all teams in each month of an action period; none on a day of a session."""
        return tuple(
            call
            for call in (self._call(period) for period in self._months)
            if any(stage.start <= call.start <= stage.end for stage in self.action_periods)
        )

    @cached_property
    def reports(self) -> tuple[Entry, ...]:
        """The day on which each month's report and numbers are due: from the first session to the congress."""
        return tuple(
            Entry("report", due, due, period=period)
            for period in self._months
            if period.end < self.congress.start
            for due in [report_due(period, self.rhythm.due_day, self.moved)]
        )

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of it, by day."""
        return tuple(
            sorted(
                (*self.stages, *self.data_requests, *self.calls, *self.reports),
                key=lambda entry: (entry.start, entry.key),
            )
        )

    @property
    def span(self) -> tuple[date, date]:
        """From the first day of the first session to the last day of the congress."""
        return self.sessions[0].start, self.congress.end

    def entry(self, key: str) -> Entry | None:
        """The entry of a key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def stage_on(self, day: date) -> Entry | None:
        """The stage that a day falls into; the later one where two overlap."""
        return next((stage for stage in reversed(self.stages) if stage.start <= day <= stage.end), None)

    def put(self, key: str, on: date, *, carry: bool = False) -> Calendar:
        """The calendar with one entry on another day; with `carry` all later sessions and the congress go with it."""
        entry = self.entry(key)
        if entry is None or entry.kind not in MOVABLE:
            raise ValueError(f"key: expected a session, the congress, a call or a report, got {key!r}")
        moved = {**self.moved, key: on}
        if carry:
            by = on - entry.start
            for later in (*self.sessions, self.congress):
                if later.start > entry.start:
                    moved[later.key] = self._free(later.start + by, (later.end - later.start).days + 1)
        return Calendar(self.rhythm, self.holidays, moved)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What is wrong (dates out of order, two gatherings at once) or should be known (one on a holiday)."""
        gatherings = (*self.sessions, self.congress)
        found = [
            Remark("out_of_order", later.key, earlier.key)
            for earlier, later in pairwise(gatherings)
            if later.start <= earlier.end
        ]
        found += [
            Remark("at_once", call.key, session.key)
            for call in self.calls_asked
            for session in gatherings
            if call.key in self.moved and session.start <= call.start <= session.end
        ]
        found += [
            Remark("on_holiday", entry.key) for entry in (*gatherings, *self.calls) if self.holidays_within(entry)
        ]
        return tuple(found)

    def holidays_within(self, entry: Entry) -> tuple[date, ...]:
        """Its days that are public holidays."""
        return tuple(day for day in entry.days if day in self.holidays)

    @property
    def calls_asked(self) -> tuple[Entry, ...]:
        """Every month's call, also where a session takes its place."""
        return tuple(self._call(period) for period in self._months)

    @cached_property
    def _weeks(self) -> tuple[int, ...]:
        """How many weeks after the first session each later one begins, and last the congress."""
        weights = [INNER] * self.rhythm.sessions
        weights[0] = weights[-1] = OUTER
        whole = round(self.rhythm.months * WEEKS_PER_MONTH)
        return tuple(round(whole * sum(weights[: place + 1]) / sum(weights)) for place in range(len(weights)))

    @cached_property
    def _months(self) -> tuple[Period, ...]:
        first = Period.containing(self.sessions[0].start, "month")
        last = Period.containing(self.congress.start, "month")
        return tuple(first + step for step in range(first.until(last.start) + 1))

    def _gathering(self, kind: str, start: date, *, days: int, number: int = 0, is_fixed: bool = False) -> Entry:
        key = f"{kind}-{number}" if number else kind
        start = self.moved.get(key) or (start if is_fixed else self._free(start, days))
        return Entry(kind, start, start + (days - 1) * DAY, number)

    def _free(self, start: date, days: int) -> date:
        """The same weekday, in the first week from then on in which none of the days is a holiday."""
        while any(start + step * DAY in self.holidays for step in range(days)):
            start += timedelta(weeks=1)
        return start

    def _call(self, period: Period) -> Entry:
        day = self.moved.get(f"call-{period}")
        if day is None:
            day = _weekday_of(period.start, self.rhythm.call_weekday, self.rhythm.call_week)
            if day in self.holidays:
                other = day + timedelta(weeks=1)
                day = other if other.month == day.month else day - timedelta(weeks=1)
        return Entry("call", day, day, period=period)


@dataclass(frozen=True)
class Shift:
    """An entry before and after; None where it is new, or gone."""

    entry: Entry  # As it will be, or as it was where it is gone.
    before: Entry | None
    after: Entry | None

    @property
    def key(self) -> str:
        """The key of the entry."""
        return self.entry.key


def shifts(before: Calendar, after: Calendar) -> tuple[Shift, ...]:
    """What differs between two calendars, by day."""
    old, new = ({entry.key: entry for entry in calendar.entries} for calendar in (before, after))
    found = [
        Shift(entry, old.get(key), new.get(key))
        for key, entry in {**old, **new}.items()
        if old.get(key) != new.get(key)
    ]
    return tuple(sorted(found, key=lambda shift: (shift.entry.start, shift.key)))


def report_due(period: Period, due_day: int, moved: Mapping[str, date]) -> date:
    """The day on which a month's report and numbers are due: so many days after it, or where it was put by hand."""
    return moved.get(f"report-{period}", period.end + due_day * DAY)


def _month(day: date, step: int) -> date:
    """The first day of the month so many months away."""
    at = 12 * day.year + day.month - 1 + step
    return date(at // 12, at % 12 + 1, 1)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has none."""
    first = _month(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _weekday_of(first: date, weekday: int, week: int) -> date:
    """The first, second … or last such weekday of a month that begins on a day."""
    days = monthrange(first.year, first.month)[1]
    earliest = 1 + (weekday - first.weekday()) % 7
    day = earliest + 7 * (week - 1)
    return first.replace(day=day if day <= days else day - 7)
