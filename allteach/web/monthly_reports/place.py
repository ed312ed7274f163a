"""The header of pages about a report."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.navigation import Action, Crumb, Place, Words
from allteach.web.teams.place import team_place


def report_place(
    team: Space,
    month: Period,
    person: Person,
    *,
    name: Words = "",
    facts: tuple[Words, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Place:
    """The place of a report of a month, or of a page beneath it that has a name of its own."""
    slug = slug_for(team, person)
    place = team_place(team, person, current="reports", facts=facts, actions=actions)
    month_name = period_in_words(month)
    crumbs = [
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("Reports"), reverse("monthly_reports:reports", args=[slug])),
    ]
    if name:
        crumbs.append(Crumb(month_name, reverse("monthly_reports:report", args=[slug, month])))
    return replace(place, name=name or month_name, space=place.name, path=(*place.path, *crumbs))
