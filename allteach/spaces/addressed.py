"""What an address names for a person: querysets of at most one row, for the edges to look up."""

from django.db.models import QuerySet

from allteach.people.models import Person
from allteach.spaces.models import Collaborative, Space, Team


def collaborative_at(slug: str, person: Person) -> QuerySet[Space]:
    """The collaborative at an address, if the person may know of it."""
    return Collaborative.objects.with_slug_for(person, slug).select_related("disclosure")


def team_at(slug: str, person: Person) -> QuerySet[Space]:
    """The team at an address, with its collaborative, organisation and profile."""
    teams = Team.objects.with_slug_for(person, slug)
    return teams.select_related("parent", "parent__disclosure", "organisation", "profile")


def space_at(slug: str, person: Person) -> QuerySet[Space]:
    """A space of any kind."""
    return Space.objects.with_slug_for(person, slug).select_related("parent", "parent__disclosure", "organisation")
