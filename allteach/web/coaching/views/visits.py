"""Visits: planned, shown, written up, called off."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.meetings.actions import visits as actions
from allteach.meetings.models import Contact
from allteach.meetings.permissions import can_call_off_visit, can_plan_visit, can_report_visit
from allteach.meetings.queries.contacts import logged
from allteach.web.coaching.forms import USUAL_VISIT, CallOffForm, PlanVisitForm, ReportVisitForm
from allteach.web.coaching.found import find_visit
from allteach.web.coaching.place import place_beneath_contacts, team_address, visit_address
from allteach.web.coaching.shown import contacts_shown, day_words, visit_facts
from allteach.web.coaching.views.contacts import answers_to_begin_with, promisers
from allteach.web.found import find_team
from allteach.web.http import go_to, page

REPORT = ("purpose", "walked", "chart_wall", "met_sponsor", "sponsor_said", "taught", "learned", "for_others")


@require_http_methods(["GET", "POST"])
def plan_visit(request, team):
    """Plan a visit, or enter one that took place; that one is written up at once."""
    found = find_team(request, team)
    allow(can_plan_visit(request.person, found))

    form = PlanVisitForm(request.POST or None, initial={"at": "10:00"})
    if form.submit(actions.plan_visit, team=found, by=request.person):
        visit = form.result
        if visit.on <= timezone.localdate():
            return go_to(request, visit_address(visit, request.person, "report_visit"))
        messages.success(request, _("Planned. It stands in the team’s calendar."))
        return go_to(request, visit_address(visit, request.person))

    context = {
        "place": place_beneath_contacts(found, request.person, name=_("A visit")),
        "back": team_address(found, request.person, "contacts"),
        "form": form,
    }
    return page(request, "coaching/plan_visit.html", context, part="form")


@require_safe
def visit(request, team, visit):
    """A visit: what it is for, and what came of it."""
    found = find_team(request, team)
    planned = find_visit(request, found, visit)

    person = request.person
    contact = Contact.objects.visible_to(person).with_names().filter(pk=planned.pk).first()
    shown = contacts_shown(logged([contact], seen_by=person), person, today=timezone.localdate()) if contact else []
    context = {
        "place": place_beneath_contacts(found, person, name=_("Visit on %(day)s") % {"day": day_words(planned.on)}),
        "visit": planned,
        "parts": visit_facts(planned),
        "contact": shown[0] if shown else None,
        "is_over": planned.on <= timezone.localdate(),
        "report": visit_address(planned, person, "report_visit") if can_report_visit(person, planned) else "",
        "call_off": visit_address(planned, person, "call_off_visit")
        if contact is None and can_call_off_visit(person, planned)
        else "",
    }
    return page(request, "coaching/visit.html", context)


@require_http_methods(["GET", "POST"])
def report_visit(request, team, visit):
    """Write up a visit along the template, or correct its report."""
    found = find_team(request, team)
    planned = find_visit(request, found, visit)
    allow(can_report_visit(request.person, planned))

    is_logged = Contact.objects.filter(pk=planned.pk).exists()
    initial = {name: getattr(planned, name) for name in REPORT}
    if not is_logged:
        initial |= {"minutes": USUAL_VISIT, "next_on": answers_to_begin_with(found)["next_on"]}
    form = ReportVisitForm(
        request.POST or None, members=promisers(found, request.person), is_logged=is_logged, initial=initial
    )
    if form.submit(actions.report_visit, visit=planned, by=request.person):
        messages.success(request, _("Saved. The team can read the report."))
        return go_to(request, visit_address(planned, request.person))

    context = {
        "place": place_beneath_contacts(found, request.person, name=_("Report of the visit")),
        "back": visit_address(planned, request.person),
        "form": form,
    }
    return page(request, "coaching/report_visit.html", context, part="form")


@require_http_methods(["GET", "POST"])
def call_off_visit(request, team, visit):
    """Say that a visit does not take place."""
    found = find_team(request, team)
    planned = find_visit(request, found, visit)
    allow(can_call_off_visit(request.person, planned))

    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.submit(actions.call_off_visit, visit=planned, by=request.person):
        messages.success(request, _("Called off."))
        return go_to(request, team_address(found, request.person, "contacts"))

    context = {
        "place": place_beneath_contacts(found, request.person, name=_("Call off the visit")),
        "visit": planned,
        "back": visit_address(planned, request.person),
        "form": form,
    }
    return page(request, "coaching/call_off_visit.html", context, part="form")
