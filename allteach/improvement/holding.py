"""When a kept change is looked at again: days from the day on which it was kept. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from allteach.collaboratives.thresholds import USUAL, Number

MONTHS = ("spread.first_check_months", "spread.second_check_months", "spread.last_check_months")


def check_days(kept_on: date, thresholds: Mapping[str, Number] = USUAL) -> tuple[date, ...]:
    """The days on which a change that was kept on a day is checked, the earliest first."""
    return tuple(months_later(kept_on, months) for months in sorted(int(thresholds[key]) for key in MONTHS))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
