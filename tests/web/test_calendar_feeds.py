"""Calendars by a secret address: whose they are, what is in them, and how an address ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from icalendar import Calendar as File

from allteach.improvement.actions import write_control_plan
from allteach.meetings.actions.visits import call_off_visit, plan_visit, report_visit
from allteach.meetings.models import Meeting
from allteach.spaces.models import Space
from allteach.web.calendars.feeds import SALT
from tests.factories import (
    AccountFactory,
    ImplementedChangeFactory,
    MeetingFactory,
    MembershipFactory,
    TeamFactory,
    VisitFactory,
)

LONDON = ZoneInfo("Europe/London")


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


def events_of(client, person):
    """The events in somebody's own calendar, by their name there."""
    file = File.from_ical(client.get(own_file(person)).content)
    return {str(event["uid"]).removesuffix("@allteach"): event for event in file.walk("VEVENT")}


def sponsor_of(team):
    """Somebody who supports a team from above, and reads neither its contacts nor its meetings."""
    sponsor = AccountFactory(person__name="Sam").person
    MembershipFactory(person=sponsor, space=team, role="sponsor")
    return sponsor


def test_a_visit_stands_in_the_calendars_of_the_team_and_of_whoever_makes_it_and_in_nobody_elses(client, world):
    world.everybody()
    with time_machine.travel(datetime(2025, 3, 3, 12, tzinfo=UTC)):
        by_dana = plan_visit(team=world.ward_7, on=date(2025, 3, 10), purpose="Walk the night round", by=world.dana)
        by_esi = plan_visit(team=world.ward_9, on=date(2025, 3, 11), purpose="Begin together", by=world.esi)
    sponsor = sponsor_of(world.ward_7)

    told = {person.name: set(events_of(client, person)) for person in (*world.everybody(), sponsor)}

    theirs, esis = f"visit-{by_dana.pk}", f"visit-{by_esi.pk}"
    assert {name: events for name, events in told.items() if events} == {
        "Amina": {theirs},
        "Ben": {theirs},
        "Dana": {theirs},
        "Chidi": {esis},
        "Esi": {esis},
    }


@pytest.mark.parametrize(("on", "hour"), [(date(2025, 3, 28), 10), (date(2025, 3, 31), 9)])
def test_a_visit_is_at_its_hour_of_the_teams_own_clock_in_winter_and_in_summer(client, world, on, hour):
    with time_machine.travel(datetime(2025, 3, 3, 12, tzinfo=UTC)):
        visit = plan_visit(team=world.ward_7, on=on, purpose="Walk the night round", by=world.dana)

    file = File.from_ical(client.get(own_file(world.amina)).content)

    [event] = file.walk("VEVENT")
    begins = event.decoded("dtstart")
    assert (begins, begins.tzinfo) == (datetime(on.year, on.month, on.day, 10, tzinfo=LONDON), LONDON)
    assert begins.astimezone(UTC).hour == hour
    assert event.decoded("dtend") - begins == timedelta(hours=2)
    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["Europe/London"]
    assert str(event["url"]).endswith(f"/teams/ward-7/visits/{visit.pk}/")


def test_of_a_visit_the_calendar_tells_what_it_is_for_and_who_comes_and_never_what_was_noted(client, world):
    with time_machine.travel(datetime(2025, 3, 3, 12, tzinfo=UTC)):
        visit = plan_visit(team=world.ward_7, on=date(2025, 3, 3), purpose="Walk the night round", by=world.dana)
        report_visit(visit=visit, minutes=90, walked="What was seen", private_note="For myself", by=world.dana)

    for person in (world.amina, world.dana):
        event = events_of(client, person)[f"visit-{visit.pk}"]
        assert str(event["summary"]) == "Ward 7: Visit"
        assert str(event["description"]) == "Topic: Walk the night round\nLed by Dana"
        content = client.get(own_file(person)).content
        assert (b"For myself" in content, b"What was seen" in content) == (False, False)


def test_a_visit_that_is_called_off_is_marked_and_keeps_its_name(client, world):
    with time_machine.travel(datetime(2025, 3, 3, 12, tzinfo=UTC)):
        visit = plan_visit(team=world.ward_7, on=date(2025, 3, 10), purpose="Walk the night round", by=world.dana)
        before = events_of(client, world.amina)[f"visit-{visit.pk}"]
        call_off_visit(visit=visit, reason="Somebody is ill", by=world.dana)

    after = events_of(client, world.amina)[f"visit-{visit.pk}"]

    assert ("status" in before, str(after["status"])) == (False, "CANCELLED")
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert b"Somebody is ill" not in client.get(own_file(world.amina)).content


