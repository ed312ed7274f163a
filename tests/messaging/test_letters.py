"""Letters about what is gone are not written, and links lead to the space they speak of."""

import pytest
from django.utils import timezone

from allteach.collaboratives import events as collaborative_events
from allteach.core.actions import record
from allteach.messaging.letters import decline_link, declined_with, link_to_space
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from tests.factories import CollaborativeFactory, TeamFactory


@pytest.mark.django_db
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_about_something_that_is_gone_is_not_written(world, letter):
    message = Message(letter=letter, person=world.amina, about="spaces.invitation:999999")

    assert LETTERS[letter].says(message) is None


@pytest.mark.django_db
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_to_whoever_is_nobody_here_is_not_written(letter):
    assert LETTERS[letter].says(Message(letter=letter, person=None, about="spaces.invitation:999999")) is None


@pytest.mark.django_db
def test_dates_that_moved_are_not_told_once_there_is_no_calendar_any_more(world):
    event = record(collaborative_events.ENTRY_MOVED, by=world.esi, about=world.falls, space=world.falls.pk, entries=[])

    message = Message(letter="calendar_changed", person=world.amina, event=event, about=event.about)
    assert LETTERS["calendar_changed"].says(message) is None


@pytest.mark.django_db
def test_staff_hear_how_many_mails_did_not_arrive_until_none_is_left(world):
    world.stan.account.is_staff = True
    world.stan.account.save()
    now = timezone.now()
    for number, state in enumerate(("failed", "failed", "uncertain", "sent")):
        Message.objects.create(
            letter="month_due", reader="x", about="x", period=number, state=state, made_at=now, due_at=now
        )

    def said(person):
        return LETTERS["mail_undelivered"].says(
            Message(letter="mail_undelivered", person=world.again(person), about="messaging.message")
        )

    assert said(world.stan) == {"many": 2, "link": "http://localhost:8000/staff/mail/undelivered/"}
    assert said(world.esi) is None
    Message.objects.update(state="waiting")
    assert said(world.stan) is None


@pytest.mark.django_db
def test_the_link_to_less_mail_names_its_reader_and_letter_and_no_other_link_does(world):
    address = decline_link(Message(letter="month_due", person=world.amina))
    said = address.rstrip("/").rsplit("/", 1)[1]

    assert declined_with(said) == (world.amina.pk, "month_due")
    assert declined_with(said[:-1] + ("a" if said[-1] != "a" else "b")) is None


@pytest.mark.django_db
def test_a_link_leads_to_the_team_the_collaborative_or_home():
    team, collaborative = TeamFactory(), CollaborativeFactory()

    assert link_to_space(team).endswith(f"/teams/{team.slug}/")
    assert link_to_space(collaborative).endswith(f"/spaces/{collaborative.slug}/")
    collaborative.kind = "network"
    assert link_to_space(collaborative).endswith("/")
