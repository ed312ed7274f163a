"""Calls: who leads them, the round of teams, the minutes; and what is promised in meetings."""

from datetime import date

import pytest

from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.queries.commitments import made_at, open_before, open_of_person, open_of_team
from allteach.meetings.queries.meetings import (
    beside_calendars,
    call_before,
    meetings_of,
    next_of_all_teams,
    next_team_meetings,
    of_entries,
)
from allteach.meetings.queries.rounds import round_of
from tests.factories import CommitmentFactory, MeetingFactory
from tests.meetings.moments import AN_HOUR, DAY, NOON, at, call_in, refused, session_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(world):
    assert world.amina
    return call_in(world.falls)


@pytest.fixture(autouse=True)
def a_day_before():
    with at(NOON - DAY):
        yield


# --- who leads ------------------------------------------------------------------------------------------------------


def test_a_team_offers_to_lead_a_call_with_a_topic(call, world):
    led = actions.lead_call(meeting=call, team=world.ward_7, topic="Slippers", by=world.amina)

    assert (led.led_team, led.topic, led.words) == (world.ward_7, "Slippers", "Call of March 2025\nSlippers")
    assert refused(actions.lead_call, meeting=call, team=world.ward_9, topic="Rails", by=world.chidi) == {
        "topic": "Another team leads this call already. Choose another month."
    }


def test_a_call_without_a_topic_or_one_that_is_over_is_not_led(call, world):
    assert refused(actions.lead_call, meeting=call, team=world.ward_7, topic=" ", by=world.amina) == {
        "topic": "Say what the call will be about."
    }
    with at(NOON + 2 * AN_HOUR):
        assert refused(actions.lead_call, meeting=call, team=world.ward_7, topic="Rails", by=world.amina) == {
            "topic": "This call has been held already."
        }
    assert refused(actions.lead_call, meeting=call, team=world.clinic, topic="Feet", by=world.farah) == {
        "": "Teams lead the calls of their own collaborative."
    }


# --- the round ------------------------------------------------------------------------------------------------------


def test_a_team_says_one_result_one_test_and_one_ask(call, world):
    said = {"result": "Two falls", "test": "Red socks", "ask": "Who has a night chart?"}
    turn = actions.take_turn(meeting=call, team=world.ward_7, **said, version=0, by=world.amina)

    [shown] = [each.turn for each in round_of(call, seen_by=world.amina)]
    assert (shown, shown.result, shown.test, shown.ask, shown.version) == (turn, *said.values(), 1)
    assert Event.objects.get(name=events.TURN_TAKEN).facts["team"] == world.ward_7.pk


def test_two_who_write_a_turn_at_once_do_not_lose_each_others_words(call, world):
    actions.take_turn(meeting=call, team=world.ward_7, result="Two falls", version=0, by=world.amina)

    assert refused(actions.take_turn, meeting=call, team=world.ward_7, result="One", version=0, by=world.esi) == {
        "": "Somebody else changed this while you were writing."
    }


def test_a_turn_points_to_no_patient_and_is_of_a_team_on_the_call(call, world):
    assert list(
        refused(actions.take_turn, meeting=call, team=world.ward_7, ask="Mrs Jones fell on 3 May", by=world.amina)
    ) == ["ask"]
    assert refused(actions.take_turn, meeting=call, team=world.clinic, by=world.farah) == {
        "": "Teams take turns on the calls of their own collaborative."
    }


# --- minutes --------------------------------------------------------------------------------------------------------


def test_minutes_are_written_during_the_call_and_posted_afterwards(call, world):
    with at(NOON):
        written = actions.write_minutes(meeting=call, minutes="Seven wards were there.", version=1, by=world.esi)
        assert "Seven" not in written.words
    with at(NOON + DAY):
        posted = actions.post_minutes(meeting=call, version=2, by=world.esi)
        again = actions.post_minutes(meeting=call, by=world.esi)

    assert (posted.minutes_posted_at, posted.minutes_posted_by, again.version) == (NOON + DAY, world.esi, 3)
    assert "Seven wards were there." in posted.words
    assert Event.objects.filter(name=events.MINUTES_POSTED).count() == 1
    assert "Seven" not in str(Event.objects.get(name=events.MINUTES_WRITTEN).facts)


def test_minutes_of_a_call_not_yet_held_are_refused_and_change_nothing(call, world):
    assert refused(actions.write_minutes, meeting=call, minutes="All is well.", by=world.esi) == {
        "minutes": "It is held on 19 March 2025: minutes are written when it has begun."
    }
    call.refresh_from_db()
    assert (call.minutes, call.held_at) == ("", None)


def test_empty_minutes_are_not_posted_and_posted_ones_not_emptied(call, world):
    assert refused(actions.post_minutes, meeting=call, by=world.esi) == {"minutes": "Write the minutes first."}
    with at(NOON):
        actions.write_minutes(meeting=call, minutes="Seven wards.", by=world.esi)
        actions.post_minutes(meeting=call, by=world.esi)
        assert refused(actions.write_minutes, meeting=call, minutes="", by=world.esi) == {
            "minutes": "These minutes are posted. They cannot be empty."
        }


def test_two_who_write_minutes_at_once_do_not_lose_each_others_words(call, world):
    with at(NOON):
        actions.write_minutes(meeting=call, minutes="Seven wards.", version=1, by=world.esi)
        assert refused(actions.write_minutes, meeting=call, minutes="Six.", version=1, by=world.dana) == {
            "": "Somebody else changed this while you were writing."
        }


# --- promises -------------------------------------------------------------------------------------------------------


