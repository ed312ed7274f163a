"""The control chart: shapes and words, not pixels."""

import re
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.charts import LaterNote, Note, PhaseWords, Plot, draw
from tests.charts.plots import goal_card, months, plot_of, pooled, steady, with_lines
from tests.charts.reading_svg import Drawing


def drawn(plot, **how):
    return Drawing(draw(plot, ident="c", **how))


def heights(path):
    """The heights a path goes through, from top to bottom of the text."""
    return [float(y) for y in re.findall(r"(?:M[\d.-]+ |V|L[\d.-]+ )([\d.-]+)", path.get("d"))]


def test_a_chart_has_a_title_a_description_and_a_reading_for_every_point():
    drawing = drawn(goal_card())

    assert drawing.title == "Patients with a self-management goal"
    assert drawing.description.startswith("Patients with a self-management goal in the last 12 months. Improving.")
    assert drawing.root.get("aria-labelledby") == "c-title c-desc"
    assert len(drawing.readings) == 19


def test_a_reading_says_period_value_count_meaning_and_what_was_happening():
    readings = drawn(goal_card()).readings

    assert readings[0] == "April 2025, 12%, 21 of 177, no signal"
    assert readings[14] == "June 2026, 48%, 86 of 181, improvement, goal card kept, Everyone’s way of working"
    assert readings[15] == "July 2026, not reported, Change of record system"
    assert readings[18] == "October 2026, 58%, 107 of 183, not complete yet"


def test_shape_tells_what_a_point_means():
    assert drawn(goal_card()).marks == [*["noise"] * 9, *["better"] * 6, "missing", "better", "better", "soon"]


def test_what_is_worse_is_a_diamond_and_what_has_no_better_direction_a_square():
    values = [*steady(12), 60.0]

    worse = drawn(plot_of(values, plan={"direction": "down"}))
    neither = drawn(plot_of(values, plan={"direction": "none"}))

    assert (worse.marks[-1], neither.marks[-1]) == ("worse", "signal")
    assert neither.classed("c-signal-word")[0].text == "Apr 60"


def test_the_latest_value_is_the_one_that_is_read_first():
    latest = [group.get("data-point") for group in drawn(goal_card()).points]

    assert latest == [*[""] * 18, "latest"]


def test_the_same_plot_makes_the_same_bytes():
    assert draw(goal_card(), ident="c") == draw(goal_card(), ident="c")


def test_lines_have_their_words_beside_them():
    words = drawn(goal_card()).words

    for said in ("Goal 70%", "Mean 13%", "Limits 5–20%", "Oct 58%", "Baseline, frozen"):
        assert said in words


def test_a_goal_may_have_words_of_its_own():
    assert "National standard 95%" in drawn(goal_card(goal=95, goal_words="National standard 95%")).words


def test_a_run_chart_has_a_median_and_no_limits():
    drawing = drawn(plot_of([5.0, 7.0, 6.0], plan={"chart": "run"}))

    assert "Median 6.0" in drawing.words
    assert drawing.classed("c-band") == []


def test_words_beside_lines_never_lie_over_one_another():
    close = drawn(plot_of([20, 20.2, 19.9, 20.1] * 5, goal=20.05, unit="%"))

    beside = sorted(
        float(text.get("y")) for text in close.root.iter() if text.tag.endswith("text") and float(text.get("x")) > 640
    )

    assert len(beside) == 4
    assert all(b - a >= 15.9 for a, b in pairwise(beside))


def test_limits_too_long_for_one_line_stand_each_by_their_own():
    words = drawn(plot_of([2.1e9, 2.0e9, 2.2e9, 2.1e9, 2.05e9], unit="people")).words

    limits = [word for word in words if word.startswith("Limit")]

    assert len(limits) == 2
    assert all(word.endswith("people") and "…" not in word for word in limits)


