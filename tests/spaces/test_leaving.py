"""Changing roles, leaving, being removed, handing over and going for good."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.people.models import Account, Person
from allteach.spaces import actions, events
from allteach.spaces.models import Invitation, Membership, Standpoint
from allteach.spaces.permissions import (
    can_change_perspectives,
    can_hand_over,
    can_leave_space,
    can_remove_member,
    can_see_people,
    has_ability,
)
from allteach.spaces.queries import left_without_lead, members_of, people_in_role, people_known_to, perspectives_in
from allteach.spaces.roles import Ability, Role
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def membership(person, space) -> Membership:
    return Membership.objects.active().select_related("space", "person").get(person=person, space_id=space.pk)


def happened() -> list[str]:
    return list(Event.objects.values_list("name", flat=True))


def test_a_role_is_changed_at_once_and_the_old_row_is_kept_ended(world):
    ben = membership(world.ben, world.ward_7)
    assert not has_ability(world.ben, Ability.CORRECT_VALUES, world.ward_7)

    new = actions.change_role(membership=ben, role=Role.DATA_LEAD, by=world.amina)

    assert has_ability(world.again(world.ben), Ability.CORRECT_VALUES, world.ward_7)
    assert Membership.objects.get(pk=ben.pk).ended_at is not None
    event = Event.objects.get()
    assert (event.name, event.about) == (events.ROLE_CHANGED, f"spaces.membership:{new.pk}")
    assert event.facts == {"person": world.ben.pk, "before": "partner", "after": "data_lead"}


def test_changing_to_the_same_role_is_no_change(world):
    ben = membership(world.ben, world.ward_7)

    assert actions.change_role(membership=ben, role=Role.PARTNER, by=world.amina) == ben
    assert happened() == []


def test_a_role_that_cannot_be_held_there_is_refused(world):
    with pytest.raises(ValidationError) as refused:
        actions.change_role(membership=membership(world.ben, world.ward_7), role=Role.DIRECTOR, by=world.esi)

    assert list(refused.value.message_dict) == ["role"]
    assert membership(world.ben, world.ward_7).role == "partner"


def test_the_role_of_somebody_who_has_left_it_is_not_changed(world):
    ben = membership(world.ben, world.ward_7)
    actions.leave_space(membership=membership(world.ben, world.ward_7), by=world.ben)

    with pytest.raises(ValidationError, match="has left this role already"):
        actions.change_role(membership=ben, role=Role.DATA_LEAD, by=world.amina)


def test_whoever_is_removed_may_nothing_from_that_moment_on(world):
    assert has_ability(world.ben, Ability.REPORT_VALUES, world.ward_7)
    ben = membership(world.ben, world.ward_7)

    actions.remove_member(membership=ben, by=world.amina)
    actions.remove_member(membership=ben, by=world.amina)

    assert not has_ability(world.again(world.ben), Ability.SEE, world.ward_7)
    assert happened() == [events.MEMBER_REMOVED]


def test_a_role_that_was_left_twice_was_left_the_first_time(world):
    ben = membership(world.ben, world.ward_7)

    for _time in range(2):
        actions.leave_space(membership=ben, by=world.ben)

    assert happened() == [events.MEMBER_LEFT]


def test_whoever_goes_is_told_which_open_spaces_nobody_else_leads(world):
    assert left_without_lead(world.amina) == ["Ward 7"]
    assert left_without_lead(world.esi) == ["Falls"]
    assert left_without_lead(world.ben) == []

    MembershipFactory(space=world.ward_7, role=Role.TEAM_LEAD)
    actions.close_space(space=world.falls, by=world.esi)

    assert left_without_lead(world.amina) == []
    assert left_without_lead(world.esi) == []


def test_perspectives_go_with_the_last_role(world):
    MembershipFactory(person=world.ben, space=world.ward_7, role=Role.DATA_LEAD)
    actions.change_perspectives(space=world.ward_7, person=world.ben, perspectives=["patient", "carer"], by=world.ben)

    for role, left in ((Role.DATA_LEAD, 2), (Role.PARTNER, 0)):
        held = Membership.objects.active().get(person=world.ben, role=role)
        actions.leave_space(membership=held, by=world.ben)
        assert Standpoint.objects.count() == left


def test_perspectives_are_theirs_alone_to_say_and_give_no_permission(world):
    may = [can_change_perspectives(person, world.ward_7) for person in (world.ben, world.amina, world.esi)]
    before = world.ben.standing.abilities

    actions.change_perspectives(space=world.ward_7, person=world.ben, perspectives=["patient"], by=world.ben)
    actions.change_perspectives(space=world.ward_7, person=world.ben, perspectives=["carer"], by=world.ben)
    actions.change_perspectives(space=world.ward_7, person=world.ben, perspectives=["carer"], by=world.ben)

    assert may == [True, True, False]
    assert perspectives_in(world.ward_7, world.ben) == ["carer"]
    assert perspectives_in(world.ward_7, world.amina) == []
    assert world.again(world.ben).standing.abilities == before
    assert Event.objects.count() == 2
    assert "carer" not in str(list(Event.objects.values_list()))


def test_the_only_lead_does_not_leave_a_team_behind(world):
    with pytest.raises(ValidationError, match="only Team lead of Ward 7"):
        actions.leave_space(membership=membership(world.amina, world.ward_7), by=world.amina)
    with pytest.raises(ValidationError, match="only Team lead of Ward 7"):
        actions.change_role(membership=membership(world.amina, world.ward_7), role=Role.TEAM_MEMBER, by=world.amina)

    assert happened() == []


def test_one_of_two_leads_may_leave_and_a_director_may_remove_the_last(world):
    second = MembershipFactory(space=world.ward_7, role=Role.TEAM_LEAD)

    actions.leave_space(membership=membership(world.amina, world.ward_7), by=world.amina)
    actions.remove_member(membership=second, by=world.esi)

    assert people_in_role(world.ward_7, Role.TEAM_LEAD) == []


def test_the_lead_of_a_closed_team_may_leave(world):
    actions.close_space(space=world.ward_7, by=world.amina)

    actions.leave_space(membership=membership(world.amina, world.ward_7), by=world.amina)

    assert happened() == [events.SPACE_CLOSED, events.MEMBER_LEFT]


def test_a_lead_hands_over_and_stays_a_member(world):
    new = actions.hand_over(membership=membership(world.amina, world.ward_7), to=world.ben, by=world.amina)

    assert (new.person, new.role) == (world.ben, "team_lead")
    assert [one.role for one in Membership.objects.active().filter(person=world.amina)] == ["team_member"]
    assert has_ability(world.again(world.ben), Ability.INVITE, world.ward_7)
    assert not has_ability(world.again(world.amina), Ability.INVITE, world.ward_7)
    event = Event.objects.get()
    assert event.name == events.LEAD_HANDED_OVER
    assert event.facts == {"role": "team_lead", "before": world.amina.pk, "after": world.ben.pk}


@pytest.mark.parametrize(("to", "words"), [("chidi", "belongs to this space"), ("amina", "somebody else")])
def test_a_lead_hands_over_only_to_another_member(world, to, words):
    with pytest.raises(ValidationError) as refused:
        actions.hand_over(membership=membership(world.amina, world.ward_7), to=getattr(world, to), by=world.amina)

    assert list(refused.value.message_dict) == ["to"]
    assert words in refused.value.messages[0]
    assert membership(world.amina, world.ward_7).role == "team_lead"


def test_only_a_leads_role_is_handed_over_and_only_while_it_is_held(world):
    with pytest.raises(ValidationError, match="can be handed over"):
        actions.hand_over(membership=membership(world.ben, world.ward_7), to=world.amina, by=world.ben)
    lead = membership(world.amina, world.ward_7)
    Membership.objects.filter(pk=lead.pk).update(ended_at="2026-01-01T00:00Z")
    with pytest.raises(ValidationError, match="has left this role already"):
        actions.hand_over(membership=lead, to=world.ben, by=world.amina)


def test_replacing_takes_the_role_from_one_and_offers_it_to_another(world):
    invitation = actions.replace_member(
        membership=membership(world.ben, world.ward_7), email="kwame@example.org", name="Kwame", by=world.amina
    )

    assert (invitation.role, invitation.email) == ("partner", "kwame@example.org")
    assert happened() == [events.MEMBER_REMOVED, events.PERSON_INVITED]


def test_a_replacement_that_cannot_be_invited_replaces_nobody(world):
    with pytest.raises(ValidationError):
        actions.replace_member(membership=membership(world.ben, world.ward_7), email="", name="Kwame", by=world.amina)

    assert membership(world.ben, world.ward_7).ended_at is None


def test_going_for_good_ends_everything_and_keeps_what_was_given(world):
    actions.invite(space=world.ward_7, email="new@example.org", name="New", role=Role.PARTNER, by=world.amina)
    address = world.amina.account.email
    actions.invite(space=world.clinic, email=address, name="Amina", role=Role.PARTNER, by=world.farah)

    actions.leave_for_good(person=world.amina, by=world.amina)

    assert Membership.objects.active().filter(person=world.amina).count() == 0
    assert Account.objects.filter(person=world.amina).count() == 0
    assert str(Person.objects.get(pk=world.amina.pk)) == "Former member"
    assert {invitation.state for invitation in Invitation.objects.all()} == {"withdrawn"}
    assert Invitation.objects.filter(email=address).count() == 0
    with pytest.raises(ValidationError, match="has left"):
        actions.add_member(space=world.clinic, person=world.amina, role=Role.TEAM_MEMBER, by=world.farah)


def test_the_only_director_of_an_open_collaborative_hands_over_before_going_for_good(world):
    with pytest.raises(ValidationError, match="only Director of Falls"):
        actions.leave_for_good(person=world.esi, by=world.esi)
    assert world.again(world.esi).left_at is None

    actions.close_space(space=world.falls, by=world.esi)
    actions.leave_for_good(person=world.again(world.esi), by=world.esi)

    assert world.again(world.esi).left_at is not None


def test_who_may_do_what_with_whom(world):
    world.everybody()
    ben, amina = membership(world.ben, world.ward_7), membership(world.amina, world.ward_7)
    everybody = ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")

    def who(permission, thing):
        return [name for name in everybody if permission(getattr(world, name), thing)]

    assert who(can_see_people, world.ward_7) == ["amina", "ben", "dana", "esi"]
    assert who(can_remove_member, ben) == ["amina", "esi"]
    assert who(can_leave_space, ben) == ["ben"]
    assert who(can_hand_over, amina) == ["amina", "esi"]
    assert who(can_hand_over, ben) == []


def test_the_people_of_a_space_are_listed_leads_first_in_two_queries(world, django_assert_num_queries):
    world.everybody()
    actions.change_perspectives(space=world.ward_7, person=world.ben, perspectives=["patient"], by=world.ben)
    for _ in range(3):
        MembershipFactory(space=world.ward_7, person=PersonFactory(name="zoe"))

    with django_assert_num_queries(2):
        members = members_of(world.ward_7)

    assert [member.person.name for member in members] == ["Dana", "Amina", "zoe", "zoe", "zoe", "Ben"]
    assert members[5].perspectives == ("patient",)
    assert members[5].since == membership(world.ben, world.ward_7).started_at


def test_people_are_known_to_those_who_share_a_space_they_know_by_name(world):
    world.everybody()

    def known(name):
        return set(people_known_to(getattr(world, name)).values_list("name", flat=True))

    assert known("chidi") == {"Chidi", "Dana", "Esi"}
    assert known("esi") == {"Amina", "Ben", "Chidi", "Dana", "Esi"}
    assert known("farah") == {"Farah", "Gil"}
    assert known("stan") == set()
