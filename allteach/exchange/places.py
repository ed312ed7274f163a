"""A mapping laid on the columns of one table: where each part of each value stands in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.exchange.dates import is_period
from allteach.exchange.mapping import AcrossColumn, Amount, Mapping, Reading
from allteach.exchange.sheets import Cell
from allteach.exchange.tables import Column, Table

ROLE_WORDS = {
    "numerator": ("numerator", "num", "n", "count", "number", "events", "cases", "how many"),
    "denominator": ("denominator", "den", "denom", "d", "base", "out of"),
    "value": ("value", "rate", "%", "percent", "percentage", "proportion", "mean", "median", "score", "result"),
}
_ROLES = {word: role for role, words in ROLE_WORDS.items() for word in words}


class MappingDoesNotFit(ValidationError):  # noqa: N818 - it is an answer, not a mishap
    """A mapping that names a column which the file does not have; beside the field `mapping`."""

    def __init__(self, column: str) -> None:
        super().__init__({"mapping": _("The file has no column “{column}”.").format(column=column)})


@dataclass(frozen=True)
class Said:
    """A name or period of a value: what stands at a place of the row, or else a text that is always the same."""

    place: int | None = None
    text: str = ""
    column: str = ""

    def of(self, cells: list[Cell]) -> Cell:
        if self.place is None:
            return self.text or None
        return cells[self.place]


@dataclass(frozen=True)
class Number:
    """Where a number stands, and what is taken off it."""

    place: int
    column: str
    minus_place: int | None = None
    minus_column: str = ""


@dataclass(frozen=True)
class Taking:
    """One value that is taken from each row."""

    team: Said
    measure: Said
    period: Said
    numerator: Number | None = None
    denominator: Number | None = None
    value: Number | None = None

    @cached_property
    def numbers(self) -> tuple[tuple[str, Number], ...]:
        """Each number with the field of a value that it fills."""
        found = (("numerator", self.numerator), ("denominator", self.denominator), ("value", self.value))
        return tuple((role, number) for role, number in found if number)


@dataclass(frozen=True)
class Places:
    """Where everything stands that a mapping reads from a row of `width` cells."""

    width: int
    takings: tuple[Taking, ...]
    note: int | None
    stratum: int | None
    filters: tuple[tuple[int, str], ...]
    keys: frozenset[int]  # The columns by which a total is told.

    def padded(self, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a row, as many as there are columns."""
        return cells + [None] * (self.width - len(cells)) if len(cells) < self.width else cells

    def passes(self, cells: list[Cell]) -> bool:
        """Whether a row of full width is one that the mapping wants."""
        return all(str(cells[place] or "").casefold() == wanted for place, wanted in self.filters)


def lay(mapping: Mapping, table: Table) -> Places:
    """Return where the mapping reads in rows of this table; raise MappingDoesNotFit if a column is not there."""
    columns = {name: _found(table, name) for name in mapping.columns()}

    def said(name: str, text: str = "") -> Said:
        # What a reading says for the whole file goes before a column.
        return Said(columns[name].place, column=name) if name and not text else Said(text=text)

    def number(amount: Amount | None) -> Number | None:
        if amount is None:
            return None
        minus = columns[amount.minus].place if amount.minus else None
        return Number(columns[amount.column].place, amount.column, minus, amount.minus)

    readings = mapping.readings or (Reading(),)
    if mapping.across:
        constant = readings[0]
        team, measure = said(mapping.team, constant.team), said(mapping.measure, constant.measure)
        period = said(mapping.period, constant.period)
        takings = [
            Taking(
                team=Said(text=key, column=names) if mapping.across == "team" else team,
                measure=measure,
                period=Said(text=key, column=names) if mapping.across == "period" else period,
                **numbers,
            )
            for key, names, numbers in _across(mapping, table)
        ]
    else:
        takings = [
            Taking(
                team=said(mapping.team, reading.team),
                measure=said(mapping.measure, reading.measure or _name_of(mapping, reading)),
                period=said(mapping.period, reading.period),
                numerator=number(reading.numerator),
                denominator=number(reading.denominator),
                value=number(reading.value),
            )
            for reading in readings
        ]
    filters = tuple((columns[kept.column].place, kept.equals.casefold()) for kept in mapping.filters)
    filtered = {place for place, _wanted in filters}
    keys = {columns[name].place for name in (mapping.team, mapping.period) if name}
    return Places(
        width=max((column.place for column in table.columns), default=-1) + 1,
        takings=tuple(taking for taking in takings if taking.numbers),  # What has no number is no value.
        note=columns[mapping.note].place if mapping.note else None,
        stratum=columns[mapping.stratum].place if mapping.stratum else None,
        filters=filters,
        keys=frozenset(keys - filtered),
    )


def across_columns(mapping: Mapping, table: Table) -> tuple[AcrossColumn, ...]:
    """Return the columns that the mapping reads across: those it names, or else every one headed by a period."""
    if mapping.across_columns or mapping.across != "period":
        return mapping.across_columns
    found = []
    for column in table.columns:
        if column.upper and is_period(column.upper):
            role = role_of(column.lower) if column.lower else mapping.across_role
            key = column.upper
        else:
            role, key = (mapping.across_role if is_period(column.name) else ""), column.name
        if role:
            found.append(AcrossColumn(column.name, key, role))
    return tuple(found)


def role_of(header: str) -> str:
    """Return the number that a header of one word names: numerator, denominator, value; or nothing."""
    return _ROLES.get(header.casefold(), "")


def _across(mapping: Mapping, table: Table) -> Iterator[tuple[str, str, dict[str, Number]]]:
    grouped: dict[str, dict[str, Number]] = defaultdict(dict)
    for across in across_columns(mapping, table):
        grouped[across.key][across.role] = Number(_found(table, across.column).place, across.column)
    for key, numbers in grouped.items():
        yield key, next(iter(numbers.values())).column, numbers


def _name_of(mapping: Mapping, reading: Reading) -> str:
    """The header of a reading's numbers, where nothing else says which measure it is."""
    if mapping.measure:
        return ""
    amount = reading.numerator or reading.value
    return str(amount) if amount else ""


def _found(table: Table, name: str) -> Column:
    column = table.column(name)
    if column is None:
        raise MappingDoesNotFit(name)
    return column
