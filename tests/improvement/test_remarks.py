"""Remarks on tests of change: by the coach, for the team; read, taken back, told of once."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import Remark
from allteach.improvement.permissions import can_read_remarks, can_remark_on_cycle, can_take_back_remark
from allteach.improvement.queries.remarks import cycles_with_unread, remarks_on
from allteach.messaging.models import Message
from allteach.messaging.remark_letters import about_remark, owner_and_leads
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(world):
    return CycleFactory(team=world.ward_7, title="Goal card", owner=world.ben)


def remarked(world, cycle, words="Say what you expect."):
    return actions.remark_on_cycle(cycle=cycle, words=words, by=world.dana)


def test_a_remark_waits_for_the_team_until_somebody_has_read_it(world, cycle):
    remarked(world, cycle)
    waiting = cycles_with_unread([world.ward_7.pk])

    read = actions.read_remarks(cycle=cycle, by=world.ben)

    assert (waiting, read, cycles_with_unread([world.ward_7.pk])) == ([cycle], 1, [])
    assert [(remark.words, remark.by, remark.read_by) for remark in remarks_on(cycle)] == [
        ("Say what you expect.", world.dana, world.ben)
    ]
    assert actions.read_remarks(cycle=cycle, by=world.ben) == 0


def test_what_is_remarked_stands_in_no_event_and_taken_back_nowhere(world, cycle):
    remark = remarked(world, cycle, "A canary sang")

    actions.take_back_remark(remark=remark, by=world.dana)
    actions.take_back_remark(remark=remark, by=world.dana)

    assert not Remark.objects.exists()
    told = Event.objects.filter(subject=cycle.pk).order_by("pk")
    assert [event.name for event in told if "remark" in event.name] == [
        events.CYCLE_REMARKED_ON,
        events.REMARK_TAKEN_BACK,
    ]
    assert "canary" not in str([event.facts for event in told])


@pytest.mark.parametrize("words", ["", "  ", "See NHS 943 476 5919", "x" * 2001])
def test_what_cannot_be_remarked_is_refused_at_its_field(world, cycle, words):
    with pytest.raises(ValidationError) as refused:
        remarked(world, cycle, words)

    assert list(refused.value.error_dict) == ["words"]
    assert not Remark.objects.exists()


def test_pressed_twice_it_is_said_once(world, cycle):
    assert remarked(world, cycle) == remarked(world, cycle)
    assert Remark.objects.count() == 1


def test_the_coach_remarks_the_team_reads_and_nobody_else_does_either(world, cycle):
    world.everybody()
    remark = remarked(world, cycle)
    people = {name: world.again(getattr(world, name)) for name in ("amina", "ben", "chidi", "dana", "esi", "farah")}

    assert [name for name, person in people.items() if can_remark_on_cycle(person, cycle)] == ["dana"]
    assert [name for name, person in people.items() if can_read_remarks(person, cycle)] == ["amina", "ben"]
    assert [name for name, person in people.items() if can_take_back_remark(person, remark)] == ["dana"]


def test_owner_and_lead_are_told_that_something_was_remarked_and_not_what(world, cycle):
    assert world.amina
    MembershipFactory(space=world.ward_7, role=Role.TEAM_MEMBER)
    remark = remarked(world, cycle, "A canary sang")
    event = Event.objects.get(name=events.CYCLE_REMARKED_ON)

    readers = [reader.person for reader in owner_and_leads(event)]
    said = about_remark(Message(person=world.ben, letter="cycle_remarked_on", about=f"improvement.remark:{remark.pk}"))

    assert sorted(person.name for person in readers) == ["Amina", "Ben"]
    assert (said["who"], said["test"]) == ("Dana", "Goal card")
    assert "canary" not in str(said)


@pytest.mark.parametrize("meanwhile", ["read", "taken back", "left"])
def test_nobody_is_told_of_a_remark_that_is_read_or_gone_or_of_a_team_they_left(world, cycle, meanwhile):
    remark = remarked(world, cycle)
    reader = world.chidi if meanwhile == "left" else world.ben
    message = Message(person=reader, letter="cycle_remarked_on", about=f"improvement.remark:{remark.pk}")
    if meanwhile == "read":
        actions.read_remarks(cycle=cycle, by=world.amina)
    elif meanwhile == "taken back":
        actions.take_back_remark(remark=remark, by=world.dana)

    assert about_remark(message) is None
