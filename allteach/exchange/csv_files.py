"""Tables as text: CSV read strictly, and written so that no spreadsheet takes a cell for a formula.

Reading happens in the child process of `reading.py` and holds one line at a time.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from allteach.exchange.limits import Limits, Refused

DELIMITERS = (",", ";", "\t", "|")

_BLOCK = 1 << 16
_LINES_TO_JUDGE_BY = 50
_LINES_A_ROW = 2  # Blank lines and notes of several lines are let through, not a file of nothing else.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_UNREADABLE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_csv(path: Path, limits: Limits) -> tuple[dict[str, Any], Iterator[tuple[int, list[str]]]]:
    """Return what was found out about the file, and its records with the line on which each begins.

    The facts are `format`, `encoding` and `delimiter`. Raises Refused, at once or while the records are read.
    """
    encoding = encoding_of(path)
    delimiter = delimiter_of(path, encoding, limits)
    facts = {"format": "csv", "encoding": encoding, "delimiter": delimiter}
    return facts, _records(path, encoding, delimiter, limits)


def encoding_of(path: Path) -> str:
    """Return utf-8-sig, utf-16, utf-8 or cp1252, whichever the whole file is written in without a single error."""
    with path.open("rb") as file:
        start = file.read(4)
    if start in _UNREADABLE_MARKS:
        raise Refused("unknown_encoding")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif start.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "cp1252"]
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise Refused("unknown_encoding")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if encoding != "utf-16" and _BINARY.search(block):
                raise Refused("not_text")
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError:
                return False
            if "\0" in text:
                raise Refused("not_text")
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def delimiter_of(path: Path, encoding: str, limits: Limits) -> str:
    """Return the delimiter under which the first lines have most evenly the same number of cells, and more than one.

    A first line `sep=;`, as a spreadsheet writes it, decides. A table of one column is read with a comma.
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(_lines(file, limits), _LINES_TO_JUDGE_BY))
    if lines and (said := _SEPARATOR_LINE.fullmatch(lines[0])) and said[1] in DELIMITERS:
        return said[1]

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter) if any(record))
        except csv.Error:
            return (0, 0)
        width, alike = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return (alike / widths.total(), width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=evenness)


def _records(path: Path, encoding: str, delimiter: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    # A quotation mark that is never closed would otherwise swallow the rest of the file into one cell.
    csv.field_size_limit(16 * limits.cell_characters)
    with path.open(encoding=encoding, newline="") as file:
        lines = _lines(file, limits)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        begins = 1
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise Refused("broken_quotes", line=begins) from error
            if not (begins == 1 and _SEPARATOR_LINE.fullmatch(delimiter.join(record))):
                # The guard is looked for cell by cell only in the few lines that have an apostrophe before a cell.
                yield begins, [without_guard(cell) for cell in record] if _has_guard(record) else record
            begins = reader.line_num + 1


def _has_guard(record: list[str]) -> bool:
    return "'" in [cell[:1] for cell in record]


def _lines(file: TextIO, limits: Limits) -> Iterator[str]:
    longest = limits.columns * limits.cell_characters
    for number, line in enumerate(iter(lambda: file.readline(longest + 1), ""), start=1):
        if len(line) > longest:
            raise Refused("line_too_long", line=number)
        if number > _LINES_A_ROW * limits.rows:
            raise Refused("too_many_rows", rows=limits.rows)
        yield line


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield a table as CSV in UTF-8 with a mark that spreadsheets know it by, in pieces of about 64 kB.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (which `read_csv` takes off again);
    numbers stay numbers, a leading minus too. Nothing, and what is not a number, is an empty cell.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow([with_guard(column) for column in columns])
    for row in rows:
        writer.writerow([_written(value) for value in row])
        if text.tell() > _BLOCK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def with_guard(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def without_guard(text: str) -> str:
    """Return the text as it was before `with_guard`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        if not math.isfinite(value):
            return ""
        # Fifteen digits are what a spreadsheet shows, and no number is written with an exponent.
        return f"{Decimal(f'{value:.15g}') if isinstance(value, float) else value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return with_guard(str(value))
