"""Where the table stands in a sheet: its header under titles, its rows, and the totals and notes around it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.exchange.dates import is_period
from allteach.exchange.quantities import NUMBER_LIKE, State, state_of
from allteach.exchange.sheets import Cell, Row, Sheetful

_ROWS_TO_LOOK_AT = 60
_LONG_TEXT = 60

WHY = {
    "title": gettext_lazy("title above the table"),
    "header": gettext_lazy("header"),
    "header_again": gettext_lazy("header again"),
    "total": gettext_lazy("total or average of other rows"),
    "note": gettext_lazy("note"),
}

_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?:?|totals? (?:for|of|all)\b.*|.+[ -](?:sub-?)?totals?"
    r"|sum|overall|average|mean|median"
    r"|all (?:teams|sites|wards|clinics|practices|hospitals|trusts|units|organi[sz]ations|providers|regions)"
)
_NOTE = re.compile(
    r"(?:\*|†|‡|¹|²|³|\[|\(|©|notes?\b|sources?\b|n\.?b\.?\b|data (?:as|from|source)|figures\b|caveat).*"
)


@dataclass(frozen=True)
class Column:
    """A column of the table: its header (made different from every other), and its place counted from 0."""

    name: str
    place: int
    upper: str = ""  # What stands above its own header, where there are two header rows.
    lower: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row of the file that is not a row of the table, and why: a key of WHY."""

    line: int
    why: str
    text: str

    def words(self) -> str:
        return _("Line {line}: {why} (“{text}”).").format(line=self.line, why=WHY[self.why], text=self.text)


