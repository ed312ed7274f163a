"""Causes by how often they occur."""

from allteach import spc
from allteach.charts import THEMES, ParetoPlot, pareto, pareto_figure, pareto_in_words, pareto_table
from tests.charts.reading_svg import Drawing
from tests.charts.test_table import cells

CAUSES = {"Room not free": 33, "Interpreter not booked": 41, "Form missing": 6, "Patient came late": 12, "Other": 7}


def plot(causes=None, **given):
    causes = causes or CAUSES
    return ParetoPlot(title="Why visits began late", analysis=spc.pareto(list(causes), list(causes.values())), **given)


def test_the_few_causes_that_make_up_most_are_named():
    assert pareto_in_words(plot(counted_words="late visits", measure_words="late visits")) == (
        "Late visits. Three of 5 causes make up 87%. "
        "Most often: Interpreter not booked, Room not free and Patient came late. 99 late visits in all."
    )


def test_one_cause_may_make_up_most():
    assert pareto_in_words(plot({"A": 90, "B": 10})) == "One of 2 causes makes up 90%. Most often: A."


def test_few_events_ask_for_care():
    assert pareto_in_words(plot({"A": 9, "B": 5, "C": 2})).endswith("With so few the order may be chance.")


def test_bars_stand_in_order_and_the_few_are_dark():
    drawing = Drawing(pareto(plot(), ident="p"))

    assert [reading.split(",")[0] for reading in drawing.readings] == [
        "Interpreter not booked",
        "Room not free",
        "Patient came late",
        "Other",
        "Form missing",
    ]
    assert drawing.marks == ["bar", "bar", "bar", "bar-pale", "bar-pale"]
    assert drawing.readings[1] == "Room not free, 33, 33% of all, 75% together"


def test_long_names_are_cut_and_can_be_read_whole():
    name = "The patient came late because of a strike of buses and trains in the whole town and beyond"

    for width in (760, 358):
        drawing = Drawing(pareto(plot({name: 20, "B": 12}), ident="p", width=width))
        assert drawing.readings[0].startswith(name)
        assert any(word.endswith("…") for word in drawing.words)


def test_the_table_has_count_share_and_sum():
    assert cells(pareto_table(plot({"A": 2.5, "B": 7.5})))[1:] == [
        ["B", "7.5", "75%", "75%"],
        ["A", "2.5", "25%", "100%"],
    ]


def test_the_figure_holds_sentence_drawings_and_table():
    html = pareto_figure(plot(chart_words="Pareto chart"), ident="p")

    assert '<b class="at-strong">Three of 5 causes make up 87%.</b>' in html
    assert html.count("<svg xmlns") == 2
    assert "<details" in html


def test_a_themed_drawing_stands_alone():
    assert "class=" not in pareto(plot(), ident="p", theme=THEMES["print"])


def test_hostile_names_stay_words():
    assert "<script" not in pareto_figure(plot({"<script>": 20, "B": 12}), ident="p")
