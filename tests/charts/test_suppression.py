"""What may not be shown is in nothing that is made: not as a number, not by a limit, not in words."""

import pytest

from allteach.charts import Note, draw, figure, in_words, small_multiples, table, variation_icon
from tests.charts.plots import plot_of, pooled, steady
from tests.charts.test_table import cells

# Numbers that occur nowhere else, so that a search for them finds a leak and nothing but a leak.
HIDDEN_NUMBER, HIDDEN_TOTAL = 3917, 40493


def hidden(**given):
    """A chart whose third month is suppressed: the analysis knows nothing of it, the counts still do."""
    counts, totals = [21, 25, None, 22, 24, 18], [177, 178, None, 181, 177, 190]
    plot = pooled(counts, totals, suppressed=frozenset({2}), **given)
    known = {**plot.__dict__, "numerators": (21, 25, HIDDEN_NUMBER, 22, 24, 18)}
    return type(plot)(**{**known, "denominators": (177, 178, HIDDEN_TOTAL, 181, 177, 190)})


@pytest.mark.parametrize(
    "make",
    [
        lambda plot: draw(plot, ident="c"),
        lambda plot: draw(plot, ident="c", width=358),
        table,
        in_words,
        lambda plot: figure(plot, ident="c", open_table=True),
        lambda plot: small_multiples([plot], ident="c"),
    ],
    ids=["drawing", "narrow drawing", "table", "words", "figure", "small multiples"],
)
def test_a_hidden_number_is_nowhere(make):
    made = make(hidden(notes=(Note(2, 1, "test", "A cycle"),)))

    digits = made.replace(",", "").replace(" ", "")
    assert str(HIDDEN_NUMBER) not in digits
    assert str(HIDDEN_TOTAL) not in digits


def test_a_hidden_point_has_no_limits_even_if_the_engine_knew_them():
    known = pooled([21, 25, 3, 22, 24, 18], [177, 178, 5, 181, 177, 190], suppressed=frozenset({2}))

    row = cells(table(known))[3]

    assert row == ["Jun 2025", "", "", "", "12%", "", "Fewer than 5"]


def test_a_hidden_point_says_the_rule_instead():
    assert "June 2025, fewer than 5" in draw(hidden(), ident="c")
    assert "<td>Fewer than 5</td>" in table(hidden())
    assert in_words(hidden()).endswith("One month is hidden: fewer than 5 people.")


def test_the_scale_does_not_tell_a_hidden_value():
    shown = pooled([21, 25, None, 22, 24, 18], [177, 178, None, 181, 177, 190], suppressed=frozenset({2}))

    assert draw(hidden(), ident="c") == draw(shown, ident="c")


def test_a_point_hidden_for_another_reason_says_that_reason_and_no_other():
    plot = hidden(hidden={2: "fewer than 10 people"})

    assert "June 2025, hidden: fewer than 10 people" in draw(plot, ident="c")
    assert "&lt;5" not in draw(plot, ident="c")
    assert cells(table(plot))[3][-1] == "Hidden: fewer than 10 people"
    assert in_words(plot).endswith("One month is hidden: fewer than 10 people.")
    assert "Fewer than 5" not in figure(plot, ident="c")


def test_where_everything_is_hidden_the_reason_is_said():
    plot = pooled([None, None], [None, None], suppressed=frozenset({0, 1}), hidden=dict.fromkeys((0, 1), "few & small"))

    assert in_words(plot) == "Nothing that may be shown. Few & small."
    assert "few &amp; small" in figure(plot, ident="c").lower()


def test_an_estimate_is_told_as_one_everywhere():
    plot = pooled([21, 25, 22, 27.5], [177, 178, 160, 190], ranges={3: (25.0, 30.0)})

    assert "July 2025, about 14%, 25–30 of 190, no signal" in draw(plot, ident="c")
    assert cells(table(plot))[4][:4] == ["Jul 2025", "25–30", "190", "about 14%"]
    assert "July 2025 about 14%" in in_words(plot)
    assert in_words(plot).endswith("One month is an estimate: some teams' numbers are too small to show.")
    assert "About: some teams’ numbers" in figure(plot, ident="c").replace("&#x27;", "’").replace("'", "’")


def test_what_is_not_judged_has_points_and_words_but_no_line_no_signal_and_no_rule():
    counts = [21, 25, 22, 24, 18, 26, 23, 21, 22, 26, 33, 90]
    plot = pooled(counts, [180] * 12, plan={"freeze": 6}, goal=70, unjudged="More than one in five are hidden.")

    drawn = figure(plot, ident="c", open_table=True)

    assert in_words(plot) == "Not judged. More than one in five are hidden. March 2026 50%: 20 points from the goal."
    assert [part for part in ("c-centre", "c-band", "c-better", "c-worse", "Signals by", "Mean") if part in drawn] == []
    assert drawn.count("c-noise") == 12 * 2 + 1  # Both drawings, and the key.
    assert "March 2026, 50%, 90 of 180, not judged" in drawn
    assert "Not judged</li>" in drawn
    assert "signal" not in drawn.lower()
    assert small_multiples([plot], ident="m").count("; not judged") == 1


def test_the_icon_says_that_too_much_is_hidden():
    assert "Too much is hidden to judge" in variation_icon("hidden")


def test_what_is_typed_and_not_sent_is_said_and_not_judged():
    plot = plot_of([*steady(12), None], drafts={12: 24.0}, unit="days")

    made = figure(plot, ident="c")

    assert "April 2026, 24\N{NO-BREAK SPACE}days, is not yet sent and not judged." in made


def test_why_points_are_hidden_is_told_beside_those_that_are_too_small():
    values = [*steady(12), None, None]
    plot = plot_of(values, suppressed=frozenset({12, 13}), hidden={12: "nearly all of them"}, unit="days")

    made = figure(plot, ident="c")

    assert "Hidden: nearly all of them" in made
    assert "Fewer than 5" in made


def test_a_point_without_a_value_is_no_estimate():
    plot = plot_of([*steady(12), None], ranges={11: (19.0, 21.0), 12: (0.0, 9.0)}, unit="days")

    made = figure(plot, ident="c")

    assert "March 2026, about 19\N{NO-BREAK SPACE}days" in made
    assert "April 2026, not reported" in made