def test_the_day_on_which_a_team_meets_next_stands_in_the_calendars_of_its_members_and_its_coach(client, world):
    world.everybody()
    sponsor = sponsor_of(world.ward_7)
    said = {"in_space": world.ward_7, "kind": "team_meeting", "audience": "team", "minutes": "What was said"}
    MeetingFactory(**said, starts_at=datetime(2025, 3, 3, 12, tzinfo=UTC), next_on=date(2025, 3, 17))
    name = f"next-meeting-{world.ward_7.pk}"

    told = {person.name: events_of(client, person) for person in (*world.everybody(), sponsor)}

    assert {who for who, events in told.items() if events} == {"Amina", "Ben", "Dana"}
    [event] = told["Dana"].values()
    assert (str(event["uid"]), str(event["summary"])) == (f"{name}@allteach", "Ward 7 meets")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 3, 17), date(2025, 3, 18))
    assert str(event["url"]).endswith("/teams/ward-7/meetings/")
    assert "description" not in event

    met = MeetingFactory(**said, starts_at=datetime(2025, 3, 17, 12, tzinfo=UTC), next_on=date(2025, 3, 31))
    assert events_of(client, world.ben)[name].decoded("dtstart") == date(2025, 3, 31)
    Meeting.objects.filter(pk=met.pk).update(next_on=None)
    assert events_of(client, world.ben) == {}


def test_a_team_that_is_closed_meets_nobody_any_more(client, world):
    said = {"in_space": world.ward_7, "kind": "team_meeting", "audience": "team"}
    MeetingFactory(**said, next_on=date(2025, 3, 17))
    VisitFactory(team=world.ward_7, meeting__led_by=world.dana)
    assert len(events_of(client, world.amina)) == len(events_of(client, world.dana)) == 2

    Space.objects.filter(pk=world.ward_7.pk).update(closed_at=datetime(2025, 3, 2, tzinfo=UTC), closed_by=world.esi)

    assert (events_of(client, world.amina), events_of(client, world.dana)) == ({}, {})


def test_a_call_that_somebody_planned_by_hand_stands_in_both_calendars(client, world):
    begins = datetime(2025, 7, 2, 11, tzinfo=UTC)
    call = MeetingFactory(in_space=world.falls, title="An extra call", starts_at=begins, topic="Slippers")
    client.force_login(world.amina.account)

    own = events_of(client, world.amina)[f"meeting-{call.pk}"]
    answer = client.get(reverse("calendars:collaborative_file", args=[world.falls.slug]))

    [of_falls] = File.from_ical(answer.content).walk("VEVENT")
    assert str(own["uid"]) == str(of_falls["uid"]) == f"meeting-{call.pk}@allteach"
    assert (str(own["summary"]), str(own["description"])) == ("Falls: An extra call", "Topic: Slippers")
    assert own.decoded("dtstart") == datetime(2025, 7, 2, 12, tzinfo=LONDON)
    assert events_of(client, world.farah) == {}


def test_the_file_of_the_collaborative_holds_nothing_of_one_team(client, world):
    VisitFactory(team=world.ward_7, meeting__led_by=world.dana)
    MeetingFactory(in_space=world.ward_7, kind="team_meeting", audience="team", next_on=date(2025, 3, 17))
    client.force_login(world.amina.account)

    answer = client.get(reverse("calendars:collaborative_file", args=[world.falls.slug]))

    assert list(File.from_ical(answer.content).walk("VEVENT")) == []


@pytest.mark.parametrize("many", [1, 3])
def test_a_persons_calendar_asks_as_little_of_three_teams_as_of_one(client, world, many, django_assert_num_queries):
    assert world.falls_timetable.pk
    for _ in range(many):
        team = TeamFactory(parent=world.falls, organisation=world.hospital, signed=False)
        MembershipFactory(person=world.dana, space=team, role="coach")
        VisitFactory.create_batch(many, team=team, meeting__led_by=world.dana)
        MeetingFactory(in_space=team, kind="team_meeting", audience="team", next_on=date(2025, 3, 17))
        MeetingFactory(in_space=world.falls, led_team=team, led_by=world.dana)
    address = own_file(world.dana)

    # the person; memberships, spaces around; visits; next meetings; calendars, their meetings; those planned by hand
    with django_assert_num_queries(8):
        answer = client.get(address)

    names = [str(event["uid"]).partition("-")[0] for event in File.from_ical(answer.content).walk("VEVENT")]
    assert [names.count(name) for name in ("visit", "next", "meeting")] == [many * many, many, many]
