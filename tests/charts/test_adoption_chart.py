"""How a new way of working spreads, against its plan."""

from datetime import date

import pytest

from allteach.charts import (
    THEMES,
    AdoptionPlot,
    AdoptionTurn,
    adoption_chart,
    adoption_figure,
    adoption_in_words,
    adoption_table,
)
from tests.charts.reading_svg import Drawing
from tests.charts.test_table import cells

PLAN = ((date(2025, 3, 1), 0.0), (date(2025, 5, 1), 2.0), (date(2025, 7, 1), 6.0), (date(2025, 9, 1), 8.0))
TURNS = (
    AdoptionTurn(date(2025, 3, 20), 1, "Room 2"),
    AdoptionTurn(date(2025, 5, 12), 3, "Rooms 1 and 4"),
    AdoptionTurn(date(2025, 6, 30), 7, "four more"),
)


def plot(**given):
    known = {
        "title": "Goal card, by clinician",
        "unit_words": "clinicians",
        "in_all": 9,
        "aim": 8,
        "planned": PLAN,
        "turns": TURNS,
        "until": date(2025, 7, 31),
    }
    return AdoptionPlot(**(known | given))


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({}, "Seven of 9 clinicians work this way, as planned."),
        ({"until": date(2025, 6, 30)}, "Seven of 9 clinicians work this way, one ahead of the plan."),
        ({"until": date(2025, 5, 12)}, "Seven of 9 clinicians work this way, four ahead of the plan."),
        ({"turns": TURNS[:2]}, "Three of 9 clinicians work this way, four behind the plan."),
        ({"turns": (), "until": date(2025, 3, 1)}, "None of 9 clinicians work this way, as planned."),
        (
            {"turns": (), "until": date(2025, 2, 1)},
            "None of 9 clinicians work this way, and the plan has not begun.",
        ),
        ({"turns": TURNS[:1]}, "One of 9 clinicians works this way, six behind the plan."),
        (
            {"turns": (AdoptionTurn(date(2025, 6, 1), 8),)},
            "Eight of 9 clinicians work this way, as many as planned in all.",
        ),
    ],
)
def test_the_verdict_compares_with_the_plan(given, verdict):
    assert adoption_in_words(plot(**given)).startswith(f"{verdict} The plan: 8 by 1 September 2025.")


def test_the_words_say_how_fast_it_goes_and_who_said_no():
    said = adoption_in_words(plot(rate_words="1.4 a month.", declined=1))

    assert said.endswith("The plan: 8 by 1 September 2025. 1.4 a month. One said no.")


def test_between_the_days_of_a_plan_it_runs_straight():
    days = [date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1), date(2025, 6, 1), date(2025, 9, 1), date(2026, 1, 1)]

    assert [round(plot().planned_on(day), 1) for day in days] == [0.0, 0.0, 1.0, 4.0, 8.0, 8.0]


@pytest.mark.parametrize("width", [760, 358])
def test_every_turn_is_a_disc_and_is_read(width):
    drawing = Drawing(adoption_chart(plot(), ident="a", width=width))

    assert drawing.readings == [
        "20 March 2025, 1 of 9, planned 0.6, Room 2",
        "12 May 2025, 3 of 9, planned 2.7, Rooms 1 and 4",
        "30 June 2025, 7 of 9, planned 5.9, four more",
    ]
    assert drawing.marks == ["pin"] * 3
    assert len(drawing.classed("c-goal")) == 1
    assert {"Plan 8", "7 of 9", "clinicians"} <= set(drawing.words)


def test_the_words_at_the_ends_stand_apart():
    drawing = Drawing(adoption_chart(plot(until=date(2025, 9, 1), aim=7), ident="a"))

    (plan_x, plan_y), (latest_x, latest_y) = drawing.place_of("Plan 7"), drawing.place_of("7 of 9")
    assert plan_x == latest_x
    assert latest_y - plan_y == 16


def test_months_are_named_and_the_year_once():
    drawing = Drawing(adoption_chart(plot(), ident="a"))

    assert [word for word in drawing.words if word[:3] in {"Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"}] == [
        *("Mar 2025", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
    ]


def test_a_long_plan_names_the_year_in_which_a_month_lies():
    planned = ((date(2025, 3, 15), 0.0), (date(2027, 3, 1), 8.0))
    drawing = Drawing(adoption_chart(plot(planned=planned, turns=()), ident="a", width=358))

    assert [word for word in drawing.words if word.endswith(("2025", "2026", "2027"))] == ["Apr 2025", "Apr 2026"]


def test_few_units_have_a_tick_each():
    drawing = Drawing(adoption_chart(plot(in_all=2, aim=2, turns=()), ident="a"))

    assert [word for word in drawing.words if word.isdigit()] == ["0", "1", "2"]


def test_the_table_ends_with_today():
    assert cells(adoption_table(plot()))[1:] == [
        ["20 Mar 2025", "1", "0.6", "Room 2"],
        ["12 May 2025", "3", "2.7", "Rooms 1 and 4"],
        ["30 Jun 2025", "7", "5.9", "four more"],
        ["31 Jul 2025", "7", "7.0", "today"],
    ]
    assert len(cells(adoption_table(plot(until=date(2025, 6, 30))))) == 4


def test_a_plan_that_ends_before_it_begins_cannot_be_drawn():
    with pytest.raises(ValueError, match="later last day"):
        plot(planned=PLAN[:1])
    with pytest.raises(ValueError, match="later last day"):
        plot(planned=PLAN[::-1])


def test_the_figure_holds_sentence_drawings_and_table():
    html = adoption_figure(plot(), ident="a")

    assert '<b class="at-strong">Seven of 9 clinicians work this way, as planned.</b>' in html
    assert html.count("<svg xmlns") == 2
    assert "<details" in html


def test_a_themed_drawing_stands_alone():
    assert "class=" not in adoption_chart(plot(), ident="a", theme=THEMES["print"])


def test_hostile_words_stay_words():
    turns = (AdoptionTurn(date(2025, 3, 20), 1, "<script>"),)

    assert "<script" not in adoption_figure(plot(title="<script>", turns=turns), ident="a")
