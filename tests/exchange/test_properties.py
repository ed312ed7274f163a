"""The same table gives the same values, however it is written, ordered or laid out."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allteach.core.periods import Period
from allteach.exchange.files import read_file
from allteach.exchange.formats import FORMATS
from allteach.exchange.layout import propose
from allteach.exchange.mapping import Amount, Mapping, Reading
from allteach.exchange.rows import rows_of

MAPPING = Mapping(
    team="Team",
    period="Month",
    readings=(Reading("falls", numerator=Amount("Falls"), denominator=Amount("Days")),),
)
TEAMS = ["Ward 7", "Ward “É”, 8", "=SUM(A1)", "'quoted", "0012", "-", "Ward\u00a09", "病棟 3"]
NUMBERS = st.one_of(
    st.integers(0, 10**6),
    st.decimals(0, 10**6, places=3),
    st.sampled_from(["<5", "*", "", "n/a", "three", "1,5", "95%"]),
)

# Each example reads a file in a child process, so a few tell as much as fifty of a pure function.
some = settings(max_examples=12)


@st.composite
def tables(draw):
    """Rows of team, month and two numbers, with no key twice."""
    keys = draw(st.lists(st.tuples(st.sampled_from(TEAMS), st.integers(0, 40)), min_size=1, max_size=12, unique=True))
    first = Period.parse("2022-01")
    return [[team, str(first + month), draw(NUMBERS), draw(NUMBERS)] for team, month in keys]


def values(read_again, content, name="sent.csv"):
    sheet = read_again(content, name)
    rows = rows_of(sheet, MAPPING)
    found = sorted(
        (
            (row.team_key, str(row.period), row.numerator, row.denominator, str(row.state), len(row.problems))
            for row in rows
        ),
        key=str,
    )
    assert rows.account.is_complete()
    sheet.discard()
    return found


@pytest.fixture(scope="module")
def read_again(tmp_path_factory):
    path = tmp_path_factory.mktemp("sent") / "sent"

    def read(content, name):
        path.write_bytes(content)
        return read_file(path, name=name)

    return read


def written(table, key="csv"):
    return b"".join(FORMATS[key].write(["Team", "Month", "Falls", "Days"], table, "Falls"))


@some
@given(table=tables())
def test_as_csv_or_as_workbook(read_again, table):
    assert values(read_again, written(table)) == values(read_again, written(table, "xlsx"), "sent.xlsx")


@some
@given(table=tables(), data=st.data())
def test_in_whatever_order_of_rows(read_again, table, data):
    shuffled = data.draw(st.permutations(table))

    assert values(read_again, written(table)) == values(read_again, written(shuffled))


@some
@given(table=tables(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), delimiter=st.sampled_from(",;\t|"))
def test_in_whatever_encoding_and_with_whatever_delimiter(read_again, table, encoding, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Team", "Month", "Falls", "Days"], *table])

    assert values(read_again, written([[_guardless(team), *rest] for team, *rest in table])) == values(
        read_again, out.getvalue().encode(encoding)
    )


def _guardless(team):
    """A team as a file says it that was not written by us, where an apostrophe before an equals sign is its guard."""
    return team[1:] if team.startswith("'=") else team


@some
@given(
    counts=st.lists(st.lists(st.integers(0, 500), min_size=3, max_size=3), min_size=2, max_size=6),
)
def test_long_or_wide(read_again, counts):
    months = ["2025-01", "2025-02", "2025-03"]
    wide = [["Ward", *months], *([f"Ward {number}", *row] for number, row in enumerate(counts))]
    across = [["Month", *(f"Ward {number}" for number in range(len(counts)))], *zip(months, *counts, strict=True)]
    long = [["Team", "Month", "Falls"]] + [
        [f"Ward {number}", month, count]
        for number, row in enumerate(counts)
        for month, count in zip(months, row, strict=True)
    ]

    found = [_proposed(read_again, table) for table in (wide, across, long)]

    assert found[0] == found[1] == found[2]
    assert sum(value for *_key, value in found[0]) == Decimal(sum(map(sum, counts)))


def _proposed(read_again, table):
    """What is read under the mapping that the product itself proposes."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    sheet = read_again(out.getvalue().encode(), "sent.csv")
    mapping = propose(sheet).mapping
    rows = [
        (row.team_key, str(row.period), row.value if row.numerator is None else row.numerator)
        for row in rows_of(sheet, mapping)
    ]
    sheet.discard()
    return sorted(rows)
