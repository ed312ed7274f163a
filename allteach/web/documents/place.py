"""The header of a team's documents, and of the gallery of a session."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.navigation import Action, Crumb, Place
from allteach.web.teams.place import team_place


def storyboard_place(team: Space, person: Person, name: str, *, actions: tuple[Action, ...] = ()) -> Place:
    """The place of a page beneath a team's storyboards."""
    slug, place = slug_for(team, person), team_place(team, person, current="storyboards")
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Storyboards"), reverse("documents:storyboards", args=[slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs), actions=actions)


def leaflet_place(team: Space, person: Person, name: str, *, is_list: bool = False) -> Place:
    """The place of a page about a team's leaflets for patients."""
    slug, place = slug_for(team, person), team_place(team, person, current="storyboards")
    crumbs = [
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Storyboards"), reverse("documents:storyboards", args=[slug])),
    ]
    if not is_list:
        crumbs.append(Crumb(_("Leaflets"), reverse("documents:leaflets", args=[slug])))
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))


def gallery_place(collaborative: Space, name: str) -> Place:
    """The place of a session's gallery."""
    place = collaborative_place(collaborative, current="storyboards")
    crumb = Crumb(collaborative.name, reverse("collaboratives:collaborative", args=[collaborative.slug]))
    return replace(place, name=name, space=place.name, path=(*place.path, crumb), facts=())
