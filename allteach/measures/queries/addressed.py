"""Measures and charts by address, and those of one team, for the edges to look up."""

from django.db.models import QuerySet

from allteach.measures.models import Measure, TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.viewing import SeenBy


def measure_at(space: Space, slug: str, person: Person) -> QuerySet[Measure]:
    """A measure of a collaborative, or a team's own."""
    shown = Measure.objects.visible_to(person).select_related("current", "goal", "space")
    return shown.filter(in_space=space.pk, slug=slug)


def team_measure_at(team: Space, slug: str, person: Person) -> QuerySet[TeamMeasure]:
    """A team's chart of a measure, with its definition."""
    return TeamMeasure.objects.visible_to(person).with_definition().filter(team=team.pk, measure__slug=slug)


def measures_of(team: Space, *, seen_by: Person) -> list[TeamMeasure]:
    """The measures that a team uses now, with their definitions, in order: what is known of the team is set in each."""
    found = _measures_of(seen_by, team=team.pk)
    for team_measure in found:
        team_measure.team = team
    return found


_measures_of = SeenBy(
    lambda viewer, team: (
        TeamMeasure.objects.visible_to(viewer).filter(team=team).active().select_related("measure", "measure__current")
    )
)
