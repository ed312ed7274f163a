"""Home: sessions, calls and promises on the desk, in words and with the way to finish them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from allteach.meetings.models import Commitment
from allteach.progress.need import Need
from allteach.web.home.meeting_items import MEETING_ITEMS
from tests.factories import CommitmentFactory, MeetingFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2025, 6, 18, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def amina(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    return client


def item(kind, person, space, about, due_on=TODAY):
    """One thing on somebody's desk."""
    return MEETING_ITEMS[kind](Need(kind, space, due_on, True, about), person, None, TODAY)


def test_a_session_asks_who_comes_and_leads_to_the_form(world, amina):
    begins = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)  # Already the first of July in London.
    session = MeetingFactory(
        kind="learning_session", key="session-2", in_space=world.falls, starts_at=begins, ends_at=begins + HOUR
    )

    found = item("register", world.amina, world.ward_7, session, TODAY + DAY)

    assert (found.title, found.why, found.due) == (
        "Learning session 2: who comes from Ward 7?",
        "It begins on 1 July.",
        "Due tomorrow",
    )
    assert [way.words for way in found.ways] == ["Say who comes"]
    assert amina.get(found.ways[0].address).status_code == 200


@pytest.mark.parametrize(
    ("minutes", "why"),
    [("", "Nobody has written them yet."), ("We met.", "They are written, and wait to be posted.")],
)
def test_minutes_say_how_far_they_are_and_lead_to_their_place(world, amina, minutes, why):
    call = MeetingFactory(in_space=world.falls, key="call-2025-06", minutes=minutes, led_by=world.amina)

    found = item("minutes", world.amina, world.falls, call)

    assert (found.title, found.why, found.due) == ("Minutes: Call of June 2025", why, "Due today")
    assert found.ways[0].address == f"/spaces/falls/meetings/{call.pk}/run/#minutes"
    assert 'id="minutes"' in amina.get(found.ways[0].address).content.decode()


def test_a_promise_is_kept_with_one_button_on_the_desk(world, amina):
    call = MeetingFactory(in_space=world.falls, title="Huddle", starts_at=NOW - DAY, ends_at=NOW - DAY + HOUR)
    promise = CommitmentFactory(meeting=call, words="Ask the porter", owner=world.amina, due_on=TODAY - DAY)
    found = item("promise", world.amina, world.falls, promise, promise.due_on)
    page = amina.get("/").content.decode()
    assert "Ask the porter" in page
    assert found.address == reverse("meetings:meeting", args=["falls", call.pk])
    assert (found.why, found.due) == ("Promised at: Huddle.", "Was due yesterday")

    answer = amina.post(found.ways[0].address, dict(found.ways[0].answers))

    assert answer["Location"] == "/"
    assert Commitment.objects.get().done_by == world.amina
    assert "Ask the porter" not in amina.get("/").content.decode()


def test_a_promise_of_a_teams_own_meeting_leads_to_the_teams_meetings(world, amina):
    meeting = MeetingFactory(kind="team_meeting", in_space=world.ward_7, audience="team")
    promise = CommitmentFactory(meeting=meeting, team=world.ward_7)

    assert item("promise", world.amina, world.ward_7, promise).address == "/teams/ward-7/meetings/"


@pytest.mark.parametrize(("topic", "why"), [("", "No topic is chosen yet."), ("Rounds", "Topic: Rounds")])
def test_a_call_that_the_own_team_leads_says_what_about(world, amina, topic, why):
    call = MeetingFactory(in_space=world.falls, key="call-2025-07", topic=topic, led_team=world.ward_7)

    found = item("lead_call", world.amina, world.ward_7, call)

    assert (found.title, found.why) == ("Ward 7 leads the Call of July 2025", why)
    assert [amina.get(way.address).status_code for way in (found, *found.ways)] == [200, 200]
