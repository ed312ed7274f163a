"""Changes that a team kept: the list, one of them, a new one, and how it stands."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.permissions import (
    can_approve_control_plan,
    can_hold_change,
    can_implement_change,
    can_plan_spread,
    can_rate,
    can_revise_implemented_change,
)
from allteach.improvement.queries.changes import changes_of
from allteach.improvement.queries.control import held, slipping
from allteach.measures.models import TeamMeasure
from allteach.spaces.naming import slug_for
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.changes import ImplementForm, ReviseForm
from allteach.web.improvement.forms.spread import NothingAsked
from allteach.web.improvement.found import charts_of, find_change, ideas_for
from allteach.web.improvement.listed import changes_table
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.addresses import change_address, team_address
from allteach.web.improvement.shown.changes import answers_of_change, change_facts, change_mark, origin_of
from allteach.web.improvement.shown.holding import checks_shown, control_facts
from allteach.web.improvement.shown.ideas import address_for
from allteach.web.improvement.shown.sparklines import sparklines_of
from allteach.web.improvement.shown.spread import profile_shown, raters_words
from allteach.web.improvement.views.spread import ratings_of
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place


@require_safe
def changes(request, team):
    """How a team works now that it did not before, and whether it holds."""
    found = find_team(request, team)

    may_add = can_implement_change(request.person, found)
    new = team_address(found, request.person, "implement_change")
    add = Action(_("Add a change you keep"), new)

    kept = changes_of(found, seen_by=request.person)
    context = {
        "place": team_place(found, request.person, current="changes", actions=(add,) if may_add else ()),
        "has_any": bool(kept),
        "new": new,
        "may_add": may_add,
    }
    listed = changes_table(f"{slug_for(found, request.person)}-kept-changes", kept, request.person)
    return page(request, "improvement/changes.html", context, tables=[listed])


@require_safe
def change(request, team, number):
    """One kept change: since when, how far, who looks after it, and the charts that show whether it holds."""
    found = find_team(request, team)
    kept = find_change(request, found, number)

    person = request.person
    charts = TeamMeasure.objects.visible_to(person).filter(implemented_changes=kept).with_definition()
    stands = held(kept)
    profile = ratings_of(kept, found, "holds")
    may_hold = can_hold_change(person, kept)
    context = {
        "place": place_beneath(found, request.person, tab="changes", name=kept.title),
        "mark": change_mark(kept),
        "known": change_facts(kept),
        "reason": kept.status_reason,
        "cycle": origin_of(kept, request.person),
        "idea": kept.change_idea.title,
        "idea_address": address_for(found, kept.change_idea),
        "sparklines": sparklines_of(list(charts), request.person),
        "revise": change_address(kept, request.person, "revise_change"),
        "may_revise": can_revise_implemented_change(request.person, kept),
        "control": control_facts(stands.plan) if stands.plan else [],
        "checks": checks_shown(stands, timezone.localdate()),
        "has_turned": any(plan.change_id == kept.pk for plan, _chart in slipping([found.pk], seen_by=person)),
        "response": stands.plan.response if stands.plan else "",
        "rated": profile_shown(profile),
        "raters": raters_words(profile),
        "may_hold": may_hold,
        "may_approve": stands.plan is not None
        and stands.plan.approved_at is None
        and can_approve_control_plan(person, kept),
        "button": NothingAsked(),
        "may_check": may_hold and stands.next_check is not None,
        "may_spread": can_plan_spread(person, found) and not kept.is_over,
        "may_rate": can_rate(person, found),
        "addresses": {
            each: change_address(kept, person, each)
            for each in ("write_control_plan", "approve_control_plan", "check_change", "rate_change")
        },
        "spread": f"{team_address(found, person, 'start_spread_plan')}?change={kept.number}",
    }
    return page(request, "improvement/change.html", context)


@require_http_methods(["GET", "POST"])
def implement_change(request, team):
    """Say that a change is how the team works from a day on, also one that no test here led to."""
    found = find_team(request, team)
    allow(can_implement_change(request.person, found))

    form = ImplementForm(
        request.POST or None,
        charts=charts_of(request, found),
        ideas=ideas_for(request, found),
        initial={"kept_on": timezone.localdate()},
    )
    if form.submit(actions.implement_change, team=found, by=request.person):
        messages.success(request, _("This is how you work now. It stands on the charts."))
        return go_to(request, change_address(form.result, request.person))

    context = {
        "place": place_beneath(found, request.person, tab="changes", name=_("A change you keep")),
        "back": team_address(found, request.person, "changes"),
        "form": form,
    }
    return page(request, "improvement/implement_change.html", context, part="form")


@require_http_methods(["GET", "POST"])
def revise_change(request, team, number):
    """Say how a kept change stands: further, partly, lapsed, taken back."""
    found = find_team(request, team)
    kept = find_change(request, found, number)
    allow(can_revise_implemented_change(request.person, kept))

    form = ReviseForm(request.POST or None, charts=charts_of(request, found), initial=answers_of_change(kept))
    if form.submit(actions.revise_implemented_change, change=kept, by=request.person):
        messages.success(request, _("Saved. The charts say the same."))
        return go_to(request, change_address(kept, request.person))

    clash = None
    if form.has_conflict:
        kept = find_change(request, found, number)
        clash = clash_in(form, saved=answers_of_change(kept), subject=kept)
    context = {
        "place": place_beneath(found, request.person, tab="changes", name=kept.title),
        "back": change_address(kept, request.person),
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/revise_change.html", context, part="form", status=409 if clash else 200)
