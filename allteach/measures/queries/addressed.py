"""Measures and charts by address: querysets of at most one row, for the edges to look up."""

from django.db.models import QuerySet

from allteach.measures.models import Measure, TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space


def measure_at(space: Space, slug: str, person: Person) -> QuerySet[Measure]:
    """A measure of a collaborative, or a team's own."""
    shown = Measure.objects.visible_to(person).select_related("current", "goal", "space")
    return shown.filter(in_space=space.pk, slug=slug)


def team_measure_at(team: Space, slug: str, person: Person) -> QuerySet[TeamMeasure]:
    """A team's chart of a measure, with its definition."""
    return TeamMeasure.objects.visible_to(person).with_definition().filter(team=team.pk, measure__slug=slug)
