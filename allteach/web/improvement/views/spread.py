"""How changes spread: the plans of a team and of a collaborative, writing one, putting it forward, approving it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import ImplementedChange, SpreadPlan
from allteach.improvement.permissions import can_approve_spread_plan, can_plan_spread, can_rate
from allteach.improvement.queries.ratings import Profile, profile_of
from allteach.improvement.queries.spread import adoption_in, adoption_of, spread_in
from allteach.improvement.spreading import COMPONENTS
from allteach.spaces.models import Space, Subject
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.forms import ActionForm
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.spread import NothingAsked, PlanForm, StartPlanForm
from allteach.web.improvement.found import charts_of, find_plan
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.addresses import team_address
from allteach.web.improvement.shown.spread import (
    components_of,
    figure_of_adoption,
    plan_address,
    plan_facts,
    plan_mark,
    plans_table,
    profile_shown,
    raters_words,
    units_table,
)
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place


@require_safe
def spread_of_teams(request, space):
    """What spreads in the teams of a collaborative, and how far each has come."""
    found = find_collaborative(request, space)

    adoptions = spread_in(found, seen_by=request.person)
    context = {
        "place": collaborative_place(found, current="spread"),
        "has_any": bool(adoptions),
    }
    name = f"{found.slug}-spread"
    listed = plans_table(name, adoptions, request.person, names_team=True, collaborative=found)
    return page(request, "improvement/spread_of_teams.html", context, tables=[listed])


@require_safe
def spread(request, team):
    """What a team lets spread, and how far each has come."""
    found = find_team(request, team)

    adoptions = adoption_of(found, seen_by=request.person)
    for adoption in adoptions:
        adoption.plan.team = found
    new = team_address(found, request.person, "start_spread_plan")
    may_plan = can_plan_spread(request.person, found)
    begin = Action(_("Begin a spread plan"), new, is_main=True)
    context = {
        "place": team_place(found, request.person, current="spread", actions=(begin,) if may_plan else ()),
        "figures": [figure_of_adoption(adoption) for adoption in adoptions if adoption.units],
        "has_any": bool(adoptions),
        "new": new,
        "may_plan": may_plan,
    }
    name = f"{slug_for(found, request.person)}-spread"
    listed = plans_table(name, adoptions, request.person, names_team=False)
    return page(request, "improvement/spread.html", context, tables=[listed])


@require_safe
def spread_plan(request, team, number):
    """One plan: how far it has come, its units, its components, and what makes it easy or hard to take up."""
    found = find_team(request, team)
    return plan_page(request, find_plan(request, found, number))


@require_http_methods(["GET", "POST"])
def start_spread_plan(request, team):
    """Begin a plan with its frame; `?change=3` lets the kept change 3 spread."""
    found = find_team(request, team)
    allow(can_plan_spread(request.person, found))

    kept = ImplementedChange.objects.visible_to(request.person).filter(team_id=found.pk)
    chosen = next((change for change in kept if str(change.number) == request.GET.get("change")), None)
    form = StartPlanForm(
        request.POST or None,
        charts=charts_of(request, found),
        kept=kept,
        initial={
            "title": chosen.title if chosen else "",
            "kept_change": chosen,
            "starts_on": timezone.localdate(),
            "unit_word": chosen.scope_unit if chosen else "",
            "units_in_all": chosen.scope_total if chosen else None,
        },
    )
    if form.submit(actions.start_spread_plan, team=found, by=request.person):
        messages.success(request, _("Saved as a draft. Name whom it shall reach, and write the rest when you can."))
        return go_to(request, plan_address(form.result, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="spread", name=_("A new spread plan")),
        "back": team_address(found, request.person, "spread"),
        "form": form,
    }
    return page(request, "improvement/start_spread_plan.html", context, part="form")


@require_http_methods(["GET", "POST"])
def revise_spread_plan(request, team, number):
    """Write the plan: its frame and its seven components."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    allow(can_plan_spread(request.person, found))

    form = PlanForm(request.POST or None, charts=charts_of(request, found), initial=answers_of_plan(plan))
    if form.submit(actions.revise_spread_plan, plan=plan, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, plan_address(plan, request.person))

    clash = None
    if form.has_conflict:
        plan = find_plan(request, found, number)
        clash = clash_in(form, saved=answers_of_plan(plan), subject=plan)
    context = {
        "place": place_beneath(found, request.person, tab="spread", name=plan.title),
        "back": plan_address(plan, request.person),
        "is_approved": plan.state == SpreadPlan.Status.APPROVED,
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/revise_spread_plan.html", context, part="form", status=409 if clash else 200)


@require_POST
def propose_spread_plan(request, team, number):
    """Put the plan before those who approve it."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    allow(can_plan_spread(request.person, found))

    form = NothingAsked(request.POST)
    if form.submit(actions.propose_spread_plan, plan=plan, by=request.person):
        messages.success(request, _("Put forward. Your sponsor and your lead can approve it now."))
        return go_to(request, plan_address(plan, request.person))
    return plan_page(request, plan, refused=form)


@require_POST
def approve_spread_plan(request, team, number):
    """Approve the plan."""
    found = find_team(request, team)
    plan = find_plan(request, found, number)
    allow(can_approve_spread_plan(request.person, plan))

    form = NothingAsked(request.POST)
    if form.submit(actions.approve_spread_plan, plan=plan, by=request.person):
        messages.success(request, _("Approved. Thank you: now it can spread."))
        return go_to(request, plan_address(plan, request.person))
    return plan_page(request, plan, refused=form)


def plan_page(request: HttpRequest, plan: SpreadPlan, *, refused: ActionForm | None = None):
    """The page of one plan; with a button that was refused, why."""
    person, team = request.person, plan.team
    adoption = adoption_in(plan)
    adoption.plan.team = team
    may_plan = can_plan_spread(person, team)
    profile = ratings_of(plan, team, "spreads")
    context = {
        "place": place_beneath(team, person, tab="spread", name=plan.title),
        "plan": plan,
        "mark": plan_mark(plan),
        "figure": figure_of_adoption(adoption),
        "known": plan_facts(adoption),
        "components": components_of(plan),
        "has_units": bool(adoption.units),
        "room": plan.units_in_all - len(adoption.units),
        "rated": profile_shown(profile),
        "raters": raters_words(profile),
        "refused": refused,
        "may_plan": may_plan,
        "may_propose": may_plan and plan.state == SpreadPlan.Status.DRAFT,
        "may_approve": can_approve_spread_plan(person, plan),
        "may_rate": can_rate(person, team),
        "button": NothingAsked(),
        "addresses": {
            each: plan_address(plan, person, each)
            for each in (
                "revise_spread_plan",
                "propose_spread_plan",
                "approve_spread_plan",
                "name_units",
                "rate_spread_plan",
            )
        },
        "test": address_of_test(plan, request),
    }
    listed = units_table(adoption, person, may_move=may_plan)
    return page(request, "improvement/spread_plan.html", context, tables=[listed])


def address_of_test(plan: SpreadPlan, request: HttpRequest) -> str:
    """Where a test begins that makes the change easier to take up."""
    start = team_address(plan.team, request.person, "start_cycle")
    return f"{start}?idea={plan.change_idea_id}" if plan.change_idea_id else start


def ratings_of(subject: Subject, team: Space, scale: str) -> Profile:
    """What people rated, shown and judged by the thresholds of the collaborative."""
    around = team.around_id
    thresholds = thresholds_of([around])[around]
    return profile_of(
        subject, scale, least=int(thresholds["spread.raters"]), low_below=int(thresholds["spread.low_rating"])
    )


def answers_of_plan(plan: SpreadPlan) -> dict:
    """What a plan says now, by question."""
    names = ("title", "unit_word", "units_in_all", "aim_units", "starts_on", "reach_by", "curve", "phase", "version")
    written = (name for component in COMPONENTS for name in component.fields)
    return {**{name: getattr(plan, name) for name in (*names, *written)}, "charts": list(plan.charts.all())}
