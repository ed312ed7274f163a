"""Many small charts of one measure."""

import re

import pytest

from allteach.charts import small_multiples
from tests.charts.plots import plot_of, pooled, steady
from tests.charts.reading_svg import Drawing

RISING = [10.0, 10.4, 9.8, 10.2, 9.9, 10.1, 30.0, 40.0, 50.0]


def team(name, values=RISING, **given):
    return plot_of(values, plan={"freeze": 6}, title=name, unit="%", goal=70, **given)


def drawings(html):
    return [Drawing(svg) for svg in re.findall("<svg .*?</svg>", html)]


def test_teams_stand_in_the_order_given_with_their_latest_value():
    html = small_multiples([team("Windmill", href="/teams/windmill/"), team("Bay Commons")], ident="each")

    assert html.startswith('<ul class="at-multiples" id="each"><li class="at-multiple">')
    assert re.findall("(Windmill|Bay Commons)</(?:a|span)>", html) == ["Windmill", "Bay Commons"]
    assert '<a href="/teams/windmill/">Windmill</a>' in html
    assert '<span class="at-multiple__value at-multiple__value--better">50%</span>' in html


def test_each_says_itself_in_words():
    (drawing,) = drawings(small_multiples([team("Windmill")], ident="each"))

    assert drawing.root.get("aria-label") == "Windmill: 10% at first, 50% in December 2025; improvement"


def test_points_are_drawn_only_where_there_is_a_signal():
    (drawing,) = drawings(small_multiples([team("Windmill")], ident="each"))

    assert len(drawing.classed("c-better")) == 3
    assert drawing.classed("c-noise") == []


def test_an_old_latest_value_is_dated():
    html = small_multiples([team("Windmill", [*RISING, None])], ident="each")

    assert ">50% Dec</span>" in html


def test_one_scale_makes_charts_comparable_and_words_stand_in_the_first():
    first, second = drawings(small_multiples([team("A"), team("B", [x / 10 for x in RISING])], ident="each"))

    assert first.words == ["0", "Goal 70%"]
    assert second.words == []
    goals = [drawing.classed("c-goal-thin")[0].get("d") for drawing in (first, second)]
    assert goals[0] == goals[1]


def test_on_its_own_scale_each_has_its_own_words():
    plots = [plot_of(steady(8), title="A", unit="days"), plot_of(steady(8, 2000.0), title="B", unit="days")]

    first, second = drawings(small_multiples(plots, ident="each", shared_scale=False))

    assert first.words == ["0", "25\N{NO-BREAK SPACE}days"]
    assert second.words == ["0", "2,500\N{NO-BREAK SPACE}days"]


def test_a_high_goal_has_its_words_below_its_line():
    low, high = drawings(
        small_multiples([team("A"), plot_of(steady(4), title="B", goal=2, unit="%")], ident="x", shared_scale=False)
    )

    line = {
        drawing: float(drawing.classed("c-goal-thin")[0].get("d").split()[1].split("H")[0]) for drawing in (low, high)
    }
    assert low.place_of("Goal 70%")[1] > line[low]
    assert high.place_of("Goal 2%")[1] < line[high]


def test_the_median_is_a_pale_line_behind_each():
    median = [10.0, 11, 12, None, 14, 15, 16, 17, 18]

    first, second = drawings(small_multiples([team("A"), team("B")], ident="each", median=median))

    assert len(first.classed("c-ref")) == len(second.classed("c-ref")) == 2


def test_a_median_of_another_length_is_refused():
    with pytest.raises(ValueError, match="median has 3 points, 'A' has 9"):
        small_multiples([team("A")], ident="each", median=[1.0, 2.0, 3.0])


def test_who_left_keeps_a_place_and_misses_nothing_after():
    (drawing,) = drawings(
        small_multiples([team("A", [10.0, None, 11, 12, None, None, None, None], left_at=5)], ident="x")
    )

    assert "left" in drawing.words
    assert len(drawing.classed("c-missing")) == 2


def test_words_at_the_right_edge_stand_left_of_their_line():
    (drawing,) = drawings(small_multiples([team("A", [*RISING[:8], None], left_at=8)], ident="x"))

    assert [text.get("class") for text in drawing.classed("c-end") if text.text == "left"] == ["c-quiet c-fine c-end"]


def test_hidden_left_out_and_not_complete_points_are_told_apart():
    values = [10.0, 11, None, 12, 11, 10]
    plot = team("A", values, suppressed=frozenset({2}), left_out={1: "x"}, provisional=frozenset({5}))

    (drawing,) = drawings(small_multiples([plot], ident="x"))

    assert len(drawing.classed("c-missing")) == len(drawing.classed("c-out")) == len(drawing.classed("c-soon")) == 1


def test_a_lonely_point_is_a_dot():
    (drawing,) = drawings(small_multiples([team("A", [10.0, None, 11, 12, 11, 12])], ident="x"))

    assert len(drawing.classed("c-bar")) == 1


def test_a_team_without_values_keeps_its_place():
    (drawing,) = drawings(small_multiples([team("A", [None] * 4)], ident="x"))

    assert drawing.root.get("aria-label") == "A: nothing to show"


def test_counts_below_zero_have_their_axis_at_zero():
    (drawing,) = drawings(small_multiples([plot_of([-5.0, 4.0, -3.0], title="A")], ident="x"))

    assert drawing.classed("c-axis")[0].get("d").split()[1] != "72H172"


def test_no_teams_make_an_empty_list():
    assert small_multiples([], ident="x") == '<ul class="at-multiples" id="x"></ul>'


def test_nothing_hidden_is_told():
    plot = pooled([21, None, 25], [40, None, 41], title="A", suppressed=frozenset({1}))
    hidden = plot.__class__(**{**plot.__dict__, "numerators": (21, 3917, 25), "denominators": (40, 4049, 41)})

    assert "3917" not in small_multiples([hidden], ident="x")


def test_hostile_names_stay_words():
    html = small_multiples([team("<script>", href="javascript:alert(1)")], ident="x")

    assert "<script" not in html
    assert "javascript" not in html
