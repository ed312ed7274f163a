"""The formats in which tables come and go.

To add a format, write its reader or writer and add it here: the upload page, the download pages and the API take it
from this table, and a test holds each that is written and read to giving back what it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.exchange.csv_files import write_csv
from allteach.exchange.workbooks import write_xlsx

Writer = Callable[[Sequence[str], Iterable[Sequence[Any]], str], Iterator[bytes]]
"""Header, rows and title in; the file in pieces out."""


@dataclass(frozen=True)
class Format:
    """A kind of file: the endings it is known by (the first is given to downloads), and how it is written, if it is."""

    key: str
    name: str | Promise
    endings: tuple[str, ...]
    content_type: str
    write: Writer | None = None


FORMATS = {
    each.key: each
    for each in (
        Format(
            key="csv",
            name=_("CSV, for any program"),
            endings=(".csv", ".txt", ".tsv"),
            content_type="text/csv; charset=utf-8",
            write=lambda columns, rows, _title: write_csv(columns, rows),
        ),
        Format(
            key="xlsx",
            name=_("Excel workbook"),
            endings=(".xlsx", ".xlsm"),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write=write_xlsx,
        ),
        Format(
            key="xls",
            name=_("Excel 97–2003 workbook"),
            endings=(".xls",),
            content_type="application/vnd.ms-excel",
        ),
        Format(
            key="ods",
            name=_("OpenDocument spreadsheet"),
            endings=(".ods",),
            content_type="application/vnd.oasis.opendocument.spreadsheet",
        ),
    )
}

READABLE = tuple(ending for each in FORMATS.values() for ending in each.endings)
WRITABLE = {key: each for key, each in FORMATS.items() if each.write}
