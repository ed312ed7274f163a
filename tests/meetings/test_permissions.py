"""Who may do what with meetings."""

import pytest

from allteach.meetings import permissions
from tests.factories import CommitmentFactory
from tests.meetings.moments import NOON, call_in, session_in

pytestmark = pytest.mark.django_db

PEOPLE = ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")


def those_who(world, may):
    world.everybody()
    return [name for name in PEOPLE if may(getattr(world, name))]


@pytest.fixture
def call(world):
    return call_in(world.falls)


@pytest.fixture
def session(world):
    return session_in(world.falls)


def test_the_director_plans_and_those_who_support_the_teams_run(world, call):
    assert those_who(world, lambda person: permissions.can_plan_meetings(person, world.falls)) == ["esi"]
    assert those_who(world, lambda person: permissions.can_change_meeting(person, call)) == ["esi"]
    assert those_who(world, lambda person: permissions.can_run_meeting(person, call)) == ["dana", "esi"]


def test_the_team_that_leads_a_call_runs_it_and_so_does_the_person(world, call):
    call.led_team, call.led_by = world.ward_7, world.chidi

    assert those_who(world, lambda person: permissions.can_run_meeting(person, call)) == [
        "amina",
        "ben",
        "chidi",
        "dana",
        "esi",
    ]


def test_nobody_runs_what_was_cancelled_or_stands_in_a_closed_space(world, call):
    call.cancelled_at = NOON
    assert those_who(world, lambda person: permissions.can_run_meeting(person, call)) == []
    assert those_who(world, lambda person: permissions.can_change_meeting(person, call)) == []
    call.cancelled_at, call.in_space.closed_at = None, NOON
    assert those_who(world, lambda person: permissions.can_run_meeting(person, call)) == []


def test_what_people_need_is_for_organisers_alone(world, session):
    assert those_who(world, lambda person: permissions.can_see_needs(person, session)) == ["esi"]


def test_a_team_registers_itself(world, session, call):
    def may(meeting):
        return those_who(world, lambda person: permissions.can_register(person, meeting, world.ward_7))

    assert may(session) == ["amina", "ben", "dana", "esi"]
    assert may(call) == []


def test_a_team_takes_its_own_turn_and_offers_to_lead(world, session, call):
    def may(permission, meeting):
        return those_who(world, lambda person: permission(person, meeting, world.ward_7))

    assert may(permissions.can_take_turn, call) == ["amina", "ben", "dana", "esi"]
    assert may(permissions.can_take_turn, session) == []
    assert may(permissions.can_lead_call, call) == ["amina", "ben", "dana"]
    assert may(permissions.can_say_topics, session) == ["amina", "ben", "dana"]
    assert may(permissions.can_say_topics, call) == []
    call.held_at = NOON
    assert may(permissions.can_lead_call, call) == []


def test_a_promise_is_kept_by_whoever_gave_it_their_team_and_those_who_run_the_meeting(world, call):
    mine = CommitmentFactory(meeting=call, owner=world.chidi, team=world.ward_7)

    assert those_who(world, lambda person: permissions.can_keep_commitment(person, mine)) == [
        "amina",
        "ben",
        "chidi",
        "dana",
        "esi",
    ]


def test_everybody_around_gives_feedback_and_those_who_run_meetings_read_it(world, session, call):
    def may(permission, meeting):
        return those_who(world, lambda person: permission(person, meeting))

    assert may(permissions.can_give_feedback, session) == ["amina", "ben", "chidi", "dana", "esi"]
    assert may(permissions.can_give_feedback, call) == []
    assert may(permissions.can_see_feedback, session) == ["dana", "esi"]
    assert may(permissions.can_see_feedback, call) == []


def test_a_team_and_its_coach_keep_its_meetings(world):
    assert those_who(world, lambda person: permissions.can_record_team_meeting(person, world.ward_7)) == [
        "amina",
        "ben",
        "dana",
    ]
