"""Calendars by a secret address: whose they are, what is in them, and how an address ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse
from icalendar import Calendar as File

from allteach.improvement.actions import write_control_plan
from allteach.web.calendars.feeds import SALT
from tests.factories import ImplementedChangeFactory, MeetingFactory


def secret(person):
    return signing.dumps([person.pk, person.calendar_number], salt=SALT)


def own_file(person, word=None):
    return reverse("calendars:own_file", args=[word or secret(person)])


@pytest.fixture
def amina(world):
    assert world.falls_timetable.pk
    return world.amina


def test_a_program_reads_a_persons_calendars_without_signing_in(client, amina, world):
    answer = client.get(own_file(amina))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    names = {str(event["summary"]) for event in File.from_ical(answer.content).walk("VEVENT")}
    assert f"{world.falls.name}: Learning session 1" in names


def test_what_is_known_of_a_call_stands_in_the_calendar(client, amina, world):
    said = {"topic": "Slippers", "place": "Room 4", "link": "https://calls.example/1", "led_team": world.ward_7}
    begins = datetime(2025, 3, 19, 15, tzinfo=UTC)
    call = MeetingFactory(
        in_space=world.falls, key="call-2025-03", starts_at=begins, ends_at=begins + timedelta(minutes=45), **said
    )
    MeetingFactory(in_space=world.falls, key="session-2", place="Hall", cancelled_at=begins, cancelled_by=world.esi)

    events = File.from_ical(client.get(own_file(amina)).content).walk("VEVENT")

    found = {str(event["uid"]).partition(".")[0]: event for event in events}
    march, session = found["call-2025-03"], found["session-2-1"]
    assert (march["dtstart"].dt, march["dtend"].dt - march["dtstart"].dt) == (begins, timedelta(minutes=45))
    assert str(march["location"]) == "Room 4"
    assert str(march["description"]).splitlines()[:3] == [
        "Topic: Slippers",
        "Led by Ward 7",
        "Take part: https://calls.example/1",
    ]
    assert str(march["url"]).endswith(f"/spaces/falls/meetings/{call.pk}/")
    assert (str(session["location"]), str(session["status"])) == ("Hall", "CANCELLED")


def test_nobody_elses_calendar_is_in_it(client, world):
    assert world.falls_timetable.pk

    answer = client.get(own_file(world.farah))

    assert list(File.from_ical(answer.content).walk("VEVENT")) == []


def test_a_new_address_ends_the_old_one(client, amina):
    old = own_file(amina)
    client.force_login(amina.account)

    client.post(reverse("calendars:own_address"))

    amina.refresh_from_db()
    assert (client.get(old).status_code, client.get(own_file(amina)).status_code) == (404, 200)


@pytest.mark.parametrize("word", ["nonsense", "W10:abc:def", "1"])
def test_an_address_that_nobody_made_shows_nothing(client, amina, word):
    assert client.get(own_file(amina, word)).status_code == 404


def test_an_address_of_somebody_who_has_left_shows_nothing(client, amina):
    amina.account.is_active = False
    amina.account.save()

    assert client.get(own_file(amina)).status_code == 404


def test_the_page_shows_the_address_to_be_copied(client, amina):
    client.force_login(amina.account)

    assert secret(amina) in client.get(reverse("calendars:own_address")).content.decode()


def test_the_file_of_one_collaborative_is_for_whoever_may_know_of_it(client, amina, world):
    client.force_login(amina.account)

    answer = client.get(reverse("calendars:collaborative_file", args=[world.falls.slug]))

    assert answer["Content-Disposition"] == f'attachment; filename="{world.falls.slug}-calendar.ics"'
    assert b"BEGIN:VCALENDAR" in answer.content


def test_the_days_on_which_a_team_looks_whether_its_changes_hold_are_in_its_calendars(client, amina, world):
    change = ImplementedChangeFactory(team=world.ward_7, title="Rails down")
    write_control_plan(
        change=change,
        chart=world.ward_7_falls,
        reviewer_post="Ward manager",
        response="Huddle",
        standard_work="Handbook",
        by=amina,
    )

    answer = client.get(own_file(amina))

    days = {
        str(event["uid"]): event["dtstart"].dt
        for event in File.from_ical(answer.content).walk("VEVENT")
        if str(event["summary"]) == "Ward 7: does it still hold? Rails down"
    }
    assert days == {
        f"check-{change.pk}-1@allteach": date(2025, 9, 2),
        f"check-{change.pk}-2@allteach": date(2025, 12, 2),
        f"check-{change.pk}-3@allteach": date(2026, 6, 2),
    }
    assert b"Rails down" not in client.get(own_file(world.dana)).content
