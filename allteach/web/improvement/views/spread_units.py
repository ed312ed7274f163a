"""Whom a change shall reach: naming the units, saying where each stands, and what they think of it."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import SpreadPlan
from allteach.improvement.permissions import can_plan_spread, can_rate
from allteach.improvement.queries.ratings import answers_of
from allteach.improvement.queries.spread import UnitShown, adoption_in
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.forms.spread import MoveForm, NamesForm, NothingAsked, RateForm, RenameForm
from allteach.web.improvement.found import find_plan
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.spread import plan_address, unit_address
from allteach.web.improvement.shown.words import day_words


@require_http_methods(["GET", "POST"])
def name_units(request, team, number):
    """Name further units by post or place."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    allow(can_plan_spread(request.person, found))

    form = NamesForm(request.POST or None)
    if form.submit(actions.name_units, plan=plan, by=request.person):
        messages.success(request, _("Named. Now say where each stands."))
        return go_to(request, plan_address(plan, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="spread", name=_("Whom it shall reach")),
        "back": plan_address(plan, request.person),
        "room": plan.units_in_all - plan.units.count(),
        "unit_word": plan.unit_word,
        "form": form,
    }
    return page(request, "improvement/name_units.html", context, part="form")


@require_http_methods(["GET", "POST"])
def move_unit(request, team, number, unit):
    """Say where a unit stands, since when."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    shown = find_unit(plan, unit)
    allow(can_plan_spread(request.person, found))

    form = MoveForm(request.POST or None, has_known=shown.has_known, initial={"on": timezone.localdate()})
    if form.submit(actions.move_unit, unit=shown.unit, by=request.person):
        messages.success(request, _("Saved. The chart says the same."))
        return go_to(request, plan_address(plan, request.person))
    return unit_page(request, plan, shown, form=form)


@require_http_methods(["GET", "POST"])
def rename_unit(request, team, number, unit):
    """Call a unit by another post or place."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    shown = find_unit(plan, unit)
    allow(can_plan_spread(request.person, found))

    form = RenameForm(request.POST or None, initial={"name": shown.unit.name})
    if form.submit(actions.rename_unit, unit=shown.unit, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, plan_address(plan, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="spread", name=shown.unit.name),
        "back": unit_address(plan, shown, request.person),
        "form": form,
    }
    return page(request, "improvement/rename_unit.html", context, part="form")


@require_POST
def take_back_step(request, team, number, unit):
    """Take back what was said last of a unit."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    shown = find_unit(plan, unit)
    allow(can_plan_spread(request.person, found))

    form = NothingAsked(request.POST)
    if form.submit(actions.take_back_step, unit=shown.unit, by=request.person):
        messages.success(request, _("Taken back."))
        return go_to(request, unit_address(plan, shown, request.person))
    return unit_page(request, plan, shown, refused=form)


@require_http_methods(["GET", "POST"])
def rate_spread_plan(request, team, number):
    """Rate how easy the change is to take up; or type what others wrote on paper."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    allow(can_rate(request.person, found))

    form = RateForm(request.POST or None, scale="spreads", initial=answers_of(plan, "spreads", rater=request.person))
    if form.submit(actions.rate, subject=plan, scale="spreads", by=request.person):
        messages.success(request, _("Thank you. Nobody sees who answered what."))
        return go_to(request, plan_address(plan, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="spread", name=plan.title),
        "title": _("How easy is it to take up?"),
        "back": plan_address(plan, request.person),
        "form": form,
    }
    return page(request, "improvement/rate.html", context, part="form")


def unit_page(request, plan: SpreadPlan, shown: UnitShown, *, form=None, refused=None):
    """Where a unit stood when, and the question where it stands now."""
    context = {
        "place": place_beneath(plan.team, request.person, tab="spread", name=shown.unit.name),
        "back": plan_address(plan, request.person),
        "steps": [(day_words(step.on), step.get_state_display(), step.reason) for step in shown.steps],
        "form": form or MoveForm(has_known=shown.has_known, initial={"on": timezone.localdate()}),
        "refused": refused,
        "button": NothingAsked(),
        "move": unit_address(plan, shown, request.person),
        "rename": unit_address(plan, shown, request.person, "rename_unit"),
        "take_back": unit_address(plan, shown, request.person, "take_back_step"),
    }
    return page(request, "improvement/move_unit.html", context, part="form")


def find_unit(plan: SpreadPlan, number: int) -> UnitShown:
    """One unit of a plan with its steps."""
    found = next((unit for unit in adoption_in(plan).units if unit.unit.number == number), None)
    if found is None:
        raise Http404
    return found
