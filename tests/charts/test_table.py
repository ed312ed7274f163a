"""The numbers behind a chart."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach import spc
from allteach.charts import Language, Plot, rule_set_words, rule_words, table
from allteach.charts.reading import amounts
from tests.charts.plots import goal_card, months, plot_of, pooled, steady, with_lines

FRENCH = Language(code="fr-CA", decimal_mark=",", thousands_mark="\u202f", percent_gap="\u00a0")


def cells(html):
    """Rows of the table, each a list of its cells' text; the first is the heading."""
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall("<tr>(.*?)</tr>", html)
    ]


def test_every_point_has_a_row_with_its_numbers_and_what_they_say():
    rows = cells(table(goal_card()))

    assert rows[0] == ["Period", "Number", "Of", "Value", "Mean", "Limits", "What it says", "Notes"]
    assert rows[1] == ["Apr 2025", "21", "177", "12%", "13%", "5–20%", "No signal", "Baseline, frozen"]
    assert rows[15] == [
        *("Jun 2026", "86", "181", "48%", "13%", "5–20%", "Improvement: outside the limits, long run"),
        "goal card kept; 2 Everyone’s way of working",
    ]
    assert rows[16] == ["Jul 2026", "", "", "", "13%", "", "Not reported", "3 Change of record system"]
    assert rows[19][6] == "Not complete yet"


def test_columns_that_would_be_empty_are_left_out():
    rows = cells(table(plot_of([5.0, 7.0, 6.0], plan={"chart": "run"})))

    assert rows[0] == ["Period", "Value", "Median", "What it says"]
    assert rows[1] == ["Apr 2025", "5", "6.0", "No signal"]


def test_reporting_has_a_column():
    rows = cells(table(plot_of([5.0, 7.0], plan={"chart": "run"}, reporting=("30 of 30", None))))

    assert [row[-1] for row in rows] == ["Reporting", "30 of 30", ""]


def test_reasons_stand_in_the_notes():
    rows = cells(table(plot_of(steady(14), left_out={6: "Flood", 7: ""})))

    assert rows[7][-2:] == ["Left out", "Flood"]
    assert rows[8][-2:] == ["Left out", ""]


def test_months_without_cases_are_told_from_months_without_a_report():
    rows = cells(table(pooled([3, 0, None], [30, 0, None])))

    assert [row[6] for row in rows[1:]] == ["No signal", "No cases", "Not reported"]
    assert rows[2][1:3] == ["0", "0"]


def test_level_limits_are_written_once_and_stepped_ones_each():
    level = cells(table(plot_of(steady(14), unit="%")))
    stepped = cells(table(pooled([10, 12, 9, 11], [50, 60, 70, 80])))

    assert len({row[3] for row in level[1:]}) == 1
    assert len({row[5] for row in stepped[1:]}) == 4


def test_new_levels_change_the_centre():
    rows = cells(table(plot_of([60.0, 61, 59, 75, 76, 74], plan={"parts": (3,)}, unit="%")))

    assert [row[2] for row in rows[1:]] == ["60%", "60%", "60%", "75%", "75%", "75%"]


def test_one_limit_alone_is_written_alone():
    one = with_lines(pooled([10, 12, 9, 11], [50, 60, 70, 80]), lower=lambda line: line * np.nan)

    assert [row[5] for row in cells(table(one))[1:]] == ["32%", "30%", "29%", "28%"]


def test_numbers_take_the_form_of_the_language():
    rows = cells(table(pooled([1200, 1300.5], [2000, 2100], language=FRENCH, decimals=1)))

    assert rows[1][1:6] == ["1\u202f200", "2\u202f000", "60,0\u00a0%", "61,0\u00a0%", "57,7–64,3\u00a0%"]
    assert rows[2][1] == "1\u202f300,5"


def test_negative_numbers_have_a_real_minus_and_their_limits_a_word_between():
    rows = cells(table(plot_of([-5.0, 3.0, -4.0, 2.0], unit="days")))

    assert rows[1][1] == "−5\N{NO-BREAK SPACE}days"
    assert " to " in rows[1][3]


def test_tiny_values_keep_enough_decimals_to_be_seen():
    rows = cells(table(plot_of([0.0003, 0.0005, 0.0004])))

    assert [row[1] for row in rows[1:]] == ["0.00030", "0.00050", "0.00040"]


def test_a_unit_with_braces_is_written_as_it_is():
    rows = cells(table(pooled([10, 12, 9], [50, 60, 70], unit="{per}")))

    assert rows[1][3] == "20\N{NO-BREAK SPACE}{per}"
    assert rows[1][5].endswith("{per}")


def test_a_chart_without_an_analysis_still_has_its_periods():
    rows = cells(table(Plot(title="Nothing", analysis=None, periods=months(2))))

    assert rows[1:] == [["Apr 2025", "", "", "Not reported"], ["May 2025", "", "", "Not reported"]]


def test_hostile_words_stay_words():
    html = table(goal_card(title="<script>", remarks={3: "<script>"}, left_out={4: "<script>"}))

    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("rules", spc.RULE_SETS)
def test_every_rule_set_and_its_rules_have_words(rules):
    english = Language.english()

    assert rule_set_words(rules, english)
    assert all(rule_words(signal.key, english) for signal in spc.RULE_SETS[rules].signals)


numbers = st.lists(st.one_of(st.none(), st.floats(0, 1e9)), max_size=8)


@given(numbers, st.integers(0, 3), st.sampled_from(("%", "days", "")))
def test_the_short_way_of_writing_numbers_says_the_same_as_the_language(values, decimals, unit):
    plot = Plot(title="x", analysis=None, periods=(), unit=unit)

    english = Language.english()
    assert amounts(plot, values, decimals) == [
        "" if value is None else english.amount(value, unit, decimals) for value in values
    ]
