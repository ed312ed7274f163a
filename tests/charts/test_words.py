"""Numbers and periods in the reader's form."""

from datetime import date
from gettext import NullTranslations

import pytest

from allteach.charts import Language

ENGLISH = Language.english()
FRENCH = Language(code="fr-CA", decimal_mark=",", thousands_mark="\u202f", percent_gap="\u00a0")
MARCH_9 = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (1234.5, 1, "1,234.5", "1\u202f234,5"),
        (0, 0, "0", "0"),
        (-3.25, 1, "−3.2", "−3,2"),
        (-0.04, 1, "0.0", "0,0"),
        (1234567, 0, "1,234,567", "1\u202f234\u202f567"),
        (3.4e18, 0, "3.4 × 10¹⁸", "3,4 × 10¹⁸"),
        (-2.5e-3, 4, "−0.0025", "−0,0025"),
    ],
)
def test_numbers_take_the_form_of_the_language(value, decimals, english, french):
    assert ENGLISH.number(value, decimals) == english
    assert FRENCH.number(value, decimals) == french


def test_units_follow_their_number_as_the_language_wants():
    assert ENGLISH.amount(48, "%") == "48%"
    assert FRENCH.amount(48, "%") == "48\u00a0%"
    assert ENGLISH.amount(3.2, "days", 1) == "3.2\u00a0days"
    assert ENGLISH.amount(3, "") == "3"


@pytest.mark.parametrize(
    ("kind", "short", "medium", "long"),
    [
        ("day", "9 Mar", "9 Mar 2026", "9 March 2026"),
        ("week", "9 Mar", "9 Mar 2026", "the week of 9 March 2026"),
        ("month", "Mar", "Mar 2026", "March 2026"),
        ("quarter", "Q1", "Q1 2026", "Q1 2026"),
    ],
)
def test_periods_have_a_name_for_axes_for_tables_and_for_sentences(kind, short, medium, long):
    assert ENGLISH.period(MARCH_9, kind) == short
    assert ENGLISH.period(MARCH_9, kind, "medium") == medium
    assert ENGLISH.period(MARCH_9, kind, "long") == long


def test_many_periods_are_named_as_each_would_be():
    periods = ((date(2026, 1, 1), "month"), (date(2026, 2, 1), "month"))

    assert ENGLISH.periods(periods, "medium") == ("Jan 2026", "Feb 2026")


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (1, "month", "one month"),
        (9, "week", "nine weeks"),
        (12, "day", "twelve days"),
        (13, "quarter", "13 quarters"),
        (0, "", "0 points"),
    ],
)
def test_small_numbers_of_periods_are_said_in_words(number, kind, said):
    assert ENGLISH.count(number, kind) == said


def test_things_are_listed_with_an_and_before_the_last():
    assert ENGLISH.listed([]) == ""
    assert ENGLISH.listed(["a"]) == "a"
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"


def test_words_come_from_the_catalogue_that_was_given():
    class Welsh(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"March": "Mawrth"}.get(message, message)

    assert Language(code="cy", catalogue=Welsh()).period(MARCH_9, "month", "long") == "Mawrth 2026"