def test_limits_step_where_the_denominators_differ_and_lie_level_where_not():
    stepped = drawn(pooled([10] * 6, [50, 50, 100, 100, 25, 25])).classed("c-band-edge")[0]
    level = drawn(pooled([10, 12, 9, 11], [50] * 4)).classed("c-band-edge")[0]

    assert len(set(heights(stepped))) == 3
    assert len(set(heights(level))) == 1


def test_a_missing_month_is_a_gap_in_the_line_and_a_stroke_on_the_axis():
    drawing = drawn(plot_of([5.0, 6.0, None, 5.5, 6.5, None, 6.0]))

    assert [len(re.findall("[ML]", line.get("d"))) for line in drawing.classed("c-line")] == [2, 2]
    assert drawing.marks.count("missing") == 2


def test_no_cases_is_said_as_such():
    plot = pooled([3, 0, 4], [30, 0, 40])

    assert drawn(plot).readings[1] == "May 2025, no cases"


def test_a_point_left_out_is_a_cross_with_its_reason_and_breaks_the_line():
    plot = plot_of(steady(14), plan={"exclude": (6,)}, left_out={6: "Flood"})

    drawing = drawn(plot)

    assert drawing.marks[6] == "out"
    assert drawing.readings[6].endswith("left out: Flood")
    assert len(drawing.classed("c-line")) == 2


def test_a_reason_may_be_missing_without_leaving_a_mark():
    assert drawn(plot_of(steady(14), left_out={6: ""})).readings[6].endswith("left out")


def test_what_is_not_complete_is_joined_by_a_dotted_line_on_both_sides():
    drawing = drawn(plot_of(steady(6), provisional=frozenset({3})))

    assert drawing.marks[3] == "soon"
    assert len(drawing.classed("c-line-soon")) == 2
    assert len(drawing.classed("c-line")) == 2


def test_what_is_not_complete_is_joined_to_nothing_across_a_gap():
    drawing = drawn(plot_of([5.0, 6, None, 5, 6], provisional=frozenset({0, 3, 4})))

    assert [line.get("d").count("L") for line in drawing.classed("c-line-soon")] == [1, 1]
    assert drawing.classed("c-line") == []


def test_a_new_level_has_an_upright_a_bracket_and_the_old_mean_in_sight():
    values = [60.0, 61, 59, 60, 62, 60, 75, 76, 74, 75, 77, 75]
    plot = plot_of(values, plan={"parts": (6,)}, unit="%", phases=(PhaseWords(6, "New mean since Oct"),))

    drawing = drawn(plot)

    assert "New mean since Oct" in drawing.words
    assert "Before 60%" in drawing.words
    assert len(drawing.classed("c-centre")) == 2
    assert len(drawing.classed("c-centre-old")) == 1
    assert len(drawing.classed("c-phase")) == 2


def test_a_new_level_that_nobody_named_is_named():
    plot = plot_of([*[60.0] * 6, *[75.0] * 6], plan={"parts": (6,)})

    assert "New level since Oct" in drawn(plot).words


def test_a_new_definition_has_an_upright_and_no_bracket():
    plot = plot_of(steady(12), phases=(PhaseWords(5, "Definition version 2", "definition"),))

    drawing = drawn(plot)

    assert "Definition version 2" in drawing.words
    assert len(drawing.classed("c-phase")) == 1


def test_an_upright_may_stand_without_words():
    plot = plot_of(steady(12), phases=(PhaseWords(5, "", "definition"),))

    assert len(drawn(plot).classed("c-phase")) == 1


def test_words_of_a_short_phase_are_cut_and_kept_whole_in_its_title():
    phases = (PhaseWords(0, "A very long description of the first months"), PhaseWords(2, "Then"))
    plot = plot_of(steady(16), plan={"parts": (2,)}, phases=phases)

    drawing = drawn(plot)

    assert "A very long description of the first months" in [
        title.text for text in drawing.root.iter() if text.tag.endswith("text") for title in text
    ]


def test_a_part_without_a_value_draws_no_lines():
    plot = plot_of([5.0, 6, 5, 6, None, None], plan={"parts": (4,)})

    drawing = drawn(plot)

    assert len(drawing.classed("c-centre")) == 1
    assert "Before 5.5" in drawing.words


