"""Meetings made from the calendar, by hand, on another day, or not at all."""

from datetime import UTC, date, datetime, timedelta

import pytest

from allteach.collaboratives import actions as collaboratives
from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from tests.meetings.moments import AN_HOUR, DAY, NOON, at, call_in, refused, session_in

pytestmark = pytest.mark.django_db

BEFORE = datetime(2025, 1, 6, 9, tzinfo=UTC)


@pytest.fixture
def calendar(world):
    """Falls begins on 3 February 2025, and its meetings follow."""
    assert world.falls_timetable
    with at(BEFORE):
        actions.follow_calendar(space=world.falls, by=world.esi)
    return world.falls


def meeting(world, key):
    return Meeting.objects.get(in_space=world.falls, key=key)


def test_every_session_every_call_and_the_congress_gets_its_page(calendar, world):
    keys = list(Meeting.objects.order_by("starts_at").values_list("key", flat=True))

    assert [key for key in keys if not key.startswith("call")] == [
        "session-1",
        "session-2",
        "session-3",
        "session-4",
        "congress",
    ]
    assert len([key for key in keys if key.startswith("call")]) == 15
    assert Event.objects.filter(name=events.MEETING_PLANNED).count() == len(keys)


def test_a_session_takes_the_hours_of_sessions_and_a_call_those_of_calls(calendar, world):
    session, call = meeting(world, "session-1"), meeting(world, "call-2025-02")

    assert (session.starts_at, session.ends_at) == (
        datetime(2025, 2, 3, 9, tzinfo=UTC),
        datetime(2025, 2, 4, 16, 30, tzinfo=UTC),
    )
    assert (call.starts_at, call.ends_at - call.starts_at) == (datetime(2025, 2, 19, 12, 30, tzinfo=UTC), AN_HOUR)
    assert session.register_by == date(2025, 1, 20)
    assert (session.audience, session.kind, call.kind) == ("collaborative", "learning_session", "all_team_call")


def test_meetings_of_the_calendar_are_called_by_their_entry(calendar, world):
    titles = [title_of(meeting(world, key)) for key in ("session-2", "call-2025-03", "congress")]

    assert titles == ["Learning session 2", "Call of March 2025", "Summative congress"]


def test_following_twice_makes_nothing_twice(calendar, world):
    with at(BEFORE):
        again = actions.follow_calendar(space=world.falls, by=world.esi)

    assert again == []


def test_what_is_moved_in_the_calendar_moves_with_its_hours(calendar, world):
    with at(BEFORE):
        actions.change_meeting(
            meeting=meeting(world, "call-2025-03"),
            starts_at=datetime(2025, 3, 19, 15, tzinfo=UTC),
            ends_at=datetime(2025, 3, 19, 16, tzinfo=UTC),
            by=world.esi,
        )
        actions.move_entry(space=world.falls, key="call-2025-03", on=date(2025, 3, 26), by=world.esi)
        actions.move_entry(space=world.falls, key="session-2", on=date(2025, 5, 26), by=world.esi)

    session = meeting(world, "session-2")
    assert meeting(world, "call-2025-03").starts_at == datetime(2025, 3, 26, 15, tzinfo=UTC)
    assert (session.starts_at.date(), session.ends_at.date()) == (date(2025, 5, 26), date(2025, 5, 27))
    assert session.register_by == date(2025, 5, 12)


def test_what_would_be_at_the_time_of_another_is_refused_where_the_day_is_said(calendar, world):
    with at(BEFORE):
        actions.plan_meeting(**plan(world, starts_at=NOON + 7 * DAY, ends_at=NOON + 7 * DAY + AN_HOUR))
        found = refused(actions.move_entry, space=world.falls, key="call-2025-03", on=date(2025, 3, 26), by=world.esi)

    assert found == {"on": "“An extra call” is at the same time."}
    assert meeting(world, "call-2025-03").starts_at == NOON


def test_what_is_in_the_calendar_no_more_does_not_take_place(calendar, world):
    with at(BEFORE):
        actions.set_timetable(space=world.falls, months=12, by=world.esi)

    gone = Meeting.objects.exclude(cancelled_at=None)
    assert {each.key for each in gone} == {"call-2026-02", "call-2026-03", "call-2026-04"}
    assert {each.cancelled_reason for each in gone} == {"It is not in the calendar any more."}


def test_what_was_held_stays_where_it_was_held(calendar, world):
    call = meeting(world, "call-2025-03")
    with at(call.starts_at):
        actions.record_roll_call(meeting=call, teams=[], by=world.esi)
        collaboratives.move_entry(space=world.falls, key=call.key, on=date(2025, 3, 26), by=world.esi)
        actions.follow_calendar(space=world.falls, by=world.esi)

    assert meeting(world, "call-2025-03").starts_at == call.starts_at


def test_sessions_that_are_over_get_no_page(world):
    assert world.falls_timetable
    with at(datetime(2025, 6, 1, tzinfo=UTC)):
        made = actions.follow_calendar(space=world.falls, by=world.esi)

    assert made[0].key == "call-2025-06"


