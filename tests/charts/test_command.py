"""`python -m allteach.charts FILE.csv`: a chart without the platform."""

import runpy
import sys

import pytest

from allteach.charts.__main__ import main
from tests.charts.reading_svg import Drawing


@pytest.fixture
def written(tmp_path):
    """A function that writes a file and says where it is."""

    def write(text, name="waits.csv"):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def test_a_file_of_months_is_drawn_with_its_months(written, capsys):
    main([written("month,value\n2026-01-01,5\n2026-02-01,7\n2026-03-01,6\n")])

    drawing = Drawing(capsys.readouterr().out)
    assert drawing.title == "waits"
    assert drawing.readings[0] == "January 2026, 5.00, no signal"


def test_a_file_of_days_is_drawn_with_its_days(written, capsys):
    main([written("day,value\n2026-01-05,5\n2026-01-06,7\n")])

    assert Drawing(capsys.readouterr().out).readings[1].startswith("6 January 2026, 7.00")


def test_points_without_dates_are_drawn_in_their_order(written, capsys):
    main([written("value\n5\n7\n6\n"), "--chart", "i"])

    assert [reading.split(", ")[1] for reading in Drawing(capsys.readouterr().out).readings] == ["5.00", "7.00", "6.00"]


def test_a_mistake_ends_with_a_message(written, capsys):
    with pytest.raises(SystemExit) as ended:
        main([written("numerator,denominator\n7,5\n"), "--chart", "p"])

    assert ended.value.code == 2
    assert "numerator" in capsys.readouterr().err


def test_it_can_be_run_as_a_module(written, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["charts", written("value\n5\n7\n")])
    monkeypatch.delitem(sys.modules, "allteach.charts.__main__")

    runpy.run_module("allteach.charts", run_name="__main__")

    assert len(Drawing(capsys.readouterr().out).points) == 2
