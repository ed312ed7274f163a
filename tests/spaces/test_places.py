"""Making, closing and opening spaces, and what may be shown of their numbers."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.spaces import actions, events
from allteach.spaces.models import DisclosurePolicy, Space
from allteach.spaces.permissions import can_manage_space, can_sign_agreement, has_ability
from allteach.spaces.queries import agreement_in_force, signings_of
from allteach.spaces.roles import Ability
from tests.factories import OrganisationFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
SETTLED = {
    "least_denominator": 12,
    "least_count": 6,
    "is_sensitive": True,
    "is_published_data": False,
    "ground": "",
}


def make(**said):
    return actions.make_space(**{"kind": "collaborative", "name": "Falls", "by": PersonFactory()} | said)


def test_a_collaborative_gets_an_address_a_code_and_a_rule_about_small_numbers():
    space = make(name="  Falls   at night ", summary=" Fewer falls ")

    assert (space.name, space.slug, space.summary) == ("Falls at night", "falls-at-night", "Fewer falls")
    assert len(space.code) == 6
    assert DisclosurePolicy.objects.get().space_id == space.pk
    event = Event.objects.get()
    assert (event.name, event.space, event.facts) == (
        *(events.SPACE_MADE, space.pk),
        {"kind": "collaborative", "parent": None},
    )


def test_a_team_takes_the_language_and_zone_of_its_collaborative():
    around = make(by=PersonFactory(language="fr-ca", time_zone="America/Toronto"))

    team = make(kind="team", name="Clinic", parent=around, organisation=OrganisationFactory())

    assert (team.parent, team.language, team.time_zone) == (around, "fr-ca", "America/Toronto")
    assert DisclosurePolicy.objects.count() == 1


def test_addresses_made_of_names_give_way_to_those_that_are_taken():
    slugs = [make(name=name).slug for name in ("Falls", "Falls", "New", "北京")]

    assert slugs[0] == "falls"
    assert [slug.rsplit("-", 1)[0] for slug in slugs[1:]] == ["falls", "new", "space"]


@pytest.mark.parametrize("slug", ["falls", "new", "Falls At Night", "-"])
def test_an_address_that_is_asked_for_is_that_one_or_a_refusal(slug):
    make(slug="falls")

    with pytest.raises(ValidationError) as refused:
        make(slug=slug)

    assert list(refused.value.message_dict) == ["slug"]
    assert Space.objects.count() == 1


def test_a_space_without_a_name_or_inside_a_closed_one_is_refused(world):
    with pytest.raises(ValidationError) as refused:
        make(name=" ")
    assert list(refused.value.message_dict) == ["name"]
    actions.close_space(space=world.falls, by=world.esi)

    with pytest.raises(ValidationError, match="Falls is closed"):
        make(kind="team", parent=world.falls)


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


def test_who_may_manage_and_sign(world):
    world.everybody()

    def who(permission, space):
        return [name for name in ("amina", "ben", "dana", "esi", "farah") if permission(getattr(world, name), space)]

    assert who(can_manage_space, world.falls) == ["esi"]
    assert who(can_manage_space, world.ward_7) == ["amina", "esi"]
    assert who(can_sign_agreement, world.falls) == ["esi"]
