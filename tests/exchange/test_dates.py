"""Periods are read in listed forms; a date that may be two is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.core.periods import KINDS, Period
from allteach.exchange.dates import AmbiguousDate, date_order_of, is_period, read_period

FEBRUARY = Period(date(2025, 2, 1), "month")


@pytest.mark.parametrize(
    "cell",
    [
        "2025-02",
        "2025-02-01",
        "2025-02-28",
        "2025/02/01",
        "2025-02-01T00:00:00",
        "2025-02-01 00:00:00.000",
        "February 2025",
        "Feb 2025",
        "Feb-25",
        "FEB 25",
        "Feb '25",
        "février 2025",
        "fev-25",
        "Chwefror 2025",
        "1 February 2025",
        "1st Feb 2025",
        "February 28, 2025",
        "28/02/2025",
        "02/28/2025",
        "02/2025",
        "2025 Feb",
        "month ending 28 February 2025",
        ["2025-02-01"],
        ["2025-02-28T10:30:00"],
    ],
)
def test_a_month_is_read_in_each_listed_form(cell):
    assert read_period(cell, "month") == FEBRUARY


@pytest.mark.parametrize(
    ("cell", "kind", "written"),
    [
        ("2026-W11", "week", "2026-W11"),
        ("W11 2026", "week", "2026-W11"),
        ("week 11, 2026", "week", "2026-W11"),
        ("w/c 9 March 2026", "week", "2026-W11"),
        ("2026-03-15", "week", "2026-W11"),
        ("Q1 2026", "quarter", "2026-Q1"),
        ("2026Q1", "quarter", "2026-Q1"),
        ("31 March 2026", "quarter", "2026-Q1"),
        ("14 March 2026", "day", "2026-03-14"),
    ],
)
def test_other_periods_are_read_too(cell, kind, written):
    assert str(read_period(cell, kind)) == written


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, "The period is missing."),
        ("45717", "“45717” is how a spreadsheet stores a date inside. Please format the column as a date."),
        ("01/02/25", "“01/02/25” has a year of two digits. Please write all four."),
        ("Q1 2025/26", "“Q1 2025/26” is a quarter of a financial year. Please write the calendar quarter, as 2026-Q1."),
        ("31/02/2025", "February 2025 has no day 31: its days run from 1 to 28."),
        ("2025-02-14", "14 February 2025 is neither the first nor the last day of its month."),
        ("Q1 2025", "Q1 2025 is not a month; this measure is reported by month."),
        ("Fbr 2025", "“fbr” is not the name of a month we know."),
        ("2025-13", "There is no month 13: months run from 1 to 12."),
    ],
)
def test_what_is_no_month_is_refused_in_words(cell, words):
    with pytest.raises(ValueError) as refused:
        read_period(cell, "month")

    assert str(refused.value) == words


@pytest.mark.parametrize(
    "cell", ["20250201", "202502", "2025-W05-1", "2025", "²025-01", "２０２５-02", "1 2 2025", "Ward 7"]
)
def test_what_python_might_read_but_nobody_listed_is_refused(cell):
    with pytest.raises(ValueError):
        read_period(cell, "month")


def test_a_date_that_may_be_two_is_said_both_ways():
    with pytest.raises(AmbiguousDate) as asked:
        read_period("01/02/2025", "month")

    assert str(asked.value) == "“01/02/2025” may be 1 February 2025 or 2 January 2025."


@pytest.mark.parametrize(("order", "day"), [("day_first", date(2025, 2, 1)), ("month_first", date(2025, 1, 2))])
def test_an_answer_settles_a_date_that_may_be_two(order, day):
    assert read_period("01/02/2025", "day", order) == Period(day, "day")


def test_the_same_number_twice_is_one_date_either_way():
    assert read_period("05/05/2025", "day") == Period(date(2025, 5, 5), "day")


def test_a_day_that_can_only_stand_first_is_read_so_even_against_the_answer():
    assert read_period("28/02/2025", "month", "month_first") == FEBRUARY


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2025", "13/02/2025"], "day_first"),
        (["01/02/2025", "02/13/2025"], "month_first"),
        (["13/02/2025", "02/13/2025"], "both"),
        (["01/02/2025", "05/05/2025", "Feb 2025"], ""),
    ],
)
def test_a_column_may_settle_the_order_of_its_dates(texts, order):
    assert date_order_of(texts) == order


@given(st.dates(date(1900, 1, 2), date(2199, 12, 30)), st.sampled_from(sorted(KINDS)))
def test_what_a_period_writes_is_read_as_that_period(day, kind):
    period = Period.containing(day, kind)

    assert read_period(str(period), kind) == period
    assert read_period(f"{period.start:%d %B %Y}", kind) == period


@given(st.text(max_size=25))
def test_no_text_does_worse_than_not_being_a_period(text):
    assert is_period(text) in (True, False)
