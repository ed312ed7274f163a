"""One chart, and one value."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.models import Measurement, Sheet
from allteach.measures.permissions import can_report_value
from allteach.measures.queries.charts import charts_for
from allteach.spaces.naming import slug_for
from allteach.web.drawings import figure_of
from allteach.web.found import find_team, find_team_measure
from allteach.web.http import go_to, page
from allteach.web.measures.forms import ValueForm
from allteach.web.teams.place import team_place


@require_safe
def chart(request, team, measure):
    """One team's chart of one measure, with its words, its numbers and its definition."""
    found = find_team(request, team)
    team_measure = find_team_measure(request, found, measure)

    [shown] = charts_for([team_measure], seen_by=request.person, language=language_now())

    context = {
        "place": team_place(found, request.person, current="measures"),
        "figure": figure_of(shown),
        "definition": team_measure.measure.current,
    }
    return page(request, "measures/chart.html", context)


@require_http_methods(["GET", "POST"])
def report_value(request, team, measure, period):
    """Say what a team measured in a period, or correct it."""
    found = find_team(request, team)
    team_measure = find_team_measure(request, found, measure)
    allow(can_report_value(request.person, team_measure))

    reported = Measurement.objects.filter(team_measure=team_measure, period_start=period.start, stratum="").first()
    sent = Sheet.objects.filter(
        team=found.pk, period_start=period.start, period_kind=period.kind, sent_at__isnull=False
    )
    initial = reported and {
        name: getattr(reported, name) for name in ("numerator", "denominator", "value", "remark", "version")
    }
    form = ValueForm(
        request.POST or None, kind=team_measure.measure.form, was_sent=reported and sent.exists(), initial=initial
    )
    if form.submit(actions.report_value, team_measure=team_measure, period=period, by=request.person):
        messages.success(
            request, _("%(period)s is saved.") % {"period": language_now().period(period.start, period.kind, "long")}
        )
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    context = {
        "place": team_place(found, request.person, current="measures"),
        "team_measure": team_measure,
        "definition": team_measure.measure.current,
        "period": period,
        "period_words": language_now().period(period.start, period.kind, "long"),
        "form": form,
    }
    return page(request, "measures/report_value.html", context, part="form")
