"""Periods: the day, week, month or quarter that a value belongs to.

A period is a date and a kind, never a moment: it has no time of day and no time zone, so it cannot slip when a
reader, a server or a clock is elsewhere. It is written one way in addresses, files and the API: 2026-03-14, 2026-W11,
2026-03 and 2026-Q1. Weeks are those of ISO 8601 (Monday to Sunday; 2026 has 53); quarters are of the calendar year.

To add a kind, add it to KINDS: two functions that number the periods say everything about it but how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, total_ordering

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PeriodKind:
    """One length of period: how such periods are numbered, written, read and said."""

    key: str
    number: Callable[[date], int]  # Of the period that holds a day; the next period's is one more.
    start: Callable[[int], date]  # The first day of the period of a number.
    written: Callable[[date], str]
    pattern: re.Pattern[str]
    read: Callable[[list[int]], date]
    words: Callable[[date, date], str]


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or quarter, named by its first day and its kind.

    Periods sort by their first day, then the shorter first. Raises ValueError if `kind` is not in KINDS, `start` is
    not the first day of such a period, or the period does not lie whole within the years 1900 to 2200; TypeError if
    `start` is a moment (a datetime) and not a date.
    """

    start: date
    kind: str

    def __post_init__(self) -> None:
        kind = _kind_of(self.kind)
        _require_day(self.start)
        if kind.start(kind.number(self.start)) != self.start:
            raise ValueError(f"{_day_in_words(self.start)} is not the first day of a {kind.key}.")
        if self.start < EARLIEST or self._last_day() > LATEST:
            raise _out_of_range()

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that `text` writes; raise ValueError, with a sentence for people, if it writes none.

        Only the one way of writing each kind is read, so that `str(Period.parse(text)) == text` always.
        """
        for kind in KINDS.values():
            if match := kind.pattern.fullmatch(text):
                return cls(kind.read([int(digits) for digits in match.groups()]), kind.key)
        shown = text if len(text) <= 30 else f"{text[:30]}…"
        raise ValueError(
            f"“{shown}” is not a period. Write a day as 2026-03-14, a week as 2026-W11, a month as 2026-03 "
            "or a quarter as 2026-Q1."
        )

    @classmethod
    def containing(cls, day: date, kind: str) -> Period:
        """Return the period of this kind that holds `day`; raise ValueError outside the years 1900 to 2200."""
        _require_day(day)
        found = _kind_of(kind)
        return cls(found.start(found.number(day)), kind)

    @property
    def end(self) -> date:
        """The last day of the period, itself included."""
        return self._last_day()

    def next(self) -> Period:
        """Return the period that follows; raise ValueError after the year 2200."""
        return self + 1

    def previous(self) -> Period:
        """Return the period before; raise ValueError before the year 1900."""
        return self + -1

    def has_begun(self, on: date) -> bool:
        """Whether the period's first day has come by the day `on`."""
        return self.start <= on

    def is_over(self, on: date) -> bool:
        """Whether the period's last day lies before the day `on`."""
        return self.end < on

    def words(self) -> str:
        """Return the period in British English, for logs and errors; pages say it in the reader's own language."""
        return KINDS[self.kind].words(self.start, self.end)

    def __add__(self, count: int) -> Period:
        kind = KINDS[self.kind]
        wanted = kind.number(self.start) + count
        # The number is checked, not the date: a wild count has no date that Python could make.
        if not kind.number(EARLIEST) <= wanted <= kind.number(LATEST):
            raise _out_of_range()
        return Period(kind.start(wanted), self.kind)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        return KINDS[self.kind].written(self.start)

    def until(self, day: date) -> int:
        """How many periods after this one a day falls; negative before it."""
        kind = KINDS[self.kind]
        return kind.number(day) - kind.number(self.start)

    def _last_day(self) -> date:
        kind = KINDS[self.kind]
        return kind.start(kind.number(self.start) + 1) - _ONE_DAY


