"""A file is read by what it is: its encoding, its delimiter, its sheets, its dates."""

import io

import pytest

from allteach.exchange.refusals import FileRefused
from allteach.exchange.sheets import Row, reopen
from tests.exchange.files import Workbook, cell, grid, ods, ods_grid, part, worksheet, xls

TABLE = [["Team", "Month", "Falls"], ["Ward 7", "2025-01", 3], ["Ward 8", "2025-01", 4.5]]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def cells(sheet):
    return [[text if not isinstance(text, list) else text[0] for text in row.cells] for row in sheet.rows()]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_says_how_it_is_written(read, encoding, said, end, delimiter):
    lines = [["Team", "Month", "Nïghts"], ["Ward 7 “É”", "2025-01", "3"], ["Ward 8", "2025-02", ""]]

    sheet = read(end.join(delimiter.join(line) for line in lines).encode(encoding))

    assert (sheet.encoding, sheet.delimiter) == (said, delimiter)
    assert [row.cells for row in sheet.rows()] == [*lines[:2], ["Ward 8", "2025-02"]]


def test_the_delimiter_is_what_parts_lines_evenly_not_what_is_most_frequent(read):
    sheet = read("Team;Share\nWard 7, east, new;1,5\nWard 8;2,25\nWard 9, west;3,5\n")

    assert (sheet.delimiter, sheet.width) == (";", 2)


def test_a_line_for_spreadsheets_says_the_delimiter_and_is_no_row(read):
    sheet = read("sep=|\nTeam|a,b,c\nWard 7|1,2,3\n")

    assert cells(sheet) == [["Team", "a,b,c"], ["Ward 7", "1,2,3"]]


def test_lines_are_counted_as_an_editor_counts_them(read):
    sheet = read('Team,Note\n\nWard 7,"one\ntwo"\nWard 8,x\n')

    assert list(sheet.rows()) == [
        Row(1, ["Team", "Note"]),
        Row(3, ["Ward 7", "one two"]),
        Row(5, ["Ward 8", "x"]),
    ]


def test_cells_are_kept_as_a_person_sees_them(read):
    sheet = read("Team,n\n  Ward\u00a07\u200b ,\ufeff3\nE\u0301lan,4\n")

    assert cells(sheet) == [["Team", "n"], ["Ward 7", "3"], ["Élan", "4"]]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"Team,Month,Falls\nWard 7,2025-01,3\nWard 8,2025-01,4.5\n", "a.csv"),
        (Workbook(worksheet(grid(TABLE))).content(), "a.xlsx"),
        (ods(ods_grid(TABLE)), "a.ods"),
        (xls([(line, place, text) for line, row in enumerate(TABLE) for place, text in enumerate(row)]), "a.xls"),
    ],
)
def test_each_format_gives_the_same_table(read, content, name):
    sheet = read(content, name=name)

    assert sheet.format == name.split(".")[1]
    assert [[str(text) for text in row.cells] for row in sheet.rows()] == [[str(text) for text in row] for row in TABLE]


def test_a_file_is_read_by_what_it_is_and_not_by_its_name(read):
    assert read(Workbook(worksheet(grid(TABLE))).content(), name="falls.csv").format == "xlsx"
    assert read("Team,n\nWard 7,1\n", name="falls.XLS").format == "csv"


def test_a_formula_without_a_saved_value_is_missing_and_an_error_too(read):
    rows = grid([["Team", "n", "d"]]) + (
        f'<row r="2">{cell("A2", "Ward 7")}<c r="B2"><f>SUM(C2)</f></c><c r="C2" t="e"><v>#DIV/0!</v></c></row>'
        f'<row r="3">{cell("A3", "Ward 8")}<c r="B3"><f>1+1</f><v>2</v></c></row>'
    )

    assert cells(read(Workbook(worksheet(rows)).content(), name="a.xlsx")) == [
        ["Team", "n", "d"],
        ["Ward 7"],
        ["Ward 8", 2],
    ]


@pytest.mark.parametrize(("properties", "day"), [("", "2025-02-01"), ('<workbookPr date1904="1"/>', "2029-02-02")])
def test_a_workbook_that_counts_days_from_1904_is_read_so(read, properties, day):
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    rows = grid([["Team", "Month"]]) + f'<row r="2">{cell("A2", "x")}<c r="B2" s="1"><v>45689</v></c></row>'
    book = Workbook(worksheet(rows), properties=properties, more=[part("xl/styles.xml", styles)])

    assert cells(read(book.content(), name="a.xlsx")) == [["Team", "Month"], ["x", day]]


