"""What sessions and calls put on a desk: for whom, from when until when, and for whom not."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.meetings.actions import keep_commitment
from allteach.progress.meeting_needs import calls_to_lead, minutes_to_post, promises_due, registrations_open
from allteach.spaces.models import Membership
from tests.factories import (
    AttendanceFactory,
    CommitmentFactory,
    ContactFactory,
    MeetingFactory,
    MembershipFactory,
    TeamFactory,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2025, 6, 18, 12, tzinfo=UTC)
TODAY = NOW.date()
CAST = ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def falls(world):
    world.everybody()
    return world.falls


def needs(world, row, person, today=TODAY):
    """What one row of needs asks of somebody."""
    person = world.again(person)
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    return list(row(person, spaces, today))


def asked(world, row, today=TODAY) -> list[str]:
    """Whom of the cast a row of needs asks anything."""
    return [name for name in CAST if needs(world, row, getattr(world, name), today)]


def days_asked(world, row, person) -> list[int]:
    """From which day to which a row asks somebody, counted from today."""
    days = [day for day in range(-20, 40) if needs(world, row, person, TODAY + timedelta(days=day))]
    assert days == list(range(days[0], days[-1] + 1)) if days else True
    return [days[0], days[-1]] if days else []


def session(space, **said):
    return MeetingFactory(
        kind="learning_session", in_space=space, starts_at=NOW + 30 * DAY, ends_at=NOW + 32 * DAY, **said
    )


def held_call(space, ago=DAY, **said):
    return MeetingFactory(in_space=space, starts_at=NOW - ago, ends_at=NOW - ago + HOUR, **said)


def withdraw(team) -> None:
    TeamProfile.objects.filter(team=team).update(withdrawn_on=date(2025, 3, 1))


def close(space, by) -> None:
    space.closed_at, space.closed_by = timezone.now(), by
    space.save()


# --- Registration ---------------------------------------------------------------------------------------------------


def test_the_lead_says_who_comes_for_two_weeks_before_registration_closes(falls, world):
    session(falls, register_by=TODAY + timedelta(days=16))

    assert asked(world, registrations_open, TODAY + timedelta(days=16)) == ["amina"]
    assert days_asked(world, registrations_open, world.amina) == [2, 16]
    [early] = needs(world, registrations_open, world.amina, TODAY + timedelta(days=2))
    [late] = needs(world, registrations_open, world.amina, TODAY + timedelta(days=13))
    assert (early.is_due_now, late.is_due_now, late.due_on) == (False, True, TODAY + timedelta(days=16))


@pytest.mark.parametrize("state", ["registered", "apologies"])
def test_a_team_that_said_who_comes_or_that_nobody_does_is_not_asked(falls, world, state):
    AttendanceFactory(meeting=session(falls, register_by=TODAY), team=world.ward_7, state=state)

    assert asked(world, registrations_open) == []


def test_a_lead_of_two_teams_is_asked_for_each(falls, world):
    meeting = session(falls, register_by=TODAY)
    second = TeamFactory(parent=falls, name="Annexe")
    MembershipFactory(space=second, person=world.amina, role="team_lead")
    assert [need.space for need in needs(world, registrations_open, world.amina)] == [world.ward_7, second]

    AttendanceFactory(meeting=meeting, team=world.ward_7)

    assert [need.space for need in needs(world, registrations_open, world.amina)] == [second]


def test_nobody_is_asked_who_comes_who_left_or_whose_team_did_or_was_closed(falls, world):
    session(falls, register_by=TODAY)
    assert asked(world, registrations_open) == ["amina"]
    withdraw(world.ward_7)
    assert asked(world, registrations_open) == []
    TeamProfile.objects.update(withdrawn_on=None)
    close(world.ward_7, world.esi)
    assert asked(world, registrations_open) == []
    world.ward_7.closed_at = world.ward_7.closed_by = None
    world.ward_7.save()
    Membership.objects.filter(person=world.amina).update(ended_at=NOW)
    assert asked(world, registrations_open) == []


@pytest.mark.parametrize("said", [{"held_at": NOW}, {"cancelled_at": NOW}, {"kind": "visit"}])
def test_nobody_is_asked_who_comes_to_what_was_held_or_cancelled_or_has_no_registration(falls, world, said):
    if "cancelled_at" in said:
        said = said | {"cancelled_by": world.esi}
    meeting = session(falls, register_by=TODAY)
    for name, value in said.items():
        setattr(meeting, name, value)
    meeting.save()

    assert asked(world, registrations_open) == []


# --- Minutes --------------------------------------------------------------------------------------------------------


def test_minutes_are_asked_of_whoever_led_the_call(falls, world):
    meeting = held_call(falls, led_by=world.dana, led_team=world.ward_9)

    assert asked(world, minutes_to_post) == ["dana"]
    [need] = needs(world, minutes_to_post, world.dana)
    assert (need.about, need.space, need.due_on, need.is_due_now) == (meeting, falls, TODAY, True)


def test_minutes_are_asked_of_the_team_that_led_and_of_whoever_directs_where_no_person_did(falls, world):
    MembershipFactory(space=world.ward_9, person=world.stan, role="sponsor")
    meeting = held_call(falls, led_team=world.ward_9)
    assert asked(world, minutes_to_post) == ["chidi", "esi"]  # Not of the team's sponsor, who may not write them.

    meeting.led_team = None
    meeting.save()

    assert asked(world, minutes_to_post) == ["esi"]


def test_minutes_are_asked_of_whoever_directs_when_the_one_who_led_has_left(falls, world):
    held_call(falls, led_by=world.dana)
    Membership.objects.filter(person=world.dana).update(ended_at=NOW)

    assert asked(world, minutes_to_post) == ["esi"]


@pytest.mark.parametrize(("ago", "is_asked"), [(-HOUR, False), (HOUR, False), (2 * HOUR, True), (14 * DAY, True)])
def test_minutes_are_asked_for_from_the_end_of_a_call_for_two_weeks(falls, world, ago, is_asked):
    held_call(falls, ago)

    assert asked(world, minutes_to_post) == (["esi"] if is_asked else [])


def test_minutes_that_are_posted_and_calls_that_were_cancelled_or_whose_collaborative_closed_ask_nobody(falls, world):
    held_call(falls, held_at=NOW, minutes_posted_at=NOW, minutes_posted_by=world.esi)
    held_call(falls, cancelled_at=NOW, cancelled_by=world.esi)
    assert asked(world, minutes_to_post) == []
    held_call(falls)
    assert asked(world, minutes_to_post) == ["esi"]

    close(falls, world.esi)

    assert asked(world, minutes_to_post) == []


@pytest.mark.parametrize(
    ("zone", "due_on"), [("America/Toronto", date(2025, 6, 18)), ("Pacific/Auckland", date(2025, 6, 19))]
)
def test_minutes_are_due_on_the_day_after_the_call_where_it_was(falls, world, zone, due_on):
    falls.time_zone = zone
    falls.save()
    held_call(falls, timedelta(hours=11))  # One in the morning of the eighteenth, by UTC.

    [need] = needs(world, minutes_to_post, world.esi)

    assert need.due_on == due_on


# --- Promises -------------------------------------------------------------------------------------------------------


def promise(world, **said):
    return CommitmentFactory(**{"meeting": held_call(world.falls), "due_on": TODAY} | said)


def test_a_promise_comes_back_to_whoever_made_it_three_days_before_it_is_due(falls, world):
    found = promise(world, owner=world.ben, team=world.ward_7)

    assert asked(world, promises_due) == ["ben"]
    assert needs(world, promises_due, world.ben)[0].about == found
    assert needs(world, promises_due, world.ben, TODAY - timedelta(days=4)) == []
    assert [need.is_due_now for need in needs(world, promises_due, world.ben, TODAY - timedelta(days=3))] == [False]


def test_a_promise_of_a_team_comes_back_to_its_lead_where_nobody_is_named(falls, world):
    promise(world, team=world.ward_7)
    promise(world, team=world.ward_7, owner_words="The porter")

    assert asked(world, promises_due) == ["amina"]
    assert len(needs(world, promises_due, world.amina)) == 1


def test_a_promise_that_is_kept_has_no_day_or_was_made_to_a_coach_asks_nobody(falls, world):
    kept = promise(world, owner=world.ben)
    assert asked(world, promises_due) == ["ben"]
    keep_commitment(commitment=kept, by=world.ben)
    promise(world, owner=world.ben, due_on=None)
    CommitmentFactory(meeting=ContactFactory(team=world.ward_7).meeting, owner=world.ben, due_on=TODAY)

    assert asked(world, promises_due) == []


def test_a_promise_asks_nobody_who_left_or_whose_team_left_or_was_closed(falls, world):
    promise(world, owner=world.ben, team=world.ward_7)
    withdraw(world.ward_7)
    assert asked(world, promises_due) == []
    TeamProfile.objects.update(withdrawn_on=None)
    close(world.ward_7, world.esi)
    assert asked(world, promises_due) == []
    world.ward_7.closed_at = world.ward_7.closed_by = None
    world.ward_7.save()
    assert asked(world, promises_due) == ["ben"]
    Membership.objects.filter(person=world.ben).update(ended_at=NOW)
    MembershipFactory(space=world.clinic, person=world.ben, role="partner")
    assert asked(world, promises_due) == []


# --- Calls to lead --------------------------------------------------------------------------------------------------


def test_the_lead_is_told_for_two_weeks_that_their_team_leads_a_call(falls, world):
    MeetingFactory(in_space=falls, starts_at=NOW + 10 * DAY, ends_at=NOW + 10 * DAY + HOUR, led_team=world.ward_7)
    MeetingFactory(in_space=falls, starts_at=NOW + 15 * DAY, ends_at=NOW + 15 * DAY + HOUR, led_team=world.ward_7)
    held_call(falls, led_team=world.ward_7)

    assert asked(world, calls_to_lead) == ["amina"]
    [need] = needs(world, calls_to_lead, world.amina)
    assert (need.due_on, need.is_due_now) == (TODAY + timedelta(days=10), False)


def test_a_team_that_left_or_was_closed_leads_no_call(falls, world):
    MeetingFactory(in_space=falls, starts_at=NOW + DAY, ends_at=NOW + DAY + HOUR, led_team=world.ward_7)
    assert [need.is_due_now for need in needs(world, calls_to_lead, world.amina)] == [True]
    withdraw(world.ward_7)
    assert asked(world, calls_to_lead) == []
    TeamProfile.objects.update(withdrawn_on=None)

    close(world.ward_7, world.esi)

    assert asked(world, calls_to_lead) == []


# --- How many queries -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3])
def test_the_queries_are_as_many_for_three_teams_as_for_one(falls, world, many, django_assert_num_queries):
    for _ in range(many):
        team = TeamFactory(parent=falls)
        MembershipFactory(space=team, person=world.stan, role="team_lead")
        session(falls, register_by=TODAY)
        held_call(falls, led_team=team)
        promise(world, team=team)
        MeetingFactory(in_space=falls, starts_at=NOW + DAY, ends_at=NOW + DAY + HOUR, led_team=team)
    person = world.again(world.stan)
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}

    with django_assert_num_queries(6):  # Sessions, who said, which teams left; calls held; promises; calls to lead.
        found = [
            need
            for row in (registrations_open, minutes_to_post, promises_due, calls_to_lead)
            for need in row(person, spaces, TODAY)
        ]

    assert len(found) == many * many + 3 * many
