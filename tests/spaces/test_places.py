"""Closing and opening spaces, and what may be shown of their numbers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.spaces import actions, events
from allteach.spaces.models import DisclosurePolicy
from allteach.spaces.permissions import can_manage_space, can_read_record, can_see_own, can_sign_agreement, has_ability
from allteach.spaces.queries import agreement_in_force, every_space, signings_of
from allteach.spaces.roles import Ability, Role
from tests.factories import MembershipFactory, OrganisationFactory, TeamFactory

pytestmark = pytest.mark.django_db
SETTLED = {
    "least_denominator": 12,
    "least_count": 6,
    "is_sensitive": True,
    "is_published_data": False,
    "ground": "",
}


def test_a_closed_space_can_be_read_and_opened_again_and_nothing_else(world):
    actions.close_space(space=world.ward_7, by=world.amina)
    actions.close_space(space=world.ward_7, by=world.amina)

    amina = world.again(world.amina)
    assert has_ability(amina, Ability.SEE_OWN, world.ward_7)
    assert not has_ability(amina, Ability.REPORT_VALUES, world.ward_7)
    assert not has_ability(amina, Ability.INVITE, world.ward_7)
    assert can_manage_space(amina, world.ward_7)

    actions.reopen_space(space=world.ward_7, by=amina)
    actions.reopen_space(space=world.ward_7, by=amina)
    assert has_ability(world.again(world.amina), Ability.REPORT_VALUES, world.ward_7)
    assert list(Event.objects.values_list("name", flat=True)) == [events.SPACE_CLOSED, events.SPACE_REOPENED]


def test_the_teams_of_a_closed_collaborative_are_closed_with_it(world):
    world.everybody()
    actions.close_space(space=world.falls, by=world.esi)

    assert not has_ability(world.again(world.amina), Ability.REPORT_VALUES, world.ward_7)
    assert not has_ability(world.again(world.esi), Ability.DEFINE_CORE_MEASURES, world.falls)
    assert has_ability(world.again(world.farah), Ability.REPORT_VALUES, world.clinic)


def test_small_number_settings_are_kept_with_what_they_were(world):
    policy = actions.change_disclosure(space=world.falls, by=world.esi, **SETTLED)
    actions.change_disclosure(space=world.falls, by=world.esi, **SETTLED)

    assert {field: getattr(policy, field) for field in SETTLED} == SETTLED
    event = Event.objects.get()
    assert event.name == events.DISCLOSURE_CHANGED
    assert (event.facts["before"]["least_count"], event.facts["after"]["least_count"]) == (5, 6)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"least_count": 4}, "least_count"),
        ({"least_denominator": 9}, "least_denominator"),
        ({"least_denominator": 101}, "least_denominator"),
        ({"is_published_data": True, "ground": " "}, "ground"),
    ],
)
def test_no_collaborative_shows_more_than_the_platforms_rule(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.change_disclosure(space=world.falls, by=world.esi, **SETTLED | said)

    assert list(refused.value.message_dict) == [field]
    assert DisclosurePolicy.objects.get(space=world.falls).least_count == 5


def test_published_numbers_hide_nothing_and_say_where_they_are_published(world):
    said = SETTLED | {"is_published_data": True, "ground": "NHS England, monthly statistics"}

    assert actions.change_disclosure(space=world.falls, by=world.esi, **said).is_published_data


def test_who_has_signed_is_listed_those_who_have_not_first(world, django_assert_num_queries):
    signed = world.ward_7
    unsigned = TeamFactory(parent=world.falls, signed=False, organisation=OrganisationFactory(name="Zed"))
    TeamFactory(parent=world.falls, organisation=unsigned.organisation, signed=False)

    with django_assert_num_queries(2):
        signings = signings_of(world.falls)

    assert [(one.organisation, len(one.teams), one.signed_on is None) for one in signings] == [
        (unsigned.organisation, 2, True),
        (signed.organisation, 1, False),
    ]
    assert (agreement_in_force(signed) is None, agreement_in_force(unsigned)) == (False, None)
    assert agreement_in_force(world.falls) is None


def test_every_space_stands_beneath_the_one_around_it_with_how_many_are_in_it(world, django_assert_num_queries):
    world.everybody()
    MembershipFactory(person=world.ben, space=world.ward_7, role=Role.DATA_LEAD)  # One person in two roles.

    with django_assert_num_queries(1):
        listed = [
            (space.name, space.parent and space.parent.name, space.people, space.spaces) for space in every_space()
        ]

    assert [one for one in listed if "Falls" in one] == [
        ("Falls", None, 2, 2),
        ("Ward 7", "Falls", 3, 0),
        ("Ward 9", "Falls", 1, 0),
    ]
    assert [one[0] for one in listed] == ["Falls", "Ward 7", "Ward 9", "Sugar", "Clinic", "Surgery"]


def test_an_organisation_whose_agreement_has_ended_is_not_one_that_has_not_signed(world):
    world.ward_7.organisation.agreements.update(ended_on="2026-03-01")
    signed_again = TeamFactory(parent=world.falls).organisation
    ended = signed_again.agreements.get()
    signed_again.agreements.update(ended_on="2026-02-01")
    ended.pk, ended.ended_on = None, None
    ended.save(force_insert=True)

    signings = {one.organisation: one for one in signings_of(world.falls)}

    assert signings[world.ward_7.organisation].ended_on == date(2026, 3, 1)
    assert signings[world.ward_7.organisation].is_missing is False
    assert signings[signed_again].ended_on is None


def test_who_may_manage_and_sign(world):
    world.everybody()

    def who(permission, space):
        return [name for name in ("amina", "ben", "dana", "esi", "farah") if permission(getattr(world, name), space)]

    assert who(can_manage_space, world.falls) == ["esi"]
    assert who(can_manage_space, world.ward_7) == ["amina", "esi"]
    assert who(can_sign_agreement, world.falls) == ["esi"]
    assert who(can_see_own, world.ward_7) == ["amina", "ben", "dana"]
    assert who(can_read_record, world.falls) == ["esi"]
    assert who(can_read_record, world.ward_7) == ["esi"]
