"""What an address names, if this person may know that it exists; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.addressed import measure_at, team_measure_at
from allteach.spaces.addressed import collaborative_at, space_at, team_at
from allteach.spaces.models import Space


def find_collaborative(request: HttpRequest, slug: str) -> Space:
    """A collaborative."""
    return get_object_or_404(collaborative_at(slug, request.person))


def find_team(request: HttpRequest, slug: str) -> Space:
    """A team, with its collaborative, organisation and profile."""
    found = team_at(slug, request.person)
    if found is None:
        raise Http404
    return found


def find_space(request: HttpRequest, slug: str) -> Space:
    """A space of any kind."""
    return get_object_or_404(space_at(slug, request.person))


def find_team_measure(request: HttpRequest, team: Space, slug: str) -> TeamMeasure:
    """A team's chart of a measure."""
    return get_object_or_404(team_measure_at(team, slug, request.person))


def find_measure(request: HttpRequest, space: Space, slug: str) -> Measure:
    """A measure of a collaborative, or a team's own."""
    return get_object_or_404(measure_at(space, slug, request.person))
