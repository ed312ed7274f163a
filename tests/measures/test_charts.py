"""What a chart is made from: nothing that can be seen of it may be missing there."""

from dataclasses import fields, replace
from datetime import date

import pytest

from allteach.charts import table
from allteach.charts.plot import LaterNote, Note, PhaseWords, Plot
from allteach.core.language import language_now
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import charts_for

OTHER = {
    "title": "Another title",
    "periods": ((date(2020, 1, 1), "month"),),
    "measure_words": "other words",
    "unit": "days",
    "decimals": 3,
    "goal": 12.5,
    "goal_words": "As good as next door",
    "numerators": (1.0, None),
    "denominators": (2.0, None),
    "notes": (Note(at=0, number=1, words="New bed rails"),),
    "later": (LaterNote(date(2030, 1, 5), 2),),
    "phases": (PhaseWords(1, "New level"),),
    "left_out": {0: "Counted twice"},
    "suppressed": frozenset({1}),
    "drafts": {1: 5.0},
    "provisional": frozenset({1}),
    "reporting": ("2 of 3",),
    "remarks": {0: "The heating failed"},
    "chart_words": "I chart, weekly",
    "reference": (1.0, 2.0),
    "reference_words": "Median of teams",
    "small_below": 7,
    "hidden": {0: "1 to 4"},
    "ranges": {0: (12.0, 14.0)},
    "unjudged": "Too much is hidden.",
    "href": "/elsewhere/",
    "left_at": 1,
    "language": None,
}


@pytest.fixture
def chart(world):
    reported = world.ward_7_falls
    charts = charts_for(measures_of(world.ward_7, seen_by=world.amina), seen_by=world.amina, language=language_now())
    return next(chart for chart in charts if chart.team_measure == reported)


def test_two_charts_of_the_same_are_made_from_the_same(chart):
    again = replace(chart)

    assert again.made_from == chart.made_from
    assert hash(again.made_from) == hash(chart.made_from)


@pytest.mark.parametrize("name", sorted({each.name for each in fields(Plot)} - {"analysis"}))
def test_whatever_is_drawn_is_among_what_a_chart_is_made_from(chart, name):
    other = replace(chart)
    other.__dict__["outline"] = replace(chart.outline, **{name: OTHER[name]})

    assert other.made_from != chart.made_from


def test_the_plan_is_among_what_a_chart_is_made_from(chart):
    other = replace(chart)
    made_from = chart.made_from
    chart.analyses.plans[chart.place] = replace(chart.analyses.plans[chart.place], exclude=(0,))

    assert other.made_from != made_from


def test_a_note_and_a_remark_on_the_same_month_are_each_said_once(world):
    world.ward_7_falls.measurements.filter(period_start="2025-02-01").update(remark="The heating failed")
    assert world.ward_7_note.words == "A new form at the front desk"
    [chart] = charts_for(measures_of(world.ward_7, seen_by=world.amina), seen_by=world.amina, language=language_now())

    said = table(chart.plot)

    assert said.count("The heating failed; 1 A new form at the front desk") == 1
    assert said.count("A new form at the front desk") == 1


@pytest.mark.parametrize("name", ["numerators", "denominators", "values"])
def test_what_is_analysed_is_among_what_a_chart_is_made_from_also_under_a_draft(chart, name):
    other = replace(chart, timeline=replace(chart.timeline, **{name: (7.0,) * len(chart.timeline)}))
    other.__dict__["outline"] = chart.outline

    assert other.made_from != chart.made_from
