"""A collaborative after its congress: who is there, and what was reported."""

from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, TeamMeasureFactory, TimetableFactory


def sugar_after_its_congress(world, values):
    """Sugar after its congress of 27 April 2026, directed by Esi, with a measure that two teams reported."""
    TimetableFactory(space=world.sugar)
    world.everybody()
    MembershipFactory(person=world.esi, space=world.sugar, role=Role.DIRECTOR)
    for team in (world.clinic, world.surgery):
        TeamMeasureFactory(team=team, measure=world.foot_checks, values=values)
    return world
