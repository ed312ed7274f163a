"""The child that reads a file nobody trusts: `python -m allteach.exchange.reading REQUEST`.

It may use only so much memory, processor time and disk, so that the worst a file can do is to end this process.
`files.py` starts it, waits for it and says in words how it ended. The request is JSON: `path`, `rows_path`, `sheet`
(a name, or null for the first that holds a table) and `limits`. Rows go to `rows_path` as JSON, some hundred to a
line: each is the line of the file, then its cells (null, text, a number, or a list of one ISO date). Lines of JSON on
standard output say how far it is, and last what it found out or why it refused.
"""

from __future__ import annotations

import json
import math
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from allteach.exchange.csv_files import read_csv
from allteach.exchange.limits import MEBIBYTE, Limits, Refused, tidy
from allteach.exchange.workbooks import read_packed_workbook, read_xls

_ROWS_A_BATCH = 500
_ROWS_A_REPORT = 10_000
_ROWS_AROUND = 200  # Titles, header, totals and notes are not what a table is limited to.
_TEXTS_REMEMBERED = 50_000
_SECONDS_TO_LOOK = 9
_DISK = 512 * MEBIBYTE
_MEMORY_TO_LOOK = 160 * MEBIBYTE

TOO_LONG = object()  # Stands for a text longer than a cell may be, until its line and column are known.

_NOT_TABLES = {
    b"%PDF": "is_pdf",
    b"\x89PNG": "is_picture",
    b"\xff\xd8\xff": "is_picture",
    b"GIF8": "is_picture",
    b"{\\rtf": "is_document",
    b"\x1f\x8b": "is_archive",
    b"7z\xbc\xaf": "is_archive",
    b"Rar!": "is_archive",
    b"BZh": "is_archive",
}


def read(path: Path, sheet: str | None, limits: Limits) -> tuple[dict[str, Any], Iterator[tuple[int, list]]]:
    """Return the facts of a file, by what it is and not by what it is called, and its rows; raise Refused."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise Refused("file_too_large", megabytes=limits.file_bytes // MEBIBYTE)
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise Refused("empty_file")
    for mark, reason in _NOT_TABLES.items():
        if start.startswith(mark):
            raise Refused(reason)
    # A larger file takes longer to look at; what it unpacks to is limited before it is looked at.
    allow(memory=_MEMORY_TO_LOOK, seconds=_SECONDS_TO_LOOK + size // (4 * MEBIBYTE))
    if start.startswith(b"PK"):
        return read_packed_workbook(path, sheet, limits, allow)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return read_xls(path, sheet, limits, allow)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        raise Refused("is_web_page")
    # Text does not unpack: what reading it costs follows from its size, which is limited already.
    allow(memory=_MEMORY_TO_LOOK, seconds=_SECONDS_TO_LOOK + size // MEBIBYTE)
    return read_csv(path, limits)


def allow(*, memory: int, seconds: int) -> None:
    """Let this process use no more address space (bytes) and processor time than this; the rest ends it."""
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, seconds)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    # Only the soft limit moves, since it is raised again for what has been counted in the file.
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def write_rows(rows: Iterator[tuple[int, list]], rows_path: Path, limits: Limits) -> tuple[int, int]:
    """Write every row that is not blank, and return how many there are and how wide the widest is."""
    count = width = 0
    tidied = _Tidied(limits)
    batch: list[list] = []
    with rows_path.open("w", encoding="utf-8") as out:
        for line, values in rows:
            cells = [tidied[value] if value.__class__ is str else _cell(value) for value in values]
            while cells and cells[-1] is None:
                cells.pop()
            if not cells:
                continue
            if TOO_LONG in cells:
                column = cells.index(TOO_LONG) + 1
                raise Refused("cell_too_long", line=line, column=column, characters=limits.cell_characters)
            width = max(width, len(cells))
            if width > limits.columns:
                raise Refused("too_many_columns", line=line, columns=limits.columns)
            count += 1
            if count > limits.rows + _ROWS_AROUND:
                raise Refused("too_many_rows", rows=limits.rows)
            batch.append([line, *cells])
            if len(batch) == _ROWS_A_BATCH:
                _write(batch, out)
                if count % _ROWS_A_REPORT == 0:
                    _say(rows=count)
        _write(batch, out)
    if not count:
        raise Refused("no_rows")
    return count, width


class _Tidied(dict):
    """Texts as they are kept, each tidied once: most cells of a table say what others have said."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def __missing__(self, text: str) -> str | None:
        if len(self) > _TEXTS_REMEMBERED:
            self.clear()
        tidied = tidy(text) or None
        if tidied and len(tidied) > self.limits.cell_characters:
            tidied = TOO_LONG
        self[text] = tidied
        return tidied


def _write(batch: list[list], out: TextIO) -> None:
    if batch:
        out.write(json.dumps(batch, ensure_ascii=False, separators=(",", ":")))
        out.write("\n")
        batch.clear()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if value is None or isinstance(value, int):
        return value
    # What is left are the date, moment and time of day of a spreadsheet's date formats.
    return [value.isoformat()] if hasattr(value, "year") else str(value)


def _number(value: float) -> int | float | None:
    """Return the number with the fifteen digits that a spreadsheet shows; nothing where it is none."""
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    return float(f"{value:.15g}") if math.isfinite(value) else None


def peak_bytes() -> int:
    """Return the most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        # The kernel's other figure, ru_maxrss, also counts what the parent held before this program began.
        return int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)  # noqa: T201 - standard output is how the child answers


def main(request: dict[str, Any]) -> None:
    """Read one file within the limits, and say on standard output how it went."""
    limits = Limits(**request["limits"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK, _DISK))
    allow(memory=_MEMORY_TO_LOOK, seconds=_SECONDS_TO_LOOK)
    try:
        facts, rows = read(Path(request["path"]), request["sheet"], limits)
        count, width = write_rows(rows, Path(request["rows_path"]), limits)
    except Refused as refusal:
        _say(refused=refusal.reason, facts=refusal.facts)
    except MemoryError:
        _say(refused="too_much_memory", facts={})
    else:
        _say(done={**facts, "rows": count, "width": width, "peak_bytes": peak_bytes()})


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
