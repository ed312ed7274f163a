"""Mails about coaching: who hears what and when, and that nothing private is in them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from allteach.meetings.actions.commitments import keep_commitment
from allteach.meetings.actions.contacts import Agreed, log_contact
from allteach.meetings.actions.visits import call_off_visit
from allteach.meetings.models import Commitment, Visit
from allteach.messaging import outbox
from allteach.messaging.coaching_letters import contacts_that_slip, visits_to_write_up
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from tests.factories import ContactFactory, MembershipFactory, TeamFactory, VisitFactory

MONDAY = datetime(2025, 8, 18, 9, tzinfo=UTC)


@pytest.fixture
def ward(world):
    world.everybody()
    return world.ward_7


def mails(letter: str) -> dict[str, dict | None]:
    """What is owed of one kind: by reader, what it says now."""
    outbox.write_notices()
    return {each.person.name: LETTERS[letter].says(each) for each in Message.objects.filter(letter=letter)}


def test_the_teams_lead_hears_what_was_agreed_and_nothing_private(world, ward):
    log_contact(
        team=ward,
        way="phone",
        minutes=20,
        shared_note="We spoke",
        private_note="canaryprivate",
        agreed=[
            Agreed("Send August", world.amina, timezone.localdate() + timedelta(days=3)),
            Agreed("Choose one change"),
        ],
        by=world.dana,
    )

    found = mails("agreed_with_coach")

    assert list(found) == ["Amina"]
    assert found["Amina"]["coach"] == "Dana"
    assert [line.partition(",")[0] for line in found["Amina"]["lines"]] == [
        "Amina: Send August",
        "The team: Choose one change",
    ]
    assert "canaryprivate" not in str(found)


def test_a_contact_in_which_nothing_was_agreed_is_no_mail(world, ward):
    log_contact(team=ward, way="phone", minutes=20, shared_note="We spoke", by=world.dana)

    assert mails("agreed_with_coach") == {}


def test_what_is_done_meanwhile_is_no_mail(world, ward):
    log_contact(team=ward, way="phone", minutes=20, agreed=[Agreed("Send August")], by=world.dana)
    outbox.write_notices()
    keep_commitment(commitment=Commitment.objects.get(), by=world.amina)

    assert mails("agreed_with_coach") == {"Amina": None}


def test_a_visit_is_reminded_of_on_its_day_and_three_days_after(world, ward):
    visit = VisitFactory(team=ward, on=date(2025, 8, 4), meeting__led_by=world.dana)

    days = [
        day for day in range(4, 20) if any(True for _owed in visits_to_write_up(datetime(2025, 8, day, 9, tzinfo=UTC)))
    ]

    assert days == [9, 10, 12, 13]  # A day late where no worker ran.
    [owed] = visits_to_write_up(datetime(2025, 8, 9, 9, tzinfo=UTC))
    assert (owed.reader.person, owed.about, owed.period) == (world.dana, f"meetings.meeting:{visit.pk}", "+0")
    assert list(visits_to_write_up(datetime(2025, 8, 9, 5, tzinfo=UTC))) == []


def test_a_visit_that_was_called_off_written_up_or_whose_coach_left_is_no_mail(world, ward):
    visit = VisitFactory(team=ward, on=timezone.localdate(), meeting__led_by=world.dana)
    message = Message(
        letter="visit_report", person=world.dana, about=f"meetings.meeting:{visit.pk}", made_at=timezone.now()
    )
    assert LETTERS["visit_report"].says(message)["team"] == "Ward 7"

    message.person = world.again(world.dana)
    world.dana.memberships.update(ended_at=timezone.now())
    assert LETTERS["visit_report"].says(message) is None

    world.dana.memberships.update(ended_at=None)
    message.person = world.again(world.dana)
    call_off_visit(visit=Visit.objects.get(), by=world.dana)
    assert LETTERS["visit_report"].says(message) is None


def test_a_coach_hears_once_a_week_of_teams_that_wait(world, ward):
    ContactFactory(team=ward, on=date(2025, 7, 1), by=world.dana)
    more = TeamFactory(parent=world.falls)
    MembershipFactory(space=more, person=world.dana, role="coach")

    [owed] = contacts_that_slip(MONDAY)

    assert (owed.reader.person, owed.period) == (world.dana, "2025-W34")
    assert list(contacts_that_slip(MONDAY + timedelta(days=1))) == []
    assert list(contacts_that_slip(MONDAY.replace(hour=5))) == []


def test_a_coach_whose_teams_were_heard_from_gets_no_mail(world, ward):
    ContactFactory(team=ward, on=date(2025, 8, 12), by=world.dana)

    assert list(contacts_that_slip(MONDAY)) == []


def test_the_mail_names_the_teams_as_it_stands_when_it_is_written(world, ward):
    ContactFactory(team=ward, on=timezone.localdate() - timedelta(days=40), by=world.dana)
    message = Message(
        letter="contacts_slip", person=world.dana, about=f"people.person:{world.dana.pk}", made_at=timezone.now()
    )
    assert [team["name"] for team in LETTERS["contacts_slip"].says(message)["teams"]] == ["Ward 7"]

    log_contact(team=ward, way="phone", minutes=10, by=world.dana)

    assert LETTERS["contacts_slip"].says(message) is None


@pytest.mark.parametrize("coaches", [1, 5])
def test_the_queries_do_not_grow_with_the_coaches(world, ward, coaches, django_assert_max_num_queries):
    for _ in range(coaches):
        MembershipFactory(space=TeamFactory(parent=world.falls), role="coach")

    with django_assert_max_num_queries(5):
        list(contacts_that_slip(MONDAY))
