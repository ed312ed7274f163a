"""What a file was read as: rows of cells, kept in a folder until nobody needs them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ROWS = "rows.jsonl"
FACTS = "sheet.json"

Cell = str | int | Decimal | list | None
"""Nothing, text, a number of a spreadsheet, or a list of one date (or moment) as ISO 8601 writes it."""


class Row(NamedTuple):
    """One row that is not blank, with the line (or row) of the file on which it begins, counted from 1."""

    line: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheetful:
    """The rows of one sheet as they stand in the file, titles and totals included, kept in a folder until discarded.

    `rows()` may be walked as often as needed and holds one row at a time. `format` is csv, xlsx, xls or ods, by what
    the file is and not by its name; `encoding` and `delimiter` are those of a CSV. Rows are as long as they are
    filled; `width` is that of the widest.
    """

    name: str
    folder: Path
    format: str
    count: int
    width: int
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    peak_bytes: int = 0  # The most memory that the child held.
    to_check: list[str] = field(default_factory=list)  # What may point to people: somebody has to say they looked.

    def rows(self) -> Iterator[Row]:
        decode = json.JSONDecoder(parse_float=Decimal).decode
        with (self.folder / ROWS).open(encoding="utf-8") as lines:
            for text in lines:
                for line, *cells in decode(text):
                    yield Row(line, cells)

    def keep(self) -> None:
        """Write down what is known of the rows, so that `reopen` finds it."""
        known = {key: value for key, value in vars(self).items() if key != "folder"}
        (self.folder / FACTS).write_text(json.dumps(known), encoding="utf-8")

    def first(self, count: int) -> list[Row]:
        """Return the first rows."""
        return list(islice(self.rows(), count))

    def discard(self) -> None:
        """Delete what was kept; does no harm where it is gone already."""
        for kept in (ROWS, FACTS):
            (self.folder / kept).unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rmdir()

    def __enter__(self) -> Sheetful:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


def reopen(folder: Path) -> Sheetful:
    """Return what `read_file` kept in this folder; raise FileNotFoundError if it has been discarded."""
    return Sheetful(folder=folder, **json.loads((folder / FACTS).read_text(encoding="utf-8")))
