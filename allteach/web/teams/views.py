"""A team's own pages: overview, and all its charts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from allteach.core.language import language_now
from allteach.improvement.queries.aims import aim_of
from allteach.improvement.queries.cycles import cycles_of
from allteach.measures.permissions import can_import_values, can_report_values
from allteach.measures.queries.addressed import measures_of
from allteach.measures.queries.charts import charts_for
from allteach.measures.queries.due import due_periods
from allteach.spaces.naming import is_named_to, slug_for
from allteach.web.drawings import figure_of
from allteach.web.found import find_team
from allteach.web.home.desk import when
from allteach.web.http import page
from allteach.web.navigation import Action
from allteach.web.teams.pages import hero_of, lines_of, measures_table
from allteach.web.teams.place import team_place

TESTS_SHOWN = 3


@require_safe
def team(request, team):
    """Aim, the chart that matters most, tests of change, what is due, and every measure in a line."""
    found = find_team(request, team)

    person, language, today = request.person, language_now(), timezone.localdate()
    slug = slug_for(found, person)
    charts = team_charts(request, found)
    hero = hero_of(charts, request.GET.get("measure"))
    may_report = can_report_values(person, found)
    due = due_periods([found.pk], today=today).get(found.pk, []) if may_report else []
    cycles = cycles_of(found, seen_by=person)
    context = {
        "place": team_place(
            found, person, current="overview", facts=facts_of(found, person), actions=actions_for(found, person)
        ),
        "team": found,
        "slug": slug,
        "aim": aim_of(found, seen_by=person),
        "figure": figure_of(hero) if hero else "",
        "lines": lines_of(charts, slug, language, current=hero),
        "is_judged_by_goal": any(chart.assurance for chart in charts),  # A run chart is not.
        "cycles": cycles[:TESTS_SHOWN],
        "cycles_in_all": len(cycles),
        "due": [
            {
                "words": language.period(each.period.start, each.period.kind, "long"),
                "address": reverse("reporting:grid", args=[slug, each.period]),
                "when": when(each.due_on, today),
                "is_due_now": each.is_late(today) or (each.due_on - today).days <= 3,
                "left": ngettext("One number is left.", "%(count)d numbers are left.", each.measures - each.started)
                % {"count": each.measures - each.started},
            }
            for each in due
        ],
        "may_report": may_report,
    }
    return page(request, "teams/team.html", context, tables=[measures_table(slug, charts, language)])


def actions_for(team, person) -> tuple[Action, ...]:
    """What can be done here besides reporting: bringing values in, for whoever may."""
    if not can_import_values(person, team):
        return ()
    return (Action(_("Import values"), reverse("imports:imports", kwargs={"team": slug_for(team, person)})),)


@require_safe
def measures(request, team):
    """Every chart of the team, whole."""
    found = find_team(request, team)

    charts = team_charts(request, found)

    context = {
        "place": team_place(found, request.person, current="measures", facts=facts_of(found, request.person)),
        "team": found,
        "figures": [figure_of(chart) for chart in charts],
    }
    return page(request, "teams/measures.html", context)


def team_charts(request, team):
    """The team's charts that this person may see, in the order of the measures."""
    return charts_for(measures_of(team, seen_by=request.person), seen_by=request.person, language=language_now())


def facts_of(team, person) -> tuple[str, ...]:
    """One line about a team; only kind and region where it is known by its code."""
    profile = getattr(team, "profile", None)
    if profile is None:
        return ()
    facts = [profile.practice_kind, profile.region]
    if is_named_to(team, person) and profile.population_size is not None:
        facts.append(_("%(count)d people cared for") % {"count": profile.population_size})
    if profile.withdrawn_on:
        facts.append(_("has left the collaborative"))
    return tuple(fact for fact in facts if fact)
