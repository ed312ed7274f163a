"""Files that mean harm, or are broken as real files are: each with how reading it should end.

HOSTILE names the reason of the refusal; `reads` means that the rows are read and do no harm. Where a file can only be
stopped by the limits of the child, any of several reasons is as good.
"""

import random
import struct
from collections.abc import Callable

from tests.exchange.files import (
    SPREADSHEET,
    Part,
    Workbook,
    cell,
    compound,
    grid,
    ods,
    ods_grid,
    package,
    part,
    repeated_part,
    worksheet,
    xls,
)

MEBIBYTE = 1024 * 1024
OPEN, CLOSED = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>'.encode(), b"</sheetData></worksheet>"
TABLE = [["Team", "Month", "Falls"], ["Ward 7", "2025-01", 3], ["Ward 8", "2025-01", 4]]
SHEET = worksheet(grid(TABLE))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="float" office:value="1"'
    ' table:number-columns-repeated="{columns}"/></table:table-row>'
)
DIES = {"too_much_memory", "too_much_work", "damaged_workbook", "could_not_read"}


def sheet_of(block: bytes, times: int, **claims) -> bytes:
    return Workbook(repeated_part("", OPEN, block, times, CLOSED, **claims)).content()


def one_cell(place: str, line: int) -> bytes:
    return Workbook(worksheet(f'<row r="{line}">{cell(place, 1)}</row>')).content()


def lying_package() -> bytes:
    """A part that claims to be a kilobyte and unpacks to a gibibyte."""
    return sheet_of(b" " * MEBIBYTE, 1024, size=1024)


def shared_amplifier() -> bytes:
    """One long text that two million cells refer to: small to unpack, gigabytes to build."""
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    noise = random.Random(7)  # Random letters do not pack well, so that no ratio gives the file away.
    pad = "".join(f"<!--{noise.getrandbits(8000):x}-->" for _ in range(1500))
    body = (pad + row * 490_000).encode()
    strings = f'<sst xmlns="{SPREADSHEET}"><si><t>{"x" * 1999}</t></si></sst>'
    return Workbook(OPEN + body + CLOSED, strings=strings).content()


def overlapping() -> bytes:
    """Two names for the same packed bytes."""
    honest = package(part("xl/workbook.xml", "x" * 5000), part("xl/again.xml", "x" * 5000))
    directory = honest.index(b"PK\x01\x02")
    second = honest.index(b"PK\x01\x02", directory + 4)
    return honest[: second + 20] + struct.pack("<I", len(honest) * 2) + honest[second + 24 :]


def random_bytes(count: int) -> bytes:
    return random.Random(3).randbytes(count)


def csv_rows(count: int) -> bytes:
    return b"Team,Month,Falls\n" + b"Ward 7,2025-01,1\n" * count


