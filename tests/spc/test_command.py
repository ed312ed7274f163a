"""`python -m allteach.spc`: what it reads, what it prints, and how it ends."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from allteach import spc
from allteach.charts.__main__ import main as draw
from allteach.spc.__main__ import main
from allteach.spc.command import jobs, parser

FALLS = """month,falls,days
2025-01-01,4,410
2025-02-01,6,395
2025-03-01,,
2025-04-01,5,402
2025-05-01,3,399
2025-06-01,30,401
"""


@pytest.fixture
def falls(tmp_path):
    path = tmp_path / "falls.csv"
    path.write_text(FALLS)
    return str(path)


def read(path, *arguments):
    return jobs(parser().parse_args([str(path), *arguments]))


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return path


RATES = ("--numerator", "falls", "--denominator", "days", "--chart", "u", "--per", "1000")


def test_an_analysis_is_printed_as_a_page(falls, capsys):
    main([falls, *RATES, "--direction", "down", "--target", "8"])

    assert capsys.readouterr().out == (
        "falls\n"
        "  U chart (rates), 6 points\n"
        "  Anhøj rules; by chance alone they speak on about 3% of charts of this length\n"
        "  latest       74.81 (2025-06-01)\n"
        "  lines        centre 23.92, limits 0.7479 to 47.08, from 2025-01-01\n"
        "               longest run 4 (usual up to 5), crossings 1 (usual from 0)\n"
        "  signal       outside the limits: 2025-06-01 (1 point, up)\n"
        "  variation    concern high\n"
        "  assurance    inconsistent\n"
        "  caution      few points\n"
    )


def test_parts_without_limits_patterns_and_a_suggestion_are_printed(tmp_path, capsys):
    values = [5, 6, 5, 7, 6, 5, *[9, 8, 9, 10, 9, 8, 9, 10]]
    path = written(tmp_path, "calls.csv", "value\n" + "\n".join(map(str, values)))

    main([str(path), "--rules", "classic", "--direction", "up", "--freeze", "6"])
    whole = capsys.readouterr().out
    main([str(path), "--part", "7", "--constant", "2.66", "--exclude", "2", "--no-screening"])
    parts = capsys.readouterr().out

    assert "signal       shift: point 7 to point 14 (8 points, up)\n" in whole
    assert (
        "suggestion   a new part from point 7, if the cause is known and it is expected to last: "
        "8 points in a row, centre 5.5 then 9\n" in whole
    )
    assert "  part 1       centre 5, from point 1\n" in parts
    assert "  part 2       centre 9, from point 7\n" in parts


def test_a_part_without_a_useful_point_has_no_runs_to_print(tmp_path, capsys):
    path = written(tmp_path, "calls.csv", "value\n5\n5\n5\n7\n8\n9\n")

    main([str(path), "--part", "4"])

    assert capsys.readouterr().out.count("longest run") == 1


def test_a_file_without_points_prints_that_there_are_none(tmp_path, capsys):
    path = written(tmp_path, "empty.json", '{"values": []}')

    main([str(path)])

    assert capsys.readouterr().out == (
        "empty\n"
        "  Run chart (median), 0 points\n"
        "  Anhøj rules; by chance alone they speak on about 0% of charts of this length\n"
        "  signal       none\n"
        "  variation    no point\n"
        "  caution      few points\n"
    )


def test_json_holds_everything(falls, capsys):
    main([falls, *RATES, "--json"])

    found = json.loads(capsys.readouterr().out)
    analysis = spc.analyse(read(falls, *RATES)[0].series, spc.Plan(chart="u", per=1000.0))
    assert found["name"] == "falls"
    assert found["plan"]["chart"] == "u"
    assert found["points"]["value"][2] is None
    assert found["points"]["upper"][0] == analysis.upper[0]
    assert found["points"]["period"][0] == "2025-01-01"
    assert found["signals"]["outside"] == [False] * 5 + [True]
    assert found["patterns"]["outside"] == [{"rule": "outside", "points": [5], "heading": 1}]
    assert set(found["other_rule_sets"]) == set(spc.RULE_SETS) - {"anhoej"}
    assert found["parts"][0]["runs"] == 2
    assert found["suggestion"] is None


def test_json_of_values_without_periods_says_so(tmp_path, capsys):
    values = [5] * 6 + [9, 8, 9, 10, 9, 8, 9, 10]
    plan = {"rules": "classic", "direction": "up", "freeze": 6}
    path = written(tmp_path, "calls.json", json.dumps({"values": values, "plan": plan}))

    main([str(path), "--json"])

    found = json.loads(capsys.readouterr().out)
    assert found["points"]["period"] is None
    assert found["suggestion"]["start"] == 6


def test_a_chart_is_drawn(falls, capsys):
    draw([falls, *RATES])

    out = capsys.readouterr().out
    assert out.startswith("<svg ")
    assert "falls" in out


@pytest.mark.parametrize("periods", ["", "month,value\n1,3\n2,4\n3,5\n"])
def test_a_chart_of_points_without_dates_is_drawn(tmp_path, capsys, periods):
    path = written(tmp_path, "calls.csv", periods or "value\n3\n4\n5\n")

    draw([str(path)])

    assert capsys.readouterr().out.startswith("<svg ")


def test_svg_is_handed_to_the_drawings(falls):
    asked = [sys.executable, "-m", "allteach.spc", falls, *RATES, "--svg"]

    found = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])

    assert found.stdout.startswith("<svg ")


def test_statistics_know_the_drawings_by_name_only(falls, monkeypatch):
    run = []
    monkeypatch.setattr(runpy, "run_module", lambda *given, **named: run.append((given, named)))

    main([falls, "--svg"])

    assert run == [(("allteach.charts",), {"run_name": "__main__", "alter_sys": True})]


class TestFiles:
    def test_columns_are_found_by_their_names(self, tmp_path):
        path = written(tmp_path, "seen.csv", "Period,Numerator,Denominator\n2025-01,3,10\n2025-02,NA,10\n")

        (job,) = read(path)

        assert job.name == "seen"
        assert str(job.series.periods[0]) == "2025-01-01"
        assert job.series.numerator[0] == 3
        assert job.series.denominator.tolist() == [10, 10]

    def test_a_numerator_may_stand_alone(self, tmp_path):
        by_name = written(tmp_path, "a.csv", "numerator\n3\n4\n")
        asked_for = written(tmp_path, "b.csv", "falls\n3\n4\n")

        assert read(by_name)[0].series.values.tolist() == [3, 4]
        assert read(asked_for, "--numerator", "falls")[0].series.values.tolist() == [3, 4]

    def test_a_value_may_be_asked_for(self, tmp_path):
        path = written(tmp_path, "a.csv", "when,how many\nfirst,3\nsecond,4\n")

        (job,) = read(path, "--value", "how many", "--period", "when")

        assert job.series.values.tolist() == [3, 4]
        assert job.series.periods == ("first", "second")

    def test_values_side_by_side_are_subgroups(self, tmp_path):
        path = written(tmp_path, "a.csv", "year,value_1,value_2\n2024,3,5\n2025,4,\n")

        (job,) = read(path, "--chart", "xbar")

        assert job.series.values.tolist() == [4, 4]
        assert job.series.sizes.tolist() == [2, 1]
        assert job.series.periods == (2024, 2025)

    def test_a_series_for_each_value_of_some_columns(self, tmp_path):
        path = written(tmp_path, "a.csv", "ward,kind,value\n7,falls,1\n9,falls,2\n7,falls,3\n")

        found = read(path, "--by", "ward,kind")

        assert {job.name: job.series.values.tolist() for job in found} == {"7 falls": [1, 3], "9 falls": [2]}

    def test_json_may_hold_many_series_with_their_plans(self, tmp_path):
        given = [
            {"name": "falls", "values": [1, 2], "periods": [1, 2], "plan": {"chart": "c", "parts": [1]}},
            {"subgroups": [[1, 2]], "plan": {"chart": "xbar"}},
        ]
        path = written(tmp_path, "many.json", json.dumps(given))

        first, second = read(path, "--rules", "classic")

        assert (first.name, first.plan) == ("falls", spc.Plan(chart="c", parts=(1,), rules="classic"))
        assert second.name == "many"


@pytest.mark.parametrize(
    ("name", "text", "arguments", "message"),
    [
        ("a.csv", "", (), "a.csv: expected at least one series, got none"),
        ("a.csv", "x\n1\n", (), "columns: expected value, numerator (and denominator) or value_1, value_2, …; or name"),
        ("a.csv", "x\n1\n", ("--value", "y"), "columns: expected some of x, got y"),
        ("a.csv", "value\nmany\n", (), "value: expected a number or nothing, got 'many'"),
        ("a.json", "{", (), "not JSON: "),
        ("a.json", "[3]", (), "expected an object, or a list of objects"),
        ("a.json", "[" * 100_000, (), "not JSON: "),
        (
            "a.json",
            '{"value": [1]}',
            (),
            "series: expected some of values, numerator, denominator, subgroups, sizes, deviations, periods, got value",
        ),
        ("a.json", '{"values": [1], "plan": {"rule": "all"}}', (), "plan: expected some of chart, rules, direction, "),
        ("a.json", '{"values": [1], "plan": 5}', (), "plan: expected an object, got 5"),
        ("a.json", '{"values": [1], "plan": {"parts": 5}}', (), "parts: expected positions, got 5"),
        ("a.json", '{"values": [1], "periods": 5}', (), "periods: expected 1, one for each point, got 5"),
        ("a.json", '{"subgroups": 5}', (), "subgroups: expected lists of numbers, got 5"),
        ("a.json", '{"values": [1e400]}', (), "values: expected finite numbers, got an infinite one at position 0"),
        ("a.json", f'{{"values": [{10**400}]}}', (), "values: expected numbers, with None where missing"),
        ("a.csv", "period,value\n2026-01,3\n2026-02\n", (), "row 2: expected 2 cells, one for each column"),
        ("a.csv", "period,value\n2026-01,3,4\n", (), "row 1: expected 2 cells, one for each column"),
        ("a.csv", f'value\n"{"3" * 200_000}"\n', (), "not CSV: field larger than field limit"),
        (
            "a.csv",
            "period,value\n2026-02,3\n2026-01,4\n",
            (),
            "periods: expected ascending without repeats, got 2026-01",
        ),
        (
            "a.csv",
            "period,value\n2026-01,3\n2026-01,4\n",
            (),
            "periods: expected ascending without repeats, got 2026-01",
        ),
        (
            "a.csv",
            "numerator,denominator\n5,4\n",
            ("--chart", "p"),
            "numerator: expected at most the denominator, got 5",
        ),
        ("a.csv", "numerator\n-5\n", (), "numerator: expected 0 or more, got -5 at position 0"),
        ("a.csv", "value\ninf\n", (), "values: expected finite numbers, got an infinite one at position 0"),
        ("a.csv", "value\n1\n2\n3\n", ("--part", "3", "--part", "2"), "parts: expected ascending positions"),
        ("a.csv", "value\n1\n2\n", ("--freeze", "0"), "freeze: expected a whole number of at least 1, got 0"),
        ("a.json", '{"values": [1], "plan": {"parts": [4]}}', (), "parts: expected positions below 1"),
    ],
)
def test_what_cannot_be_read_ends_with_a_message(tmp_path, capsys, name, text, arguments, message):
    path = written(tmp_path, name, text)

    for program in (main, draw):
        with pytest.raises(SystemExit) as ended:
            program([str(path), *arguments])

        said = capsys.readouterr()
        assert (ended.value.code, said.out) == (2, "")
        assert said.err.startswith(f"python -m {program.__module__.removesuffix('.__main__')}: {message}")
        assert said.err.count("\n") == 1


def test_a_file_that_is_not_there_ends_with_a_sentence(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["nowhere.csv"])

    assert ended.value.code == 2
    assert capsys.readouterr().err == "python -m allteach.spc: nowhere.csv: No such file or directory\n"


def test_a_file_that_is_no_text_ends_with_a_sentence(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SystemExit) as ended:
        main([str(path)])

    assert ended.value.code == 2
    assert capsys.readouterr().err == "python -m allteach.spc: a.csv: expected text in UTF-8\n"


def test_a_reader_who_has_seen_enough_is_no_mistake(falls, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        main([falls, *RATES])
