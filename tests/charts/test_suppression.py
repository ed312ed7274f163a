"""What may not be shown is in nothing that is made: not as a number, not by a limit, not in words."""

import pytest

from allteach.charts import Note, draw, figure, in_words, small_multiples, table
from tests.charts.plots import pooled
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
