"""What an address names, if this person may know that it exists; otherwise 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from allteach.measures.models import Measure, TeamMeasure
from allteach.spaces.models import Collaborative, Space, Team


def find_collaborative(request: HttpRequest, slug: str) -> Space:
    """A collaborative."""
    return get_object_or_404(Collaborative.objects.with_slug_for(request.person, slug).select_related("disclosure"))


def find_team(request: HttpRequest, slug: str) -> Space:
    """A team, with its collaborative and organisation."""
    teams = Team.objects.with_slug_for(request.person, slug)
    return get_object_or_404(teams.select_related("parent", "parent__disclosure", "organisation", "profile"))


def find_space(request: HttpRequest, slug: str) -> Space:
    """A space of any kind."""
    spaces = Space.objects.with_slug_for(request.person, slug)
    return get_object_or_404(spaces.select_related("parent", "parent__disclosure", "organisation"))


def find_team_measure(request: HttpRequest, team: Space, slug: str) -> TeamMeasure:
    """A team's chart of a measure."""
    shown = TeamMeasure.objects.visible_to(request.person).with_definition()
    return get_object_or_404(shown, team=team.pk, measure__slug=slug)


def find_measure(request: HttpRequest, space: Space, slug: str) -> Measure:
    """A measure of a collaborative, or a team's own."""
    shown = Measure.objects.visible_to(request.person).select_related("current", "goal", "space")
    return get_object_or_404(shown, in_space=space.pk, slug=slug)
