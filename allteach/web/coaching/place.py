"""Where coaching pages stand, and where what they show is found."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.meetings.models import Contact, Visit
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.navigation import Action, Crumb, Place, Words
from allteach.web.teams.place import team_place


def contacts_place(team: Space, person: Person, *, actions: tuple[Action, ...] = ()) -> Place:
    """The place of a team's log of contacts."""
    return team_place(team, person, current="contacts", actions=actions)


def place_beneath_contacts(team: Space, person: Person, *, name: Words, facts: tuple[Words, ...] = ()) -> Place:
    """The place of a page beneath the log, with the path back to it."""
    place = team_place(team, person, current="contacts", facts=facts)
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug_for(team, person)])),
        Crumb(_("Coaching"), team_address(team, person, "contacts")),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))


def team_address(team: Space, person: Person, page: str) -> str:
    """A page of a team's coaching: "contacts", "log_contact", "plan_visit"."""
    return reverse(f"coaching:{page}", args=[slug_for(team, person)])


def contact_address(contact: Contact, person: Person, page: str = "correct_contact") -> str:
    """A page of one contact."""
    return reverse(f"coaching:{page}", args=[slug_for(contact.team, person), contact.pk])


def visit_address(visit: Visit, person: Person, page: str = "visit") -> str:
    """A page of one visit."""
    return reverse(f"coaching:{page}", args=[slug_for(visit.team, person), visit.pk])
