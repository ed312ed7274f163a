"""The control chart at its edges: little room, nothing to show, numbers that are hidden, hostile words."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.charts import LaterNote, Note, PhaseWords, Plot, draw
from tests.charts.plots import goal_card, months, plot_of, pooled, steady
from tests.charts.reading_svg import Drawing


def drawn(plot, **how):
    return Drawing(draw(plot, ident="c", **how))


def heights(path):
    """The heights a path goes through, from top to bottom of the text."""
    return [float(y) for y in re.findall(r"(?:M[\d.-]+ |V|L[\d.-]+ )([\d.-]+)", path.get("d"))]


def test_more_notes_than_there_is_room_for_share_pins():
    notes = tuple(Note(i, i + 1, "kept" if i < 4 else "event") for i in range(60))
    drawing = drawn(plot_of(steady(60), notes=notes))

    labels = [text.text for text in drawing.classed("c-pin-word") + drawing.classed("c-pin-test-word")]

    assert 10 < len(labels) < 60
    assert any("–" in label for label in labels)
    numbers = [int(number) for label in labels for number in label.split("–")]
    assert (min(numbers), max(numbers)) == (1, 60)


def test_periods_are_counted_back_from_the_last_and_the_year_stands_once():
    drawing = drawn(plot_of(steady(36)))

    names = [word for word in drawing.words if word in ("Mar", "Dec", "Sep", "Jun", "Apr", "May", "Jul")]
    assert names[-1] == "Mar"
    assert [drawing.words.count(str(year)) for year in (2025, 2026, 2027, 2028)] == [1, 1, 1, 1]


def test_how_many_reported_stands_under_each_period_and_the_whole_once():
    plot = plot_of(steady(4), reporting=("30 of 30", "29 of 30", None, "21 of 30"), provisional=frozenset({3}))

    drawing = drawn(plot)

    assert [word for word in drawing.words if word in ("30", "29", "21", "of 30")] == ["of 30", "30", "29", "21"]
    assert drawing.place_of("21")[1] == drawing.place_of("of 30")[1]


def test_different_wholes_are_written_each():
    words = drawn(plot_of(steady(3), reporting=("30 of 30", "all", "21 of 28"))).words

    assert [word for word in words if word in ("30 of 30", "all", "21 of 28")] == ["30 of 30", "all", "21 of 28"]


def test_the_unit_stands_once_at_the_top():
    per_cent = drawn(pooled([3, 4], [10, 10])).words
    days = drawn(plot_of([3.0, 4.0, 5.0], unit="days")).words

    assert sum(word in ("20%", "40%", "60%", "80%", "100%") for word in per_cent) == 1
    assert days.count("days") == 1


def test_on_a_narrow_screen_the_words_stand_inside_and_the_latest_value_at_its_point():
    drawing = drawn(goal_card(), width=358)

    assert drawing.size == (358, 270)
    assert drawing.place_of("Goal 70%")[0] < 60
    assert drawing.place_of("58%")[0] > 300


def test_on_a_narrow_screen_the_words_of_the_mean_stand_at_its_line_where_no_point_is():
    beside_it_then_far_from_it = [73.0, 67.0] * 4 + [90.0] * 5 + [50.0] * 5

    drawing = drawn(plot_of(beside_it_then_far_from_it, unit="%"), width=358)

    x, y = drawing.place_of("Mean 70%")
    assert 140 < x < 240
    assert abs(y - drawing.place_of("70")[1]) < 20


def test_on_a_narrow_screen_a_value_stands_alone_where_its_unit_would_run_out_of_the_drawing():
    drawing = drawn(plot_of([0.00031, 0.00042, 0.00023], unit="per patient", decimals=5), width=358)

    assert drawing.place_of("0.00023")[0] > 280


def test_on_a_narrow_screen_years_that_stand_below_every_name_do_not_touch():
    drawing = drawn(plot_of(steady(120)), width=358)

    years = [drawing.place_of(str(year))[0] for year in range(2027, 2036, 2)]
    assert min(after - before for before, after in pairwise(years)) > 33


def test_on_a_narrow_screen_a_mean_between_whose_line_and_the_goal_no_words_fit_has_none():
    drawing = drawn(plot_of([20.0, 24.0, 16.0, 20.0], goal=19, unit="%"), width=358)

    said = [text.text for text in drawing.root.iter() if (text.text or "").startswith(("Goal", "Mean"))]

    assert said == ["Goal 19%"]


def test_on_a_narrow_screen_words_that_would_lie_over_others_are_left_out():
    drawing = drawn(plot_of([20.0, 20.0], goal=20, unit="%"), width=358)

    inside = [word for word in drawing.words if word.startswith(("Goal", "Mean"))]

    assert inside[0] == "Goal 20%"


def test_a_height_can_be_given():
    assert drawn(goal_card(), height=200).size == (760, 200)


@pytest.mark.parametrize("width", [760, 358])
@pytest.mark.parametrize(
    "plot",
    [
        plot_of([None] * 12, unit="%"),
        plot_of([None] * 12, unit="days", goal=4),
        Plot(title="Nothing", analysis=None, periods=()),
        Plot(title="Nothing", analysis=None, periods=months(3), unit="%", goal=80),
    ],
)
def test_where_there_is_nothing_to_show_it_says_so(plot, width):
    drawing = drawn(plot, width=width)

    assert "Nothing to show yet." in drawing.words
    assert drawing.classed("c-line") == []


def test_where_nothing_may_be_shown_it_does_not_say_that_nothing_is_there():
    drawing = drawn(plot_of([None, None, None], suppressed=frozenset({0, 1, 2})))

    assert "Nothing that may be shown." in drawing.words
    assert "Nothing to show yet." not in drawing.words


def test_a_suppressed_point_is_a_hatch_that_says_the_rule():
    plot = plot_of([5.0, 6, None, 5, 6, 7], suppressed=frozenset({2}), small_below=8)

    drawing = drawn(plot)

    assert drawing.readings[2] == "June 2025, fewer than 8"
    assert "<8" in drawing.words


def test_without_a_value_a_point_is_missing_or_hidden_whatever_else_is_said_of_it():
    plot = plot_of(
        [5.0, None, None, None, 6],
        provisional=frozenset({1}),
        left_out={2: "Flood", 3: "Flood"},
        suppressed=frozenset({3}),
    )

    assert [reading.split(", ")[1] for reading in drawn(plot).readings] == [
        "5",
        "not reported",
        "not reported: Flood",
        "fewer than 5: Flood",
        "6",
    ]


def test_on_a_crowded_chart_marks_are_smaller_and_noise_is_a_dot():
    roomy, crowded = drawn(plot_of(steady(20))), drawn(plot_of([*steady(140), 90.0]))

    assert {circle.get("r") for circle in roomy.classed("c-noise")} == {"3.1"}
    assert {circle.get("r") for circle in crowded.classed("c-bar")} == {"1.1"}
    assert crowded.classed("c-better")[0].get("r") == "3.1"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"numerators": (1, 2), "denominators": (3, 4)}, "numerators has 2 points, periods has 3"),
        ({"reporting": ("1",)}, "reporting has 1 points"),
        ({"reference": (1.0,)}, "reference has 1 points"),
        ({"periods": months(4)}, "analysis has 3 points, periods has 4"),
        ({"notes": (Note(3, 1),)}, "notes names point 3, but points are counted from 0 to 2"),
        ({"phases": (PhaseWords(-1, "x"),)}, "phases names point -1"),
        ({"left_out": {9: "x"}}, "left_out names point 9"),
        ({"suppressed": frozenset({3})}, "suppressed names point 3"),
        ({"provisional": frozenset({3})}, "provisional names point 3"),
        ({"remarks": {5: "x"}}, "remarks names point 5"),
        ({"left_at": 3}, "left_at names point 3"),
    ],
)
def test_what_does_not_fit_the_periods_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        draw(plot_of([1.0, 2.0, 3.0], **given), ident="c")


def test_nothing_comes_after_the_last_point_of_none():
    with pytest.raises(ValueError, match="later names a last point, but there is none"):
        draw(Plot(title="x", analysis=None, periods=(), later=(LaterNote(date(2030, 1, 5), 1),)), ident="c")


def test_hostile_words_stay_words():
    hostile = "\"><script>alert('x')</script>"
    plot = goal_card(
        title=hostile,
        measure_words=hostile,
        goal_words=hostile,
        chart_words=hostile,
        unit=hostile,
        remarks={3: hostile},
        left_out={4: hostile},
        notes=(Note(2, 1, "test", hostile, hostile),),
        later=(LaterNote(date(2030, 1, 5), 2, "kept", hostile, hostile),),
        phases=(PhaseWords(0, hostile),),
        reporting=(hostile,) * 19,
        reference=(1.0,) * 19,
        reference_words=hostile,
    )

    svg = draw(plot, ident="c")

    assert "<script" not in svg
    assert Drawing(svg).title == hostile


value = st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 3)))


@given(st.lists(value, max_size=40), st.sampled_from(("i", "run")), st.sampled_from((760, 358)), st.data())
def test_whatever_the_numbers_a_drawing_is_well_formed_and_stays_inside_itself(values, chart, width, data):
    n = len(values)
    indices = st.integers(0, max(n - 1, 0))
    notes = tuple(Note(at, k + 1) for k, at in enumerate(data.draw(st.lists(indices, max_size=12 * bool(n)))))
    suppressed = data.draw(st.frozensets(indices, max_size=3 * bool(n)))
    shown = [None if i in suppressed else value for i, value in enumerate(values)]
    plot = plot_of(shown, plan={"chart": chart}, notes=notes, suppressed=suppressed)

    drawing = drawn(plot, width=width)

    assert len(drawing.points) == n
    for mark in drawing.root.iter():
        if mark.get("cx"):
            assert 0 <= float(mark.get("cx")) <= width
            assert 0 <= float(mark.get("cy")) <= drawing.size[1]
