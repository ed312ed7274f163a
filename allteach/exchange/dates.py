"""Periods in cells: read in listed forms only, and an ambiguous one asked about, never guessed.

To read another form, add it to FORMS. Names of months are those of the languages the product speaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.exchange.sheets import Cell

_ENGLISH = "January February March April May June July August September October November December"
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_WELSH = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
_ENGLISH_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_FRENCH_SHORT = "janv févr mars avr mai juin juil août sept oct nov déc"


def _plain(text: str) -> str:
    """The text in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


MONTHS = {
    _plain(name): number
    for names in (_ENGLISH, _FRENCH, _WELSH, _ENGLISH_SHORT, _FRENCH_SHORT)
    for number, name in enumerate(names.split(), start=1)
} | {"fev": 2}


class AmbiguousDate(ValueError):  # noqa: N818 - it is a question, not a mishap
    """A date that may be day first or month first."""

    def __init__(self, text: str, day_first: date, month_first: date) -> None:
        super().__init__(
            _("“{text}” may be {day_first} or {month_first}.").format(
                text=text, day_first=day_in_words(day_first), month_first=day_in_words(month_first)
            )
        )


@dataclass(frozen=True)
class Found:
    """What a cell says before it is known which kind of period is wanted: a day, or a period that says its kind."""

    day: date | None = None
    period: Period | None = None


Reader = Callable[[re.Match[str], str], Found]


def read_period(cell: Cell, kind: str, date_order: str = "") -> Period:
    """Return the period of this kind that a cell says.

    A date stands for the week, month or quarter that begins or ends on it. Raises AmbiguousDate where the order of day
    and month is not said and matters, and ValueError, in words, where the cell says no such period.
    """
    return fitted(find_period(cell, date_order), kind)


def find_period(cell: Cell, date_order: str = "") -> Found:
    """Return the day or period that a cell says; raise AmbiguousDate or ValueError as `read_period` does."""
    if isinstance(cell, list):
        # A moment of a spreadsheet is read as the day it is on: it has no time zone that could move it.
        return Found(day=date.fromisoformat(cell[0][:10]))
    if cell is None:
        raise ValueError(_("The period is missing."))
    text = str(cell)
    written = _PREFIX.sub("", _plain(text)).strip()
    for pattern, reader in FORMS:
        if match := pattern.fullmatch(written):
            return reader(match, date_order)
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    raise ValueError(_why_not(written, shown))


def is_period(cell: Cell) -> bool:
    """Whether a cell says a day or period, be it an ambiguous one."""
    try:
        find_period(cell)
    except AmbiguousDate:
        return True
    except ValueError:
        return False
    return True


def fitted(found: Found, kind: str) -> Period:
    """Return what was found as a period of this kind; raise ValueError, in words, where it is none."""
    if found.period is not None:
        if found.period.kind == kind:
            return found.period
        raise ValueError(_KIND_WANTED[kind].format(said=period_in_words(found.period)))
    day = found.day
    period = Period.containing(day, kind)
    if day not in (period.start, period.end):
        raise ValueError(_NEITHER_END[kind].format(day=day_in_words(day)))
    return period


def date_order_of(texts: Iterable[str]) -> str:
    """Return what settles the order of day and month: day_first, month_first, both (they contradict) or nothing."""
    orders = set()
    for text in texts:
        if match := _SLASHED.fullmatch(_PREFIX.sub("", _plain(text)).strip()):
            first, second = int(match["first"]), int(match["second"])
            if first > 12 >= second:
                orders.add("day_first")
            elif second > 12 >= first:
                orders.add("month_first")
    return "both" if len(orders) == 2 else "".join(orders)


def day_in_words(day: date) -> str:
    """Return the day as nobody can mistake it: 1 February 2025."""
    return period_in_words(Period(day, "day"))


def _ymd(match: re.Match[str], _order: str) -> Found:
    return Found(day=_day(int(match["year"]), int(match["month"]), int(match["day"])))


def _slashed(match: re.Match[str], order: str) -> Found:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if order == "day_first" or first > 12:
        return Found(day=_day(year, second, first))
    if order == "month_first" or second > 12:
        return Found(day=_day(year, first, second))
    if first == second:
        return Found(day=_day(year, first, second))
    raise AmbiguousDate(match[0], _day(year, second, first), _day(year, first, second))


def _day_with_name(match: re.Match[str], _order: str) -> Found:
    return Found(day=_day(_year(match), _month(match["name"]), int(match["day"])))


