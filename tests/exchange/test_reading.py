"""The child's program, run here without its limits, so that each way through it is seen."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allteach.exchange import reading
from allteach.exchange.files import read_file
from allteach.exchange.limits import Limits
from allteach.exchange.refusals import REFUSALS, FileRefused
from tests.exchange.files import Workbook, grid, ods, ods_grid, worksheet, xls
from tests.exchange.hostile import DIES, HOSTILE
from tests.exchange.test_sheets import TABLE, several_sheets

# What is refused from what it says of itself takes no limits to stop. What is large has been seen often enough.
LARGE = ("million", "gibibyte", "five hundred thousand", "the last row")
REFUSED_AT_ONCE = [
    what
    for what, (_make, _name, endings) in HOSTILE.items()
    if not endings & (DIES | {"unknown_kind"}) and not any(large in what for large in LARGE)
]
REFUSED_AT_ONCE += ["half a workbook", "two parts of one name", "a wrong checksum", "a tag that does not end"]

OLD = [(line, place, text) for line, row in enumerate(TABLE) for place, text in enumerate(row)]
HONEST = {
    "csv": b"Team,Month,Falls\nWard 7,2025-01,3\nWard 8,2025-01,'=4\n",
    "xlsx": Workbook(worksheet(grid(TABLE))).content(),
    "ods": ods(ods_grid(TABLE)),
    "xls": xls(OLD),
}


@pytest.fixture
def child(tmp_path, monkeypatch, capsys):
    """Run the child's program in this process and return the last thing it said."""
    monkeypatch.setattr(reading, "_limit", lambda *_: None)
    monkeypatch.setattr(reading.resource, "setrlimit", lambda *_: None)

    def run(content: bytes, sheet=None, limits=Limits()):  # noqa: B008 - a frozen value
        (tmp_path / "sent").write_bytes(content)
        paths = {"path": str(tmp_path / "sent"), "rows_path": str(tmp_path / "rows")}
        reading.main({**paths, "sheet": sheet, "limits": asdict(limits)})
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    return run


@pytest.mark.parametrize("what", REFUSED_AT_ONCE)
def test_what_is_refused_at_once_says_a_reason_that_has_words(child, what):
    make, _name, endings = HOSTILE[what]

    said = child(make())

    assert said.get("refused", "reads") in endings
    assert said.get("refused", "no_rows") in REFUSALS


@pytest.mark.parametrize("form", HONEST)
def test_an_honest_file_is_read(child, tmp_path, form):
    said = child(HONEST[form])["done"]

    assert (said["format"], said["rows"], said["width"]) == (form, 3, 3)
    (batch,) = (tmp_path / "rows").read_text().splitlines()
    assert json.loads(batch)[1][1:3] == ["Ward 7", "2025-01"]


def test_types_of_a_spreadsheet_are_kept(child, tmp_path):
    import io
    from datetime import date, datetime, time

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day, moment, hour = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"))
        sheet.write_row(0, 0, ["a", True, False, 12.0, 0.1 + 0.2, 1e20])
        sheet.write_datetime(1, 0, date(2025, 2, 1), day)
        sheet.write_datetime(1, 1, datetime(2025, 2, 1, 10, 30), moment)
        sheet.write_datetime(1, 2, time(10, 30), hour)

    child(out.getvalue())

    assert json.loads((tmp_path / "rows").read_text()) == [
        [1, "a", "TRUE", "FALSE", 12, 0.3, 1e20],
        [2, ["2025-02-01"], ["2025-02-01T10:30:00"], "10:30:00"],
    ]


@pytest.mark.parametrize("sheet", ["Pain", "Hidden"])
def test_a_sheet_is_found_by_its_name(child, sheet):
    said = child(several_sheets(), sheet)

    assert said.get("refused") == (None if sheet == "Pain" else "no_such_sheet")


@pytest.mark.parametrize(("sheet", "reason"), [("S1", None), ("S9", "no_such_sheet")])
def test_a_sheet_of_an_old_workbook_is_found_by_its_name(child, sheet, reason):
    assert child(xls([(0, 0, "note")], OLD), sheet).get("refused") == reason


def test_of_an_old_workbook_the_first_sheet_with_a_table_is_read_or_else_the_first_that_is_filled(child):
    assert child(xls([(0, 0, "note")], OLD))["done"]["sheet"] == "S1"
    assert child(xls([], [(0, 0, "note")]))["done"]["sheet"] == "S1"
    assert child(xls([], []))["refused"] == "no_rows"


def test_memory_that_runs_out_in_python_is_a_reason_too(child, monkeypatch):
    def out_of_memory(*_):
        raise MemoryError

    monkeypatch.setattr(reading, "read", out_of_memory)

    assert child(b"a,b\n")["refused"] == "too_much_memory"


def test_the_texts_that_are_remembered_are_few(child, monkeypatch, tmp_path):
    monkeypatch.setattr(reading, "_TEXTS_REMEMBERED", 3)

    assert child(b"".join(b"a%d, b \n" % (n % 7) for n in range(20)))["done"]["rows"] == 20
    assert json.loads((tmp_path / "rows").read_text())[19] == [20, "a5", "b"]


def test_the_peak_is_told_where_there_is_no_proc(monkeypatch):
    monkeypatch.setattr(reading.Path, "exists", lambda _: False)

    assert reading.peak_bytes() > 1_000_000


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    return tmp_path_factory.mktemp("changed") / "sent"


@settings(max_examples=max(15, settings().max_examples // 5))
@given(
    form=st.sampled_from(sorted(HONEST)),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6
    ),
)
def test_a_file_that_was_damaged_anywhere_is_read_or_refused_in_words(sent, form, changes):
    content = HONEST[form]
    for place, new, gone in changes:
        place %= len(content) + 1  # The end is a place too, also of a file from which everything is gone.
        content = content[:place] + new + content[place + gone :]
    sent.write_bytes(content)

    try:
        read_file(sent, name=f"sent.{form}").discard()
        reason = "no_rows"
    except FileRefused as refused:
        reason = refused.reason

    assert reason in REFUSALS
