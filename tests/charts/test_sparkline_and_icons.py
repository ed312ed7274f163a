"""Drawings the size of a word."""

import pytest

from allteach.charts import Language, assurance_icon, assurance_words, sparkline, variation_icon, variation_words
from allteach.spc.making_data_count import ASSURANCES, VARIATIONS
from tests.charts.plots import plot_of, steady
from tests.charts.reading_svg import Drawing

ENGLISH = Language.english()


def spark(values, **how):
    return Drawing(sparkline(plot_of(values, plan={"freeze": 6} if len(values) > 6 else {}).analysis, **how))


def test_a_sparkline_is_a_line_with_the_mark_of_its_last_point():
    drawing = spark([10.0, 10.4, 9.8, 10.2, 9.9, 10.1, 40.0])

    assert len(drawing.classed("c-line-small")) == 1
    assert len(drawing.classed("c-better")) == 1
    assert drawing.root.get("aria-hidden") == "true"


def test_a_sparkline_can_have_words_and_a_goal():
    drawing = spark(steady(6), goal=40.0, label="About 20")

    assert drawing.root.get("aria-label") == "About 20"
    assert len(drawing.classed("c-goal-thin")) == 1


def test_a_sparkline_shows_only_the_latest_points_asked_for():
    whole, part = spark(steady(20)), spark(steady(20), latest=5)

    count = [drawing.classed("c-line-small")[0].get("d").count("L") for drawing in (whole, part)]
    assert count == [19, 4]


def test_a_sparkline_may_stand_on_a_given_scale():
    drawing = spark([50.0, 50.0], low=0, high=100)

    assert drawing.classed("c-line-small")[0].get("d") == "M27 16L77 16"


def test_the_last_point_may_be_incomplete_and_gaps_are_gaps():
    drawing = spark([10.0, None, 11, 12, None], provisional={3})

    assert len(drawing.classed("c-soon")) == 1
    assert len(drawing.classed("c-bar")) == 1


@pytest.mark.parametrize("analysis", [None, plot_of([None, None]).analysis])
def test_nothing_is_an_empty_line(analysis):
    assert len(Drawing(sparkline(analysis)).classed("c-axis")) == 1


@pytest.mark.parametrize("kind", VARIATIONS)
def test_every_variation_has_an_icon_with_its_words(kind):
    drawing = Drawing(variation_icon(kind))

    assert drawing.root.get("aria-label") == variation_words(kind, ENGLISH)


@pytest.mark.parametrize("kind", ASSURANCES)
def test_every_assurance_has_an_icon_with_its_words(kind):
    drawing = Drawing(assurance_icon(kind, ENGLISH))

    assert drawing.root.get("aria-label") == assurance_words(kind, ENGLISH)


def test_icons_beside_their_words_are_hidden_from_readers():
    assert 'aria-hidden="true"' in variation_icon("improvement_high", hidden=True)
    assert 'aria-hidden="true"' in assurance_icon("pass", hidden=True)


def test_shape_tells_improvement_from_concern():
    assert len(Drawing(variation_icon("improvement_low")).classed("c-better")) == 3
    assert len(Drawing(variation_icon("concern_high")).classed("c-worse")) == 3


def test_a_kind_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="there is no variation 'better'"):
        variation_icon("better")
    with pytest.raises(ValueError, match="there is no assurance 'met'"):
        assurance_icon("met")
