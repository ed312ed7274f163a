"""A team's own pages: overview, and all its charts."""

from django.views.decorators.http import require_safe

from allteach.core.language import language_now
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.charts import charts_for
from allteach.web.drawings import figure_of
from allteach.web.found import find_team
from allteach.web.http import page
from allteach.web.teams.place import team_place


@require_safe
def team(request, team):
    """Aim, charts, tests of change, and what is due."""
    found = find_team(request, team)

    charts = team_charts(request, found)

    context = {
        "place": team_place(found, request.person, current="overview"),
        "team": found,
        "figures": [figure_of(chart) for chart in charts],
    }
    return page(request, "teams/team.html", context)


@require_safe
def measures(request, team):
    """Every chart of the team, whole."""
    found = find_team(request, team)

    charts = team_charts(request, found)

    context = {
        "place": team_place(found, request.person, current="measures"),
        "team": found,
        "figures": [figure_of(chart) for chart in charts],
    }
    return page(request, "teams/measures.html", context)


def team_charts(request, team):
    """The team's charts that this person may see, in the order of the measures."""
    shown = TeamMeasure.objects.visible_to(request.person).filter(team=team.pk).active().with_definition()
    return charts_for(list(shown), seen_by=request.person, language=language_now())
