"""What a whole file says before any of it is believed: its names, its dates, its marks, and rows that meet.

One pass over the rows, which holds the distinct texts and a few numbers for each value, never the rows themselves.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping as Known
from dataclasses import dataclass, field, replace

import numpy as np

from allteach.core.periods import Period
from allteach.exchange.dates import date_order_of, read_period
from allteach.exchange.mapping import NEW, Mapping
from allteach.exchange.places import Places, lay
from allteach.exchange.quantities import read_quantity
from allteach.exchange.refusals import FileRefused
from allteach.exchange.sheets import Cell, Row, Sheetful
from allteach.exchange.tables import Table, find_table

Key = tuple[str, str, Period, str]
"""Team, measure, period and stratum: what a value belongs to."""

MOST_VALUES = 2_000_000
_MOST_ODD = 1_000
_LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True)
class Seen:
    """A text of the file, with how often it is there and where it is first."""

    text: str
    count: int
    line: int
    column: str


@dataclass
class Names:
    """The distinct cells of one part of the key, numbered as they come."""

    numbers: dict[Cell | tuple, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    firsts: list[tuple[int, str]] = field(default_factory=list)

    def number(self, cell: Cell, line: int, column: str) -> int:
        key = tuple(cell) if cell.__class__ is list else cell
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.counts)
            self.counts.append(0)
            self.firsts.append((line, column))
        self.counts[number] += 1
        return number

    def cells(self) -> list[Cell]:
        return [list(key) if isinstance(key, tuple) else key for key in self.numbers]

    def seen(self) -> list[Seen]:
        """Return each that is not blank, in the order of the file."""
        return [
            Seen(text_of(cell), count, line, column)
            for cell, count, (line, column) in zip(self.cells(), self.counts, self.firsts, strict=True)
            if cell is not None
        ]


@dataclass
class Survey:
    """What was found in a file under a mapping."""

    table: Table
    places: Places
    delimiter: str = ""
    teams: Names = field(default_factory=Names)
    measures: Names = field(default_factory=Names)
    periods: Names = field(default_factory=Names)
    strata: Names = field(default_factory=Names)
    odd_numbers: dict[str, Seen] = field(default_factory=dict)  # Texts that are no number as the mapping stands.
    date_order: str = ""  # As the mapping says, else as the file settles it; `both` where the file contradicts itself.
    values: int = 0
    repeated: dict[Key, list[int]] = field(default_factory=dict)  # The lines of every key that is there twice or more.


def survey(sheet: Sheetful, mapping: Mapping, *, teams: Known | None = None, measures: Known | None = None) -> Survey:
    """Walk the whole file once and return what it says; raise MappingDoesNotFit if it lacks a column.

    `teams` and `measures` are names and the keys they stand for, as for `rows.rows_of`: two names of one team meet.
    """
    table = find_table(sheet)
    places = lay(mapping, table)
    found = Survey(table, places, sheet.delimiter)
    numbers = array("i")
    lines = array("I")
    for row in table.body(sheet, places.keys):
        if isinstance(row, Row):
            cells = places.padded(row.cells)
            if places.passes(cells):
                _take(found, mapping, row.line, cells, numbers)
                lines.extend([row.line] * len(places.takings))
                if len(lines) > MOST_VALUES:
                    raise FileRefused("too_many_values", values=MOST_VALUES)
    found.values = len(lines)
    texts = [cell for cell in found.periods.cells() if isinstance(cell, str)]
    found.date_order = mapping.date_order or date_order_of(texts)
    said = replace(mapping, date_order=found.date_order if found.date_order != "both" else "")
    found.repeated = _repeated(found, said, np.frombuffer(numbers, np.int32).reshape(-1, 4), lines, teams, measures)
    return found


def key_of(name: Cell, answers: dict[str, str], known: Known | None) -> str | None:
    """Return the key that a name stands for; nothing ("") if it is to be left out, None if nobody knows it.

    What a person answered goes before what is known. Where nothing is known to compare with, a name is its own key.
    """
    text = text_of(name)
    if text in answers:
        return text if answers[text] == NEW else answers[text]
    if known is None:
        return text or None
    return known.get(text) or known.get(text.casefold())


def text_of(cell: Cell) -> str:
    """Return a cell as the text of a name."""
    if cell is None:
        return ""
    return cell[0] if isinstance(cell, list) else str(cell)


def _take(found: Survey, mapping: Mapping, line: int, cells: list[Cell], numbers: array) -> None:
    places = found.places
    stratum = found.strata.number(cells[places.stratum] if places.stratum is not None else None, line, mapping.stratum)
    for taking in places.takings:
        team, measure, period = taking.team, taking.measure, taking.period
        numbers.extend(
            (
                found.teams.number(team.of(cells), line, team.column),
                found.measures.number(measure.of(cells), line, measure.column),
                found.periods.number(period.of(cells), line, period.column),
                stratum,
            )
        )
        for _role, number in taking.numbers:
            cell = cells[number.place]
            if isinstance(cell, str) and not (cell.isdigit() and cell.isascii()):
                _look_at_number(found, mapping, cell, line, number.column)
            if number.minus_place is not None and isinstance(cells[number.minus_place], str):
                _look_at_number(found, mapping, cells[number.minus_place], line, number.minus_column)


def _look_at_number(found: Survey, mapping: Mapping, text: str, line: int, column: str) -> None:
    known = found.odd_numbers.get(text)
    if known is not None:
        found.odd_numbers[text] = replace(known, count=known.count + 1)
    elif len(found.odd_numbers) < _MOST_ODD:
        try:
            read_quantity(text, mapping.decimal_mark, mapping.thousands)
        except ValueError:
            found.odd_numbers[text] = Seen(text, 1, line, column)
        else:
            # Where semicolons stand between cells, the comma marks decimals, and 1.234 may be a thousand and more.
            if found.delimiter == ";" and not mapping.decimal_mark and _LIKE_THOUSANDS.fullmatch(text):
                found.odd_numbers[text] = Seen(text, 1, line, column)


def _repeated(
    found: Survey,
    mapping: Mapping,
    numbers: np.ndarray,
    lines: array,
    teams: Known | None,
    measures: Known | None,
) -> dict[Key, list[int]]:
    """The keys that are there more than once, with their lines; names that stand for the same count as one."""
    parts: list[list] = [
        [key_of(cell, mapping.teams, teams) or None for cell in found.teams.cells()],
        [key_of(cell, mapping.measures, measures) or None for cell in found.measures.cells()],
        [_period_of(cell, mapping) for cell in found.periods.cells()],
        [text_of(cell).casefold() for cell in found.strata.cells()],
    ]
    packed = np.zeros(len(numbers), dtype=np.int64)
    complete = np.ones(len(numbers), dtype=bool)
    for place, part in enumerate(parts):
        distinct = {key: number for number, key in enumerate(dict.fromkeys(part)) if key is not None}
        of_part = np.array([distinct.get(key, -1) for key in part], dtype=np.int64)
        column = of_part[numbers[:, place]]
        complete &= column >= 0
        packed = packed * (len(part) + 1) + column
    where = np.flatnonzero(complete)
    _keys, inverse, counts = np.unique(packed[where], return_inverse=True, return_counts=True)
    met: dict[Key, list[int]] = {}
    for index in where[counts[inverse] > 1]:
        key = tuple(parts[place][numbers[index, place]] for place in range(4))
        met.setdefault(key, []).append(lines[index])
    # So many distinct names that the packed number ran over could bring two keys together that are not the same.
    return {key: at for key, at in met.items() if len(at) > 1}


def _period_of(cell: Cell, mapping: Mapping) -> Period | None:
    try:
        return read_period(cell, mapping.period_kind, mapping.date_order)
    except ValueError:
        return None
