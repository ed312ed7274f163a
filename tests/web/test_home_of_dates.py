"""Home: what comes up, in words, with the way to each and to one's own calendar."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from allteach.people.models import Person
from tests.factories import AttendanceFactory, MeetingFactory, MembershipFactory, TimetableFactory

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def falls(world):
    world.everybody()
    return world.falls


def panel(client, person) -> str:
    client.force_login(person.account)
    page = client.get("/").content.decode()
    return page.partition(">Coming up<")[2].partition("</section>")[0]


def lines(client, person) -> list[str]:
    """What the panel says, a line for each date."""
    found = re.findall(r"<li.*?</li>", panel(client, person), flags=re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]+>", " ", line)).split()).replace(" ,", ",") for line in found]


def test_days_and_hours_are_said_and_every_line_leads_somewhere(client, world, falls):
    TimetableFactory(space=falls, first_session=date(2025, 6, 9))
    MeetingFactory(in_space=world.ward_7, kind="team_meeting", audience="team", next_on=date(2025, 6, 2))
    MeetingFactory(in_space=falls, key="call-2025-06", starts_at=NOW + 3 * DAY, topic="Slippers", led_team=world.ward_7)

    assert lines(client, world.amina) == [
        "Today Now: Ward 7 meets",
        "Thu 5 Call of June 2025, 13:00 Ward 7 leads it, Slippers",
        "Mon 9 Learning session 1, 09:00",
        "Thu 10 Jul Report of June 2025 for Ward 7",
        "Wed 16 Jul Call of all teams, 12:30",
    ]
    links = re.findall(r'<a href="([^"]+)"', panel(client, world.amina))
    assert [client.get(link).status_code for link in links] == [200] * 6
    assert links[-1] == reverse("calendars:own_address")


def test_the_clock_of_the_space_is_named_where_the_readers_shows_another_hour(client, world, falls):
    MeetingFactory(in_space=falls, starts_at=NOW + DAY)
    Person.objects.filter(pk=world.amina.pk).update(time_zone="America/St_Johns")

    assert lines(client, world.again(world.amina)) == ["Tue 3 Call, 13:00 in London"]


def test_a_session_says_how_many_of_the_own_team_come(client, world, falls):
    session = MeetingFactory(
        in_space=falls, kind="learning_session", starts_at=NOW + DAY, title="Session", place="Hall"
    )
    for guest, team in (("Ava", world.ward_7), ("Bo", world.ward_7), ("Cy", world.ward_9)):
        AttendanceFactory(meeting=session, team=team, guest=guest, state="registered")

    said = {person: lines(client, getattr(world, person)) for person in ("amina", "chidi", "dana", "esi")}

    assert said == {
        "amina": ["Tue 3 Session, 13:00 Hall, 2 of you are coming"],
        "chidi": ["Tue 3 Session, 13:00 Hall, one of you is coming"],
        "dana": ["Tue 3 Session, 13:00 Hall"],
        "esi": ["Tue 3 Session, 13:00 Hall"],
    }


def test_whoever_is_in_two_collaboratives_is_told_which(client, world, falls):
    MembershipFactory(person=world.amina, space=world.sugar, role="member")
    for days, space in enumerate((falls, world.sugar), start=1):
        MeetingFactory(in_space=space, starts_at=NOW + days * DAY, led_by=world.amina)

    assert lines(client, world.amina) == [
        "Tue 3 Call, 13:00 Falls, you lead it",
        "Wed 4 Call, 13:00 Sugar, you lead it",
    ]


def test_where_nothing_has_a_day_the_panel_says_so(client, world, falls):
    assert "Nothing has a day in the next three months." in panel(client, world.ben)


def test_whoever_is_in_no_space_has_no_dates(client, world):
    assert panel(client, world.stan) == ""
