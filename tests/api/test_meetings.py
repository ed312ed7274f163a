"""Teams' own meetings by the API: what was kept, told to whom the page tells it."""

from datetime import date

import pytest

from allteach.meetings import actions
from allteach.meetings.actions import Point, Promise
from tests.api.test_reports import asked
from tests.meetings.moments import DAY, NOON, at

MEETINGS = "/api/teams/ward-7/meetings"


@pytest.fixture
def meeting(world):
    world.everybody()
    with at(NOON + DAY):
        return actions.record_team_meeting(
            team=world.ward_7,
            starts_at=NOON,
            duration=45,
            present=[world.amina],
            apologies=[world.ben],
            topic="Nights",
            minutes="We keep the rails down.",
            points=[Point("Cold rooms", "patient", 10)],
            decisions=["Socks for everybody"],
            promises=[Promise("Buy socks", owner_words="The ward clerk", due_on=date(2025, 4, 1))],
            looked_at=[world.ward_7_falls],
            partner_voice="People are cold at night.",
            mood=4,
            mode="room",
            next_on=date(2025, 3, 26),
            by=world.amina,
        )


def test_a_meeting_is_told_as_it_was_kept(client, world, meeting):
    status, told = asked(client, world, "ben", f"{MEETINGS}/{meeting.pk}")

    assert status == 200
    assert {name: told[name] for name in told if name not in ("starts_at", "ends_at")} == {
        "number": meeting.pk,
        "title": "Team meeting of 19 March 2025",
        "topic": "Nights",
        "mode": "room",
        "next_on": "2025-03-26",
        "minutes": "We keep the rails down.",
        "decided": ["Socks for everybody"],
        "points": [{"words": "Cold rooms", "raised_from": "patient", "minutes": 10}],
        "promised": [{"words": "Buy socks", "owner": "The ward clerk", "due_on": "2025-04-01", "done": False}],
        "partner_voice": "People are cold at night.",
        "mood": 4,
        "present": ["Amina"],
        "apologies": ["Ben"],
        "looked_at": ["Falls with harm"],
    }


def test_the_list_names_the_latest_first(client, world, meeting):
    with at(NOON + 20 * DAY):
        later = actions.record_team_meeting(team=world.ward_7, starts_at=NOON + 14 * DAY, duration=30, by=world.amina)

    told = asked(client, world, "amina", MEETINGS)[1]

    assert [each["number"] for each in told["items"]] == [later.pk, meeting.pk]
    assert set(told["items"][1]) == {"number", "title", "starts_at", "ends_at", "topic", "mode", "next_on"}


@pytest.mark.parametrize("who", ["amina", "ben", "chidi", "dana", "esi", "farah", "gil"])
def test_whoever_reads_its_page_reads_it_here_and_nobody_else(client, world, meeting, who):
    page = f"/teams/ward-7/meetings/{meeting.pk}/"
    client.force_login(getattr(world, who).account)
    status = client.get(page).status_code

    assert asked(client, world, who, f"{MEETINGS}/{meeting.pk}")[0] == status
    assert (status == 200) == (who in {"amina", "ben", "dana"})  # What a team notes of itself is not for its director.
    if who == "chidi":  # Knows of the ward, and finds no meeting of it.
        assert asked(client, world, who, MEETINGS)[0] == 404


def test_a_meeting_of_another_team_is_not_found_under_this_one(client, world, meeting):
    assert asked(client, world, "dana", f"/api/teams/ward-9/meetings/{meeting.pk}")[0] == 404
    assert asked(client, world, "amina", f"{MEETINGS}/99999999999999999999")[0] == 422
