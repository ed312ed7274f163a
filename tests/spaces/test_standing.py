"""Where people stand, and what they may know of."""

import pytest

from allteach.core.closeness import Closeness
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.addressed import collaborative_at, space_at
from allteach.spaces.models import Space
from allteach.spaces.roles import ROLES, Role
from allteach.spaces.standing import Standing, closeness, standing_of
from tests.factories import DataAgreementFactory, TeamFactory


def test_a_patient_partner_may_do_exactly_what_a_team_member_may():
    assert ROLES[Role.PARTNER] == ROLES[Role.TEAM_MEMBER]


def test_nobody_may_invite_to_a_role_that_cannot_be_held():
    for row in ROLES.values():
        assert all(ROLES[granted].spaces for granted in row.grants)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("amina", {"falls", "ward-7"}),
        ("chidi", {"falls", "ward-9"}),
        ("dana", {"falls", "ward-7"}),
        ("esi", {"falls", "ward-7", "ward-9"}),
        ("farah", {"sugar", "clinic", "surgery"}),
        ("stan", set()),
    ],
)
def test_people_know_of_their_spaces_and_of_those_beside_them_where_results_are_shared(world, name, seen):
    world.everybody()

    assert set(Space.objects.visible_to(getattr(world, name)).values_list("slug", flat=True)) == seen


def test_standing_is_read_in_three_queries_at_most(world, django_assert_max_num_queries):
    world.everybody()
    farah = world.again(world.farah)

    with django_assert_max_num_queries(3):  # memberships, spaces around, agreements that name teams
        assert farah.standing.known


def test_a_stranger_stands_nowhere_and_the_database_is_not_asked():
    assert standing_of(Person()) == Standing()


def test_an_address_names_a_space_of_any_kind_for_those_who_know_of_it(world):
    world.everybody()

    assert space_at("falls", world.esi).get() == world.falls
    assert space_at("ward-7", world.esi).get() == world.ward_7
    assert not space_at("clinic", world.esi).exists()
    assert collaborative_at("falls", world.esi).get() == world.falls
    assert not collaborative_at("ward-7", world.esi).exists()


def test_teams_are_known_by_code_until_every_organisation_agreed_to_names(world):
    farah, _gil = world.farah, world.gil
    assert world.surgery.pk in farah.standing.named

    agreement = world.surgery.organisation.agreements.get()
    agreement.names_teams = False
    agreement.save()

    standing = world.again(farah).standing
    assert world.surgery.pk in standing.coded
    assert world.clinic.pk in standing.named  # One's own team has its name.
    assert not Space.objects.with_slug_for(world.again(farah), "surgery").exists()
    assert Space.objects.with_slug_for(world.again(farah), "tsurgery").get() == world.surgery


def test_an_ended_agreement_names_nobody(world):
    farah, _gil = world.farah, world.gil
    world.surgery.organisation.agreements.update(ended_on="2025-02-01")
    DataAgreementFactory(collaborative=world.sugar, organisation=world.surgery.organisation, names_teams=False)

    assert world.surgery.pk in world.again(farah).standing.coded


def test_an_organisation_that_left_is_known_by_code_and_the_others_by_name_as_before(world):
    farah, _gil = world.farah, world.gil
    stays = TeamFactory(parent=world.sugar, name="Practice", slug="practice")
    world.surgery.organisation.agreements.update(ended_on="2025-02-01")

    standing = world.again(farah).standing

    assert (world.surgery.pk in standing.coded, stays.pk in standing.named) == (True, True)


def test_an_organisation_that_never_agreed_keeps_all_from_being_named(world):
    farah, _gil = world.farah, world.gil
    TeamFactory(parent=world.sugar, signed=False)

    assert world.surgery.pk in world.again(farah).standing.coded


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("amina", Closeness.OWN),
        ("ben", Closeness.OWN),
        ("dana", Closeness.COACH),
        ("esi", Closeness.COACH),
        ("chidi", Closeness.PUBLIC),
        ("farah", Closeness.PUBLIC),
    ],
)
def test_how_near_people_stand_to_ward_7(world, name, near):
    assert closeness(getattr(world, name), world.ward_7) == near


def test_a_team_beside_stands_as_near_as_the_collaborative(world):
    assert closeness(world.gil, world.clinic) == Closeness.COLLABORATIVE


def test_charts_are_seen_by_audience(world):
    charts = [world.ward_7_falls, world.clinic_feet, world.surgery_feet]

    def seen_by(person):
        return set(TeamMeasure.objects.visible_to(person))

    assert seen_by(world.amina) == {charts[0]}
    assert seen_by(world.chidi) == set()
    assert seen_by(world.esi) == {charts[0]}
    assert seen_by(world.gil) == {charts[1], charts[2]}
    assert seen_by(world.stan) == set()
