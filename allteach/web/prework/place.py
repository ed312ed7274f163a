"""The header of the pages beneath a team's pre-work."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.navigation import Crumb, Place, Words
from allteach.web.teams.place import team_place


def prework_place(team: Space, person: Person, *, name: Words) -> Place:
    """The place of a page beneath a team's pre-work, with the path back to it."""
    slug = slug_for(team, person)
    place = team_place(team, person, current="prework")
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Pre-work"), reverse("prework:prework", args=[slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))
