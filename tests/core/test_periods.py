import pickle
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.core.periods import EARLIEST, KINDS, LATEST, Period, periods_between

MARCH = Period(date(2026, 3, 1), "month")

days = st.dates(EARLIEST, date(2200, 12, 28))  # The week after that day ends in 2201.
kinds = st.sampled_from(list(KINDS))
periods = st.builds(Period.containing, days, kinds)


@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "words"),
    [
        ("2026-03-14", date(2026, 3, 14), date(2026, 3, 14), "day", "14 March 2026"),
        ("2026-W11", date(2026, 3, 9), date(2026, 3, 15), "week", "week 11 of 2026 (9 March 2026 to 15 March 2026)"),
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31), "month", "March 2026"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "quarter", "January to March 2026"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "quarter", "October to December 2026"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "month", "February 2028"),
        ("2028-02-29", date(2028, 2, 29), date(2028, 2, 29), "day", "29 February 2028"),
        (
            "2026-W53",
            date(2026, 12, 28),
            date(2027, 1, 3),
            "week",
            "week 53 of 2026 (28 December 2026 to 3 January 2027)",
        ),
        (
            "2025-W01",
            date(2024, 12, 30),
            date(2025, 1, 5),
            "week",
            "week 1 of 2025 (30 December 2024 to 5 January 2025)",
        ),
        ("1900-01-01", date(1900, 1, 1), date(1900, 1, 1), "day", "1 January 1900"),
        ("2200-12", date(2200, 12, 1), date(2200, 12, 31), "month", "December 2200"),
    ],
)
def test_a_period_is_read_written_and_said(text, start, end, kind, words):
    period = Period.parse(text)

    assert period == Period(start, kind)
    assert (period.end, str(period), period.words()) == (end, text, words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-13", "There is no month 13: months run from 1 to 12."),
        ("2026-00", "There is no month 0: months run from 1 to 12."),
        ("2026-13-01", "There is no month 13: months run from 1 to 12."),
        ("2026-02-29", "February 2026 has no day 29: its days run from 1 to 28."),
        ("2028-02-30", "February 2028 has no day 30: its days run from 1 to 29."),
        ("2026-12-00", "December 2026 has no day 0: its days run from 1 to 31."),
        ("2026-W54", "2026 has no week 54: its weeks run from 1 to 53."),
        ("2025-W53", "2025 has no week 53: its weeks run from 1 to 52."),
        ("2025-W00", "2025 has no week 0: its weeks run from 1 to 52."),
        ("2026-Q5", "There is no quarter 5: quarters run from 1 to 4."),
        ("2026-Q0", "There is no quarter 0: quarters run from 1 to 4."),
        ("1899-12", "Periods lie within the years 1900 to 2200."),
        ("2201-01-01", "Periods lie within the years 1900 to 2200."),
        ("0000-W01", "Periods lie within the years 1900 to 2200."),
        ("9999-Q4", "Periods lie within the years 1900 to 2200."),
    ],
)
def test_a_period_that_does_not_exist_is_refused_with_the_reason(text, sentence):
    with pytest.raises(ValueError) as refused:
        Period.parse(text)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2026", "202603", "20260314", "2026-3", "2026-3-14", "14/03/2026", "March 2026", "2026-W1"),
        *("2026-w11", "2026-q1", "2026-Q01", "2026-03 ", " 2026-03", "2026-03\n", "-2026-03", "2026-03-14T00:00"),
        *("２０２６-03", "²026-03", "2026–03", "2026-W11-1", "NaN", "1e3", "2026-03\x00"),
    ],
)
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(text):
    with pytest.raises(ValueError) as refused:
        Period.parse(text)

    assert str(refused.value) == (
        f"“{text}” is not a period. Write a day as 2026-03-14, a week as 2026-W11, a month as 2026-03 "
        "or a quarter as 2026-Q1."
    )


