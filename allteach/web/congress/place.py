"""The headers of the pages of a congress."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import place_beneath
from allteach.web.navigation import Crumb, Place, Words
from allteach.web.teams.place import team_place


def congress_place(collaborative: Space, name: Words) -> Place:
    """The place of a page beneath the congress of a collaborative."""
    return place_beneath(collaborative, tab="congress", name=name)


def results_place(collaborative: Space, name: Words) -> Place:
    """The place of a page beneath the draft of the results."""
    place = congress_place(collaborative, name)
    crumb = Crumb(_("Results"), reverse("congress:draft_results", args=[collaborative.slug]))
    return replace(place, path=(*place.path, crumb))


def award_place(team: Space, person: Person, name: str) -> Place:
    """The place of a page about one award of a team."""
    slug, place = slug_for(team, person), team_place(team, person, current="awards")
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Awards"), reverse("congress:team_awards", args=[slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))