@pytest.mark.parametrize("dimension", ["A1:B1", "A1:XFD1048576"])
def test_a_workbook_that_lies_about_its_size_loses_no_row(read, dimension):
    sheet = read(Workbook(worksheet(grid(TABLE), dimension=dimension)).content(), name="a.xlsx")

    assert cells(sheet) == TABLE


def test_cells_that_do_not_say_where_they_stand_are_read_in_order(read):
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"

    assert cells(read(Workbook(worksheet(rows)).content(), name="a.xlsx")) == [[1, 2], [3, 4]]


def test_a_table_that_stands_in_the_middle_of_a_sheet_keeps_its_place(read):
    rows = f'<row r="4">{cell("C4", "Team")}{cell("D4", "n")}</row><row r="5">{cell("C5", "x")}{cell("D5", 1)}</row>'

    sheet = read(Workbook(worksheet(rows)).content(), name="a.xlsx")

    assert list(sheet.rows()) == [Row(4, [None, None, "Team", "n"]), Row(5, [None, None, "x", 1])]


def several_sheets() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Cover").write(0, 0, "About these figures")
        hidden = book.add_worksheet("Hidden")
        hidden.hide()
        falls, pain = book.add_worksheet("Falls"), book.add_worksheet("Pain")
        for number, each in enumerate((hidden, falls, pain)):
            each.write_row(0, 0, ["Team", "n"])
            each.write_row(1, 0, ["Ward 7", number])
    return out.getvalue()


def test_of_several_sheets_the_first_that_is_shown_and_holds_a_table_is_read(read):
    sheet = read(several_sheets(), name="a.xlsx")

    assert (sheet.sheet, sheet.sheets) == ("Falls", ["Cover", "Falls", "Pain"])
    assert cells(sheet) == [["Team", "n"], ["Ward 7", 1]]


def test_another_sheet_may_be_asked_for(read):
    assert cells(read(several_sheets(), name="a.xlsx", sheet="Pain")) == [["Team", "n"], ["Ward 7", 2]]


@pytest.mark.parametrize("wanted", ["Hidden", "No such"])
def test_a_sheet_that_is_not_shown_is_not_there(read, wanted):
    with pytest.raises(FileRefused) as refused:
        read(several_sheets(), name="a.xlsx", sheet=wanted)

    assert str(refused.value) == f"There is no sheet “{wanted}” in this workbook."


def test_what_was_read_is_kept_until_it_is_discarded(read, tmp_path):
    sheet = read("Team,n\nWard 7,1\n", keep_in=tmp_path / "kept")

    again = reopen(tmp_path / "kept")
    assert again == sheet
    assert list(again.rows()) == list(sheet.rows())
    again.discard()
    assert not (tmp_path / "kept").exists()
    with pytest.raises(FileNotFoundError):
        reopen(tmp_path / "kept")


def test_progress_is_told_while_rows_are_read(read):
    told = []

    sheet = read("Team,n\n" + "Ward 7,1\n" * 25_000, progress=told.append)

    assert told == [10_000, 20_000]
    assert sheet.count == 25_001


@pytest.mark.parametrize("name", ["Fälle ’25.csv", "a" * 200 + ".csv", "-rf.csv"])
def test_a_file_may_be_called_anything(read, name):
    assert read("Team,n\nWard 7,1\n", name=name).name == name


def test_a_workbook_whose_parts_are_named_from_the_root_is_read(read):
    book = Workbook(worksheet(grid(TABLE)), target="/xl/worksheets/sheet1.xml")

    assert cells(read(book.content(), name="a.xlsx")) == TABLE


def test_whoever_stops_listening_ends_the_child(read):
    def stop(_rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read("Team,n\n" + "Ward 7,1\n" * 25_000, progress=stop)


def test_of_sheets_without_a_table_the_first_that_is_filled_is_read(read):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Empty")
        book.add_worksheet("Note").write(0, 0, "About these figures")
        book.add_worksheet("More").write(0, 0, "And more")

    assert read(out.getvalue(), name="a.xlsx").sheet == "Note"
