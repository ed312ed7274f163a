"""One chart, and one value."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.models import Measurement, Revision, Sheet, TeamMeasure
from allteach.measures.permissions import can_annotate, can_report_value, can_set_baseline
from allteach.measures.queries.charts import charts_for
from allteach.measures.queries.strata import groups_of
from allteach.spaces.naming import slug_for
from allteach.spaces.permissions import can_see_own
from allteach.web.drawings import figure_of, groups_drawn
from allteach.web.found import find_team, find_team_measure
from allteach.web.http import go_to, page
from allteach.web.measures.forms import NoteForm, ValueForm
from allteach.web.measures.listed import corrections_table, groups_table
from allteach.web.measures.versions import versions_of
from allteach.web.teams.place import team_place

POINTS_OFFERED = 24  # To correct or leave out; older ones stand in the table.


@require_safe
def chart(request, team, measure):
    """One team's chart of one measure, with its words, its numbers and its definition."""
    found = find_team(request, team)
    team_measure = find_team_measure(request, found, measure)

    [shown] = charts_for([team_measure], seen_by=request.person, language=language_now())

    slug = slug_for(found, request.person)
    context = {
        "place": team_place(found, request.person, current="measures"),
        "slug": slug,
        "measure": team_measure.measure,
        "figure": figure_of(shown),
        "definition": team_measure.measure.current,
        "versions": versions_of(shown.reading.definitions),
        "note_form": note_form() if can_annotate(request.person, found) else None,
        "starts": " ".join(period.start.isoformat() for period in shown.timeline.periods),
        "may_set_baseline": can_set_baseline(request.person, found),
        "may_report": can_report_value(request.person, team_measure),
        "notes": [note for note in shown.annotations if note.subject_id is None],
        "points": [
            (language_now().period(each.start, each.kind, "long"), str(each), i in shown.timeline.left_out)
            for i, each in reversed(list(enumerate(shown.timeline.periods)))
            if shown.timeline.numerators[i] is not None or shown.timeline.values[i] is not None
        ][:POINTS_OFFERED],
        "files": {
            form: reverse(name, args=[slug, measure, form])
            for form, name in (
                ("svg", "measures:chart_file"),
                ("png", "measures:chart_file"),
                ("csv", "measures:values_file"),
                ("xlsx", "measures:values_file"),
            )
        },
    }
    groups = groups_of(team_measure, seen_by=request.person, language=language_now())
    context["groups"] = groups_drawn(groups)
    tables = [groups_table(f"{slug}-{measure}-groups", groups)] if groups else []
    if can_see_own(request.person, found) and (corrected := corrections_of(team_measure)):
        name = f"{slug}-{measure}-corrections"
        tables.append(corrections_table(name, corrected, language=language_now()))
    return page(request, "measures/chart.html", context, tables=tables)


def note_form() -> NoteForm:
    """A note to be written beside the chart, of today; a point that is chosen puts its own day there."""
    return NoteForm(initial={"on": timezone.localdate()})


@require_http_methods(["GET", "POST"])
def report_value(request, team, measure, period):
    """Say what a team measured in a period, or correct it."""
    found = find_team(request, team)
    team_measure = find_team_measure(request, found, measure)
    allow(can_report_value(request.person, team_measure))

    reported = (
        Measurement.objects.filter(team_measure=team_measure, period_start=period.start, stratum="")
        .select_related("by")
        .first()
    )
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

    clash = any(error.code == "conflict" for error in form.non_field_errors().as_data())
    context = {
        "place": team_place(found, request.person, current="measures"),
        "definition": team_measure.measure.current,
        "period_words": language_now().period(period.start, period.kind, "long"),
        "form": form,
        "theirs": standing_beside(reported, form) if clash else None,
        "revisions": [(revision, numbers_in_words(revision)) for revision in revisions_of(reported)],
        "back": reverse("measures:chart", args=[slug_for(found, request.person), measure]),
    }
    return page(request, "measures/report_value.html", context, part="form", status=409 if clash else 200)


def revisions_of(reported: Measurement | None) -> list:
    """What a value said before, the newest first."""
    return list(reported.revisions.select_related("by").order_by("-version")) if reported else []


def corrections_of(team_measure: TeamMeasure) -> list[tuple[Revision, str, str]]:
    """What a chart's values said before, what each says since, the newest first. One query."""
    revisions = Revision.objects.filter(measurement__team_measure=team_measure).select_related("measurement", "by")
    said_since: dict[int, str] = {}
    found = []
    for revision in revisions.order_by("measurement", "-version"):
        measurement = revision.measurement
        before = numbers_in_words(revision)
        found.append((revision, before, said_since.get(measurement.pk, numbers_in_words(measurement))))
        said_since[measurement.pk] = before
    return sorted(found, key=lambda row: row[0].at, reverse=True)


def numbers_in_words(said) -> str:
    """ "41 of 183", or the value."""
    numbers = [number for number in (said.numerator, said.denominator, said.value) if number is not None]
    return _(" of ").join(f"{number.normalize():f}" for number in numbers)


def standing_beside(reported: Measurement, form: ValueForm) -> dict:
    """Two people's numbers side by side."""
    yours = [form.data.get(name, "") for name in ("numerator", "denominator", "value") if form.data.get(name)]
    return {
        "words": numbers_in_words(reported),
        "yours": _(" of ").join(yours),
        "name": reported.by.name if reported.by else "",
        "at": reported.at,
    }
