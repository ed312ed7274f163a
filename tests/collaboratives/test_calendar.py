"""The calendar: everything from one date, and what gives way when something is moved."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.collaboratives.calendar import WRONG, Calendar, Entry, Remark, Rhythm, shifts
from allteach.collaboratives.stages import name_of
from allteach.core.periods import Period

EXAMPLE = Calendar(Rhythm(date(2025, 2, 3)))

rhythms = st.builds(
    Rhythm,
    first_session=st.dates(date(2015, 1, 1), date(2040, 1, 1)),
    sessions=st.integers(2, 6),
    months=st.integers(6, 24),
    session_days=st.integers(1, 3),
    call_week=st.integers(1, 5),
    call_weekday=st.integers(0, 6),
)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("topic", date(2024, 2, 1), date(2024, 5, 31)),
        ("design", date(2024, 6, 1), date(2024, 8, 31)),
        ("recruitment", date(2024, 9, 16), date(2024, 10, 25)),
        ("prework", date(2024, 11, 25), date(2025, 2, 2)),
        ("session-1", date(2025, 2, 3), date(2025, 2, 4)),
        ("action-1", date(2025, 2, 5), date(2025, 5, 11)),
        ("session-2", date(2025, 5, 12), date(2025, 5, 13)),
        ("action-2", date(2025, 5, 14), date(2025, 9, 14)),
        ("session-3", date(2025, 9, 15), date(2025, 9, 16)),
        ("action-3", date(2025, 9, 17), date(2026, 1, 18)),
        ("session-4", date(2026, 1, 19), date(2026, 1, 20)),
        ("action-4", date(2026, 1, 21), date(2026, 4, 26)),
        ("congress", date(2026, 4, 27), date(2026, 4, 27)),
        ("gains", date(2026, 4, 28), date(2027, 4, 27)),
        ("final_report", date(2026, 7, 27), date(2026, 7, 27)),
    ],
)
def test_a_collaborative_of_four_sessions_in_fifteen_months_has_these_stages(key, start, end):
    found = EXAMPLE.entry(key)

    assert (found.start, found.end) == (start, end)


def test_an_entry_is_called_by_its_number_and_a_report_by_its_month():
    assert [name_of(EXAMPLE.entry(key)) for key in ("session-2", "action-2", "report-2025-03")] == [
        "Learning session 2",
        "Action period 2",
        "Report of March 2025 due",
    ]


def test_each_action_period_has_a_call_on_the_third_wednesday_of_each_of_its_months():
    counted = [
        sum(period.start <= call.start <= period.end for call in EXAMPLE.calls) for period in EXAMPLE.action_periods
    ]

    assert counted == [3, 4, 4, 4]
    assert {(call.start.weekday(), (call.start.day - 1) // 7) for call in EXAMPLE.calls} == {(2, 2)}


def test_each_month_up_to_the_congress_is_reported_on_the_tenth_day_after_it():
    assert EXAMPLE.reports[0] == Entry("report", date(2025, 3, 10), date(2025, 3, 10), period=Period.parse("2025-02"))
    assert [report.key for report in EXAMPLE.reports][-1] == "report-2026-03"
    assert len(EXAMPLE.reports) == 14


@given(rhythms)
def test_sessions_and_action_periods_follow_each_other_without_a_gap(rhythm):
    calendar = Calendar(rhythm)
    during = [stage for stage in calendar.stages if stage.kind in {"session", "action", "congress"}]

    assert len(during) == 2 * rhythm.sessions + 1
    assert all(later.start == earlier.end + timedelta(days=1) for earlier, later in itertools.pairwise(during))
    assert calendar.remarks == ()


@given(rhythms, st.sets(st.integers(0, 900), max_size=60))
def test_nobody_is_asked_to_come_on_a_holiday_but_to_a_first_session_put_there(rhythm, away):
    holidays = {rhythm.first_session + timedelta(days=days) for days in away}
    calendar = Calendar(rhythm, holidays)

    wrong = [remark for remark in calendar.remarks if remark.kind == "on_holiday" and remark.key.startswith("session")]

    assert {remark.key for remark in wrong} <= {"session-1"}
    assert {session.start.weekday() for session in calendar.sessions} == {rhythm.first_session.weekday()}


@given(rhythms)
def test_every_call_is_within_an_action_period_and_there_is_at_most_one_a_month(rhythm):
    calendar = Calendar(rhythm)

    assert all(
        any(period.start <= call.start <= period.end for period in calendar.action_periods) for call in calendar.calls
    )
    assert len({call.period for call in calendar.calls}) == len(calendar.calls)


def test_a_session_gives_way_to_a_holiday_by_whole_weeks():
    calendar = Calendar(EXAMPLE.rhythm, holidays={date(2025, 5, 13), date(2025, 5, 19)})

    assert calendar.entry("session-2").start == date(2025, 5, 26)
    assert calendar.entry("action-1").end == date(2025, 5, 25)


@pytest.mark.parametrize(
    ("holiday", "instead"),
    [(date(2025, 3, 19), date(2025, 3, 26)), (date(2025, 2, 19), date(2025, 2, 26))],
)
def test_a_call_gives_way_to_a_holiday_within_its_month(holiday, instead):
    calendar = Calendar(EXAMPLE.rhythm, holidays={holiday})

    assert calendar.entry(f"call-{holiday:%Y-%m}").start == instead


def test_the_last_wednesday_on_a_holiday_gives_way_to_the_week_before():
    calendar = Calendar(Rhythm(date(2025, 2, 3), call_week=5), holidays={date(2025, 4, 30)})

    assert calendar.entry("call-2025-04").start == date(2025, 4, 23)


def test_moving_a_session_moves_the_action_periods_beside_it_and_nothing_else():
    after = EXAMPLE.put("session-2", date(2025, 6, 2))

    assert [(shift.key, shift.after and shift.after.start) for shift in shifts(EXAMPLE, after)] == [
        ("action-1", date(2025, 2, 5)),
        ("session-2", date(2025, 6, 2)),
        ("action-2", date(2025, 6, 4)),
    ]
    assert after.entry("action-1").end == date(2025, 6, 1)


def test_later_sessions_can_go_with_it_and_keep_off_holidays():
    free = EXAMPLE.put("session-2", date(2025, 6, 2), carry=True)
    kept_off = Calendar(EXAMPLE.rhythm, {date(2025, 10, 6)}).put("session-2", date(2025, 6, 2), carry=True)

    assert [session.start for session in free.sessions][2:] == [date(2025, 10, 6), date(2026, 2, 9)]
    assert free.congress.start == date(2026, 5, 18)
    assert kept_off.sessions[2].start == date(2025, 10, 13)
    assert free.sessions[0] == EXAMPLE.sessions[0]


def test_what_was_moved_stays_when_the_rhythm_changes():
    moved = EXAMPLE.put("call-2025-03", date(2025, 3, 20))

    again = Calendar(Rhythm(date(2025, 2, 3), sessions=3), moved=moved.moved)

    assert again.entry("call-2025-03").start == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("key", "on", "remark"),
    [
        ("session-3", date(2025, 5, 13), Remark("out_of_order", "session-3", "session-2")),
        ("call-2025-05", date(2025, 5, 13), Remark("at_once", "call-2025-05", "session-2")),
    ],
)
def test_what_cannot_be_is_said_with_what_it_meets(key, on, remark):
    found = EXAMPLE.put(key, on).remarks

    assert remark in found
    assert remark.kind in WRONG


def test_a_session_put_on_a_holiday_stays_there_and_is_remarked():
    calendar = Calendar(EXAMPLE.rhythm, {date(2025, 9, 23)}).put("session-3", date(2025, 9, 22))

    assert calendar.sessions[2].start == date(2025, 9, 22)
    assert calendar.remarks == (Remark("on_holiday", "session-3"),)
    assert "on_holiday" not in WRONG


@pytest.mark.parametrize("key", ["prework", "action-1", "session-9", "nothing"])
def test_only_what_somebody_comes_to_or_owes_can_be_moved(key):
    with pytest.raises(ValueError, match="key: expected a session"):
        EXAMPLE.put(key, date(2025, 6, 2))


@pytest.mark.parametrize(
    ("name", "value"), [("sessions", 1), ("months", 25), ("session_days", 0), ("due_day", 29), ("call_weekday", 7)]
)
def test_a_rhythm_that_no_collaborative_has_is_refused(name, value):
    with pytest.raises(ValueError, match=f"{name}: expected"):
        Rhythm(date(2025, 2, 3), **{name: value})


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2025, 2, 4), "session-1"),
        (date(2025, 2, 5), "action-1"),
        (date(2026, 7, 27), "final_report"),
        (date(2024, 1, 31), None),
    ],
)
def test_a_day_falls_into_a_stage(day, key):
    stage = EXAMPLE.stage_on(day)

    assert (stage and stage.key) == key


def test_a_day_of_the_month_that_a_later_month_has_not_becomes_its_last():
    calendar = Calendar(Rhythm(date(2025, 2, 3))).put("congress", date(2026, 11, 30))

    assert calendar.entry("final_report").start == date(2027, 2, 28)