HOSTILE: dict[str, tuple[Callable[[], bytes], str, set[str]]] = {
    # The table of what was measured with another library
    "a single cell at the far corner": (lambda: one_cell("XFD1048576", 1048576), "a.xlsx", {"too_wide", "reads"}),
    "two cells at opposite corners": (
        lambda: Workbook(
            worksheet(f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("XFD1048576", 1)}</row>')
        ).content(),
        "a.xlsx",
        {"too_wide"},
    ),
    "two cells at the ends of a narrow sheet": (
        lambda: Workbook(
            worksheet(f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("E1048576", 1)}</row>')
        ).content(),
        "a.xlsx",
        {"too_far_apart"},
    ),
    "a single cell in the last row": (lambda: one_cell("A1048576", 1048576), "a.xlsx", {"reads"}),
    "twenty million empty rows": (lambda: sheet_of(b"<row/>" * 20_000, 1000), "a.xlsx", {"unpacks_too_well"}),
    "twenty million empty rows, badly packed": (
        lambda: sheet_of(b"".join(b'<row spans="%d"/>' % random.Random(i).getrandbits(40) for i in range(50_000)), 60),
        "a.xlsx",
        {"too_many_rows", "unpacks_too_well"},
    ),
    "five million cells": (
        lambda: sheet_of(b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>", 50_000),
        "a.xlsx",
        {"unpacks_too_well", "too_many_cells"},
    ),
    "a gibibyte of spaces in the sheet": (lambda: sheet_of(b" " * MEBIBYTE, 1024), "a.xlsx", {"unpacks_too_large"}),
    "a shared text of a gibibyte": (
        lambda: Workbook(
            SHEET,
            strings=repeated_part(
                "", f'<sst xmlns="{SPREADSHEET}"><si><t>'.encode(), b"x" * MEBIBYTE, 1024, b"</t></si></sst>"
            ),
        ).content(),
        "a.xlsx",
        {"unpacks_too_large"},
    ),
    "an entity bomb in the sheet": (lambda: Workbook(BOMB + SHEET).content(), "a.xlsx", {"declares_entities"}),
    "an entity bomb in the workbook": (lambda: Workbook(SHEET, head=BOMB).content(), "a.xlsx", {"declares_entities"}),
    "an entity bomb in the shared texts": (
        lambda: Workbook(SHEET, strings=BOMB + f'<sst xmlns="{SPREADSHEET}"><si><t>&i;</t></si></sst>').content(),
        "a.xlsx",
        {"declares_entities"},
    ),
    "an entity from outside": (lambda: Workbook(OUTSIDE + SHEET).content(), "a.xlsx", {"declares_entities"}),
    # Packages that lie
    "a part that claims to be small": (lying_package, "a.xlsx", {"damaged_workbook"}),
    "a gibibyte that claims to be just small enough": (
        lambda: sheet_of(b" " * MEBIBYTE, 1024, size=90 * MEBIBYTE),
        "a.xlsx",
        {"damaged_workbook", "unpacks_too_well"},
    ),
    "one long text in two million cells": (shared_amplifier, "a.xlsx", DIES | {"too_many_cells", "unpacks_too_well"}),
    "parts that lie over each other": (overlapping, "a.xlsx", {"damaged_workbook"}),
    "a thousand parts": (lambda: package(*(part(f"x{i}", "") for i in range(1000))), "a.xlsx", {"too_many_members"}),
    "a hundred thousand parts": (
        lambda: package(*(Part(f"x{i}", b"\x03\0", 0, 0) for i in range(60_000))),
        "a.xlsx",
        {"too_many_members", "too_much_memory"},
    ),
    "two parts of one name": (
        lambda: package(part("xl/workbook.xml", "a"), part("xl/workbook.xml", "b")),
        "a.xlsx",
        {"damaged_workbook"},
    ),
    "a locked part": (lambda: package(part("xl/workbook.xml", "x", flags=1)), "a.xlsx", {"has_password"}),
    "an unknown way of packing": (
        lambda: package(part("xl/workbook.xml", "x", method=99)),
        "a.xlsx",
        {"damaged_workbook"},
    ),
    "a wrong checksum": (lambda: Workbook(part("", SHEET, crc=1)).content(), "a.xlsx", {"damaged_workbook"}),
    "an empty package": (lambda: package(), "a.xlsx", {"is_archive", "damaged_workbook"}),
    "a package of something else": (lambda: package(part("readme.txt", "hello")), "a.xlsx", {"is_archive"}),
    "a Word document": (lambda: package(part("word/document.xml", "<w/>")), "a.xlsx", {"is_document"}),
    "a binary workbook": (lambda: package(part("xl/workbook.bin", "x")), "a.xlsx", {"is_binary_workbook"}),
    "half a workbook": (lambda: Workbook(SHEET).content()[:400], "a.xlsx", {"damaged_workbook"}),
    "the start of a package and noise": (lambda: b"PK\x03\x04" + random_bytes(5000), "a.xlsx", {"damaged_workbook"}),
    "a workbook without sheets": (
        lambda: package(part("xl/workbook.xml", "<workbook/>")),
        "a.xlsx",
        {"damaged_workbook"},
    ),
    "a workbook that is no XML": (
        lambda: package(part("xl/workbook.xml", "<<<"), part("xl/_rels/workbook.xml.rels", "<a/>")),
        "a.xlsx",
        {"damaged_workbook"},
    ),
    "a sheet that is no XML": (lambda: Workbook("<worksheet><row><c r='A1'").content(), "a.xlsx", DIES | {"no_rows"}),
    "an empty sheet": (lambda: Workbook(worksheet("")).content(), "a.xlsx", {"no_rows"}),
    "rows nested ten thousand deep": (
        lambda: Workbook(worksheet("<row>" * 10_000 + "</row>" * 10_000)).content(),
        "a.xlsx",
        {"no_rows"} | DIES,
    ),
    "a workbook nested a hundred thousand deep": (
        lambda: Workbook(SHEET, properties="<x>" * 100_000 + "</x>" * 100_000).content(),
        "a.xlsx",
        DIES | {"reads"},
    ),
    "a tag of ten megabytes": (
        lambda: sheet_of(b"a" * MEBIBYTE, 10, crc=0),
        "a.xlsx",
        {"damaged_workbook", "unpacks_too_well"},
    ),
    "a tag that does not end": (
        lambda: Workbook(OPEN + b"<c " + b'r="A1" ' * 20_000).content(),
        "a.xlsx",
        {"damaged_workbook"},
    ),
    "a cell reference beyond any sheet": (
        lambda: Workbook(worksheet(f'<row r="1">{cell("ZZZ1", 1)}{cell("A1", 1)}</row>')).content(),
        "a.xlsx",
        {"too_wide"},
    ),
    "a row number beyond any sheet": (
        lambda: one_cell("A9999999", 9999999),
        "a.xlsx",
        DIES | {"reads", "too_far_apart"},
    ),
    "a cell hidden behind a larger-than sign": (
        lambda: Workbook(
            worksheet(f'<row r="1">{cell("A1", 1)}</row><row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>')
        ).content(),
        "a.xlsx",
        DIES | {"too_many_columns"},
    ),
    "a hundred and one columns": (
        lambda: Workbook(worksheet('<row r="1">' + cell("A1", 1) + cell("CW1", 1) + "</row>")).content(),
        "a.xlsx",
        {"too_wide"},
    ),
    "a cell of a hundred thousand letters": (
        lambda: Workbook(worksheet(grid([["a", "b"], ["x" * 100_000, 1]]))).content(),
        "a.xlsx",
        {"cell_too_long"},
    ),
    "a sheet that claims seventeen thousand million cells": (
        lambda: Workbook(worksheet(grid(TABLE), dimension="A1:XFD1048576")).content(),
        "a.xlsx",
        {"reads", "too_wide"},
    ),
    "a workbook with a header alone": (lambda: Workbook(worksheet(grid(TABLE[:1]))).content(), "a.xlsx", {"reads"}),
    # Other spreadsheets
    "an old workbook with far corners": (
        lambda: xls([(0, 0, 1), (65535, 255, 1)]),
        "a.xls",
        DIES | {"too_many_columns"},
    ),
    "an old workbook with many far corners": (
        lambda: xls(*[[(0, 0, 1), (65535, 255, 1)]] * 200),
        "a.xls",
        DIES | {"too_many_columns"},
    ),
    "an old workbook of noise": (lambda: compound("Workbook", random_bytes(50_000)), "a.xls", DIES | {"no_rows"}),
    "the start of an old workbook": (lambda: xls([(0, 0, 1)])[:600], "a.xls", DIES),
    "an old workbook whose sectors go in a circle": (
        lambda: xls([(0, 0, 1)]).replace(struct.pack("<I", 4), struct.pack("<I", 3)),
        "a.xls",
        DIES | {"reads", "no_rows"},
    ),
    "a new workbook with a password": (lambda: compound("EncryptedPackage", b"x" * 5000), "a.xlsx", {"has_password"}),
    "repeated cells without end": (
        lambda: ods(REPEATED.format(rows=1048576, columns=16384)),
        "a.ods",
        DIES | {"too_many_columns"},
    ),
    "repeated rows without end": (
        lambda: ods(REPEATED.format(rows=4_000_000_000, columns=1)),
        "a.ods",
        DIES | {"too_many_rows"},
    ),
    "an entity bomb in a document": (lambda: ods(ods_grid(TABLE), head=BOMB), "a.ods", {"declares_entities"}),
    # Text
    "nothing": (lambda: b"", "a.csv", {"empty_file"}),
    "blank lines": (lambda: b"\n\r\n , ,\n", "a.csv", {"no_rows"}),
    "noise": (lambda: random_bytes(100_000), "a.csv", {"not_text", "unknown_encoding"}),
    "a byte that no text has": (lambda: b"Team,n\nWard\x007,1\n", "a.csv", {"not_text"}),
    "bytes of no encoding": (lambda: b"Team,n\nWard \x81,1\n", "a.csv", {"unknown_encoding"}),
    "half a letter of UTF-16": (lambda: "Team,n\n".encode("utf-16") + b"x", "a.csv", {"unknown_encoding"}),
    "UTF-16 that does not say so": (lambda: "Team,n\nWard,1\n".encode("utf-16-le"), "a.csv", {"not_text"}),
    "UTF-32": (lambda: "Team,n\n".encode("utf-32"), "a.csv", {"unknown_encoding"}),
    "a lone surrogate": (lambda: "Team,n\n".encode("utf-16") + b"\x00\xd8\x41\x00", "a.csv", {"unknown_encoding"}),
    "a quotation mark that is never closed": (
        lambda: b'Team,n\n"Ward 7,1\n' + b"x,1\n" * 50_000,
        "a.csv",
        {"broken_quotes"},
    ),
    "a quotation mark closed too soon": (lambda: b'Team,n\n"Ward" 7,1\n', "a.csv", {"broken_quotes"}),
    "one line of twenty megabytes": (lambda: b"x" * (20 * MEBIBYTE), "a.csv", {"line_too_long"}),
    "twenty million commas": (lambda: b"," * (20 * MEBIBYTE), "a.csv", {"line_too_long"}),
    "twenty million quotation marks": (lambda: b'"' * (20 * MEBIBYTE), "a.csv", {"line_too_long", "broken_quotes"}),
    "twenty million lines of nothing": (lambda: b"\n" * (20 * MEBIBYTE), "a.csv", {"too_many_rows"}),
    "a record of four million cells": (
        lambda: b'a,b\n"' + b'x\n",y,"' * 3_000_000,
        "a.csv",
        DIES | {"broken_quotes", "too_many_columns", "too_many_rows"},
    ),
    "a file of twenty-six megabytes": (lambda: csv_rows(1_600_000), "a.csv", {"file_too_large"}),
    "over five hundred thousand rows": (lambda: csv_rows(500_300), "a.csv", {"too_many_rows"}),
    "a hundred and one columns of text": (
        lambda: b",".join(b"%d" % i for i in range(101)),
        "a.csv",
        {"too_many_columns"},
    ),
    "a cell of three thousand letters": (lambda: b"Team,n\n" + b"x" * 3000 + b",1\n", "a.csv", {"cell_too_long"}),
    "a web page called a workbook": (lambda: b"<html><table><tr><td>1</td></tr></table>", "a.xls", {"is_web_page"}),
    "a header alone": (lambda: b"Team,Month,Falls\n", "a.csv", {"reads"}),
    "nothing, called a workbook": (lambda: b"", "a.xlsx", {"empty_file"}),
    "a PDF called a workbook": (lambda: b"%PDF-1.7\n" + random_bytes(5000), "a.xlsx", {"is_pdf"}),
    "a PDF called a table": (lambda: b"%PDF-1.7 ...", "a.csv", {"is_pdf"}),
    "a picture called a table": (lambda: b"\x89PNG\r\n\x1a\n....", "a.xlsx", {"is_picture"}),
    "a packed table": (lambda: b"\x1f\x8b\x08....", "a.csv", {"is_archive"}),
    "a kind we do not read": (lambda: b"Team,n\n", "a.exe", {"unknown_kind"}),
    "a name that means harm": (lambda: b"Team,n\nWard 7,1\n", "../../etc/$(rm -rf x);.csv", {"reads"}),
}
