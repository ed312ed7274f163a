"""Who belongs to a space: joining."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.people.models import Person
from allteach.spaces import actions, events
from allteach.spaces.models import Membership, Space, Standpoint
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability, Perspective, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def esi():
    return Person.objects.create(name="Esi")


@pytest.fixture
def ben():
    return Person.objects.create(name="Ben")


@pytest.fixture
def ward_7():
    falls = Space.objects.create(kind="collaborative", name="Falls", slug="falls", code="C1")
    return Space.objects.create(kind="team", name="Ward 7", slug="ward-7", code="T1", parent=falls)


def test_a_member_may_at_once_do_what_the_role_allows(ward_7, ben, esi):
    assert not has_ability(ben, Ability.REPORT_VALUES, ward_7)

    membership = actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, discipline="Patient", by=esi)

    assert (membership.role, membership.discipline, membership.ended_at) == ("partner", "Patient", None)
    assert has_ability(ben, Ability.REPORT_VALUES, ward_7)


def test_joining_is_remembered_with_who_and_as_what(ward_7, ben, esi):
    membership = actions.add_member(space=ward_7, person=ben, role="partner", by=esi)

    event = Event.objects.get()
    assert (event.name, event.by, event.space) == (events.MEMBER_JOINED, esi.pk, ward_7.pk)
    assert event.about == f"spaces.membership:{membership.pk}"
    assert event.facts == {"person": ben.pk, "role": "partner"}


def test_adding_the_same_member_twice_is_adding_once(ward_7, ben, esi):
    first = actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, by=esi)

    second = actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, by=esi)

    assert second == first
    assert Event.objects.count() == 1


def test_perspectives_stand_beside_the_role(ward_7, ben, esi):
    actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, perspectives=[Perspective.PATIENT, "carer"], by=esi)

    assert set(Standpoint.objects.values_list("perspective", flat=True)) == {"patient", "carer"}


@pytest.mark.parametrize("role", ["director", "nobody"])
def test_a_role_that_cannot_be_held_there_is_refused_beside_the_role(ward_7, ben, esi, role):
    with pytest.raises(ValidationError) as refused:
        actions.add_member(space=ward_7, person=ben, role=role, by=esi)

    assert list(refused.value.message_dict) == ["role"]
    assert (Membership.objects.count(), Event.objects.count()) == (0, 0)


def test_nobody_joins_a_closed_space(ward_7, ben, esi):
    Space.objects.filter(pk=ward_7.pk).update(closed_at=timezone.now(), closed_by=esi)
    ward_7.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, by=esi)

    assert refused.value.messages == ["Ward 7 is closed: open it again first."]
    assert Membership.objects.count() == 0


def test_somebody_who_left_for_good_is_not_added(ward_7, ben, esi):
    ben.left_at = timezone.now()

    with pytest.raises(ValidationError) as refused:
        actions.add_member(space=ward_7, person=ben, role=Role.PARTNER, by=esi)

    assert list(refused.value.message_dict) == ["person"]