def promise(world, call, **said):
    answers = {"meeting": call, "words": "Send the chart to Ward 9", "by": world.esi}
    return {**answers, **said}


def test_what_was_promised_comes_back_at_the_next_call_until_it_is_done(call, world):
    made = actions.make_commitment(
        **promise(world, call, team=world.ward_7, owner=world.amina, due_on=date(2025, 4, 1))
    )
    later = MeetingFactory(in_space=world.falls, starts_at=NOON + 28 * DAY)

    assert made_at(call, seen_by=world.esi) == [made]
    assert open_before(later, seen_by=world.esi) == [made]
    assert open_before(call, seen_by=world.esi) == []
    actions.keep_commitment(commitment=made, by=world.amina)
    actions.keep_commitment(commitment=made, by=world.amina)
    assert open_before(later, seen_by=world.esi) == []
    actions.reopen_commitment(commitment=made, by=world.esi)
    actions.reopen_commitment(commitment=made, by=world.esi)
    assert open_before(later, seen_by=world.esi) == [made]
    assert list(Event.objects.filter(name__contains="commitment").values_list("name", flat=True).order_by("pk")) == [
        events.COMMITMENT_MADE,
        events.COMMITMENT_KEPT,
        events.COMMITMENT_REOPENED,
    ]


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (lambda world: {"words": ""}, "words", "Say what will be done."),
        (lambda world: {"due_on": date(2025, 3, 18)}, "due_on", "This day is before the meeting."),
        (lambda world: {"due_on": date(2035, 3, 18)}, "due_on", "Is the year right?"),
        (lambda world: {"team": world.clinic}, "team", "Choose one of the collaborative’s teams."),
        (lambda world: {"owner": world.farah}, "owner", "Choose somebody who belongs here."),
    ],
)
def test_a_promise_that_cannot_be_is_refused_at_its_field(call, world, said, field, words):
    assert refused(actions.make_commitment, **promise(world, call, **said(world))) == {field: words}


def test_somebody_who_left_promises_nothing(call, world):
    world.amina.left_at = NOON

    assert refused(actions.make_commitment, **promise(world, call, owner=world.amina)) == {
        "owner": "This person has left."
    }


def test_a_promise_is_put_right_once_by_each_who_saw_it(call, world):
    made = actions.make_commitment(**promise(world, call, team=world.ward_7))

    changed = actions.change_commitment(
        commitment=made, words="Send it to all", team=world.ward_7, owner=world.amina, version=1, by=world.esi
    )

    assert (changed.words, changed.owner, changed.version) == ("Send it to all", world.amina, 2)
    assert refused(actions.change_commitment, commitment=made, words="No", version=1, by=world.esi) == {
        "": "Somebody else changed this while you were writing."
    }


def test_what_other_teams_promised_is_not_seen_where_teams_keep_to_themselves(call, world):
    mine = CommitmentFactory(meeting=call, team=world.ward_7)
    CommitmentFactory(meeting=call, team=world.ward_9)
    everybodys = CommitmentFactory(meeting=call)

    assert made_at(call, seen_by=world.amina) == [mine, everybodys]
    assert open_of_team(world.ward_7) == [mine]


def test_what_a_person_has_to_do_is_theirs_and_what_their_team_gave_to_nobody(call, world):
    mine = CommitmentFactory(meeting=call, team=world.ward_9, owner=world.amina)
    teams = CommitmentFactory(meeting=call, team=world.ward_7)
    CommitmentFactory(meeting=call, team=world.ward_7, owner=world.ben)

    assert open_of_person(world.amina, [world.ward_7.pk]) == [mine, teams]


# --- which meetings -------------------------------------------------------------------------------------------------


def test_calls_planned_by_hand_are_found_beside_those_of_the_calendar_by_whoever_sees_them(call, world):
    later, earlier = (
        MeetingFactory(in_space=world.falls, starts_at=NOON + days * DAY, title="An extra call") for days in (9, 2)
    )
    MeetingFactory(in_space=world.ward_7, kind="team_meeting", audience="team", starts_at=NOON)

    spaces = [world.falls.pk, world.ward_7.pk]
    assert list(beside_calendars(spaces, seen_by=world.chidi)) == [earlier, later]
    assert list(beside_calendars(spaces, seen_by=world.farah)) == []


def test_the_next_team_meeting_is_on_the_day_the_team_named_when_it_met_last(call, world):
    for days, next_on in ((0, date(2025, 3, 26)), (7, date(2025, 4, 2))):
        MeetingFactory(
            in_space=world.ward_7, kind="team_meeting", audience="team", starts_at=NOON + days * DAY, next_on=next_on
        )
    MeetingFactory(in_space=world.ward_9, kind="team_meeting", audience="team", starts_at=NOON, next_on=None)

    teams = [world.ward_7.pk, world.ward_9.pk]
    assert next_team_meetings(teams, seen_by=world.dana) == {world.ward_7.pk: date(2025, 4, 2)}
    assert next_team_meetings(teams, seen_by=world.chidi) == {}


def test_meetings_of_a_space_by_time_and_by_entry(call, world):
    session = session_in(world.falls)

    assert list(meetings_of(world.falls, seen_by=world.amina)) == [session, call]
    assert list(meetings_of(world.falls, seen_by=world.farah)) == []
    assert of_entries([world.falls.pk]) == {
        (world.falls.pk, "session-1"): session,
        (world.falls.pk, "call-2025-03"): call,
    }
    assert call_before(call) == session
    assert call_before(session) is None
    assert next_of_all_teams(world.falls, after=NOON) == call
    assert next_of_all_teams(world.falls, after=NOON + DAY) is None
