"""How charts speak: a language with its catalogue, its numbers and its names of periods.

`charts` knows no framework. The edge makes one `Language` for each locale, once, from a catalogue of the standard
library's `gettext` (Django's own catalogues are such), and hands it over in every `Plot`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from typing import Literal

PeriodKind = Literal["day", "week", "month", "quarter"]
Length = Literal["short", "medium", "long"]

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
TOO_LONG_TO_READ = 1e15  # Beyond this a number is written with a power of ten.
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_WITHOUT_TRANSLATION = NullTranslations()


@dataclass(frozen=True, eq=False)
class Language:
    """Words, numbers and periods of one locale. Make it once and keep it: what is written in it is remembered.

    Parameters
    ----------
    code : str
        What the edge calls this language, for example ``fr-CA``.
    catalogue : gettext.NullTranslations
        Where translations come from. It must always answer in the same language, because what is made from it is
        remembered.
    decimal_mark, thousands_mark : str
        The form of numbers: ``.`` and ``,`` in English; ``,`` and a narrow no-break space in Canadian French.
    percent_gap : str
        What stands between a number and ``%``: nothing in English, a no-break space in French.
    """

    code: str = "en-GB"
    catalogue: NullTranslations = _WITHOUT_TRANSLATION
    decimal_mark: str = "."
    thousands_mark: str = ","
    percent_gap: str = ""

    @staticmethod
    def english() -> Language:
        """British English, which needs no catalogue: always the same value."""
        return _ENGLISH

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self.catalogue.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of a message that belongs to a number of things."""
        return self.catalogue.ngettext(one, many, number)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as people of this language write it: 1,234.5 or 1 234,5; minus is a real minus sign."""
        return _number(self, value, decimals)

    def amount(self, value: float, unit: str = "", decimals: int = 0) -> str:
        """A number with its unit: 48%, 3.2 days, 7 per 1,000."""
        return self.number(value, decimals) + self.unit_after(unit)

    def unit_after(self, unit: str) -> str:
        """What follows a number: the unit with the space this language puts before it."""
        if not unit:
            return ""
        return self.percent_gap + unit if unit == "%" else NO_BREAK + unit

    def period(self, start: date, kind: str, length: Length = "short") -> str:
        """The name of a period.

        ``short`` stands where the year is written once for many (Jun, 14 Mar, Q2); ``medium`` in tables
        (Jun 2026, 14 Mar 2026, Q2 2026); ``long`` in sentences (June 2026, 14 March 2026, the week of 9 March 2026).
        """
        return _period(self, start, kind, length)

    def periods(self, periods: tuple[tuple[date, str], ...], length: Length = "short") -> tuple[str, ...]:
        """The names of many periods, remembered: the charts of a page share their months."""
        return _periods(self, periods, length)

    def count(self, number: int, kind: str) -> str:
        """So many periods in words: nine months, 14 weeks; ``kind`` that is none of a period's counts points."""
        if kind == "month":
            text = self.ngettext("{number} month", "{number} months", number)
        elif kind == "week":
            text = self.ngettext("{number} week", "{number} weeks", number)
        elif kind == "quarter":
            text = self.ngettext("{number} quarter", "{number} quarters", number)
        elif kind == "day":
            text = self.ngettext("{number} day", "{number} days", number)
        else:
            text = self.ngettext("{number} point", "{number} points", number)
        return text.format(number=self.small_number(number))

    def small_number(self, number: int) -> str:
        """Numbers from one to twelve as words, larger ones in figures."""
        words = _small_numbers(self)
        return words[number] if 0 < number < len(words) else self.number(number)

    def about(self, value: str) -> str:
        """A value that is an estimate: about 31%."""
        return self.gettext("about {value}").format(value=value)

    def hidden(self, why: str) -> str:
        """That a number may not be shown, and why."""
        return self.gettext("hidden: {why}").format(why=why)

    def listed(self, items: Sequence[str]) -> str:
        """Things one after another: a, b and c."""
        if len(items) < 2:
            return "".join(items)
        return self.gettext("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])


_ENGLISH = Language()


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


@lru_cache(maxsize=8192)
def _number(language: Language, value: float, decimals: int) -> str:
    if abs(value) >= TOO_LONG_TO_READ:
        digits, power = f"{value:.2e}".split("e")
        text = f"{float(digits):g} × 10{str(int(power)).translate(_SUPERSCRIPTS)}"
        text = text.replace(".", language.decimal_mark)
    else:
        text = f"{value:,.{decimals}f}"
        if language.thousands_mark != "," or language.decimal_mark != ".":
            text = text.replace(",", "\0").replace(".", language.decimal_mark).replace("\0", language.thousands_mark)
    if text[0] == "-":
        # What rounds to nothing is nothing, from whichever side.
        text = MINUS + text[1:] if any(digit in "123456789" for digit in text) else text[1:]
    return text


@lru_cache(maxsize=64)
def _small_numbers(language: Language) -> tuple[str, ...]:
    _ = language.gettext
    return (
        "",
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )


@lru_cache(maxsize=64)
def _months(language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the months, short and long, counted from 1."""
    _ = language.gettext
    short = (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
    long = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return ("", *short), ("", *long)


@lru_cache(maxsize=4096)
def _period(language: Language, start: date, kind: str, length: Length) -> str:
    _ = language.gettext
    short, long = _months(language)
    month = long[start.month] if length == "long" else short[start.month]
    if kind == "quarter":
        text = _("Q{quarter}") if length == "short" else _("Q{quarter} {year}")
    elif kind == "month":
        text = "{month}" if length == "short" else _("{month} {year}")
    elif length == "short":
        text = _("{day} {month}")
    elif kind == "week" and length == "long":
        text = _("the week of {day} {month} {year}")
    else:
        text = _("{day} {month} {year}")
    return text.format(quarter=(start.month + 2) // 3, day=start.day, month=month, year=start.year)


@lru_cache(maxsize=512)
def _periods(language: Language, periods: tuple[tuple[date, str], ...], length: Length) -> tuple[str, ...]:
    return tuple(_period(language, start, kind, length) for start, kind in periods)
