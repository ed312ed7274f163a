"""What the columns of a file mean: said once, kept as JSON, and used again for the next file with the same header.

A mapping names columns by their header, never by their place, so that a column more or another order does no harm.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.utils.translation import gettext as _

ACROSS = ("", "period", "team")
ROLES = ("numerator", "denominator", "value")
DATE_ORDERS = ("", "day_first", "month_first")
DECIMAL_MARKS = ("", ".", ",")
THOUSANDS_MARKS = ("", ",", ".", " ", "'")
REPEATED = ("", "first", "last", "sum")
LEAVE_OUT = ""
NEW = "+"
PERIOD_KINDS = ("day", "week", "month", "quarter")


@dataclass(frozen=True)
class Amount:
    """A number of a row: what stands in `column`, less what stands in `minus` if that is named."""

    column: str
    minus: str = ""

    def __str__(self) -> str:
        return f"{self.column} − {self.minus}" if self.minus else self.column


@dataclass(frozen=True)
class Reading:
    """One value that each row gives: of which measure, and where its numbers stand.

    A file with several measures side by side has a reading for each. `measure`, `team` and `period` are said here
    where they are the same for the whole file or column, and stand in a column of the mapping otherwise. Where no
    measure is said at all, the header of the numbers is its name.
    """

    measure: str = ""
    numerator: Amount | None = None
    denominator: Amount | None = None
    value: Amount | None = None
    team: str = ""
    period: str = ""


@dataclass(frozen=True)
class Filter:
    """Only rows whose cell in `column` is `equals` are read; the case of letters does not matter."""

    column: str
    equals: str


@dataclass(frozen=True)
class AcrossColumn:
    """One of the columns of a wide table: the team or period it is for, and which number stands in it."""

    column: str
    key: str
    role: str = "value"


@dataclass(frozen=True)
class Mapping:
    """How the rows of a table become values.

    Attributes
    ----------
    team, measure, period, note, stratum : str
        The header of the column in which each stands, or nothing.
    readings : tuple of Reading
        What a row gives. In a wide table at most one, which says what is the same for the whole table.
    across : str
        What stands across in a wide table: period or team; nothing for a long one. Measures that stand side by side
        are readings.
    across_columns : tuple of AcrossColumn
        The columns that are read across. Where periods stand across and none is named, every column whose header is
        a period is read in the role `across_role`, so that next month's file needs no new mapping.
    filters : tuple of Filter
        All must hold for a row to be read.
    teams, measures : dict
        What a name in the file stands for, where a person has said so: a key, LEAVE_OUT to leave its rows out, or NEW
        for one that is to be made under this name (which is then its key here).
    period_kind : str
        day, week, month or quarter: the period that a date in the file belongs to.
    date_order, decimal_mark, thousands, repeated : str
        The answers to what a file leaves open; nothing where no one has been asked (see `questions.py`).
        `repeated` says which of two rows for one key counts: first, last, or their sum.
    """

    team: str = ""
    measure: str = ""
    period: str = ""
    note: str = ""
    stratum: str = ""
    readings: tuple[Reading, ...] = ()
    across: str = ""
    across_columns: tuple[AcrossColumn, ...] = ()
    across_role: str = "value"
    filters: tuple[Filter, ...] = ()
    teams: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    period_kind: str = "month"
    date_order: str = ""
    decimal_mark: str = ""
    thousands: str = ""
    repeated: str = ""

    def __post_init__(self) -> None:
        _one_of("across", self.across, ACROSS)
        _one_of("across_role", self.across_role, ROLES)
        _one_of("date_order", self.date_order, DATE_ORDERS)
        _one_of("decimal_mark", self.decimal_mark, DECIMAL_MARKS)
        _one_of("thousands", self.thousands, THOUSANDS_MARKS)
        _one_of("repeated", self.repeated, REPEATED)
        _one_of("period_kind", self.period_kind, PERIOD_KINDS)
        for column in self.across_columns:
            _one_of("role", column.role, ROLES)
        if self.thousands and self.thousands == (self.decimal_mark or "."):
            raise ValueError(_("The mapping has one mark for decimals and for thousands."))

    def to_json(self) -> str:
        """Return the mapping as JSON, the same text for the same mapping."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """Return the mapping that `to_json` wrote, or a person; raise ValueError, in words, for anything else.

        An amount may be written as the name of its column alone.
        """
        try:
            said = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ValueError(_("The mapping is not JSON.")) from error
        return _made(cls, said)

    def columns(self) -> set[str]:
        """Return the header of every column that the mapping reads."""
        amounts = [
            amount
            for reading in self.readings
            for amount in (reading.numerator, reading.denominator, reading.value)
            if amount
        ]
        named = {self.team, self.measure, self.period, self.note, self.stratum}
        named |= {amount.column for amount in amounts} | {amount.minus for amount in amounts}
        named |= {kept.column for kept in self.filters} | {column.column for column in self.across_columns}
        return named - {""}


_PARTS = {
    "readings": Reading,
    "across_columns": AcrossColumn,
    "filters": Filter,
    "numerator": Amount,
    "denominator": Amount,
    "value": Amount,
}


def _made(kind: type, said: Any) -> Any:
    if kind is Amount and isinstance(said, str):
        return Amount(said)
    if not isinstance(said, dict):
        raise ValueError(_("The mapping should say {kind} as a JSON object.").format(kind=kind.__name__))
    known = {each.name for each in fields(kind)}
    if strange := sorted(set(said) - known):
        raise ValueError(_("The mapping says “{word}”, which means nothing to us.").format(word=strange[0][:50]))
    made = {name: _part(name, value) for name, value in said.items()}
    try:
        return kind(**made)
    except TypeError as error:
        raise ValueError(_("The mapping leaves out a part of {kind}.").format(kind=kind.__name__)) from error


def _part(name: str, said: Any) -> Any:
    if name in ("readings", "across_columns", "filters"):
        if not isinstance(said, list):
            raise ValueError(_("The mapping should say “{word}” as a list.").format(word=name))
        return tuple(_made(_PARTS[name], each) for each in said)
    if name in ("numerator", "denominator", "value"):
        return None if said is None else _made(Amount, said)
    if name in ("teams", "measures"):
        if isinstance(said, dict) and all(isinstance(key, str) for key in said.values()):
            return said
        raise ValueError(_("The mapping should say “{word}” as names and keys.").format(word=name))
    if not isinstance(said, str):
        raise ValueError(_("The mapping should say “{word}” as text.").format(word=name))
    return said


def _one_of(name: str, said: str, choices: tuple[str, ...]) -> None:
    if said not in choices:
        known = ", ".join(choice for choice in choices if choice)
        raise ValueError(
            _("The mapping says “{said}” for {name}; it can be {choices}.").format(
                said=said[:50], name=name, choices=known
            )
        )
