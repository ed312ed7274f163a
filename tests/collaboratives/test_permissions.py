"""Who may do what with a collaborative, its rounds of recruitment and its teams' pre-work."""

import pytest
from django.utils import timezone

from allteach.collaboratives import permissions
from allteach.collaboratives.models import Application
from allteach.collaboratives.prework import ITEMS
from allteach.people.models import Person
from allteach.spaces.roles import Role
from tests.factories import ApplicationFactory, MembershipFactory
from tests.world import CAST

ROLES = (Role.CHAIR, Role.FACULTY, Role.IMPROVEMENT_ADVISER, Role.EVALUATOR, Role.FUNDER)  # Beside those of the cast.


@pytest.fixture
def people(world):
    """The cast, and somebody in each of the other roles of the collaborative, by what they are called here."""
    world.everybody()
    found = {name: world.again(getattr(world, name)) for name in CAST}
    return found | {role.value: MembershipFactory(space=world.falls, role=role).person for role in ROLES}


def who(people, may) -> set[str]:
    return {name for name, person in people.items() if may(person)}


# fmt: off
IN_THE_COLLABORATIVE = [
    ("can_write_charter",        {"esi", "improvement_adviser"}),
    ("can_approve_charter",      {"esi", "chair"}),
    ("can_set_goals",            {"esi", "improvement_adviser"}),
    ("can_add_team",             {"esi"}),
    ("can_set_calendar",         {"esi"}),
    ("can_announce_recruitment", {"esi"}),
    ("can_read_applications",    {"esi", "chair", "faculty", "improvement_adviser", "dana"}),
    ("can_count_applications",   {"esi", "chair", "faculty", "improvement_adviser", "dana", "evaluator", "funder"}),
    ("can_select_teams",         {"esi", "chair", "faculty"}),
    ("can_form_team",            {"esi"}),
    ("can_see_prework_of_all",   {"esi", "chair", "faculty", "improvement_adviser", "dana"}),
]
IN_A_TEAM = [
    ("can_change_profile",       {"esi", "amina"}),
    ("can_withdraw_team",        {"esi"}),
    ("can_see_prework",          {"esi", "amina", "ben", "dana", "chair", "improvement_adviser"}),
    ("can_review_readiness",     {"amina", "ben", "dana"}),
]
READING = {"can_read_applications", "can_count_applications", "can_see_prework_of_all"}
# fmt: on


@pytest.mark.parametrize(("name", "allowed"), IN_THE_COLLABORATIVE)
def test_who_may_do_what_in_a_collaborative(world, people, name, allowed):
    may = getattr(permissions, name)

    assert who(people, lambda person: may(person, world.falls)) == allowed


@pytest.mark.parametrize(("name", "allowed"), IN_A_TEAM)
def test_who_may_do_what_for_a_team(world, people, name, allowed):
    may = getattr(permissions, name)

    assert who(people, lambda person: may(person, world.ward_7)) == allowed


@pytest.mark.parametrize("name", [name for name, _allowed in IN_THE_COLLABORATIVE if name not in READING])
def test_nothing_is_written_in_a_closed_collaborative(world, people, name):
    world.falls.closed_at, world.falls.closed_by = timezone.now(), world.esi

    assert who(people, lambda person: getattr(permissions, name)(person, world.falls)) == set()


def test_a_collaborative_is_no_team_that_withdraws(world, people):
    assert who(people, lambda person: permissions.can_withdraw_team(person, world.falls)) == set()


def test_a_sponsor_sees_the_pre_work_of_their_team_and_reviews_no_readiness(world):
    sponsor = MembershipFactory(space=world.ward_7, role=Role.SPONSOR).person

    assert permissions.can_see_prework(sponsor, world.ward_7)
    assert not permissions.can_review_readiness(sponsor, world.ward_7)


def test_staff_and_those_who_direct_one_already_begin_a_collaborative(world, people):
    world.stan.account.is_staff = True
    world.stan.account.save()
    again = {name: world.again(person) for name, person in people.items()}

    assert who(again, permissions.can_begin_collaborative) == {"esi", "stan"}
    assert not permissions.can_begin_collaborative(Person())


def test_those_of_the_practice_write_on_its_application_and_those_who_select_only_read(world):
    application = ApplicationFactory(is_sent=True, recruitment__space=world.falls, begun_by=world.stan)

    def may_write(person):
        return permissions.can_write_application(person, Application.objects.visible_to(person).get(pk=application.pk))

    assert may_write(world.stan)
    assert not may_write(world.esi)


def test_whoever_signs_an_item_off_may_undo_it_and_nobody_in_a_closed_team(world, people):
    def may(permission):
        return who(people, lambda person: permission(person, world.ward_7, ITEMS["aim"]))

    assert may(permissions.can_undo_sign_off) == may(permissions.can_sign_off) == {"dana", "esi"}
    world.ward_7.closed_at = timezone.now()
    assert may(permissions.can_undo_sign_off) == set()