@lru_cache(maxsize=1024)
def periods_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Return every period from `first` to `last`, both included; none if `last` comes before `first`.

    Remembered: charts of one collaborative run over the same few spans. Raises ValueError if the two are not of one
    kind.
    """
    if first.kind != last.kind:
        raise ValueError(f"{first} is a {first.kind} and {last} is a {last.kind}: both must be of one kind.")
    kind = KINDS[first.kind]
    numbers = range(kind.number(first.start), kind.number(last.start) + 1)
    return tuple(Period(kind.start(number), kind.key) for number in numbers)


def _kind_of(key: str) -> PeriodKind:
    try:
        return KINDS[key]
    except KeyError:
        raise ValueError(f"“{key}” is not a kind of period: choose {', '.join(KINDS)}.") from None


def _require_day(day: date) -> None:
    # A datetime is a date to Python, and the day it falls on depends on a zone: whoever has one must say which.
    if isinstance(day, datetime):
        raise TypeError("a period is made from a date, not from a moment in time")


def _out_of_range() -> ValueError:
    return ValueError(f"Periods lie within the years {EARLIEST.year} to {LATEST.year}.")


def _day_read(numbers: list[int]) -> date:
    year, month, day = numbers
    start = _month_read([year, month])
    days = (_month_start(_month_number(start) + 1) - start).days
    if not 1 <= day <= days:
        raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}: its days run from 1 to {days}.")
    return start.replace(day=day)


def _week_read(numbers: list[int]) -> date:
    year, week = numbers
    _require_year(year)
    # 28 December is always in the last week of its ISO year.
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise ValueError(f"{year} has no week {week}: its weeks run from 1 to {weeks}.")
    return date.fromisocalendar(year, week, 1)


def _month_read(numbers: list[int]) -> date:
    year, month = numbers
    _require_year(year)
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}: months run from 1 to 12.")
    return date(year, month, 1)


def _quarter_read(numbers: list[int]) -> date:
    year, quarter = numbers
    _require_year(year)
    if not 1 <= quarter <= 4:
        raise ValueError(f"There is no quarter {quarter}: quarters run from 1 to 4.")
    return date(year, 3 * quarter - 2, 1)


def _require_year(year: int) -> None:
    if not EARLIEST.year <= year <= LATEST.year:
        raise _out_of_range()


def _week_number(day: date) -> int:
    return (day.toordinal() - 1) // 7  # Day 1 of Python's calendar is a Monday.


def _week_start(number: int) -> date:
    return date.fromordinal(7 * number + 1)


def _month_number(day: date) -> int:
    return 12 * day.year + day.month - 1


def _month_start(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _quarter_number(day: date) -> int:
    return 4 * day.year + (day.month - 1) // 3


def _quarter_start(number: int) -> date:
    return date(number // 4, 3 * (number % 4) + 1, 1)


def _week_written(start: date) -> str:
    year, week, _ = start.isocalendar()
    return f"{year}-W{week:02}"


def _day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _week_in_words(start: date, end: date) -> str:
    year, week, _ = start.isocalendar()
    return f"week {week} of {year} ({_day_in_words(start)} to {_day_in_words(end)})"


KINDS = {
    kind.key: kind
    for kind in (
        PeriodKind(
            key="day",
            number=date.toordinal,
            start=date.fromordinal,
            written=date.isoformat,
            pattern=re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"),
            read=_day_read,
            words=lambda start, _: _day_in_words(start),
        ),
        PeriodKind(
            key="week",
            number=_week_number,
            start=_week_start,
            written=_week_written,
            pattern=re.compile("([0-9]{4})-W([0-9]{2})"),
            read=_week_read,
            words=_week_in_words,
        ),
        PeriodKind(
            key="month",
            number=_month_number,
            start=_month_start,
            written=lambda start: f"{start.year}-{start.month:02}",
            pattern=re.compile("([0-9]{4})-([0-9]{2})"),
            read=_month_read,
            words=lambda start, _: f"{MONTHS[start.month - 1]} {start.year}",
        ),
        PeriodKind(
            key="quarter",
            number=_quarter_number,
            start=_quarter_start,
            written=lambda start: f"{start.year}-Q{_quarter_number(start) % 4 + 1}",
            pattern=re.compile("([0-9]{4})-Q([0-9])"),
            read=_quarter_read,
            words=lambda start, end: f"{MONTHS[start.month - 1]} to {MONTHS[end.month - 1]} {end.year}",
        ),
    )
}
