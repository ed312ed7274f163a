"""Asking somebody in person for a month that is late."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures.actions import send_sheet
from allteach.messaging import outbox
from allteach.messaging.actions import remind
from allteach.messaging.models import Message
from allteach.messaging.months import reporters_ever
from allteach.messaging.notices import LETTERS
from allteach.people.models import Account
from allteach.spaces.models import Membership
from tests.factories import AccountFactory, MembershipFactory

pytestmark = pytest.mark.django_db

LATE = datetime(2025, 4, 14, 10, tzinfo=UTC)


@pytest.fixture
def team(world):
    """Ward 7 joined in March, and has not sent it by the fourteenth of April."""
    world.everybody()
    assert world.ward_7_falls.pk
    world.ward_7.profile.joined_on = date(2025, 3, 1)
    world.ward_7.profile.save()
    with time_machine.travel(LATE, tick=False):
        yield world.ward_7


def test_somebody_is_asked_in_the_askers_name_once_a_day(world, team):
    remind(team=team, person=world.amina, by=world.dana)
    outbox.write_notices()

    [message] = Message.objects.filter(letter="asked_by")
    said = LETTERS["asked_by"].says(message)
    assert (message.person, said["by"], said["month"]) == (world.amina, "Dana", "March 2025")
    with pytest.raises(ValidationError) as refused:
        remind(team=team, person=world.amina, by=world.esi)
    assert refused.value.message_dict == {"person": ["Amina was asked today already."]}
    with time_machine.travel(LATE + timedelta(days=1), tick=False):
        remind(team=team, person=world.amina, by=world.esi)


def test_whoever_has_left_has_another_role_or_no_account_is_not_asked(world, team):
    nobody = MembershipFactory(space=team, role="data_lead").person
    Account.objects.filter(person=nobody).delete()
    Membership.objects.filter(person=world.amina, space=team).update(ended_at=LATE)

    words = {}
    for person in (world.amina, world.ben, nobody):
        with pytest.raises(ValidationError) as refused:
            remind(team=team, person=person, by=world.dana)
        words[person] = refused.value.message_dict["person"][0]

    gone = "has left, or reports for this team no longer. Choose somebody else."
    assert words == {
        world.amina: f"Amina {gone}",
        world.ben: f"Ben {gone}",
        nobody: f"{nobody} cannot be reached by mail.",
    }
    assert Event.objects.filter(name="messaging.person_reminded").count() == 0


def test_only_people_whom_mail_reaches_are_offered(client, world, team):
    nobody = MembershipFactory(space=team, role="data_lead").person
    Account.objects.filter(person=nobody).delete()
    client.force_login(world.dana.account)
    address = reverse("coaching:remind", args=[team.slug])

    assert reporters_ever(team) == [(world.amina, True)]
    assert 'id="id_person"' in client.get(address).content.decode()

    Account.objects.filter(person=world.amina).delete()

    assert reporters_ever(team) == []
    said = client.get(address).content.decode()
    assert "Mail reaches nobody who reports for this team" in said
    assert 'id="id_person"' not in said


def test_nobody_is_asked_for_what_is_not_late(world, team):
    month = Period(date(2025, 3, 1), "month")
    send_sheet(team=team, period=month, nothing_because="The ward was closed", by=world.amina)

    with pytest.raises(ValidationError, match="Nothing is late"):
        remind(team=team, person=world.amina, by=world.dana)


def test_nothing_is_said_once_the_month_is_in(world, team):
    remind(team=team, person=world.amina, by=world.dana)
    outbox.write_notices()
    month = Period(date(2025, 3, 1), "month")
    send_sheet(team=team, period=month, nothing_because="The ward was closed", by=world.amina)

    [message] = Message.objects.filter(letter="asked_by")
    assert LETTERS["asked_by"].says(message) is None


def test_the_page_names_who_has_left_and_refuses_them_in_words_at_the_field(client, world, team):
    other = AccountFactory().person
    MembershipFactory(person=other, space=team, role="data_lead")
    Membership.objects.filter(person=world.amina, space=team).update(ended_at=LATE)
    client.force_login(world.dana.account)
    address = reverse("coaching:remind", args=["ward-7"])

    page = client.get(address).content.decode()
    refused = client.post(address, {"person": world.amina.pk}).content.decode()
    asked = client.post(address, {"person": other.pk}, follow=True).content.decode()

    assert page.index(str(other)) < page.index("Amina (reports no longer)")
    assert "Amina has left, or reports for this team no longer." in refused
    assert "Asked. The mail is on its way." in asked


def test_a_director_sees_who_acts_on_no_reminder(client, world, team):
    for number in range(8):
        Message.objects.create(
            letter="month_due",
            person=world.amina,
            reader=f"person:{world.amina.pk}",
            about=f"spaces.space:{team.pk}",
            period=str(number),
            state="sent",
            made_at=LATE,
            due_at=LATE,
            sent_at=LATE,
        )
    client.force_login(world.esi.account)

    page = " ".join(client.get(reverse("coaching:follow_up", args=["falls"])).content.decode().split())

    assert "Amina, Ward 7</a>: 8 reminders without an answer; no more are sent" in page
