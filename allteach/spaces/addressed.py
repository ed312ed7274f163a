"""What an address names for a person, for the edges to look up."""

from django.db.models import QuerySet

from allteach.core.prepared import Prepared
from allteach.people.models import Person
from allteach.spaces.models import Collaborative, Space, Team
from allteach.spaces.standing import Standing
from allteach.spaces.viewing import Viewer


def collaborative_at(slug: str, person: Person) -> QuerySet[Space]:
    """The collaborative at an address, if the person may know of it."""
    return Collaborative.objects.with_slug_for(person, slug).select_related("disclosure")


def team_at(slug: str, person: Person) -> Space | None:
    """The team at an address, with its collaborative, organisation and profile; None if the person knows of none."""
    return next(iter(_team_at(slug=slug, named=person.standing.named, coded=person.standing.coded)), None)


_team_at = Prepared(
    lambda slug, named, coded: Team.objects.with_slug_for(
        Viewer(None, Standing(named=named, coded=coded)), slug
    ).select_related("parent", "parent__disclosure", "organisation", "profile")
)


def space_at(slug: str, person: Person) -> QuerySet[Space]:
    """A space of any kind."""
    return Space.objects.with_slug_for(person, slug).select_related("parent", "parent__disclosure", "organisation")
