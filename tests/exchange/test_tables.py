"""The table of a sheet is found under titles, and told from totals and notes."""

from collections import Counter

import pytest

from allteach.exchange.sheets import Row
from allteach.exchange.tables import find_table

DRESSED = """Falls in our wards
Made on,12 May 2025

Team,Apr 2025,May 2025,Jun 2025,Total
Ward 7,1,2,3,6
Ward 8,,,,
Ward 9,<5,*,3,
Total,1,2,6,12
Average,1,2,6,12
Ward 10,1,1,1,3

Source: our own counts
Asked for by the director
"""


def names(table):
    return [column.name for column in table.columns]


def test_every_row_of_a_dressed_table_is_taken_or_left_out_for_a_reason(read):
    sheet = read(DRESSED)
    table = find_table(sheet)

    told = [(row.line, "row" if isinstance(row, Row) else row.why) for row in table.body(sheet)]

    assert told == [
        (1, "title"),
        (2, "title"),
        (4, "header"),
        (5, "row"),
        (6, "row"),  # A team that reported nothing is no note: other rows follow.
        (7, "row"),
        (8, "total"),
        (9, "total"),
        (10, "row"),
        (12, "note"),
        (13, "note"),
    ]


def test_what_is_left_out_is_said_with_its_line(read):
    sheet = read(DRESSED)

    words = [row.words() for row in find_table(sheet).body(sheet) if not isinstance(row, Row) and row.line in (1, 8)]

    assert words == [
        "Line 1: title above the table (“Falls in our wards”).",
        "Line 8: total or average of other rows (“Total”).",
    ]


def test_two_header_rows_are_read_as_one(read):
    table = find_table(read("Team,Apr 2025,,May 2025,\n,Num,Den,Num,Den\nWard 7,1,20,2,30\nWard 8,1,20,2,30\n"))

    assert names(table) == ["Team", "Apr 2025 · Num", "Apr 2025 · Den", "May 2025 · Num", "May 2025 · Den"]
    assert table.header_lines == (1, 2)


def test_a_file_without_header_loses_no_row(read):
    sheet = read("RF4,2017-03-01,12\nRF5,2017-03-01,13\n")
    table = find_table(sheet)

    assert names(table) == ["Column 1", "Column 2", "Column 3"]
    assert [row.line for row in table.body(sheet)] == [1, 2]


def test_one_row_without_header_is_a_row(read):
    sheet = read("RF4,2017-03-01,12\n")

    assert [type(row) for row in find_table(sheet).body(sheet)] == [Row]


def test_teams_that_are_called_by_numbers_are_a_header(read):
    assert names(find_table(read("Month,101,102\n2025-01,1,2\n2025-02,3,4\n"))) == ["Month", "101", "102"]


def test_a_table_of_hidden_counts_has_a_header_too(read):
    assert names(find_table(read("Team,Month,Falls\nWard 7,2025-01,*\nWard 8,2025-01,<5\n"))) == [
        "Team",
        "Month",
        "Falls",
    ]


def test_columns_of_one_name_are_told_apart(read):
    assert names(find_table(read("Team,n,n,\nWard 7,1,2,3\n"))) == ["Team", "n", "n (2)", "Column 4"]


def test_a_header_that_comes_again_is_left_out(read):
    sheet = read("Team,n\nWard 7,1\nTeam,n\nWard 8,2\n")

    assert Counter(getattr(row, "why", "row") for row in find_table(sheet).body(sheet)) == {
        "header": 1,
        "row": 2,
        "header_again": 1,
    }


@pytest.mark.parametrize(
    ("word", "is_total"),
    [
        ("Total", True),
        ("GRAND TOTAL", True),
        ("Subtotal", True),
        ("Ward 7 Total", True),
        ("Total for March", True),
        ("All teams", True),
        ("Median", True),
        ("Totaldale Clinic", False),
        ("Meanwood", False),
        ("Overall Health", False),
    ],
)
def test_totals_are_told_by_their_words(read, word, is_total):
    sheet = read(f"Team,Month,n\n{word},2025-01,1\nWard 8,2025-01,2\n")

    (row,) = [row for row in find_table(sheet).body(sheet) if row.line == 2]

    assert isinstance(row, Row) != is_total


def test_a_total_is_also_told_by_the_column_of_the_period(read):
    sheet = read("Team,Month,n\nWard 7,2025-01,1\nWard 7,Total,2\n")

    left_out = [row for row in find_table(sheet).body(sheet, frozenset({1})) if not isinstance(row, Row)]

    assert [(row.line, row.why) for row in left_out] == [(1, "header"), (3, "total")]


def test_the_fingerprint_is_the_same_next_month_and_in_another_order(read):
    first = find_table(read("Team,Apr 2025,May 2025\nWard 7,1,2\n"))
    next_month = find_table(read("team,Apr 2025,May 2025,Jun 2025\nWard 7,1,2,3\n"))
    turned = find_table(read("Apr 2025,May 2025,Team\n1,2,Ward 7\n"))
    another = find_table(read("Team,Note,May 2025\nWard 7,x,2\n"))

    assert first.fingerprint == next_month.fingerprint == turned.fingerprint
    assert another.fingerprint != first.fingerprint


def test_first_rows_with_nothing_to_report_are_no_header(read):
    sheet = read("Falls,2025\nTeam,Month,Falls,Days\nWard 7,2025-01,,\nWard 8,2025-01,,\nWard 9,2025-01,1,2\n")
    table = find_table(sheet)

    assert names(table) == ["Team", "Month", "Falls", "Days"]
    assert [row.line for row in table.body(sheet) if isinstance(row, Row)] == [3, 4, 5]


def test_the_fingerprint_of_two_header_rows_is_the_same_next_month_too(read):
    first = find_table(read("Team,Apr 2025,,May 2025,\n,Num,Den,Num,Den\nWard 7,1,20,2,30\n"))
    next_month = find_table(read("Team,Jun 2025,,Jul 2025,\n,Num,Den,Num,Den\nWard 7,1,20,2,30\n"))
    another = find_table(read("Team,Jun 2025,,Jul 2025,\n,Num,Rate,Num,Rate\nWard 7,1,20,2,30\n"))

    assert first.fingerprint == next_month.fingerprint != another.fingerprint
