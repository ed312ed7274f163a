"""What an address names, if whoever asks may know that it exists; otherwise 404."""

from django.http import Http404, HttpRequest

from allteach.spaces.addressed import team_at
from allteach.spaces.models import Space


def find_team(request: HttpRequest, slug: str) -> Space:
    """A team, with its collaborative, organisation and profile."""
    found = team_at(slug, request.person)
    if found is None:
        raise Http404
    return found
