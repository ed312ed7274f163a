"""The header of meetings' pages."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import place_beneath
from allteach.web.meetings.shown import address_of, hours_of
from allteach.web.navigation import Action, Crumb, Place, Words
from allteach.web.teams.place import team_place


def meeting_place(meeting: Meeting, *, actions: tuple[Action, ...] = (), facts: tuple[Words, ...] = ()) -> Place:
    """The place of a session's or a call's own page."""
    place = place_beneath(meeting.in_space, tab="meetings", name=title_of(meeting))
    return replace(place, facts=(hours_of(meeting), *facts), actions=actions)


def place_beneath_meeting(meeting: Meeting, name: Words) -> Place:
    """The place of a page beneath a session or a call, with the path back to it."""
    place = place_beneath(meeting.in_space, tab="meetings", name=name)
    return replace(place, path=(*place.path, Crumb(title_of(meeting), address_of(meeting))))


def place_beneath_team_meetings(team: Space, person: Person, name: Words) -> Place:
    """The place of a page beneath a team's meetings."""
    slug = slug_for(team, person)
    place = team_place(team, person, current="meetings")
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Meetings"), reverse("meetings:team_meetings", args=[slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))
