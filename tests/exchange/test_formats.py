"""What is written comes back the same, and no cell of it is ever run as a formula."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.core.periods import Period
from allteach.exchange.csv_files import with_guard, without_guard
from allteach.exchange.formats import FORMATS, READABLE, WRITABLE
from allteach.exchange.limits import tidy
from allteach.exchange.quantities import read_quantity

COLUMNS = ["Team", "=Month", "Falls", "Started", "Remark"]
ROWS = [
    ["Ward 7", Period.parse("2025-02"), Decimal("3.5"), date(2025, 2, 1), '=HYPERLINK("x")'],
    ["Ward “Élan”, 8", Period.parse("2025-W11"), -4, None, "-1+2"],
    ["0012", Period.parse("2025-Q1"), 0.1, date(1999, 12, 31), "＝1+1"],
    ["@home", Period.parse("2025-02-01"), 1e14, None, "'=quoted"],
]


@pytest.mark.parametrize("key", WRITABLE)
def test_what_is_written_and_read_again_is_the_same(read, key):
    content = b"".join(WRITABLE[key].write(COLUMNS, ROWS, "Falls: all [2025]"))

    sheet = read(content, name=f"again{FORMATS[key].endings[0]}")

    header, *rows = [row.cells for row in sheet.rows()]
    assert sheet.format == key
    assert header == COLUMNS
    assert [[str(cells[0]), cells[1], cells[4]] for cells in rows] == [[row[0], str(row[1]), row[4]] for row in ROWS]
    assert [read_quantity(cells[2]) for cells in rows] == [Decimal("3.5"), Decimal(-4), Decimal("0.1"), Decimal(10**14)]
    started = [cells[3][0] if isinstance(cells[3], list) else cells[3] for cells in rows]
    assert started == ["2025-02-01", None, "1999-12-31", None]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'="])
def test_text_that_a_spreadsheet_would_run_is_guarded_in_csv(start):
    written = b"".join(FORMATS["csv"].write(["n"], [[f"{start}1"]], "")).decode("utf-8-sig")

    assert written.splitlines()[1].lstrip('"').startswith("'")
    assert without_guard(with_guard(f"{start}1")) == f"{start}1"


@given(st.text(alphabet="'=+-@\t＝a1 ", max_size=6))
def test_the_guard_comes_off_as_it_went_on(text):
    assert without_guard(with_guard(text)) == text


def test_numbers_are_numbers_in_csv_with_their_minus():
    written = b"".join(FORMATS["csv"].write(["n"], [[-3], [Decimal("-0.5")], [float("nan")], [Decimal("1E+3")]], ""))

    assert written.decode("utf-8-sig").splitlines() == ["n", "-3", "-0.5", '""', "1000"]


def test_the_cells_of_a_workbook_have_types_and_no_formula():
    rows = [["=1+1", -3, True, "http://example.org", "12"]]
    content = b"".join(FORMATS["xlsx"].write(["a", "b", "c", "d", "e"], rows, "Types"))

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert '<c r="B2"><v>-3</v></c><c r="C2" t="b"><v>1</v></c>' in sheet
    assert '<c r="E2" t="inlineStr"><is><t>12</t></is></c>' in sheet


def test_a_text_too_long_for_a_cell_is_cut_where_people_see_it():
    content = b"".join(FORMATS["xlsx"].write(["a"], [["x" * 40_000]], "Long"))

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "xxx…</t>" in package.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("title", ["", "'", "a/b\\c?*[1]:", "x" * 60, "Sheet"])
def test_any_title_makes_a_sheet(read, title):
    content = b"".join(FORMATS["xlsx"].write(["a", "b"], [[1, 2]], title))

    assert read(content, name="titled.xlsx").count == 2


def test_tables_are_written_in_pieces():
    pieces = list(FORMATS["csv"].write(["a", "b"], ([n, "some text"] for n in range(50_000)), ""))

    assert len(pieces) > 10
    assert max(map(len, pieces)) < 100_000


def test_every_format_has_an_ending_of_its_own():
    assert len(READABLE) == len(set(READABLE))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in READABLE)


@given(st.text(max_size=30))
def test_tidy_text_is_on_one_line_and_stays_as_it_is(text):
    once = tidy(text)

    assert tidy(once) == once
    assert "\n" not in once
    assert "\0" not in once


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(monkeypatch):
    monkeypatch.setattr("allteach.exchange.workbooks._LAST_ROW", 60)

    with pytest.raises(ValueError) as refused:
        next(FORMATS["xlsx"].write(["a"], ([n] for n in range(100)), "Long"))

    assert str(refused.value) == "a sheet holds no more than 1,048,575 rows under its header"


def test_what_is_no_number_and_what_is_true_have_cells_of_their_own(read):
    rows = [[float("inf"), True, None, "end"], [float("nan"), False, None, "end"]]

    for key, each in WRITABLE.items():
        sheet = read(b"".join(each.write(["a", "b", "c", "d"], rows, "Odd")), name=f"odd.{key}")
        assert [row.cells for row in sheet.rows()][1:] == [[None, "TRUE", None, "end"], [None, "FALSE", None, "end"]]
