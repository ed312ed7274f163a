"""Tables described once: drawn on a page, and taken along as CSV or XLSX from the same address.

A view gives its tables to `page(…, tables=…)`. The page then draws them, and answers `?as=csv` and `?as=xlsx` with the
same rows for the same person: whoever may not see the page may not have the file, and no file says more than its page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from allteach.exchange.formats import WRITABLE

LONGEST_SHEET_NAME = 31

Plain = str | Promise | int | float | Decimal | date | None


@dataclass(frozen=True)
class Cell:
    """What stands in one place: words; where they lead; the tone that makes them a tag; a quiet line under them.

    `value` is what a file holds in place of the words: a number or a day, so that a spreadsheet can work with it.
    """

    words: Plain
    to: str = ""
    tone: str = ""
    note: str = ""
    value: Plain = None

    @property
    def shown(self) -> Plain:
        """What a page shows where the cell neither leads anywhere nor is a tag: a dash for nothing."""
        return "–" if self.is_empty else self.words

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say: a card on a phone leaves it out."""
        return (self.words is None or self.words == "") and not self.note

    @property
    def plain(self) -> Plain:
        """What a file holds."""
        if self.value is not None:
            return self.value
        said = self.words if isinstance(self.words, int | float | Decimal | date) else str(self.words or "")
        return f"{said} ({self.note})" if self.note else said


def day_cell(moment: datetime) -> Cell:
    """The day of a moment by the reader's clock."""
    day = timezone.localdate(moment)
    return Cell(date_format(day, "j F Y"), value=day)


@dataclass(frozen=True)
class Column:
    """The heading of a column. Numbers stand right; some columns only files have, where the page says it otherwise.

    What is for wide screens a card on a phone leaves out, so that a long list stays short there.
    """

    words: str
    is_number: bool = False
    is_in_file_only: bool = False
    is_for_wide: bool = False

    @property
    def classes(self) -> str:
        """How its cells are drawn."""
        return " ".join(name for name, holds in (("at-n", self.is_number), ("at-wide", self.is_for_wide)) if holds)


@dataclass(frozen=True)
class Table:
    """A table: the key by which its address and its page name it, its caption, its headings, its rows.

    A cell may be plain; it is then shown as it is. Rows may be a generator: nothing is made before it is drawn. With
    `shown` the page draws only those rows (one page of many); a file holds all of them. `name` is the name of the file,
    which tells no more than the page does.
    """

    key: str
    caption: str
    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell | Plain]]
    shown: Iterable[Sequence[Cell | Plain]] | None = None


@dataclass(frozen=True)
class ShownTable:
    """A table as a page draws it, and where its files are. A page that draws it in its own way asks only for those."""

    table: Table
    csv: str
    xlsx: str

    @property
    def caption(self) -> str:
        """What it is a table of."""
        return self.table.caption

    @property
    def headings(self) -> list[Column]:
        """The columns that pages have."""
        return [column for column in self.table.columns if not column.is_in_file_only]

    @property
    def lines(self) -> Iterator[list[tuple[Column, Cell]]]:
        """The rows, each cell with its column."""
        for row in self.table.rows if self.table.shown is None else self.table.shown:
            cells = zip(self.table.columns, map(cell_of, row), strict=True)
            yield [(column, cell) for column, cell in cells if not column.is_in_file_only]


def shown_table(table: Table, request: HttpRequest) -> ShownTable:
    """A table ready to be drawn, with the addresses of its files: this one, and what it asks for besides.

    What is shown in answer to a form, a preview for example, stands at no address, so there are no files of it.
    """
    if request.method == "POST":
        return ShownTable(table, csv="", xlsx="")
    return ShownTable(table, csv=address_of_file(request, table, "csv"), xlsx=address_of_file(request, table, "xlsx"))


def cell_of(cell: Cell | Plain) -> Cell:
    """A cell; of what is plain, one that shows it."""
    return cell if isinstance(cell, Cell) else Cell(cell)


def address_of_file(request: HttpRequest, table: Table, form: str) -> str:
    """Where a table is found as a file: at the address of its page, with the same choices."""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["as"], asked["table"] = form, table.key
    return f"?{asked.urlencode()}"


def file_asked_for(request: HttpRequest, tables: Sequence[Table]) -> StreamingHttpResponse | None:
    """The file that an address asks for; None when it asks for the page. 404 for a format or table that is not."""
    form = request.GET.get("as")
    if not form or not tables:
        return None
    wanted = request.GET.get("table", tables[0].key)
    table = next((table for table in tables if table.key == wanted), None)
    if table is None or form not in WRITABLE:
        raise Http404
    columns = [column.words for column in table.columns]
    return table_file(form, table.name, columns, ([cell_of(cell).plain for cell in row] for row in table.rows))


def table_file(form: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Rows as a file of one of the formats, under a name. What could run as a formula is written as text. Else 404."""
    if form not in WRITABLE:
        raise Http404
    kind = WRITABLE[form]
    pieces = kind.write(columns, rows, name[:LONGEST_SHEET_NAME])
    response = StreamingHttpResponse(pieces, content_type=kind.content_type)
    return attached(response, name + kind.endings[0])


def attached(response: Any, name: str) -> Any:
    """A file to keep, under a name that tells no more than the page does; kept by nobody on the way."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
