"""Workbooks: XLSX, XLS and ODS read, XLSX written, with cells that are never formulas.

Reading happens in the child process of `reading.py`. The reading library builds the whole rectangle between a
sheet's outermost cells, so a file of five kilobytes can ask it for half a terabyte. Therefore the parts of a packed
workbook are counted first, without keeping them, and the child is then allowed the memory and time that honest cells
would need. Whatever was miscounted ends the child, not the machine.
"""

from __future__ import annotations

import math
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from allteach.exchange.limits import MEBIBYTE, Limits, Refused

Facts = dict[str, Any]
Rows = Iterator[tuple[int, list]]

_BLOCK = 1 << 20
_SMALL_PART = MEBIBYTE  # Up to here a part may shrink as well as it likes.
_DESCRIPTION_BYTES = 8 * MEBIBYTE  # Of a part that describes the workbook: its sheets, styles, relations.
_SHARED_TEXT_BYTES = 48 * MEBIBYTE
_LONGEST_END = 22 + 65_535  # Of a ZIP file: its last record and a comment.
_DIRECTORY_BYTES = MEBIBYTE
_LONGEST_TAG = 8 * 1024

# Measured with python-calamine 0.9.1: 75 bytes a cell at its peak, and 48 to 60 a short shared text.
_BYTES_A_CELL = 80
_TIMES_SHARED_TEXT = 4
_BYTES_TO_START = 100 * MEBIBYTE
_BYTES_FOR_OTHER_FORMATS = 300 * MEBIBYTE
_CELLS_A_SECOND = 150_000

_LAST_ROW = 1_048_575
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_ROWS_TO_FIT = 50
_WIDEST = 40
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_CELL_WITHOUT_PLACE = re.compile(rb'<(?:\w+:)?c(?:\s(?![^>]*\br=")[^>]*)?(?<!/)>')
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")

# What describes a workbook stands directly in its folder: its sheets, styles, names and relations.
_DESCRIBES = re.compile(r"xl/(?:_rels/)?[^/]+\.(?:xml|rels)|_rels/\.rels|\[Content_Types\]\.xml")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER_PACKAGES = {
    "word/document.xml": "is_document",
    "ppt/presentation.xml": "is_document",
    "xl/workbook.bin": "is_binary_workbook",
}


@dataclass(frozen=True)
class Extent:
    """What a sheet's own XML says of its size: cells that hold something, and the rectangle around them."""

    cells: int = 0
    rectangle: int = 0
    is_table: bool = False


def read_packed_workbook(
    path: Path, sheet: str | None, limits: Limits, allow: Callable[..., None]
) -> tuple[Facts, Rows]:
    """Return what was found out about an XLSX or ODS file, and the rows of one sheet; raise Refused."""
    _count_members(path, limits)
    try:
        with zipfile.ZipFile(path) as package:
            _look_at_directory(package, path, limits)
            names = set(package.namelist())
            for other, reason in _OTHER_PACKAGES.items():
                if other in names:
                    raise Refused(reason)
            if "xl/workbook.xml" in names:
                chosen, extent = _look_into_xlsx(package, sheet, limits)
                memory = _BYTES_TO_START + _BYTES_A_CELL * extent.rectangle
                memory += _TIMES_SHARED_TEXT * _size_of(package, "xl/sharedStrings.xml")
                allow(memory=memory, seconds=10 + extent.rectangle // _CELLS_A_SECOND)
                return _read_sheet(path, "xlsx", chosen, limits)
            if "mimetype" in names and package.read("mimetype").strip() == _ODS:
                unpacked = _look_through(package, "content.xml", limits.unpacked_bytes)
                allow(memory=_BYTES_FOR_OTHER_FORMATS, seconds=9 + unpacked // (10 * MEBIBYTE))
                return _read_sheet(path, "ods", sheet, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError) as error:
        raise Refused("damaged_workbook") from error
    raise Refused("is_archive")


def read_xls(path: Path, sheet: str | None, limits: Limits, allow: Callable[..., None]) -> tuple[Facts, Rows]:
    """Return what was found out about a workbook of Excel 97 to 2003, and the rows of one sheet; raise Refused."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("has_password")
    del content
    # Such a sheet ends at row 65,536 and column 256, but the library opens all sheets at once.
    allow(memory=_BYTES_FOR_OTHER_FORMATS, seconds=9)
    return _read_sheet(path, "xls", sheet, limits)


def _count_members(path: Path, limits: Limits) -> None:
    """Refuse a directory too long to be read at all, by what the end of the file says of it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LONGEST_END))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 16:
        raise Refused("damaged_workbook")
    count, size = struct.unpack_from("<HI", end, at + 10)
    if count > limits.members or size > _DIRECTORY_BYTES:
        raise Refused("too_many_members", members=limits.members)


