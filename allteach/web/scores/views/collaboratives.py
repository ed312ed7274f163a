"""The scores of a collaborative: how they spread, and what the two scorers have to do in a month."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.progress.models.scores import SEATS
from allteach.progress.permissions import can_score_teams_of, can_see_distribution
from allteach.progress.queries.scores import distribution_of, queue_of, scorers_of
from allteach.progress.scale import STEPS
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import page
from allteach.web.navigation import Action
from allteach.web.scores.listed import queue_table
from allteach.web.scores.place import month_of
from allteach.web.scores.shown import ahead_words, distribution_table, month_words, number_words, shown_spreads

MONTHS = 6  # To go back to in the queue.


@require_safe
def scores(request, space):
    """How many teams stand on each step, month by month. Never which."""
    found = find_collaborative(request, space)
    allow(can_see_distribution(request.person, found))

    person, last = request.person, Period.containing(timezone.localdate(), "month").previous()
    distribution = distribution_of(found, seen_by=person)
    offered = []
    if can_score_teams_of(person, found):
        words = _("Score %(month)s") % {"month": month_words(last)}
        offered.append(Action(words, reverse("scores:queue", args=[found.slug, last]), is_main=True))
    withheld = [month_words(Period(month, "month")) for month in distribution.withheld]
    context = {
        "place": collaborative_place(found, current="scores", actions=tuple(offered)),
        "steps": [(number_words(step.value), step.name) for step in STEPS],
        "months": shown_spreads(distribution),
        "ahead": ahead_words(distribution),
        "withheld": ", ".join(withheld),
        "least_teams": distribution.least_teams,
    }
    return page(request, "scores/scores.html", context, tables=[distribution_table(found, distribution)])


@require_safe
def queue(request, space, month):
    """What one of the two scorers has to do in a month, team by team."""
    found, period = find_collaborative(request, space), month_of(month)
    allow(can_score_teams_of(request.person, found))

    person, last = request.person, Period.containing(timezone.localdate(), "month").previous()
    teams = queue_of(found, period.start, seen_by=person)
    waiting = sum(each.state in ("score", "agree", "release") for each in teams)
    missing = [role.label for role in SEATS if role not in scorers_of(found)]
    name = _("Scores of %(month)s") % {"month": month_words(period)}
    context = {
        "place": place_beneath(found, tab="scores", name=name),
        "waiting": ngettext("One team waits for you", "%(count)d teams wait for you", waiting) % {"count": waiting}
        if waiting
        else _("No team waits for you"),
        "months": [
            (month_words(each), reverse("scores:queue", args=[found.slug, each]), each == period)
            for each in (last + -step for step in range(MONTHS))
        ],
        "missing": ", ".join(str(role) for role in missing),
        "has_any": bool(teams),
    }
    return page(request, "scores/queue.html", context, tables=[queue_table(found, period, teams, person)])