def test_only_an_upper_limit_leaves_the_band_open_below():
    drawing = drawn(with_lines(plot_of(steady(14)), lower=lambda line: line * np.nan))

    assert len(drawing.classed("c-band-edge")) == 1
    assert [word[:5] for word in drawing.words if word.startswith("Limit")] == ["Limit"]


def test_only_a_lower_limit_leaves_the_band_open_above():
    drawing = drawn(with_lines(plot_of(steady(14)), upper=lambda line: line * np.nan))

    assert len(drawing.classed("c-band")) == 1
    assert len(drawing.classed("c-band-edge")) == 1


def test_very_wide_limits_do_not_press_the_points_into_a_line():
    plot = plot_of([50.0, 51, 52, 51, 50, 51])

    drawing = drawn(with_lines(plot, upper=lambda line: line * 100, lower=lambda line: line - 9000))

    spread = {float(mark.get("cy")) for mark in drawing.classed("c-noise")}
    assert max(spread) - min(spread) > 40
    assert min(heights(drawing.classed("c-band-edge")[0])) >= 12


def test_wide_limits_that_step_stay_on_the_drawing():
    plot = pooled([10, 11, 10, 12], [50, 60, 50, 60])

    drawing = drawn(with_lines(plot, upper=lambda line: line * [1, 30, 1, 30]))

    assert min(heights(drawing.classed("c-band-edge")[0])) >= 12


def test_a_goal_that_changes_is_drawn_in_steps():
    plot = plot_of(steady(6), plan={"target": (10, 10, 10, 25, 25, None)})

    drawing = drawn(plot)

    assert len(set(heights(drawing.classed("c-goal")[0]))) == 2
    assert "Goal 25" in drawing.words


def test_without_a_goal_there_is_no_goal_line():
    assert drawn(plot_of(steady(6))).classed("c-goal") == []


def test_a_second_line_to_compare_with_is_pale_and_named():
    reference = (10.0, 11.0, None, 12.0, 13.0, 14.0)
    drawing = drawn(plot_of(steady(6), reference=reference, reference_words="Median", unit="%"))

    assert len(drawing.classed("c-ref-strong")) == 2
    assert "Median 14%" in drawing.words


def test_a_second_line_without_a_value_has_no_words():
    drawing = drawn(plot_of(steady(3), reference=(None,) * 3, reference_words="Median"))

    assert drawing.classed("c-ref-strong") == []
    assert [word for word in drawing.words if word.startswith("Median")] == []


def test_pins_are_numbered_and_shaped_by_what_happened():
    drawing = drawn(goal_card())

    numbers = [text.text for text in drawing.classed("c-pin-test-word") + drawing.classed("c-pin-word")]
    assert numbers == ["1", "3", "2"]
    assert [(shape.get("r"), shape.get("rx")) for shape in drawing.classed("c-pin-test")] == [("9", None), (None, "2")]


def test_near_pins_move_apart():
    notes = tuple(Note(5, number) for number in range(1, 5))
    drawing = drawn(plot_of(steady(12), notes=notes))

    places = sorted(float(shape.get("cx")) for shape in drawing.classed("c-pin-test"))

    assert all(b - a >= 20.9 for a, b in pairwise(places))


def test_what_happened_after_the_last_point_is_pinned_behind_it():
    later = (LaterNote(date(2030, 1, 5), 2), LaterNote(date(2030, 2, 5), 3, "kept"))
    drawing = drawn(plot_of(steady(12), notes=(Note(11, 1),), later=later))

    tests = drawing.classed("c-pin-test")
    (line,) = drawing.classed("c-pin-line")
    assert len(tests) == 2
    assert len(drawing.classed("c-pin")) == 1
    ends = [float(part.split("L")[1].split()[0]) for part in line.get("d").split("M")[1:]]
    last = float(drawing.classed("c-noise")[-1].get("cx"))
    assert ends[0] == last
    assert ends[1] == ends[2] > last


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