def test_a_long_text_is_refused_at_once_and_only_its_beginning_is_repeated():
    with pytest.raises(ValueError) as refused:
        Period.parse("9" * 1_000_000)

    assert str(refused.value).startswith(f"“{'9' * 30}…” is not a period.")


@given(st.text())
def test_any_text_is_a_period_or_is_refused_in_words(text):
    try:
        written = str(Period.parse(text))
    except ValueError as refused:
        written = text if str(refused).endswith(".") else "not a sentence"

    assert written == text


@given(periods)
def test_what_is_written_can_be_read_again(period):
    assert Period.parse(str(period)) == period


@given(days, kinds)
def test_the_period_that_contains_a_day_holds_it(day, kind):
    period = Period.containing(day, kind)

    assert period.start <= day <= period.end
    assert Period.containing(period.end, kind) == period


@given(st.dates(date(1900, 1, 8), date(2200, 9, 30)), kinds)
def test_each_period_follows_the_one_before_without_gap_or_overlap(day, kind):
    period = Period.containing(day, kind)

    assert period.next().start - period.end == timedelta(days=1)
    assert period.next().previous() == period
    assert period < period.next()


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), kinds, st.integers(-150, 150), st.integers(-50, 50))
def test_steps_add_up(day, kind, first, second):
    period = Period.containing(day, kind)

    assert period + first + second == period + (first + second)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), kinds, st.integers(0, 100))
def test_periods_between_two_are_each_step_from_the_first_to_the_last(day, kind, count):
    first = Period.containing(day, kind)

    assert periods_between(first, first + count) == tuple(first + step for step in range(count + 1))


@given(periods, periods)
def test_periods_sort_by_first_day_then_the_shorter_first(one, other):
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))
    assert (one <= other) == ((one.start, one.end) <= (other.start, other.end))


@given(periods, days)
def test_a_period_has_begun_and_is_over_by_its_days_alone(period, on):
    assert period.has_begun(on) == (period.start <= on)
    assert period.is_over(on) == (period.end < on)


def test_a_period_has_begun_on_its_first_day_and_is_over_the_day_after_its_last():
    assert [MARCH.has_begun(date(2026, 2, 28)), MARCH.has_begun(date(2026, 3, 1))] == [False, True]
    assert [MARCH.is_over(date(2026, 3, 31)), MARCH.is_over(date(2026, 4, 1))] == [False, True]


def test_periods_between_a_later_and_an_earlier_one_are_none():
    assert periods_between(MARCH.next(), MARCH) == ()


def test_periods_between_two_kinds_are_refused():
    with pytest.raises(ValueError) as refused:
        periods_between(MARCH, Period.parse("2026-Q4"))

    assert str(refused.value) == "2026-03 is a month and 2026-Q4 is a quarter: both must be of one kind."


def test_a_period_must_start_on_the_first_day_of_its_kind():
    with pytest.raises(ValueError) as refused:
        Period(date(2026, 3, 2), "month")

    assert str(refused.value) == "2 March 2026 is not the first day of a month."


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError) as refused:
        Period.containing(date(2026, 3, 2), "fortnight")

    assert str(refused.value) == "“fortnight” is not a kind of period: choose day, week, month, quarter."


@pytest.mark.parametrize("make", [Period, Period.containing])
def test_a_moment_is_refused_because_its_day_depends_on_a_zone(make):
    with pytest.raises(TypeError):
        make(datetime(2026, 3, 1), "month")


@pytest.mark.parametrize("count", [-(10**12), -100_000, 100_000, 10**12])
@pytest.mark.parametrize("kind", KINDS)
def test_a_step_out_of_the_years_1900_to_2200_is_refused(kind, count):
    with pytest.raises(ValueError) as refused:
        Period.containing(date(2026, 3, 1), kind) + count

    assert str(refused.value) == "Periods lie within the years 1900 to 2200."


