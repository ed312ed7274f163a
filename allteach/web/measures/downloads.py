"""Charts and numbers to take along: SVG and PNG, CSV and XLSX, each through the disclosure rule."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from allteach.charts import THEMES, Plot, draw
from allteach.core.language import language_now
from allteach.measures.models import Measure
from allteach.measures.queries.addressed import measure_at
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.measures.queries.together import side_by_side, together
from allteach.reports.pdf import png
from allteach.spaces.naming import name_for, slug_for
from allteach.web.collaboratives.filters import TeamFilter
from allteach.web.found import find_collaborative, find_team, find_team_measure
from allteach.web.measures.listed import note_of
from allteach.web.tables import attached, table_file


@require_safe
def chart_file(request, team, measure, form):
    """A chart as a picture, as this person may see it."""
    if form not in ("svg", "png"):
        raise Http404
    found = find_team(request, team)
    wanted = find_team_measure(request, found, measure)

    [chart] = charts_for([wanted], seen_by=request.person, language=language_now())
    return picture_of(chart.plot, form, f"{slug_for(found, request.person)}-{measure}")


@require_safe
def together_file(request, space, measure, form):
    """The chart of all teams together, or of those that are asked for, as a picture."""
    if form not in ("svg", "png"):
        raise Http404
    found = find_collaborative(request, space)
    wanted = get_object_or_404(measure_at(found, measure, request.person))

    teams = TeamFilter(found, request.GET).teams
    whole = together(found, wanted, seen_by=request.person, language=language_now(), teams=teams)
    return picture_of(whole.plot, form, f"{found.slug}-{measure}")


def picture_of(plot: Plot, form: str, name: str) -> HttpResponse:
    """A chart as an SVG or PNG to keep."""
    picture = draw(plot, ident="chart", theme=THEMES["print"])
    if form == "svg":
        return attached(HttpResponse(picture, content_type="image/svg+xml"), f"{name}.svg")
    return attached(HttpResponse(png(picture, width=760), content_type="image/png"), f"{name}.png")


@require_safe
def values_file(request, team, measure, form):
    """The numbers of one chart, as this person may know them."""
    found = find_team(request, team)
    wanted = find_team_measure(request, found, measure)

    [chart] = charts_for([wanted], seen_by=request.person, language=language_now())
    return table_file(form, f"{slug_for(found, request.person)}-{measure}", COLUMNS, rows_of([chart], request.person))


@require_safe
def all_values_file(request, space, form):
    """The numbers of every team and measure of a collaborative, as this person may know them."""
    found = find_collaborative(request, space)

    measures = list(
        Measure.objects.visible_to(request.person).filter(in_space=found.pk).select_related("current", "goal")
    )
    charts = side_by_side(found, measures, seen_by=request.person, language=language_now())
    return table_file(form, f"{found.slug}-values", COLUMNS, rows_of(charts, request.person))


COLUMNS = ("team", "measure", "period", "numerator", "denominator", "value", "unit", "note")


def rows_of(charts: list[MeasureChart], person) -> Iterator[tuple]:
    """One row for each period of each chart; what is hidden says so and has no number."""
    for chart in charts:
        name, definition = name_for(chart.team_measure.team, person), chart.measure.current
        line = chart.timeline
        for i, period in enumerate(line.periods):
            numerator, denominator = line.numerators[i], line.denominators[i]
            value = None if chart.analysis is None else float(chart.analysis.values[i])
            if value is not None and value != value:
                value = None
            if numerator is None and value is None and i not in line.suppressed:
                continue
            yield (
                name,
                definition.name,
                str(period),
                numerator,
                denominator,
                value,
                definition.unit,
                note_of(line, i, provisional=""),
            )