def _month_with_name(match: re.Match[str], _order: str) -> Found:
    return Found(period=Period(_day(_year(match), _month(match["name"]), 1), "month"))


def _month_in_figures(match: re.Match[str], _order: str) -> Found:
    return Found(period=Period(_day(int(match["year"]), int(match["month"]), 1), "month"))


def _quarter(match: re.Match[str], _order: str) -> Found:
    return Found(period=Period.parse(f"{match['year']}-Q{match['quarter']}"))


def _week(match: re.Match[str], _order: str) -> Found:
    return Found(period=Period.parse(f"{match['year']}-W{int(match['week']):02}"))


def _day(year: int, month: int, day: int) -> date:
    # Period says in words what is wrong with a date that does not exist.
    return Period.parse(f"{year:04}-{month:02}-{day:02}").start


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return 2000 + year if len(match["year"]) == 2 else year


def _month(name: str) -> int:
    if name not in MONTHS:
        raise ValueError(_("“{name}” is not the name of a month we know.").format(name=name[:30]))
    return MONTHS[name]


def _why_not(written: str, shown: str) -> str:
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", written):
        return _("“{cell}” is how a spreadsheet stores a date inside. Please format the column as a date.").format(
            cell=shown
        )
    if re.fullmatch(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}", written):
        return _("“{cell}” has a year of two digits. Please write all four.").format(cell=shown)
    if re.search(r"[0-9]{4} ?[/-] ?(?:[0-9]{2})\b", written) and "q" in written:
        return _("“{cell}” is a quarter of a financial year. Please write the calendar quarter, as 2026-Q1.").format(
            cell=shown
        )
    return _(
        "“{cell}” is not a period we can read. Please write a day as 2026-03-14, a week as 2026-W11, a month as "
        "2026-03 or March 2026, a quarter as 2026-Q1."
    ).format(cell=shown)


_MIDNIGHT = r"(?:[t ]00:00(?::00(?:\.0+)?)?z?)?"
_NAME = r"(?P<name>[a-z]{3,12})\.?"
_TWO_OR_FOUR = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
_PREFIX = re.compile(r"(?:w/[ce]|w\.[ce]\.?|(?:week|month|quarter) (?:commencing|beginning|starting|ending|of))[: ]\s*")
_SLASHED = re.compile(
    rf"(?P<first>[0-9]{{1,2}})(?P<mark>[/.-])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}}){_MIDNIGHT}"
)

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?P<year>[0-9]{{4}})([/-])(?P<month>[0-9]{{2}})\2(?P<day>[0-9]{{2}}){_MIDNIGHT}"), _ymd),
    (_SLASHED, _slashed),
    (re.compile(r"(?P<year>[0-9]{4})[/-](?P<month>[0-9]{2})"), _month_in_figures),
    (re.compile(r"(?P<month>[0-9]{1,2})[/-](?P<year>[0-9]{4})"), _month_in_figures),
    (re.compile(r"(?P<year>[0-9]{4})[ -]?q(?P<quarter>[1-4])"), _quarter),
    (re.compile(r"q(?P<quarter>[1-4])[ -/]?(?P<year>[0-9]{4})"), _quarter),
    (re.compile(r"(?P<year>[0-9]{4})[ -]?w(?P<week>[0-9]{1,2})"), _week),
    (re.compile(r"(?:w|wk|week)[ -]?(?P<week>[0-9]{1,2}),?[ -/]?(?P<year>[0-9]{4})"), _week),
    (re.compile(rf"{_NAME}[ /-]?{_TWO_OR_FOUR}"), _month_with_name),
    (re.compile(rf"(?P<year>[0-9]{{4}})[ -]{_NAME}"), _month_with_name),
    (re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME}[ -]{_TWO_OR_FOUR}"), _day_with_name),
    (re.compile(rf"{_NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})"), _day_with_name),
)

_KIND_WANTED = {
    "day": gettext_lazy("{said} is not a day; this measure is reported by day."),
    "week": gettext_lazy("{said} is not a week; this measure is reported by week."),
    "month": gettext_lazy("{said} is not a month; this measure is reported by month."),
    "quarter": gettext_lazy("{said} is not a quarter; this measure is reported by quarter."),
}
_NEITHER_END = {
    "day": "",  # A day begins and ends on itself.
    "week": gettext_lazy("{day} is neither the Monday nor the Sunday of its week."),
    "month": gettext_lazy("{day} is neither the first nor the last day of its month."),
    "quarter": gettext_lazy("{day} is neither the first nor the last day of its quarter."),
}