@dataclass(frozen=True)
class Table:
    """The header of a sheet and how to tell its rows from what stands around them."""

    columns: tuple[Column, ...]
    header_lines: tuple[int, ...]  # None where the file has no header.
    header: tuple[tuple[Cell, ...], ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for files with the same columns, in any order and with any periods across."""
        names = {_fingerprinted(column) for column in self.columns}
        return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]

    def column(self, name: str) -> Column | None:
        """Return the column of this header, whatever the case of its letters."""
        wanted = name.casefold()
        return next((column for column in self.columns if column.name.casefold() == wanted), None)

    def body(self, sheet: Sheetful, key_places: frozenset[int] = frozenset()) -> Iterator[Row | LeftOut]:
        """Yield every row of the sheet, in its order: as Row if it is one of the table, else as LeftOut.

        A total is told by the first cell that is filled, and by those of `key_places` (counted from 0). A row with
        one filled cell may be a note or a team with nothing to report: if nothing but such rows follow, it is a note.
        """
        waiting: list[Row] = []
        last_header = max(self.header_lines, default=0)
        for row in sheet.rows():
            if row.line <= last_header:
                why = "header" if row.line in self.header_lines else "title"
                yield LeftOut(row.line, why, _first_text(row.cells))
                continue
            if self.header and tuple(row.cells) == self.header[-1]:
                yield LeftOut(row.line, "header_again", _first_text(row.cells))
                continue
            cells = row.cells
            first = 0 if cells[0] is not None else next(place for place, cell in enumerate(cells) if cell is not None)
            if first == len(cells) - 1 and len(self.columns) > 1:  # A row ends with its last filled cell.
                if _is_note(cells[first]):
                    yield LeftOut(row.line, "note", _first_text(cells))
                else:
                    waiting.append(row)
                continue
            if waiting:
                yield from waiting
                waiting.clear()
            if _is_total(cells[first]) or any(place < len(cells) and _is_total(cells[place]) for place in key_places):
                yield LeftOut(row.line, "total", _first_text(cells))
            else:
                yield row
        for row in waiting:
            yield LeftOut(row.line, "note", _first_text(row.cells))


def find_table(sheet: Sheetful) -> Table:
    """Return the table of a sheet, told from its first rows.

    The header is the fullest row above the first row with numbers; what is not filled half as well is a title. A
    second header row above is taken in where the lower one repeats itself. Raises nothing: where no row can be a
    header, the columns are called Column 1, Column 2 and so on, and the first row is read as a row.
    """
    rows = sheet.first(_ROWS_TO_LOOK_AT)
    fullest = max((len(_filled(row.cells)) for row in rows if _has_number(row.cells)), default=1)
    wide = [index for index, row in enumerate(rows) if len(_filled(row.cells)) > fullest / 2]
    first_numbers = next((index for index in wide if _has_number(rows[index].cells)), None)
    above = [index for index in wide if first_numbers is None or index < first_numbers]
    if above and first_numbers is not None:
        header = _fullest(rows, above, rows[first_numbers])
    elif above:
        header = above[0]
    elif first_numbers is not None and not _looks_like_next(rows, first_numbers):
        header = first_numbers
    else:
        columns = tuple(Column(_("Column {number}").format(number=place + 1), place) for place in range(sheet.width))
        return Table(columns, ())
    lower = rows[header].cells
    upper: list[Cell] = []
    names = [_text(cell).casefold() for cell in _filled(lower)]
    if header and len(set(names)) < len(names) and len(_filled(rows[header - 1].cells)) > 1:
        upper = rows[header - 1].cells
    lines = (rows[header - 1].line, rows[header].line) if upper else (rows[header].line,)
    header_cells = (tuple(upper), tuple(lower)) if upper else (tuple(lower),)
    return Table(_columns(upper, lower, sheet.width), lines, header_cells)


def _fullest(rows: list[Row], above: list[int], first: Row) -> int:
    """The last of the fullest rows above the first row of numbers; a row with a period where that has one is no header.

    Such a row is of the table, and has nothing to report yet.
    """
    periods = {place for place, cell in enumerate(first.cells) if is_period(cell)}
    headers = [
        index
        for index in above
        if not any(place in periods and is_period(cell) for place, cell in enumerate(rows[index].cells))
    ]
    return max(headers or above[:1], key=lambda index: (len(_filled(rows[index].cells)), index))


def _columns(upper: list[Cell], lower: list[Cell], width: int) -> tuple[Column, ...]:
    found: list[Column] = []
    taken: set[str] = set()
    above = ""
    for place in range(width):
        below = _text(lower[place]) if place < len(lower) else ""
        above = (_text(upper[place]) if place < len(upper) else "") or above
        # Merged cells: what stands above the first column of a group stands above all of them.
        name = " · ".join(part for part in (above, below) if part) or _("Column {number}").format(number=place + 1)
        unique, again = name, 2
        while unique.casefold() in taken:
            unique, again = f"{name} ({again})", again + 1
        taken.add(unique.casefold())
        found.append(Column(unique, place, above, below))
    return tuple(found)


def _fingerprinted(column: Column) -> str:
    if not column.upper and is_period(column.name):
        return "<period>"
    if column.upper and is_period(column.upper):
        return f"<period> · {column.lower.casefold()}"
    return column.name.casefold()


def _looks_like_next(rows: list[Row], index: int) -> bool:
    """Whether a row has numbers and periods just where the next has them, so that it cannot be a header."""
    if index + 1 >= len(rows):
        return any(is_period(cell) for cell in rows[index].cells)
    here, there = rows[index].cells, rows[index + 1].cells
    kinds = [[(_is_number(cell), is_period(cell)) for cell in cells] for cells in (here, there)]
    return kinds[0] == kinds[1] and any(period for _number, period in kinds[0])


def _has_number(cells: list[Cell]) -> bool:
    return any(_is_number(cell) or state_of(cell) is State.SUPPRESSED for cell in cells)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(NUMBER_LIKE.fullmatch(cell)) and not is_period(cell)
    return cell is not None and not isinstance(cell, list)


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and _says_total(cell)


@lru_cache(maxsize=10_000)  # The same few hundred names stand in the first column of most tables.
def _says_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch(text.casefold()))


def _is_note(cell: Cell) -> bool:
    return isinstance(cell, str) and (len(cell) > _LONG_TEXT or bool(_NOTE.fullmatch(cell.casefold())))


def _filled(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell is not None]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell[0][:10] if isinstance(cell, list) else str(cell)


def _first_text(cells: list[Cell]) -> str:
    text = next((_text(cell) for cell in cells if cell is not None), "")
    return text if len(text) <= _LONG_TEXT else f"{text[:_LONG_TEXT]}…"
