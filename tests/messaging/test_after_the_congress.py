"""After the congress: numbers once in a quarter instead of every month, and twice a letter and a line on the desk."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from allteach.collaboratives.actions import set_timetable
from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.core.periods import Period, periods_between
from allteach.measures import actions
from allteach.measures.queries.due import due_periods, latest_periods
from allteach.messaging.holding_letters import numbers_asked_again
from allteach.messaging.models import Message
from allteach.messaging.months import months_that_are_due, teams_not_in_yet
from allteach.messaging.outbox import owe
from allteach.progress.needs import values_due
from tests.factories import MeasureFactory, TeamMeasureFactory
from tests.messaging.test_months import joined, owed, says

pytestmark = pytest.mark.django_db

CONGRESS = date(2026, 4, 27)
OCTOBER = Period(date(2026, 10, 1), "month")
ASKED_ON = date(2026, 10, 27)


@pytest.fixture
def timetable(world):
    return set_timetable(space=world.falls, first_session=date(2025, 2, 3), by=world.esi)


@pytest.fixture
def team(world, timetable):
    """Ward 7, of which nothing is asked from before April 2026."""
    world.everybody()
    assert world.ward_7_falls.pk
    return joined(world.ward_7, date(2026, 4, 1))


def month(year, number):
    return Period(date(year, number, 1), "month")


def send(world, team, period, at):
    with time_machine.travel(datetime(at.year, at.month, at.day, 9, tzinfo=UTC), tick=False):
        actions.send_sheet(team=team, period=period, nothing_because="Closed", by=world.amina)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def asked_again(world, person, today):
    person = world.again(person)
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    return [
        (str(need.about.period), need.due_on, need.is_due_now)
        for need in values_due(person, spaces, today)
        if need.kind == "asked_again"
    ]


# --- What is asked for ----------------------------------------------------------------------------------------------


def test_until_the_congress_every_month_and_then_each_third_for_a_year(timetable):
    calendar = calendar_of(timetable)
    months = periods_between(month(2026, 2), month(2027, 12))

    assert calendar.congress.end == CONGRESS
    assert [str(period) for period in months if calendar.asks_for(period)] == [
        *("2026-02", "2026-03", "2026-04"),
        *("2026-07", "2026-10", "2027-01", "2027-04"),
    ]
    assert {str(period): entry.start for period, entry in calendar.requested.items()} == {
        "2026-10": ASKED_ON,
        "2027-04": date(2027, 4, 27),
    }


def test_weeks_end_with_the_congress_and_quarters_go_on_for_a_year(timetable):
    calendar = calendar_of(timetable)
    quarters = periods_between(Period(date(2026, 1, 1), "quarter"), Period(date(2027, 10, 1), "quarter"))
    weeks = periods_between(Period(date(2026, 4, 20), "week"), Period(date(2026, 5, 11), "week"))

    assert [str(period) for period in quarters if calendar.asks_for(period)] == [
        *("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1")
    ]
    assert [period.start.day for period in weeks if calendar.asks_for(period)] == [20, 27]


def test_a_month_that_was_decided_for_a_request_is_asked_for_between_the_quarters(world, timetable):
    calendar = calendar_of(set_timetable(space=world.falls, first_request=5, last_request=7, by=world.esi))

    asked = [str(period) for period in periods_between(month(2026, 5), month(2027, 6)) if calendar.asks_for(period)]

    assert asked == ["2026-07", "2026-09", "2026-10", "2026-11"]


def test_no_desk_holds_the_months_between(team):
    found = due_periods([team.pk], today=date(2027, 9, 1))[team.pk]

    assert [(str(due.period), due.request.number if due.request else None) for due in found] == [
        *(("2026-04", None), ("2026-07", None), ("2026-10", 6), ("2027-01", None), ("2027-04", 12))
    ]
    assert latest_periods([team.pk], today=date(2026, 7, 1)) == []


def test_without_a_calendar_months_are_asked_for_until_the_space_closes(world):
    team = joined(world.ward_7, date(2026, 4, 1))
    TeamMeasureFactory(team=team, measure=MeasureFactory(space=world.falls))

    assert len(due_periods([team.pk], today=date(2026, 9, 1))[team.pk]) == 5


@pytest.mark.parametrize(("period", "many"), [("2026-04", 1), ("2026-05", 0), ("2026-06", 0), ("2026-07", 1)])
def test_neither_reminders_nor_the_directors_list_speak_of_a_month_between(world, team, period, many):
    due = Period.parse(period).end + timedelta(days=10)

    reminded = owed(months_that_are_due, noon(due - timedelta(days=1)))
    listed = owed(teams_not_in_yet, noon(due + timedelta(days=2)))

    assert [each[2] for each in reminded] == [f"{period} -1"] * many
    assert [each[2] for each in listed] == [f"{period} +2"] * many


# --- The data request -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "needs"),
    [
        (date(2026, 10, 26), []),
        (ASKED_ON, [("2026-10", date(2026, 11, 10), False)]),
        (date(2026, 11, 8), [("2026-10", date(2026, 11, 10), True)]),
    ],
)
def test_the_desk_of_those_who_report_asks_for_it_from_its_day_on(world, team, today, needs):
    assert [asked_again(world, person, today) for person in (world.amina, world.esi)] == [needs, []]


def test_once_sent_it_is_on_no_desk_and_in_no_mail(world, team):
    send(world, team, OCTOBER, date(2026, 11, 2))

    assert asked_again(world, world.amina, date(2026, 11, 3)) == []
    assert owed(numbers_asked_again, noon(date(2026, 11, 3))) == []
    assert says("asked_again", world.amina, f"spaces.space:{team.pk}", "2026-10", noon(date(2026, 11, 3))) is None


def test_the_desk_says_why_in_words(client, world, team):
    client.force_login(world.amina.account)
    with time_machine.travel(noon(ASKED_ON), tick=False):
        page = client.get("/").content.decode()

    assert "6 months after the congress: does what you reached still hold? Your main numbers say it." in page
    assert "October 2026 for Ward 7" in page


@pytest.mark.parametrize(
    ("day", "many"),
    [(date(2026, 10, 26), 0), (ASKED_ON, 1), (date(2026, 11, 3), 1), (date(2026, 11, 4), 0), (date(2027, 4, 27), 1)],
)
def test_the_letter_goes_on_its_day_or_late_by_a_week_at_most(world, team, day, many):
    found = owed(numbers_asked_again, noon(day))

    period = "2027-04" if day.year == 2027 else "2026-10"
    assert found == [(f"person:{world.amina.pk}", f"spaces.space:{team.pk}", period)] * many


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Vancouver", "Asia/Kolkata", "Europe/London"])
def test_it_goes_at_eight_of_the_teams_own_clock(world, team, zone):
    team.time_zone = zone
    team.save()
    eight = datetime(2026, 10, 27, 8, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # Two days after London's clocks change.

    assert [len(owed(numbers_asked_again, eight + timedelta(minutes=m))) for m in (-1, 0)] == [0, 1]


def test_it_is_written_once_however_often_the_clock_strikes(team):
    moments = [noon(ASKED_ON + timedelta(days=days)) for days in (0, 0, 1, 5, 2)]

    assert [owe("asked_again", numbers_asked_again(at)) for at in moments] == [1, 0, 0, 0, 0]
    assert Message.objects.filter(letter="asked_again").count() == 1


def test_it_says_the_month_the_day_and_where(world, team):
    about, at = f"spaces.space:{team.pk}", noon(ASKED_ON)

    said = says("asked_again", world.amina, about, "2026-10", at)

    assert {key: said[key] for key in ("space", "month", "months", "due_on")} == {
        "space": "Ward 7",
        "month": "October 2026",
        "months": 6,
        "due_on": date(2026, 11, 10),
    }
    assert said["link"].endswith("/teams/ward-7/values/2026-10/")
    assert [says("asked_again", reader, about, "2026-10", at) for reader in (world.ben, world.dana, world.chidi)] == [
        None,
        None,
        None,
    ]
    assert says("asked_again", world.amina, about, "2026-09", at) is None


def test_a_team_that_has_left_is_asked_for_nothing(world, team):
    TeamProfile.objects.filter(team=team).update(withdrawn_on=date(2026, 5, 1))

    assert owed(numbers_asked_again, noon(ASKED_ON)) == []
