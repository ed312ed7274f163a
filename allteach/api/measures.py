"""Measures, values and what the statistics say of them."""

from collections.abc import Sequence

import numpy as np
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import LimitOffsetPagination, paginate

from allteach.api.found import find_team
from allteach.api.schemas import (
    ERRORS,
    AnalysisOut,
    GroupOut,
    MeasurementOut,
    MeasureOut,
    PeriodText,
    Slug,
    TeamMeasureOut,
    TogetherOut,
    ValueIn,
)
from allteach.charts import in_words
from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.models import Measure, Measurement
from allteach.measures.permissions import can_report_value
from allteach.measures.queries.addressed import measure_at, measures_of, team_measure_at
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.measures.queries.strata import groups_of
from allteach.measures.queries.timelines import Timeline
from allteach.measures.queries.together import Together
from allteach.measures.queries.together import together as all_together
from allteach.spaces.addressed import collaborative_at
from allteach.spaces.naming import slug_for

router = Router()


@router.get(
    "/spaces/{space}/measures", response={200: list[MeasureOut], **ERRORS}, summary="Measures of a collaborative"
)
@paginate(LimitOffsetPagination)
def measures(request, space: Slug):
    """The measures that a collaborative defines for its teams, in its order."""
    found = get_object_or_404(collaborative_at(space, request.person))
    shown = Measure.objects.visible_to(request.person).filter(in_space=found.pk).select_related("current")
    return [measure_out(measure) for measure in shown]


@router.get("/spaces/{space}/measures/{measure}", response={200: MeasureOut, **ERRORS}, summary="One measure")
def measure(request, space: Slug, measure: Slug):
    """A measure with the definition in force."""
    return measure_out(
        get_object_or_404(
            measure_at(get_object_or_404(collaborative_at(space, request.person)), measure, request.person)
        )
    )


@router.get(
    "/spaces/{space}/measures/{measure}/together",
    response={200: TogetherOut, **ERRORS},
    summary="All teams together",
)
def together(request, space: Slug, measure: Slug):
    """The sum over all teams and the median of them, period by period, as far as this person may know them."""
    found = get_object_or_404(collaborative_at(space, request.person))
    wanted = get_object_or_404(measure_at(found, measure, request.person))
    return together_out(all_together(found, wanted, seen_by=request.person, language=language_now()))


@router.get("/teams/{team}/measures", response={200: list[TeamMeasureOut], **ERRORS}, summary="A team's values")
@paginate(LimitOffsetPagination)
def team_measures(request, team: Slug):
    """Every measure the team uses, with its values as this person may know them."""
    found = find_team(request, team)
    charts = charts_for(measures_of(found, seen_by=request.person), seen_by=request.person, language=language_now())
    return [team_measure_out(chart, slug_for(found, request.person)) for chart in charts]


@router.get(
    "/teams/{team}/measures/{measure}",
    response={200: TeamMeasureOut, **ERRORS},
    summary="A team's values of one measure",
)
def team_measure(request, team: Slug, measure: Slug):
    """One measure of a team, with its values as this person may know them."""
    found = find_team(request, team)
    [chart] = charts_for(
        [get_object_or_404(team_measure_at(found, measure, request.person))],
        seen_by=request.person,
        language=language_now(),
    )
    return team_measure_out(chart, slug_for(found, request.person))


@router.get(
    "/teams/{team}/measures/{measure}/groups",
    response={200: list[GroupOut], **ERRORS},
    summary="A team's values by group",
)
def groups(request, team: Slug, measure: Slug):
    """The whole and each agreed group, on the same periods; where one group is too small all of a period are hidden."""
    found = find_team(request, team)
    wanted = get_object_or_404(team_measure_at(found, measure, request.person))
    charts = groups_of(wanted, seen_by=request.person, language=language_now())
    return [{"group": chart.group, "values": values_out(chart.timeline, chart.values)} for chart in charts]


@router.get(
    "/teams/{team}/measures/{measure}/analysis",
    response={200: AnalysisOut, **ERRORS},
    summary="What the statistics say",
)
def analysis(request, team: Slug, measure: Slug):
    """Centre line, limits, signals and the sentence, computed from what this person may know."""
    found = find_team(request, team)
    [chart] = charts_for(
        [get_object_or_404(team_measure_at(found, measure, request.person))],
        seen_by=request.person,
        language=language_now(),
    )
    return analysis_out(chart)


