"""What comes up for somebody: which days, by whose clock, and what is left out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from allteach.improvement.models import ControlPlan
from allteach.meetings.actions.visits import plan_visit
from allteach.meetings.models import Meeting
from allteach.progress.queries.coming import coming_up, dates_in
from allteach.spaces.models import Space
from tests.factories import (
    ImplementedChangeFactory,
    MeetingFactory,
    MembershipFactory,
    SentReportFactory,
    TeamFactory,
    TimetableFactory,
)

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)  # A Monday.
HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def falls(world):
    world.everybody()
    return world.falls


def coming(world, person, until=MONTH):
    return coming_up(world.again(person), now=NOW, until=until)


def kinds(dates) -> list[tuple[str, date]]:
    return [(each.kind, each.on) for each in dates]


def held(world, change):
    """A kept change that a plan holds."""
    said = {"reviewer_post": "Ward manager", "response": "We meet"}
    return ControlPlan.objects.create(change=change, chart=world.ward_7_falls, by=world.amina, **said)


def test_the_calendar_says_what_comes_before_anything_is_arranged(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 9))

    dates = coming(world, world.ben)

    assert [(each.about.key, each.begins and each.begins.isoformat()) for each in dates] == [
        ("session-1", "2025-06-09T09:00:00+01:00"),
        ("call-2025-06", "2025-06-18T12:30:00+01:00"),
    ]


def test_an_arranged_meeting_stands_in_the_place_of_its_entry_at_its_own_hour(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 9))
    call = MeetingFactory(in_space=falls, key="call-2025-06", starts_at=NOW + 3 * DAY)

    found = {each.about.key: each for each in coming(world, world.ben)}

    assert (found["call-2025-06"].about, found["call-2025-06"].begins) == (call, NOW + 3 * DAY)
    assert len(found) == 2


def test_what_was_called_off_comes_neither_as_a_meeting_nor_as_an_entry(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 9))
    gone = {"cancelled_at": NOW, "cancelled_by": world.esi}
    MeetingFactory(in_space=falls, key="call-2025-06", starts_at=NOW + 16 * DAY, **gone)

    assert [each.about.key for each in coming(world, world.ben)] == ["session-1"]


def test_a_call_that_ended_this_morning_does_not_come_again(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 5, 26), call_week=1, call_weekday=0)
    MeetingFactory(in_space=falls, key="call-2025-06", starts_at=NOW - 3 * HOUR)

    assert [each.about.key for each in coming(world, world.ben, until=DAY)] == []


def test_a_session_that_runs_is_still_shown(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 1))

    assert [(each.about.key, each.on) for each in coming(world, world.ben, until=DAY)] == [
        ("session-1", date(2025, 6, 1))
    ]


def test_days_are_those_of_the_space_whatever_the_clock_of_the_reader(world, falls):
    Space.objects.filter(pk=falls.pk).update(time_zone="Pacific/Auckland")
    MeetingFactory(in_space=falls, starts_at=datetime(2025, 6, 3, 21, tzinfo=UTC))

    [call] = coming(world, world.ben)

    assert (call.on, call.begins.hour, call.begins.tzinfo) == (date(2025, 6, 4), 9, ZoneInfo("Pacific/Auckland"))


def test_a_report_comes_for_those_who_send_it_until_it_is_in(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 2, 3))
    due = date(2025, 6, 10)
    assert ("own_report", due) in kinds(coming(world, world.amina))
    assert ("report", due) in kinds(coming(world, world.ben))

    SentReportFactory(team=world.ward_7, month=date(2025, 5, 1), sent_at=NOW, sent_by=world.amina)

    assert due not in [each.on for each in coming(world, world.amina)]
    assert ("report", due) in kinds(coming(world, world.ben))


def test_a_visit_comes_for_the_team_and_its_coach_and_for_nobody_beside_them(world, falls):
    plan_visit(team=world.ward_7, on=date(2025, 6, 5), purpose="Meet the night shift", by=world.dana)

    told = {name: kinds(coming(world, getattr(world, name))) for name in ("amina", "dana", "chidi", "esi", "farah")}

    visit = [("meeting", date(2025, 6, 5))]
    assert told == {"amina": visit, "dana": visit, "chidi": [], "esi": [], "farah": []}


def test_a_team_meets_on_the_day_that_it_named_when_it_met_last(world, falls):
    said = {"in_space": world.ward_7, "kind": "team_meeting", "audience": "team"}
    MeetingFactory(**said, starts_at=NOW - 14 * DAY, next_on=date(2025, 6, 20))
    MeetingFactory(**said, starts_at=NOW - 7 * DAY, next_on=date(2025, 6, 4))

    assert kinds(coming(world, world.ben)) == [("next_meeting", date(2025, 6, 4))]
    assert kinds(coming(world, world.dana)) == []
    Meeting.objects.filter(next_on=date(2025, 6, 4)).update(next_on=None)
    assert kinds(coming(world, world.ben)) == []


def test_a_kept_change_comes_back_on_the_days_on_which_somebody_looks(world, falls):
    change = ImplementedChangeFactory(team=world.ward_7, kept_on=date(2025, 3, 10))
    held(world, change)

    [check] = coming(world, world.ben)

    assert (check.kind, check.on, check.about) == ("check", date(2025, 6, 10), change)


def test_nothing_comes_in_a_space_that_is_closed(world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 9))
    MeetingFactory(in_space=falls, starts_at=NOW + DAY)
    Space.objects.filter(pk=falls.pk).update(closed_at=NOW, closed_by=world.esi)

    assert coming(world, world.ben) == []


def test_one_day_begins_with_what_is_for_all_of_it(world, falls):
    for hour in (15, 9):
        MeetingFactory(in_space=falls, starts_at=datetime(2025, 6, 10, hour, tzinfo=UTC))
    TimetableFactory(space=falls, first_session=date(2025, 2, 3), call_week=5)

    found = [each for each in coming(world, world.ben) if each.on == date(2025, 6, 10)]

    assert [each.begins and each.begins.astimezone(UTC).hour for each in found] == [None, 9, 15]


def test_nobody_is_told_of_meetings_that_they_may_not_know(world, falls):
    MeetingFactory(in_space=world.ward_7, kind="team_meeting", audience="team", starts_at=NOW + DAY)

    assert dates_in([world.ward_7.pk], seen_by=world.again(world.chidi), now=NOW, until=MONTH) == []


@pytest.mark.parametrize("teams", [1, 3])
def test_what_comes_is_asked_as_often_for_three_teams_as_for_one(world, falls, teams, django_assert_num_queries):
    TimetableFactory(space=falls, first_session=date(2025, 2, 3))
    for _ in range(teams):
        team = TeamFactory(parent=falls, organisation=world.hospital, signed=False)
        MembershipFactory(person=world.amina, space=team, role="team_lead")
        change = ImplementedChangeFactory(team=team, kept_on=date(2025, 3, 10))
        held(world, change)
        MeetingFactory(in_space=team, kind="team_meeting", audience="team", next_on=date(2025, 6, 4))
    amina = world.again(world.amina)
    assert amina.standing

    # meetings; calendars; reports (calendars, profiles, reports, replies); next meetings; kept changes and their checks
    with django_assert_num_queries(9):
        found = coming_up(amina, now=NOW, until=MONTH)

    assert [each.kind for each in found].count("check") == teams
