"""Numbers are read strictly; what hides or is missing is never nought."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.exchange.quantities import State, read_quantity


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", "0"),
        ("21289", "21289"),
        ("-3.5", "-3.5"),
        ("17233.6666666627", "17233.6666666627"),
        (12, "12"),
        (Decimal("0.952"), "0.952"),
    ],
)
def test_a_plain_number_is_read_as_it_is_written(cell, number):
    assert read_quantity(cell) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "-", "–", "n/a", "N/A", "#N/A", "..", "[x]", "#DIV/0!", "NaN"])
def test_what_says_nothing_is_missing(cell):
    assert read_quantity(cell) is State.MISSING


@pytest.mark.parametrize("cell", ["*", "<5", "< 5", "≤7", "<=10", "c", "[c]", "Suppressed", "fewer than 5"])
def test_what_hides_a_small_count_is_suppressed(cell):
    assert read_quantity(cell) is State.SUPPRESSED


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1_000", "“1_000” is not a number."),
        ("３", "“３” is not a number."),
        ("²", "“²” is not a number."),
        ("1e400", "“1e400” is not a number."),
        ("Infinity", "“Infinity” is not a number."),
        ("+3", "“+3” is not a number."),
        (".5", "“.5” is not a number."),
        ("twelve", "“twelve” is not a number."),
        ("95%", "“95%” has a percent sign. Please write the number alone."),
        ("1,234", "“1,234” has a comma, and we cannot tell whether it marks decimals or thousands."),
        ("1 234", "“1 234” has marks that we do not read as part of a number. Please write digits only."),
        ("1.2.3", "“1.2.3” has marks that we do not read as part of a number. Please write digits only."),
        ("x" * 50, f"“{'x' * 30}…” is not a number."),
        (["2025-02-01"], "“2025-02-01” is a date, not a number."),
        (Decimal("1e300"), "“1E+300” is larger or smaller than a number here can be."),
    ],
)
def test_anything_else_is_refused_in_words(cell, words):
    with pytest.raises(ValueError) as refused:
        read_quantity(cell)

    assert str(refused.value) == words


def test_a_comma_marks_decimals_where_a_person_said_so():
    assert read_quantity("12,5", decimal_mark=",") == Decimal("12.5")


def test_a_point_marks_no_decimals_where_the_comma_does():
    with pytest.raises(ValueError):
        read_quantity("12.5", decimal_mark=",")


@pytest.mark.parametrize(
    ("cell", "decimal_mark", "thousands", "number"),
    [
        ("1,234", "", ",", "1234"),
        ("12,345,678.9", ".", ",", "12345678.9"),
        ("1.234,5", ",", ".", "1234.5"),
        ("1.234", ",", ".", "1234"),
        ("1 234", "", " ", "1234"),
        ("1'234", ".", "'", "1234"),
        ("999", "", ",", "999"),
    ],
)
def test_thousands_are_read_in_groups_of_three_where_a_person_said_so(cell, decimal_mark, thousands, number):
    assert read_quantity(cell, decimal_mark, thousands) == Decimal(number)


@pytest.mark.parametrize("cell", ["12,34", "1,2345", ",123", "1,,234", "0,5"])
def test_thousands_in_other_groups_are_refused(cell):
    with pytest.raises(ValueError):
        read_quantity(cell, "", ",")


@given(st.text(max_size=20))
def test_no_text_is_read_as_a_number_but_what_the_plain_form_allows(text):
    try:
        found = read_quantity(text)
    except ValueError:
        return

    assert isinstance(found, State) or f"{found:f}".lstrip("-0") == text.lstrip("-0")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_every_decimal_comes_back_as_it_was(number):
    assert read_quantity(f"{number:f}") == number
