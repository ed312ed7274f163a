"""What teams owe of a month: one rule, and whoever asks hears the same."""

from datetime import UTC, date, datetime, timedelta

import pytest

from allteach.collaboratives.models import TeamProfile
from allteach.core.periods import Period
from allteach.measures.models import Sheet
from allteach.progress.attention import attention_of
from allteach.progress.call_pack import call_pack
from allteach.progress.follow_up import follow_up_of
from allteach.progress.grid import team_grid
from allteach.progress.needs import teams_late
from allteach.progress.queries.owed import OwedMonth, late_months, owed_months
from allteach.spaces.models import Space
from tests.factories import SentReportFactory, TeamFactory, TeamMeasureFactory

JUNE, JULY = Period.parse("2025-06"), Period.parse("2025-07")
DUE = date(2025, 8, 10)  # July.


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def send_numbers(team, by, month=JULY, on=date(2025, 8, 8)):
    Sheet.objects.create(team=team, period_start=month.start, period_kind="month", sent_at=noon(on), sent_by=by)


def send_report(team, by, month=JULY, on=date(2025, 8, 9)):
    SentReportFactory(team=team, month=month.start, sent_at=noon(on), sent_by=by)


# --- the rule ------------------------------------------------------------------------------------------------------


def test_a_calendar_asks_for_numbers_and_a_report_of_the_months_between_first_session_and_congress(world):
    assert world.falls_timetable
    assert world.ward_7_falls
    months = [Period.parse(month) for month in ("2025-01", "2025-02", "2026-03", "2026-08")]

    owed = [owed_months([world.ward_7], months)[world.ward_7.pk, month] for month in months]

    assert [(each.asks_numbers, each.asks_report, each.due_on) for each in owed] == [
        (False, False, None),
        (True, True, date(2025, 3, 10)),
        (True, True, date(2026, 4, 10)),
        (False, False, None),
    ]


def test_a_team_that_measures_nothing_each_month_owes_its_report_only(world):
    assert world.falls_timetable

    owed = owed_months([world.ward_9], [JULY])[world.ward_9.pk, JULY]

    assert (owed.asks_numbers, owed.asks_report) == (False, True)


def test_without_a_calendar_reports_are_asked_for_once_one_team_has_begun_to_send_them(world):
    assert world.clinic_feet
    before = owed_months([world.clinic], [JUNE, JULY])
    send_report(world.surgery, world.gil, month=JULY)
    after = owed_months([world.clinic], [JUNE, JULY])

    assert [before[world.clinic.pk, month].asks_report for month in (JUNE, JULY)] == [False, False]
    assert [after[world.clinic.pk, month].asks_report for month in (JUNE, JULY)] == [False, True]
    assert {each.due_on for each in after.values()} == {date(2025, 7, 10), DUE}


def test_without_calendar_report_or_measure_nothing_is_owed(world):
    assert owed_months([world.clinic], [JULY]) == {(world.clinic.pk, JULY): OwedMonth()}
    assert owed_months([], [JULY]) == {}


def test_a_month_is_owed_from_the_one_in_which_a_team_joined_to_the_one_before_it_left(world):
    assert world.falls_timetable
    months = [Period.parse(month) for month in ("2025-04", "2025-05", "2025-06", "2025-07")]
    TeamProfile.objects.filter(team=world.ward_7).update(joined_on=date(2025, 5, 20), withdrawn_on=date(2025, 7, 2))

    owed = owed_months([world.ward_7], months)

    assert [owed[world.ward_7.pk, month].asks_report for month in months] == [False, True, True, False]


def test_a_month_is_in_on_the_day_on_which_the_last_of_it_came(world):
    assert world.falls_timetable
    assert world.ward_7_falls
    send_numbers(world.ward_7, world.amina, on=date(2025, 8, 12))
    half = owed_months([world.ward_7], [JULY])[world.ward_7.pk, JULY]
    send_report(world.ward_7, world.amina, on=date(2025, 8, 3))
    whole = owed_months([world.ward_7], [JULY])[world.ward_7.pk, JULY]

    assert (half.in_on, half.is_half_in, half.misses_numbers, half.misses_report) == (None, True, False, True)
    assert (whole.in_on, whole.is_half_in) == (date(2025, 8, 12), False)


def test_only_the_last_month_that_was_due_is_late(world):
    assert world.falls_timetable
    send_report(world.ward_9, world.chidi)  # July; June was never sent.

    assert late_months([world.ward_9], today=DUE + timedelta(days=1)) == {}
    assert late_months([world.ward_9], today=DUE)[world.ward_9.pk].month == JUNE


# --- whoever asks hears the same -----------------------------------------------------------------------------------


@pytest.fixture
def every_kind(world):
    """Falls with a team of every kind: what it measures, what it sent of June and July, when it came or left."""
    world.everybody()
    assert world.falls_timetable
    for number in range(32):
        team = TeamFactory(parent=world.falls, name=f"Ward {100 + number}", organisation=world.hospital, signed=False)
        if number & 1:
            TeamMeasureFactory(team=team, measure=world.falls_harm, values=[(6, 40), (5, 41)])
        if number & 2:
            send_numbers(team, world.amina)
        if number & 4:
            send_report(team, world.amina)
        if number & 8:
            send_numbers(team, world.amina, month=JUNE)
            send_report(team, world.amina, month=JUNE)
        if number & 16:
            joined, left = ((date(2025, 8, 2), None), (None, date(2025, 8, 12)))[number % 2]
            TeamProfile.objects.filter(team=team).update(joined_on=joined, withdrawn_on=left)
    return world


@pytest.mark.parametrize("days", [2, 10, 26])
@pytest.mark.parametrize("has_calendar", [True, False])
def test_grid_calls_attention_home_and_the_pack_agree_on_every_team(every_kind, days, has_calendar):
    world, today = every_kind, DUE + timedelta(days=days)
    if not has_calendar:
        world.falls_timetable.delete()
    falls = Space.objects.select_related("disclosure").get(pk=world.falls.pk)
    esi = world.again(world.esi)

    grid = team_grid(falls, seen_by=esi, today=today)
    pack = call_pack(falls, seen_by=esi, today=today)
    called = follow_up_of(falls, today=today)
    attention = attention_of([row.team.pk for row in grid.rows], today=today)
    [need] = teams_late(esi, {falls.pk: falls}, today)

    late = {row.team.pk for row in grid.late}
    assert 0 < len(late) < len(grid.rows)
    assert {each.team.pk for each in called} == late
    assert {each.team.pk for each in pack.late} == late
    assert {team.pk for team in need.about} == late
    missing = {each.team.pk: (each.numbers_missing, each.report_missing) for each in called}
    assert {each.team.pk: (each.misses_numbers, each.misses_report) for each in pack.late} == missing
    keys = {pk: {reason.key for reason in each.reasons} for pk, each in attention.items()}
    assert {pk for pk, why in keys.items() if why & {"reports", "numbers", "months"}} >= late
