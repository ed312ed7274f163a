"""A collaborative after its congress: who is there, what was reported, and its results, written and published."""

from allteach.core.language import language_now
from allteach.progress import actions
from allteach.progress.models import Results
from allteach.progress.queries.results import results_from_record
from allteach.progress.told_results import ToldResults
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, TeamMeasureFactory, TimetableFactory

SAID = {
    "summary": "More people have a goal of their own.",
    "not_worked": "Letters did not bring anybody.",
    "limits": "Nobody else was counted.",
    "thanks": "Thank you.",
    "authors": "Sugar",
    "licence": "CC-BY-4.0",
}
FILM = {"title": "The first hour", "link": "https://example.org/film", "alternative": "With captions"}
MONTHS = [(60, 140), (63, 141), (70, 144), (71, 143), (76, 143), (75, 142)]


def sugar_after_its_congress(world, values):
    """Sugar after its congress of 27 April 2026, directed by Esi, with a measure that two teams reported."""
    TimetableFactory(space=world.sugar)
    world.everybody()
    MembershipFactory(person=world.esi, space=world.sugar, role=Role.DIRECTOR)
    for team in (world.clinic, world.surgery):
        TeamMeasureFactory(team=team, measure=world.foot_checks, values=values)
    return world


def written(world, **said):
    return actions.write_results(
        **{"collaborative": world.sugar, "measures": [world.foot_checks], **SAID, **said}, by=world.esi
    )


def told(results: Results) -> ToldResults:
    return results_from_record(Results.objects.get(pk=results.pk), language=language_now())


def published(world, results=None, **more):
    results = results or written(world)
    return actions.publish_results(results=results, told=told(results), **more, by=world.esi)
