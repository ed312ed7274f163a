"""The header of pages beneath a team's tabs, each with a name of its own."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.improvement.models import Cycle
from allteach.people.models import Person
from allteach.spaces.models import Audience, Space
from allteach.spaces.naming import is_named_to, name_for, slug_for
from allteach.web.navigation import Crumb, Place, Words, leaf_of
from allteach.web.teams.place import GROUPS, team_place


def place_beneath(team: Space, person: Person, *, tab: str, name: Words, facts: tuple[Words, ...] = ()) -> Place:
    """The place of a page beneath one of a team's tabs, by the tab's key, with the path back to it."""
    slug = slug_for(team, person)
    place = team_place(team, person, current=tab, facts=facts)
    crumbs = [Crumb(place.name, reverse("teams:team", args=[slug]))]
    if tab != "overview":
        leaf = leaf_of(GROUPS, tab)
        crumbs.append(Crumb(leaf.words, reverse(leaf.view, args=[slug])))
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))


def cycle_place(cycle: Cycle, person: Person) -> Place:
    """The place of one test: its step and title, its idea, who owns it, and who sees it."""
    facts: list[Words] = []
    if cycle.change_idea is not None:
        facts.append(_("Change idea: %(title)s") % {"title": cycle.change_idea.title})
    if cycle.owner is not None and is_named_to(cycle.team, person):
        facts.append(_("Owner: %(name)s") % {"name": cycle.owner.name})
    facts.append(_("Seen by %(who)s") % {"who": who_sees(cycle, person)})
    return place_beneath(cycle.team, person, tab="tests", name=cycle_name(cycle), facts=tuple(facts))


def cycle_name(cycle: Cycle) -> str:
    """What people call a test: "Cycle 6: Card with an interpreter"."""
    return _("Cycle %(step)s: %(title)s") % {"step": cycle.step, "title": cycle.title}


def who_sees(cycle: Cycle, person: Person) -> str:
    """Who may see a test, in words."""
    team = name_for(cycle.team, person)
    if cycle.audience == Audience.TEAM or cycle.team.parent is None:
        return _("%(team)s and those who support it") % {"team": team}
    if cycle.team.parent.shares_results:
        return _("everybody in %(collaborative)s") % {"collaborative": cycle.team.parent.name}
    return _("%(team)s and those who lead %(collaborative)s") % {
        "team": team,
        "collaborative": cycle.team.parent.name,
    }
