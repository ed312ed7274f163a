"""Words that say a number, as a number that can be reckoned with."""

import re
from typing import NamedTuple

from allteach.charts import Language
from allteach.charts.words import MINUS

LONGEST_UNIT = 40


class Number(NamedTuple):
    """A number, and how the office program is to write it."""

    value: float
    form: str


def number_in(words: str, language: Language) -> Number | None:
    """The number that a cell says, written as the cell says it; None where it does not begin with one.

    What follows the number stays beside it: 59% is 59 with its sign, and 7 per 1,000 is 7.
    """
    thousands, mark = re.escape(language.thousands_mark), re.escape(language.decimal_mark)
    pattern = rf"([-{MINUS}]?)(\d{{1,3}}(?:{thousands}\d{{3}})+|\d+)(?:{mark}(\d+))?([^\d\"\\][^\"\\]*)?"
    found = re.fullmatch(pattern, words.strip())
    if found is None or len(found[4] or "") > LONGEST_UNIT:
        return None
    sign, whole, part, unit = found.groups(default="")
    value = float(f"{whole.replace(language.thousands_mark, '')}.{part or 0}")
    return Number(-value if sign else value, form_of(len(part), unit))


def form_of(decimals: int, unit: str = "") -> str:
    """How the office program writes a number: with so many decimals, and its unit."""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + (f'"{unit}"' if unit else "")
