"""Numbers in cells, read strictly: what is not surely a number is missing, suppressed, or refused in words; never 0.

Python's own readers are not used on text: to them `int("1_000")` is 1000, `int("３")` is 3 and `Decimal("NaN")` a
number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from allteach.exchange.sheets import Cell


class State(StrEnum):
    """Whether a number stands in a cell, and if not, why not."""

    GIVEN = "given"
    MISSING = "missing"
    SUPPRESSED = "suppressed"  # Whoever made the file hides small counts.


MISSING_MARKS = frozenset(("-", "–", "—", ".", "..", "...", ":", "x", "z", "[x]", "[z]"))
MISSING_MARKS |= {"n/a", "na", "nan", "null", "none", "missing", "unknown"}
MISSING_MARKS |= {"#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!"}  # What a spreadsheet says of a formula.
SUPPRESSED_MARKS = frozenset(("*", "**", "c", "[c]", "(c)", "s", "supp", "supp.", "suppressed"))

_BELOW = re.compile(r"(?:<|≤|<=|less than |under |fewer than )\s?[0-9]{1,3}")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WITH_COMMA = re.compile(r"-?[0-9]{1,15}(?:,[0-9]{1,15})?")

# Both marks of a number in one, so that what a file uses can be found out and asked.
NUMBER_LIKE = re.compile(r"-?[0-9][0-9.,' ]*[0-9]|-?[0-9]")


def read_quantity(cell: Cell, decimal_mark: str = "", thousands: str = "") -> Decimal | State:
    """Return the number in a cell, or why there is none; raise ValueError, in words, for anything else.

    Where no `decimal_mark` is said, a point is one, and a comma is refused. A mark between thousands is read only
    where `thousands` says it, and then only between groups of three digits.
    """
    if not isinstance(cell, str):
        return _typed(cell)
    if (_WITH_COMMA if decimal_mark == "," else _PLAIN).fullmatch(cell):
        return Decimal(cell.replace(",", "."))
    if thousands and (number := _grouped(cell, decimal_mark or ".", thousands)):
        return number
    if (state := state_of(cell)) is not State.GIVEN:
        return state
    raise ValueError(_why_not(cell, decimal_mark))


def state_of(cell: Cell) -> State:
    """Return whether the cell says that its number is missing or suppressed; GIVEN for anything else."""
    if cell is None:
        return State.MISSING
    if not isinstance(cell, str):
        return State.GIVEN
    mark = cell.casefold()
    if mark in MISSING_MARKS:
        return State.MISSING
    if mark in SUPPRESSED_MARKS or _BELOW.fullmatch(mark):
        return State.SUPPRESSED
    return State.GIVEN


def _typed(cell: Cell) -> Decimal | State:
    if cell is None:
        return State.MISSING
    if isinstance(cell, list):
        raise ValueError(_("“{cell}” is a date, not a number.").format(cell=cell[0]))
    number = Decimal(cell)
    if abs(number.adjusted()) > 15:
        raise ValueError(_("“{cell}” is larger or smaller than a number here can be.").format(cell=number))
    return number


def _grouped(cell: str, decimal_mark: str, thousands: str) -> Decimal | None:
    point, mark = re.escape(decimal_mark), re.escape(thousands)
    if not re.fullmatch(rf"-?[0-9]{{1,3}}(?:{mark}[0-9]{{3}}){{1,4}}(?:{point}[0-9]{{1,15}})?|-?[0-9]+", cell):
        return None
    return Decimal(cell.replace(thousands, "").replace(decimal_mark, "."))


def _why_not(cell: str, decimal_mark: str) -> str:
    shown = cell if len(cell) <= 30 else f"{cell[:30]}…"
    if "%" in cell:
        return _("“{cell}” has a percent sign. Please write the number alone.").format(cell=shown)
    if NUMBER_LIKE.fullmatch(cell):
        if "," in cell and not decimal_mark:
            return _("“{cell}” has a comma, and we cannot tell whether it marks decimals or thousands.").format(
                cell=shown
            )
        return _("“{cell}” has marks that we do not read as part of a number. Please write digits only.").format(
            cell=shown
        )
    return _("“{cell}” is not a number.").format(cell=shown)
