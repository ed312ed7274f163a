"""Who may see and do what with aims, tests of change and kept changes."""

import pytest
from django.utils import timezone

from allteach.improvement import actions, permissions
from allteach.improvement.models import Cycle
from allteach.spaces.roles import Role
from tests.factories import AimFactory, ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory, MembershipFactory
from tests.world import CAST


def who(world, may):
    return {name for name in CAST if may(world.again(getattr(world, name)))}


TEAM = {"amina", "ben"}


def test_the_team_tests_changes_its_patient_partner_included_and_nobody_else(world):
    cycle = CycleFactory(team=world.ward_7)
    change = ImplementedChangeFactory(team=world.ward_7)

    assert who(world, lambda person: permissions.can_start_cycle(person, world.ward_7)) == TEAM
    assert who(world, lambda person: permissions.can_change_cycle(person, cycle)) == TEAM
    assert who(world, lambda person: permissions.can_write_aim(person, world.ward_7)) == TEAM
    assert who(world, lambda person: permissions.can_implement_change(person, world.ward_7)) == TEAM
    assert who(world, lambda person: permissions.can_revise_implemented_change(person, change)) == TEAM


def test_a_coach_remarks_on_a_test_and_takes_it_back_and_the_team_reads_it(world):
    world.everybody()
    cycle = CycleFactory(team=world.ward_7)
    remark = actions.remark_on_cycle(cycle=cycle, words="Which shift?", by=world.dana)

    assert who(world, lambda person: permissions.can_remark_on_cycle(person, cycle)) == {"dana"}
    assert who(world, lambda person: permissions.can_read_remarks(person, cycle)) == TEAM
    assert who(world, lambda person: permissions.can_take_back_remark(person, remark)) == {"dana"}


def test_a_planned_test_is_seen_by_the_team_and_its_coach_and_a_begun_one_by_all_who_know_the_team(world):
    world.everybody()
    planned = CycleFactory(team=world.clinic)
    begun = actions.begin_do(cycle=CycleFactory(team=world.clinic), by=world.farah)
    kept_apart = actions.begin_do(cycle=CycleFactory(team=world.ward_7), by=world.amina)
    drafted = CycleFactory(team=world.ward_7)

    assert who(world, lambda person: permissions.can_see_cycle(person, planned)) == {"farah"}
    assert who(world, lambda person: permissions.can_see_cycle(person, begun)) == {"farah", "gil"}
    assert who(world, lambda person: permissions.can_see_cycle(person, kept_apart)) == {"amina", "ben", "dana", "esi"}
    assert who(world, lambda person: permissions.can_see_cycle(person, drafted)) == {"amina", "ben", "dana"}


def test_of_one_cycle_and_of_many_the_same_is_said(world):
    world.everybody()
    for team, by in ((world.ward_7, world.amina), (world.clinic, world.farah), (world.ward_9, world.chidi)):
        CycleFactory(team=team)
        actions.begin_do(cycle=CycleFactory(team=team), by=by)

    for name in CAST:
        person = world.again(getattr(world, name))
        seen = set(Cycle.objects.visible_to(person).values_list("pk", flat=True))
        assert seen == {cycle.pk for cycle in Cycle.objects.all() if permissions.can_see_cycle(person, cycle)}


def test_a_test_that_is_over_takes_a_lesson_and_right_dates_but_no_change(world):
    cycle = actions.begin_do(cycle=CycleFactory(team=world.ward_7), by=world.amina)
    assert not permissions.can_share_lesson(world.amina, cycle)
    stopped = actions.stop_cycle(cycle=cycle, stopped_reason="The nurse left", by=world.amina)

    assert not permissions.can_change_cycle(world.amina, stopped)
    assert permissions.can_share_lesson(world.amina, stopped)
    assert permissions.can_correct_dates(world.amina, stopped)
    assert not permissions.can_correct_dates(world.amina, CycleFactory(team=world.ward_7))
    assert not permissions.can_share_lesson(world.dana, stopped)


def test_nothing_is_tested_in_a_closed_team(world):
    world.amina  # noqa: B018 - made while the team was open
    world.ward_7.closed_at, world.ward_7.closed_by = timezone.now(), world.esi
    world.ward_7.save()

    assert not permissions.can_start_cycle(world.amina, world.ward_7)
    assert not permissions.can_agree_to_aim(world.amina, AimFactory(team=world.ward_7))


def test_those_with_a_role_in_the_team_agree_to_its_aim(world):
    aim = AimFactory(team=world.ward_7)

    assert who(world, lambda person: permissions.can_agree_to_aim(person, aim)) == {"amina", "ben", "dana"}


def test_ideas_are_added_by_whoever_tests_changes_and_by_those_who_write_the_charter(world):
    world.everybody()

    assert who(world, lambda person: permissions.can_add_change_idea(person, world.falls)) == {
        "amina",
        "ben",
        "chidi",
        "esi",
    }
    assert who(world, lambda person: permissions.can_add_change_idea(person, world.ward_7)) == TEAM


def test_an_idea_is_told_better_by_who_added_it_and_by_those_who_write_the_charter(world):
    world.everybody()
    idea = ChangeIdeaFactory(space=world.falls, owner=world.amina)

    assert who(world, lambda person: permissions.can_revise_change_idea(person, idea)) == {"amina", "esi"}


def test_no_idea_is_added_to_a_closed_collaborative(world):
    world.falls.closed_at, world.falls.closed_by = timezone.now(), world.esi
    world.falls.save()

    assert not permissions.can_add_change_idea(world.esi, world.falls)


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.COACH])
def test_those_who_support_a_team_do_not_test_for_it(world, role):
    person = MembershipFactory(space=world.ward_7, role=role).person

    assert not permissions.can_start_cycle(person, world.ward_7)