@pytest.mark.parametrize("text", ["2200-12-31", "2200-W52", "2200-12", "2200-Q4"])
def test_the_last_period_of_each_kind_has_no_next(text):
    with pytest.raises(ValueError, match="Periods lie within"):
        Period.parse(text).next()


@pytest.mark.parametrize("text", ["1900-01-01", "1900-W01", "1900-01", "1900-Q1"])
def test_the_first_period_of_each_kind_has_none_before_it(text):
    with pytest.raises(ValueError, match="Periods lie within"):
        Period.parse(text).previous()


def test_a_week_that_ends_after_2200_is_refused():
    with pytest.raises(ValueError, match="Periods lie within"):
        Period.containing(LATEST, "week")


def test_a_period_is_a_value():
    assert {MARCH, Period.parse("2026-03")} == {MARCH}
    assert pickle.loads(pickle.dumps(MARCH)) == MARCH
    with pytest.raises(AttributeError):
        MARCH.kind = "day"
    with pytest.raises(TypeError):
        MARCH < "2026-03"  # noqa: B015  # The comparison itself is what must fail.


# Each instant is a moment at which some program is known to have taken the wrong day: the turn of a month, a quarter,
# a year and an ISO year; both nights on which clocks change; 29 February; zones a day apart.
FROZEN_INSTANTS = [
    ("2025-03-31T23:30Z", "Europe/London", "2025-04-01", "2025-W14", "2025-04", "2025-Q2"),
    ("2025-03-31T23:30Z", "America/Toronto", "2025-03-31", "2025-W14", "2025-03", "2025-Q1"),
    ("2025-04-30T23:00Z", "Europe/London", "2025-05-01", "2025-W18", "2025-05", "2025-Q2"),
    ("2025-03-30T00:59Z", "Europe/London", "2025-03-30", "2025-W13", "2025-03", "2025-Q1"),
    ("2025-03-30T01:00Z", "Europe/London", "2025-03-30", "2025-W13", "2025-03", "2025-Q1"),
    ("2025-10-26T00:30Z", "Europe/London", "2025-10-26", "2025-W43", "2025-10", "2025-Q4"),
    ("2025-10-26T01:30Z", "Europe/London", "2025-10-26", "2025-W43", "2025-10", "2025-Q4"),
    ("2026-01-01T02:00Z", "America/St_Johns", "2025-12-31", "2026-W01", "2025-12", "2025-Q4"),
    ("2025-12-31T10:00Z", "Pacific/Kiritimati", "2026-01-01", "2026-W01", "2026-01", "2026-Q1"),
    ("2027-01-03T23:59Z", "Europe/London", "2027-01-03", "2026-W53", "2027-01", "2027-Q1"),
    ("2027-01-04T00:00Z", "Europe/London", "2027-01-04", "2027-W01", "2027-01", "2027-Q1"),
    ("2028-02-29T12:00Z", "Europe/London", "2028-02-29", "2028-W09", "2028-02", "2028-Q1"),
    ("2028-03-01T04:30Z", "America/Toronto", "2028-02-29", "2028-W09", "2028-02", "2028-Q1"),
    ("2100-02-28T23:59Z", "Europe/London", "2100-02-28", "2100-W08", "2100-02", "2100-Q1"),
]


@pytest.mark.parametrize("server", ["UTC", "Europe/London", "Pacific/Kiritimati", "America/St_Johns"])
@pytest.mark.parametrize(("instant", "zone", "day", "week", "month", "quarter"), FROZEN_INSTANTS)
def test_at_fourteen_instants_the_periods_are_those_of_the_readers_calendar_wherever_the_server_is(
    monkeypatch, server, instant, zone, day, week, month, quarter
):
    monkeypatch.setenv("TZ", server)
    time.tzset()
    today = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date()

    found = [Period.containing(today, kind) for kind in KINDS]

    monkeypatch.undo()
    time.tzset()
    assert [str(period) for period in found] == [day, week, month, quarter]
    assert [period.has_begun(today) and not period.is_over(today) for period in found] == [True] * 4
