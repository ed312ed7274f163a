"""The calendar's pages: nothing yet, everything from one date, a preview before anything moves."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.collaboratives import actions
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from tests.factories import AimFactory, CycleFactory

SAID = {
    "first_session": "2025-02-03",
    "sessions": "4",
    "session_days": "2",
    "months": "15",
    "due_day": "10",
    "call_week": "3",
    "call_weekday": "2",
    "call_from": "12:30",
    "call_minutes": "60",
    "prework_weeks": "10",
    "first_request": "6",
    "last_request": "12",
    "session_from": "09:00",
    "session_until": "16:30",
    "holidays": "",
}


@pytest.fixture
def esi(client, world):
    client.force_login(world.esi.account)
    return client


@pytest.fixture
def timetable(world):
    return actions.set_timetable(space=world.falls, first_session=date(2025, 2, 3), by=world.esi)


def address(world, name="calendar", *more):
    return reverse(f"calendars:{name}", args=[world.falls.slug, *more])


def test_before_there_is_one_the_director_is_led_to_it_and_others_are_told(esi, world, client):
    assert "Make the calendar" in esi.get(address(world)).content.decode()
    client.force_login(world.amina.account)
    assert "No calendar yet" in client.get(address(world)).content.decode()


def test_a_first_calendar_is_made_in_one_step(esi, world):
    response = esi.post(address(world, "set_calendar"), SAID)

    assert response.url == address(world)
    assert len(calendar_of(timetable_of(world.falls)).calls) == 15
    page = esi.get(address(world)).content.decode()
    assert "19 to 20 January 2026" in page
    assert "Report of February 2025 due" in page


def test_a_change_is_shown_before_it_is_saved(esi, world, timetable):
    said = {**SAID, "sessions": "3", "version": "1"}

    looked = esi.post(address(world, "set_calendar"), said).content.decode()
    assert timetable_of(world.falls).sessions == 4
    esi.post(address(world, "set_calendar"), {**said, "sure": "on"})

    assert "not in the calendar any more" in looked
    assert timetable_of(world.falls).sessions == 3


def test_a_session_is_moved_after_a_preview_and_its_neighbours_with_it(esi, world, timetable):
    moving = address(world, "move_entry", "session-2")

    looked = esi.post(moving, {"on": "2025-06-02", "carry": "on", "version": "1"}).content.decode()
    unmoved = timetable_of(world.falls).moved
    esi.post(moving, {"on": "2025-06-02", "carry": "on", "version": "1", "sure": "on"})

    assert unmoved == {}
    assert "Action period 1" in looked
    assert timetable_of(world.falls).moved == {
        "congress": "2026-05-18",
        "session-2": "2025-06-02",
        "session-3": "2025-10-06",
        "session-4": "2026-02-09",
    }


def test_what_cannot_be_is_said_at_the_day_and_what_was_typed_stays(esi, world, timetable):
    page = esi.post(address(world, "move_entry", "session-2"), {"on": "2025-02-04", "version": "1"}).content.decode()

    assert "A later session would begin before an earlier one has ended." in page
    assert 'value="2025-02-04"' in page


@pytest.mark.parametrize("key", ["prework", "action-1", "session-9"])
def test_only_what_can_be_moved_has_a_page_for_it(esi, world, timetable, key):
    assert esi.get(address(world, "move_entry", key)).status_code == 404


def test_a_team_reads_the_calendar_and_moves_nothing(client, world, timetable):
    client.force_login(world.amina.account)

    page = client.get(address(world)).content.decode()

    assert "Learning session 4" in page
    assert "/move/" not in page


def test_the_calendar_is_taken_along_as_a_file(esi, world, timetable):
    answer = esi.get(address(world), {"as": "csv"})

    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "What,Begins,Ends"
    assert "Learning session 1,2025-02-03,2025-02-04" in rows


def test_a_director_reads_how_far_each_stage_is_reached_and_a_team_does_not(esi, world, timetable, client):
    assert world.ward_7

    page = esi.get(address(world)).content.decode()
    client.force_login(world.amina.account)
    theirs = client.get(address(world)).content.decode()

    assert "Ends with: Each team leaves with an aim, its measures and a first test." in page
    assert "0 of 1 team<" in page
    assert "People judge: the record cannot tell" in page
    assert "Ends with:" not in theirs
    assert "of 1 team" not in theirs


def test_a_stage_that_is_over_says_how_it_stood_on_its_last_day_and_what_came_later(esi, world, timetable):
    assert world.ward_7_falls
    AimFactory(team=world.ward_7)
    CycleFactory(team=world.ward_7)

    page = esi.get(address(world)).content.decode()

    assert "0 of 1 team<" in page
    assert "when it ended, 1 today" in page
    assert page.count("as it stands today") == 1  # When teams had come in, the record does not know.


def test_a_stage_to_come_says_what_it_ends_with_and_counts_nothing(esi, world):
    assert world.ward_7
    actions.set_timetable(space=world.falls, first_session=date(2099, 2, 2), by=world.esi)

    page = esi.get(address(world)).content.decode()

    assert "Ends with: The charter is approved." in page
    assert "of 1 team" not in page
