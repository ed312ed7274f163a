"""What people put on a chart: notes, baselines and new levels, points left out."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.permissions import allow
from allteach.measures import actions
from allteach.measures.models import Annotation, Baseline, Measurement
from allteach.measures.permissions import can_annotate, can_set_baseline
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team, find_team_measure
from allteach.web.http import go_to, page
from allteach.web.measures.forms import BaselineForm, ChangeNoteForm, LeaveOutForm, NoteForm, ReasonForm
from allteach.web.teams.place import team_place


@require_http_methods(["GET", "POST"])
def annotate(request, team, measure):
    """Mark on a chart what was happening."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    allow(can_annotate(request.person, found))

    form = NoteForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.submit(actions.annotate, space=found, team_measure=chart, by=request.person):
        messages.success(request, _("It stands on the chart."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    return page(
        request,
        "measures/mark.html",
        frame(request, found, chart, form, _("Add a note to the chart"), _("Add it")),
        part="form",
    )


@require_http_methods(["GET", "POST"])
def change_annotation(request, team, measure, note):
    """Move or reword a note."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    annotation = find_note(found, chart, note)
    allow(can_annotate(request.person, found))

    names = ("on", "words", "kind", "expected", "version")
    form = ChangeNoteForm(request.POST or None, initial={name: getattr(annotation, name) for name in names})
    if form.submit(actions.change_annotation, annotation=annotation, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    context = frame(request, found, chart, form, _("Change a note"), _("Save"))
    context["take_off"] = reverse("measures:take_off_annotation", args=[slug_for(found, request.person), measure, note])
    return page(request, "measures/mark.html", context, part="form")


@require_POST
def take_off_annotation(request, team, measure, note):
    """Take a note off the chart."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    annotation = find_note(found, chart, note)
    allow(can_annotate(request.person, found))

    actions.take_off_annotation(annotation=annotation, by=request.person)
    messages.success(request, _("It is off the chart."))
    return go_to(request, "measures:chart", slug_for(found, request.person), measure)


@require_http_methods(["GET", "POST"])
def set_baseline(request, team, measure):
    """Freeze the baseline, or begin a new level from a date: with a reason, by a person."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    allow(can_set_baseline(request.person, found))

    form = BaselineForm(request.POST or None)
    if form.submit(actions.set_baseline, measure=chart.measure, team_measure=chart, by=request.person):
        messages.success(request, _("The chart is read from it now; the earlier centre stays in sight."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    context = frame(request, found, chart, form, _("Freeze or re-base"), _("Set it"))
    standing = Baseline.objects.filter(team_measure=chart, ended_at=None).select_related("by").order_by("starts_on")
    context["baselines"] = list(standing)
    return page(request, "measures/mark.html", context, part="form")


@require_http_methods(["GET", "POST"])
def remove_baseline(request, team, measure, baseline):
    """Take a phase off the chart again."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    standing = Baseline.objects.filter(team_measure=chart, ended_at=None, pk=baseline).first()
    if standing is None:
        raise Http404
    allow(can_set_baseline(request.person, found))

    form = ReasonForm(request.POST or None)
    if form.submit(actions.remove_baseline, baseline=standing, by=request.person):
        messages.success(request, _("It is off the chart."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    return page(
        request,
        "measures/mark.html",
        frame(request, found, chart, form, _("Take a phase off the chart"), _("Take it off")),
        part="form",
    )


@require_http_methods(["GET", "POST"])
def leave_out(request, team, measure, period):
    """Leave a point out of centre line and runs, or count it again. It stays on the chart, crossed."""
    found = find_team(request, team)
    chart = find_team_measure(request, found, measure)
    point = Measurement.objects.filter(team_measure=chart, period_start=period.start, stratum="").first()
    if point is None:
        raise Http404
    allow(can_set_baseline(request.person, found))

    if point.is_left_out and request.method == "POST":
        actions.bring_back(measurement=point, by=request.person)
        messages.success(request, _("The point counts again."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)
    form = LeaveOutForm(request.POST or None)
    if form.submit(actions.leave_out, measurement=point, by=request.person):
        messages.success(request, _("The point is left out, and says why."))
        return go_to(request, "measures:chart", slug_for(found, request.person), measure)

    title = _("Count the point again") if point.is_left_out else _("Leave a point out")
    context = frame(request, found, chart, None if point.is_left_out else form, title, title)
    return page(request, "measures/mark.html", context, part="form")


def find_note(team, chart, note: int) -> Annotation:
    """A note that somebody put on this chart; those that a test of change put there move with the test."""
    found = Annotation.objects.filter(pk=note, space=team.pk, subject=None, taken_off_at=None).first()
    if found is None or found.team_measure_id not in (None, chart.pk):
        raise Http404
    return found


def frame(request, team, chart, form, title: str, button: str) -> dict:
    """What every page here shows."""
    slug = slug_for(team, request.person)
    return {
        "place": team_place(team, request.person, current="measures"),
        "form": form,
        "title": title,
        "button": button,
        "definition": chart.measure.current,
        "slug": slug,
        "measure": chart.measure,
        "back": reverse("measures:chart", args=[slug, chart.measure.slug]),
    }