def plan(world, **said):
    answers = {
        "space": world.falls,
        "kind": Kind.ALL_TEAM_CALL,
        "starts_at": NOON,
        "ends_at": NOON + AN_HOUR,
        "title": "An extra call",
        "by": world.esi,
    }
    return {**answers, **said}


def test_an_extra_call_is_planned_by_hand(world):
    call = actions.plan_meeting(**plan(world, topic="Foot checks", led_team=world.ward_7))

    assert (title_of(call), call.topic, call.led_team, call.words) == (
        "An extra call",
        "Foot checks",
        world.ward_7,
        "An extra call\nFoot checks",
    )


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"ends_at": NOON}, "ends_at", "It would end before it begins."),
        ({"ends_at": NOON + 9 * DAY}, "ends_at", "A meeting takes a week at most. Is the day right?"),
        ({"starts_at": NOON.replace(year=1925)}, "starts_at", "Is the year right?"),
        ({"register_by": date(2025, 3, 20)}, "register_by", "Registration closes on the first day at the latest."),
        ({"link": "call me"}, "link", "Enter a valid URL."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, said, field, words):
    assert refused(actions.plan_meeting, **plan(world, **said)) == {field: words}
    assert not Meeting.objects.exists()


def test_two_meetings_of_all_teams_at_once_are_refused(world):
    call_in(world.falls)

    assert refused(
        actions.plan_meeting, **plan(world, starts_at=NOON + timedelta(minutes=59), ends_at=NOON + 2 * AN_HOUR)
    ) == {"starts_at": "“Call of March 2025” is at the same time."}
    assert actions.plan_meeting(**plan(world, starts_at=NOON + AN_HOUR, ends_at=NOON + 2 * AN_HOUR)).pk


def test_a_team_may_meet_while_another_meeting_of_its_goes_on(world):
    of_ward_7 = {"space": world.ward_7, "kind": Kind.TEAM_MEETING, "by": world.amina}

    pair = [actions.plan_meeting(**plan(world, **of_ward_7)) for _time in range(2)]

    assert {(each.starts_at, each.audience) for each in pair} == {(NOON, "team")}


def test_a_team_of_another_collaborative_does_not_lead(world):
    assert refused(actions.plan_meeting, **plan(world, led_team=world.clinic)) == {
        "led_team": "Choose one of the collaborative’s teams."
    }


def test_somebody_who_left_does_not_lead(world):
    world.dana.left_at = NOON

    assert refused(actions.plan_meeting, **plan(world, led_by=world.dana)) == {"led_by": "This person has left."}


def test_the_day_of_what_stands_in_the_calendar_is_moved_there(world):
    call = call_in(world.falls)

    assert refused(
        actions.change_meeting, meeting=call, starts_at=NOON + DAY, ends_at=NOON + DAY + AN_HOUR, by=world.esi
    ) == {"starts_at": "Its day is in the calendar. Move it there, so that everybody is told."}


def test_what_is_not_said_when_a_meeting_changes_stays(world):
    call = call_in(world.falls, topic="Foot checks", place="Room 4")

    changed = actions.change_meeting(meeting=call, place="Room 5", led_by=world.dana, version=1, by=world.esi)

    assert (changed.topic, changed.place, changed.led_by, changed.version) == ("Foot checks", "Room 5", world.dana, 2)
    assert (
        "somebody else"
        in refused(actions.change_meeting, meeting=call, place="Room 6", version=1, by=world.esi)[""].lower()
    )


def test_a_meeting_is_cancelled_with_a_reason(world):
    call = call_in(world.falls)

    assert refused(actions.cancel_meeting, meeting=call, reason=" ", by=world.esi) == {
        "reason": "Say why: those who wanted to come will ask."
    }
    cancelled = actions.cancel_meeting(meeting=call, reason="Snow", by=world.esi)
    assert (cancelled.cancelled_reason, cancelled.cancelled_by) == ("Snow", world.esi)
    assert refused(actions.change_meeting, meeting=call, by=world.esi) == {"": "This meeting was cancelled."}


def test_a_meeting_that_was_held_is_not_cancelled(world):
    call = call_in(world.falls, held_at=NOON)

    assert refused(actions.cancel_meeting, meeting=call, reason="Snow", by=world.esi) == {
        "reason": "It was held already."
    }


def test_the_agenda_begins_in_the_language_of_the_space(world):
    world.falls.time_zone = "Europe/London"
    world.falls.save()
    assert world.falls_timetable
    with at(BEFORE):
        actions.follow_calendar(space=world.falls, by=world.esi)

    blocks = meeting(world, "call-2025-02").agenda.all()

    assert [(block.words, block.minutes) for block in blocks] == [
        ("Roll call", 5),
        ("All teams’ charts", 5),
        ("The topic", 15),
        ("Round of teams: one result, one test, one ask", 25),
        ("What was promised last time, and what now", 5),
    ]


def test_a_session_made_by_hand_begins_with_an_empty_agenda(world):
    assert session_in(world.falls).agenda.count() == 0
