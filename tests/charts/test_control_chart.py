"""The control chart: shapes and words, not pixels."""

import re
from datetime import date
from itertools import pairwise

import numpy as np

from allteach.charts import LaterNote, Note, PhaseWords, draw
from tests.charts.plots import goal_card, plot_of, pooled, steady, with_lines
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
