"""The header of a page about one month's score of a team, and which months an address may name."""

from dataclasses import replace

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.navigation import Crumb, Place
from allteach.web.scores.shown import month_words
from allteach.web.teams.place import team_place


def score_place(team: Space, person: Person, month: Period) -> Place:
    """The place of a month's score: beneath the team's tab of progress."""
    slug = slug_for(team, person)
    place = team_place(team, person, current="scores")
    crumbs = (Crumb(place.name, reverse("teams:team", args=[slug])), scores_crumb(slug))
    name = _("Progress in %(month)s") % {"month": month_words(month)}
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))


def scores_crumb(slug: str) -> Crumb:
    """The way back to a team's scores."""
    return Crumb(_("Progress"), reverse("scores:team_scores", args=[slug]))


def month_of(period: Period) -> Period:
    """The month that an address names; 404 for a day, a week or a quarter."""
    if period.kind != "month":
        raise Http404
    return period