def _look_at_directory(package: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    members = package.infolist()
    if len(members) > limits.members:
        raise Refused("too_many_members", members=limits.members)
    if any(member.flag_bits & 1 for member in members):
        raise Refused("has_password")
    if len({member.filename for member in members}) < len(members):
        raise Refused("damaged_workbook")
    packed = path.stat().st_size
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise Refused("unpacks_too_large", megabytes=limits.unpacked_bytes // MEBIBYTE)
    # Parts that lie over each other would each be counted as honest.
    if sum(member.compress_size for member in members) > packed:
        raise Refused("damaged_workbook")
    for member in members:
        if member.file_size > max(_SMALL_PART, limits.times_unpacked * member.compress_size):
            raise Refused("unpacks_too_well", times=limits.times_unpacked)


def _look_into_xlsx(package: zipfile.ZipFile, wanted: str | None, limits: Limits) -> tuple[str, Extent]:
    for name in package.namelist():
        if name == "xl/sharedStrings.xml":
            _look_through(package, name, _SHARED_TEXT_BYTES)
        elif _DESCRIBES.fullmatch(name):
            _look_through(package, name, _DESCRIPTION_BYTES)
    sheets = _sheets_of(package)
    first_filled: tuple[str, Extent] | None = None
    for name, member in sheets.items():
        if wanted is not None and name != wanted:
            continue
        extent = extent_of(package, member, limits)
        if extent.cells and (extent.is_table or wanted is not None):
            return name, extent
        if extent.cells and first_filled is None:
            first_filled = name, extent
    if wanted is not None and wanted not in sheets:
        raise Refused("no_such_sheet", sheet=wanted)
    if first_filled is None:
        raise Refused("no_rows")
    return first_filled


def _sheets_of(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets that are shown, in their order, and where each is packed."""
    places = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _parsed(package, "xl/_rels/workbook.xml.rels")
        if relation.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for sheet in _parsed(package, "xl/workbook.xml").iter():
        place = places.get(sheet.get(_OFFICE))
        if sheet.tag.endswith("}sheet") and place and sheet.get("state", "visible") == "visible":
            found[sheet.get("name", "")] = place.lstrip("/") if place.startswith("/") else f"xl/{place}"
    return found


def _parsed(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        # The part has been looked through: it is small, and declares no entities.
        return ElementTree.fromstring(package.read(name))  # noqa: S314 - see the line above
    except ElementTree.ParseError as error:
        raise Refused("damaged_workbook") from error


def extent_of(package: zipfile.ZipFile, member: str, limits: Limits) -> Extent:
    """Return how far a sheet reaches, from a look at its cell references; raise Refused as soon as that is too far."""
    cells = rows = last_row = 0
    first_row = limits.rows * 4
    letters: set[bytes] = set()
    unplaced = 0
    for text in _whole_tags(package, member, limits.unpacked_bytes):
        rows += text.count(b"<row") + text.count(b":row")
        found = _CELL.findall(text)
        cells += len(found)
        if text.count(b"<c ") > len(found) or b":c" in text:
            unplaced += len(_CELL_WITHOUT_PLACE.findall(text))
        else:
            unplaced += text.count(b"<c>")  # The plain case, in a tenth of the time.
        if found:
            columns, numbers = zip(*found, strict=True)
            letters.update(columns)
            lines = set(map(int, set(numbers)))
            first_row, last_row = min(first_row, min(lines)), max(last_row, max(lines))
        if rows > limits.rows * 4:
            raise Refused("too_many_rows", rows=limits.rows)
        if cells + unplaced > limits.cells:
            raise Refused("too_many_cells", cells=limits.cells)
    columns = sorted(map(_column_number, letters))
    if columns and columns[-1] > limits.columns:
        far = max(letters, key=_column_number).decode()
        raise Refused("too_wide", column=far, columns=limits.columns)
    rectangle = (columns[-1] - columns[0] + 1) * (last_row - first_row + 1) if columns else 0
    if rectangle > limits.cells:
        raise Refused("too_far_apart", row=last_row, cells=limits.cells)
    # Cells that do not say where they stand follow each other, so that they fill their rectangle.
    cells += unplaced
    return Extent(cells, max(rectangle, cells), is_table=rows > 1 and cells > rows)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _look_through(package: zipfile.ZipFile, member: str, most: int) -> int:
    return sum(len(text) for text in _whole_tags(package, member, most))


def _whole_tags(package: zipfile.ZipFile, member: str, most: int) -> Iterator[bytes]:
    """Unpack a part in pieces that end where a tag ends; refuse what declares entities or is larger than it may be."""
    size = 0
    rest = b""
    with package.open(member) as part:
        while block := part.read(_BLOCK):
            size += len(block)
            if size > most:
                raise Refused("unpacks_too_large", megabytes=most // MEBIBYTE)
            text, rest = rest + block, b""
            begun = text.rfind(b"<")
            if begun >= 0 and text.find(b">", begun) < 0:
                text, rest = text[:begun], text[begun:]
                if len(rest) > _LONGEST_TAG:
                    raise Refused("damaged_workbook")
            if _DOCUMENT_TYPE.search(text):
                raise Refused("declares_entities")
            yield text
    if _DOCUMENT_TYPE.search(rest):
        raise Refused("declares_entities")
    yield rest


def _size_of(package: zipfile.ZipFile, name: str) -> int:
    return package.getinfo(name).file_size if name in package.namelist() else 0


def _read_sheet(path: Path, form: str, wanted: str | None, limits: Limits) -> tuple[Facts, Rows]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(path)
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        if wanted is None:
            wanted = _first_table(workbook, names)
        elif wanted not in names:
            raise Refused("no_such_sheet", sheet=wanted)
        sheet = workbook.get_sheet_by_name(wanted)
    except PasswordError as error:
        raise Refused("has_password") from error
    except CalamineError as error:
        raise Refused("damaged_workbook") from error
    first_line, first_column = sheet.start or (0, 0)
    if first_column + sheet.width > limits.columns:
        raise Refused("too_many_columns", line=first_line + 1, columns=limits.columns)
    padding = [None] * first_column

    def rows() -> Rows:
        # The library begins at the first row of the sheet, but at the first column that is used.
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            yield line, padding + cells if padding else cells

    return {"format": form, "sheet": wanted, "sheets": names}, rows()


def _first_table(workbook: Any, names: list[str]) -> str:
    filled = None
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height > 1 and sheet.width > 1:
            return name
        filled = filled or (name if sheet.height else None)
    if filled is None:
        raise Refused("no_rows")
    return filled


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> Iterator[bytes]:
    """Yield a table as a workbook of one sheet, called by the title, in pieces of 64 kB; rows are held one at a time.

    Each cell has the type of its value: text is never a formula, a link or a number, and numbers stay numbers. Raises
    ValueError, before anything is yielded, if there are more rows than a sheet can hold.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, options) as workbook:
            workbook.set_properties({"title": title})
            sheet = workbook.add_worksheet(_FORBIDDEN_IN_NAME.sub(" ", title)[:_LONGEST_NAME].strip(" '") or None)
            heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            rows = iter(rows)
            shown = list(islice(rows, _ROWS_TO_FIT))
            for place, column in enumerate(columns):
                texts = [column[:_WIDEST], *(str(row[place]) for row in shown if place < len(row))]
                sheet.set_column(place, place, min(_WIDEST, max(map(len, texts)) + 2))
                sheet.write_string(0, place, _short(column), heading)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(chain(shown, rows), start=1):
                if line > _LAST_ROW:
                    raise ValueError("a sheet holds no more than 1,048,575 rows under its header")
                for place, value in enumerate(row):
                    _write_cell(sheet, line, place, value)
        file.seek(0)
        while block := file.read(64 * 1024):
            yield block


def _write_cell(sheet: Any, line: int, place: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float | Decimal):
        if math.isfinite(value):
            sheet.write_number(line, place, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(line, place, value)
    else:
        sheet.write_string(line, place, _short(str(value)))


def _short(text: str) -> str:
    # A longer text would be left out by the library without a word.
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
