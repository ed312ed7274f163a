"""Reminders follow what a collaborative decided, and a week before a month is due may lie within that month."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from allteach.collaboratives.actions import set_thresholds, set_timetable
from allteach.collaboratives.thresholds import USUAL
from allteach.core.periods import Period
from allteach.measures.models import Measure
from allteach.measures.queries.due import due_periods
from allteach.meetings.kinds import Kind
from allteach.messaging.meeting_letters import calls_to_come
from allteach.messaging.months import (
    is_reminded,
    months_that_are_due,
    months_that_are_in,
    step_of,
    teams_not_in_yet,
)
from allteach.messaging.outbox import write_reminders
from tests.factories import MeetingFactory
from tests.messaging.test_months import DUE, joined, owed, says, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    world.everybody()
    assert world.ward_7_falls.pk
    return joined(world.ward_7)


def decide(world, **decided):
    set_thresholds(
        space=world.falls, decided={key.replace("__", "."): number for key, number in decided.items()}, by=world.esi
    )


def days_of(which, around=range(-15, 15)):
    """On which days after a month was due something is owed, by the day that it names; -0 and late days left out."""
    found = {each[2].partition(" ")[2] for days in around for each in owed(which, DUE + timedelta(days=days))}
    return sorted(int(step) for step in found if step)


# --- What was decided -----------------------------------------------------------------------------------------------


def test_usually_a_month_is_reminded_of_four_times_and_listed_twice(world, team):
    assert (days_of(months_that_are_due), days_of(teams_not_in_yet)) == ([-7, -1, 1, 3], [2, 3])


@pytest.mark.parametrize(
    ("decided", "steps"),
    [
        ({"messages__month_first": 5}, [-5, -1, 1, 3]),
        ({"messages__month_last": 3}, [-7, -3, 1, 3]),
        ({"messages__month_last": 0}, [-7, 0, 1, 3]),
        ({"messages__month_late": 2}, [-7, -1, 2, 3]),
        ({"messages__month_later": 9}, [-7, -1, 1, 9]),
        ({"messages__month_first": 14, "messages__month_later": 14}, [-14, -1, 1, 14]),
    ],
)
def test_a_month_is_reminded_of_on_the_days_that_were_decided(world, team, decided, steps):
    decide(world, **decided)

    assert days_of(months_that_are_due) == steps


@pytest.mark.parametrize(
    ("decided", "steps"),
    [({"contact__follow_up_days": 5}, [5, 6]), ({"messages__list_again": 4}, [2, 6])],
)
def test_the_list_comes_when_the_page_of_teams_to_call_names_them(world, team, decided, steps):
    decide(world, **decided)
    about = f"spaces.space:{world.falls.pk}"

    assert days_of(teams_not_in_yet) == steps
    first = DUE + timedelta(days=steps[0])
    # Ward 7: of ward 9 no number is asked for, and nobody here has begun to send reports.
    assert says("not_in_yet", world.esi, about, f"2025-03 {steps[0]:+d}", first)["many"] == 1
    assert says("not_in_yet", world.esi, about, "2025-03 +1", DUE + timedelta(days=steps[0] - 1)) is None


def test_thanks_go_on_the_day_that_was_decided(world, team):
    send(world, team)
    decide(world, messages__thanks=4)

    thanked = [days for days in range(8) if owed(months_that_are_in, DUE + timedelta(days=days))]

    assert thanked == [4, 5]  # A day late where no worker ran.


def test_a_call_is_announced_on_the_days_that_were_decided(world):
    world.everybody()
    meeting = MeetingFactory(
        in_space=world.falls, kind=Kind.ALL_TEAM_CALL, starts_at=DUE, ends_at=DUE + timedelta(hours=1)
    )
    before = range(-15, 1)

    def steps():
        found = [each[2] for days in before for each in owed(calls_to_come, DUE + timedelta(days=days))]
        return {period.rpartition(" ")[2] for period in found}

    usual = steps()
    decide(world, messages__call_first=12, messages__call_last=2)
    decided = steps()

    assert (usual, decided) == ({"-7", "-1"}, {"-12", "-2"})
    assert meeting.pk


@pytest.mark.parametrize(
    ("days", "step"), [(-8, None), (-7, -7), (-6, -7), (-5, None), (0, -1), (1, 1), (2, 2), (3, 2), (4, None)]
)
def test_of_two_days_beside_each_other_the_later_is_named(days, step):
    assert step_of(days, (-7, -1, 1, 2)) == step


def test_whoever_acts_on_none_keeps_the_last_reminder_before_the_day(world):
    limit = {**USUAL, "messages.month_last": 2}

    assert [step for step in (-7, -2, 1, 3) if is_reminded(step, 5, limit)] == [-2]


# --- A week before, within the month --------------------------------------------------------------------------------

MONTHS = [date(2025, 2, 1), date(2024, 2, 1), date(2025, 4, 1), date(2025, 12, 1)]  # 28, 29, 30 and 31 days.


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: str(monthrange(month.year, month.month)[1]))
def test_the_reminder_of_a_week_before_is_never_lost_whenever_a_month_is_due(world, team, month):
    joined(world.ward_7, date(2023, 1, 1))
    period = Period(month, "month")
    found = {}
    for due_day in range(1, 29):
        Measure.objects.filter(pk=world.falls_harm.pk).update(due_day=due_day)
        day = period.end + timedelta(days=due_day - 7)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        found[due_day] = [each[2] for each in owed(months_that_are_due, at) if each[2].startswith(str(period))]

    assert list(found.values()) == [[f"{period} -7"]] * 28


@pytest.mark.parametrize("due_day", [1, 5, 7, 8])
def test_with_a_calendar_report_and_numbers_are_one_reminder_within_the_month(world, team, due_day):
    set_timetable(space=world.falls, first_session=date(2025, 2, 3), due_day=due_day, by=world.esi)
    day = date(2025, 3, 31) + timedelta(days=due_day - 7)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    found = [each for each in owed(months_that_are_due, at) if each[2].startswith("2025-03")]

    about = f"spaces.space:{team.pk}"
    assert found == [(f"person:{world.amina.pk}", about, "2025-03 -7")]
    said = says("month_due", world.amina, about, "2025-03 -7", at)
    assert (said["month"], said["due_on"], said["is_late"]) == ("March 2025", day + timedelta(days=7), False)
    assert (said["has_numbers"], said["has_report"]) == (True, True)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Vancouver", "Asia/Kolkata", "Europe/London"])
@pytest.mark.parametrize("due_day", [1, 6, 7])
def test_it_goes_at_eight_of_the_teams_own_clock_at_the_edges_of_months_too(world, team, zone, due_day):
    team.time_zone = zone
    team.save()
    set_timetable(space=world.falls, first_session=date(2025, 2, 3), due_day=due_day, by=world.esi)
    eight = datetime(2025, 3, 31, 8, tzinfo=ZoneInfo(zone)) + timedelta(days=due_day - 7)

    before, after = (owed(months_that_are_due, eight.astimezone(UTC) + timedelta(minutes=m)) for m in (-1, 0))

    assert "2025-03 -7" not in [each[2] for each in before]
    assert "2025-03 -7" in [each[2] for each in after]


def test_it_is_written_once(world, team):
    set_timetable(space=world.falls, first_session=date(2025, 2, 3), due_day=5, by=world.esi)
    at = datetime(2025, 3, 29, 12, tzinfo=UTC)

    assert [bool(write_reminders(at)) for _again in range(3)] == [True, False, False]


def test_a_month_that_runs_is_on_no_desk_and_not_late(world, team):
    today = date(2025, 3, 29)

    assert due_periods([team.pk], today=today) == {}
    assert [str(each.period) for each in due_periods([team.pk], today=today, with_running=True)[team.pk]] == ["2025-03"]
