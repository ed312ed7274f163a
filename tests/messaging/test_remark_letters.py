"""Mails about a coach's remark: to those whose test it is, and never what was said."""

import pytest
from django.utils import timezone

from allteach.improvement import actions
from allteach.messaging import outbox
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS
from allteach.spaces.models import Membership
from tests.factories import CycleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def remark(world):
    """Dana's remark on Ben's test, of which the mails are written."""
    world.everybody()
    cycle = CycleFactory(team=world.ward_7, title="Goal card", owner=world.ben)
    made = actions.remark_on_cycle(cycle=cycle, words="Canaryremark", by=world.dana)
    outbox.write_notices()
    return made


def said() -> dict[str, dict | None]:
    """What is owed about the remark: by reader, what it says now."""
    mails = Message.objects.filter(letter="cycle_remarked_on").select_related("person")
    return {mail.person.name: LETTERS[mail.letter].says(mail) for mail in mails}


def test_whose_test_it_is_and_the_lead_hear_who_remarked_on_which_test_and_not_what(world, remark):
    found = said()

    assert set(found) == {"Amina", "Ben"}
    assert found["Ben"] == {
        "who": "Dana",
        "test": "Goal card",
        "space": "Ward 7",
        "link": f"http://localhost:8000/teams/ward-7/cycles/{remark.cycle.number}/",
    }


def test_a_remark_that_was_read_is_no_mail(world, remark):
    actions.read_remarks(cycle=remark.cycle, by=world.amina)

    assert said() == {"Amina": None, "Ben": None}


def test_whoever_left_the_team_hears_nothing_of_it(world, remark):
    Membership.objects.filter(person=world.ben).update(ended_at=timezone.now())

    found = said()

    assert (found["Ben"], found["Amina"]["who"]) == (None, "Dana")
