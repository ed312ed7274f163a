"""Units of different size beside what they have in common."""

import pytest

from allteach import spc
from allteach.charts import THEMES, FunnelPlot, funnel, funnel_figure, funnel_in_words, funnel_table
from tests.charts.reading_svg import Drawing
from tests.charts.test_table import cells

SIZES = [40, 60, 80, 120, 160, 200, 240, 300, 360, 420]
NUMBERS = [18, 24, 33, 50, 64, 82, 180, 30, 148, 170]
NAMES = tuple(f"Team {letter}" for letter in "ABCDEFGHIJ")


def plot(numbers=NUMBERS, sizes=SIZES, *, how=None, **given):
    analysis = spc.funnel(numerator=numbers, denominator=sizes, **(how or {}))
    known = {"title": "Patients with a goal", "names": NAMES[: len(sizes)], "direction": "up"}
    return FunnelPlot(analysis=analysis, **(known | given))


def test_those_who_differ_by_more_than_chance_are_named():
    assert funnel_in_words(plot(measure_words="patients with a goal")) == (
        "Patients with a goal. Two of 10 differ by more than chance. Above: Team G. Below: Team H. All together: 40%."
    )


def test_none_may_differ():
    assert funnel_in_words(plot([20, 24, 30], [50, 60, 75])) == ("None differs by more than chance. All together: 40%.")


def test_one_alone_is_said_in_the_singular():
    said = funnel_in_words(plot([*[40] * 5, 200], [100, 100, 100, 100, 100, 300]))

    assert said.startswith("One of 6 differs by more than chance. Above: Team F.")


def test_limits_that_allow_for_variation_between_units_say_so():
    said = funnel_in_words(plot(how={"adjustment": "additive"}))

    assert said.endswith("The limits allow for what they vary among themselves beyond chance.")


def test_shape_tells_the_better_from_the_worse():
    assert Drawing(funnel(plot(), ident="f")).marks == [*["noise"] * 6, "better", "worse", "noise", "noise"]
    assert Drawing(funnel(plot(direction="down"), ident="f")).marks[6:8] == ["worse", "better"]
    assert Drawing(funnel(plot(direction="none"), ident="f")).marks[6:8] == ["signal", "signal"]


def test_every_unit_can_be_read():
    readings = Drawing(funnel(plot(), ident="f")).readings

    assert readings[0] == "Team A, 45%, 18 of 40, within what chance explains"
    assert readings[6] == "Team G, 75%, 180 of 240, above what chance explains"


def test_those_outside_and_ones_own_are_named_on_the_chart():
    drawing = Drawing(funnel(plot(own=frozenset({1})), ident="f"))

    assert {"Team G", "Team H", "Team B"} <= set(drawing.words)
    assert "Team A" not in drawing.words


def test_names_never_lie_over_one_another_or_over_points():
    sizes = [200] * 10
    drawing = Drawing(funnel(plot([180, 181, 182, 10, 11, 12, 80, 82, 78, 79], sizes, own=frozenset({6})), ident="f"))

    heights = [drawing.place_of(word)[1] for word in drawing.words if word.startswith("Team ")]
    assert len(heights) == len(set(heights)) < 7


@pytest.mark.parametrize("width", [760, 358])
def test_lines_have_their_words_where_there_is_room(width):
    words = Drawing(funnel(plot(size_words="patients"), ident="f", width=width)).words

    assert "patients" in words
    assert ("All 40%" in words) is (width == 760)
    assert ("99.8% limits" in words) is (width == 760)


def test_ratios_are_drawn_on_their_own_scale():
    ratio = plot(
        [12, 20, 9, 140],
        [10.5, 22.0, 10.0, 70.0],
        how={"kind": "ratio"},
        per=1,
        unit="times expected",
        decimals=2,
        direction="down",
    )

    drawing = Drawing(funnel(ratio, ident="f"))

    assert "times expected" in drawing.words
    assert drawing.readings[0].startswith("Team A, 1.14\N{NO-BREAK SPACE}times expected, 12 of 10.5")
    assert drawing.marks[-1] == "worse"


def test_what_may_not_be_shown_is_nowhere():
    numbers, sizes = [*NUMBERS[:-1], 3917], [*SIZES[:-1], 4049]
    hidden = plot(numbers, sizes, suppressed=frozenset({9}))

    everything = funnel_figure(hidden, ident="f") + funnel_in_words(hidden)

    assert not any(number in everything for number in ("3917", "3,917", "4049", "4,049", "97%"))
    assert "One is hidden: fewer than 5 people." in everything


def test_the_table_lists_all_by_name_with_what_they_say():
    rows = cells(funnel_table(plot([18, 24, None, 5], [40, 60, None, 7], suppressed=frozenset({3}))))

    assert rows == [
        ["Name", "Number", "Of", "Value", "What it says"],
        ["Team A", "18", "40", "45%", "Within what chance explains"],
        ["Team B", "24", "60", "40%", "Within what chance explains"],
        ["Team C", "", "", "", "Not reported"],
        ["Team D", "", "", "", "Fewer than 5"],
    ]


def test_the_figure_holds_sentence_drawings_key_and_table():
    html = funnel_figure(plot(), ident="f", open_table=True, heading=3)

    assert '<b class="at-strong">Two of 10 differ by more than chance.</b>' in html
    assert html.count("<svg xmlns") == 2
    assert "Better than chance explains" in html
    assert "Worse than chance explains" in html
    assert "<h3 " in html
    assert '<details class="nhsuk-details" open>' in html


@pytest.mark.parametrize("suppressed", [frozenset(), frozenset({0, 1})])
def test_nothing_to_show_is_said(suppressed):
    nothing = plot([None, None] if not suppressed else [1, 2], [None, None] if not suppressed else [3, 4])
    nothing = FunnelPlot(**{**nothing.__dict__, "suppressed": suppressed})

    assert funnel_in_words(nothing).startswith("Nothing to show yet.")
    assert Drawing(funnel(nothing, ident="f")).points == []
    assert ("Two are hidden: fewer than 5 people each." in funnel_in_words(nothing)) is bool(suppressed)
    assert 'at-keys"' not in funnel_figure(nothing, ident="f")


def test_a_themed_drawing_stands_alone():
    assert "class=" not in funnel(plot(), ident="f", theme=THEMES["slides"])


def test_names_that_do_not_fit_the_units_are_refused():
    with pytest.raises(ValueError, match="names has 2 units, analysis has 10"):
        funnel(plot(names=("A", "B")), ident="f")


def test_hostile_names_stay_words():
    names = tuple(f"<script>{name}" for name in NAMES)

    html = funnel_figure(plot(names=names, size_words="<b>", own=frozenset({0})), ident="f")

    assert "<script" not in html
    assert "<b>" not in html