@router.put(
    "/teams/{team}/measures/{measure}/values/{period}",
    response={200: MeasurementOut, **ERRORS},
    summary="Report a value",
)
def report_value(request, team: Slug, measure: Slug, period: PeriodText, value: ValueIn):
    """Report or correct a period's value. Sending the same value twice does no harm."""
    found = find_team(request, team)
    team_measure = get_object_or_404(team_measure_at(found, measure, request.person))
    allow(can_report_value(request.person, team_measure))
    measurement = actions.report_value(
        team_measure=team_measure,
        period=Period.parse(period),
        source=Measurement.Source.PROGRAM,
        by=request.person,
        **value.dict(),
    )
    return {
        "period": str(measurement.period),
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
        "value": measurement.value,
        "version": measurement.version,
    }


def measure_out(measure: Measure) -> dict:
    """A measure with the definition in force."""
    definition = measure.current
    return {
        "slug": measure.slug,
        "name": definition.name,
        "plain_name": definition.plain_name,
        "kind": measure.kind_key,
        "scope": measure.scope,
        "period_kind": measure.period_kind,
        "unit": definition.unit,
        "per": definition.per,
        "direction": definition.direction,
        "rules": definition.rules,
        "strata": definition.strata,
        "definition_version": definition.number,
        "numerator_definition": definition.numerator_definition,
        "denominator_definition": definition.denominator_definition,
        "retired_on": measure.retired_on,
    }


def team_measure_out(chart: MeasureChart, team: str) -> dict:
    """A chart's numbers."""
    timeline = chart.timeline
    drawn = numbers(chart.analysis.values) if chart.analysis else [None] * len(timeline)
    return {
        "team": team,
        "measure": measure_out(chart.measure),
        "values": values_out(timeline, drawn),
    }


def values_out(timeline: Timeline, drawn: Sequence[float | None]) -> list[dict]:
    """A timeline's numbers, and the value that each makes."""
    return [
        {
            "period": str(period),
            "numerator": timeline.numerators[i],
            "denominator": timeline.denominators[i],
            "value": drawn[i],
            "hidden": i in timeline.suppressed,
            "left_out": i in timeline.left_out,
            "provisional": i in timeline.provisional,
        }
        for i, period in enumerate(timeline.periods)
    ]


def together_out(whole: Together) -> dict:
    """The numbers of all teams together."""
    line = whole.timeline
    return {
        "measure": measure_out(whole.measure),
        "values": [
            {
                "period": str(period),
                "numerator": line.numerators[i],
                "lowest": line.ranges.get(i, (line.numerators[i],))[0],
                "highest": line.ranges.get(i, (line.numerators[i],))[-1],
                "denominator": line.denominators[i],
                "value": whole.values[i],
                "median": whole.medians[i],
                "teams_reporting": whole.teams_reporting[i],
                "teams": whole.teams_enrolled[i],
                "hidden": i in line.suppressed,
                "provisional": i in line.provisional,
            }
            for i, period in enumerate(line.periods)
        ],
        "sentence": in_words(whole.plot),
    }


def analysis_out(chart: MeasureChart) -> dict:
    """A chart's analysis; empty arrays until something was reported."""
    found = chart.analysis
    empty = {name: [] for name in ("values", "centre", "lower", "upper", "target", "kind", "periods", "cautions")}
    if found is None:
        said = {
            "chart": "run",
            "rules": chart.measure.current.rules,
            "variation": None,
            "assurance": None,
            "signals": {},
        }
        return {**empty, **said, "sentence": in_words(chart.plot)}
    return {
        "periods": [str(period) for period in chart.timeline.periods],
        "chart": found.plan.chart,
        "rules": chart.measure.current.rules,
        "values": numbers(found.values),
        "centre": numbers(found.centre),
        "lower": numbers(found.lower),
        "upper": numbers(found.upper),
        "target": numbers(found.target),
        "kind": [str(kind) for kind in found.kind],
        "signals": {rule: [bool(is_member) for is_member in members] for rule, members in found.signals.items()}
        if chart.timeline.is_fair
        else {},
        "variation": chart.variation,
        "assurance": chart.assurance,
        "cautions": list(found.cautions) if chart.timeline.is_fair else ["hidden"],
        "sentence": in_words(chart.plot),
    }


def numbers(values: Sequence[float]) -> list[float | None]:
    """An array as JSON can say it: null for what is missing."""
    return [None if np.isnan(value) else float(value) for value in values]
