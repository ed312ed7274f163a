"""Holding what was gained: how a kept change is held, whether it does, and how well people think it will."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.permissions import can_approve_control_plan, can_hold_change, can_rate
from allteach.improvement.queries.control import held
from allteach.improvement.queries.ratings import answers_of
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.holding import CheckForm, ControlForm
from allteach.web.improvement.forms.spread import NothingAsked, RateForm
from allteach.web.improvement.found import charts_of, find_change
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.addresses import change_address
from allteach.web.improvement.shown.holding import answers_of_control
from allteach.web.improvement.shown.words import day_words


@require_http_methods(["GET", "POST"])
def write_control_plan(request, team, number):
    """Say how a kept change is held."""
    found = find_team(request, team)
    kept = find_change(request, found, number)
    allow(can_hold_change(request.person, kept))

    charts = charts_of(request, found)
    form = ControlForm(request.POST or None, charts=charts, initial=answers_of_control(kept, held(kept).plan))
    if form.submit(actions.write_control_plan, change=kept, by=request.person):
        messages.success(request, _("Saved. The days on which you look stand in your calendar."))
        return go_to(request, change_address(kept, request.person))

    clash = None
    if form.has_conflict:
        kept = find_change(request, found, number)
        clash = clash_in(form, saved=answers_of_control(kept, held(kept).plan), subject=kept)
    context = {
        "place": place_beneath(found, request.person, tab="changes", name=kept.title),
        "back": change_address(kept, request.person),
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/write_control_plan.html", context, part="form", status=409 if clash else 200)


@require_POST
def approve_control_plan(request, team, number):
    """Sign, as the sponsor, how a kept change is held."""
    found = find_team(request, team)
    kept = find_change(request, found, number)
    allow(can_approve_control_plan(request.person, kept))

    form = NothingAsked(request.POST)
    if form.submit(actions.approve_control_plan, change=kept, by=request.person):
        messages.success(request, _("Signed. Thank you."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return go_to(request, change_address(kept, request.person))


@require_http_methods(["GET", "POST"])
def check_change(request, team, number):
    """Say whether a kept change holds."""
    found = find_team(request, team)
    kept = find_change(request, found, number)
    allow(can_hold_change(request.person, kept))

    form = CheckForm(request.POST or None, initial={"checked_on": timezone.localdate()})
    if form.submit(actions.check_change, change=kept, by=request.person):
        messages.success(request, _("Saved. Thank you for looking."))
        return go_to(request, change_address(kept, request.person))

    coming = held(kept).next_check
    context = {
        "place": place_beneath(found, request.person, tab="changes", name=kept.title),
        "back": change_address(kept, request.person),
        "due": day_words(coming.due_on) if coming else "",
        "form": form,
    }
    return page(request, "improvement/check_change.html", context, part="form")


@require_http_methods(["GET", "POST"])
def rate_change(request, team, number):
    """Rate on what it depends that a kept change is still done next year."""
    found = find_team(request, team)
    kept = find_change(request, found, number)
    allow(can_rate(request.person, found))

    form = RateForm(request.POST or None, scale="holds", initial=answers_of(kept, "holds", rater=request.person))
    if form.submit(actions.rate, subject=kept, scale="holds", by=request.person):
        messages.success(request, _("Thank you. Nobody sees who answered what."))
        return go_to(request, change_address(kept, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="changes", name=kept.title),
        "title": _("Will it still be done next year?"),
        "back": change_address(kept, request.person),
        "form": form,
    }
    return page(request, "improvement/rate.html", context, part="form")
