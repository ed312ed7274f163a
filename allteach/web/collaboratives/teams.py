"""The teams of a collaborative: who takes part, adding one, its profile, leaving."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives import actions
from allteach.collaboratives.permissions import (
    can_add_team,
    can_begin_collaborative,
    can_change_profile,
    can_withdraw_team,
)
from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.measures.actions import begin_collaborative, take_up_core
from allteach.measures.queries.due import due_periods
from allteach.spaces.models import Space, Team
from allteach.spaces.naming import slug_for
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability
from allteach.web.collaboratives.forms import BeginForm, ProfileForm, TeamForm, WithdrawForm
from allteach.web.collaboratives.listed import teams_table
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place


@require_safe
def spaces(request):
    """The spaces this person is in, and those beside them."""
    shown = Space.objects.visible_to(request.person).filter(kind=Space.Kind.COLLABORATIVE).order_by("name")
    mine = [
        membership.space
        for membership in request.person.standing.memberships
        if membership.space.kind == Space.Kind.TEAM
    ]
    context = {
        "collaboratives": shown,
        "teams": sorted(set(mine), key=lambda team: team.name.casefold()),
        "actions": (Action(_("Begin a collaborative"), reverse("collaboratives:begin"), is_main=True),)
        if can_begin_collaborative(request.person)
        else (),
    }
    return page(request, "collaboratives/spaces.html", context)


@require_http_methods(["GET", "POST"])
def begin(request):
    """Begin a collaborative from a template, on one page."""
    allow(can_begin_collaborative(request.person))

    form = BeginForm(request.POST or None)
    if form.submit(begin_collaborative, by=request.person):
        messages.success(request, _("%(name)s has begun. Add its teams next.") % {"name": form.result.name})
        return go_to(request, "collaboratives:teams", form.result.slug)

    return page(request, "collaboratives/begin.html", {"form": form}, part="form")


@require_safe
def teams(request, space):
    """Who takes part, by name."""
    found = find_collaborative(request, space)

    shown = Team.objects.visible_to(request.person).filter(parent=found.pk).select_related("profile", "organisation")
    may_add = can_add_team(request.person, found)
    today = timezone.localdate()
    supported = [team.pk for team in shown if has_ability(request.person, Ability.SEE_NUMBERS, team)]
    due = due_periods(supported, today=today)
    context = {
        "place": collaborative_place(
            found,
            current="teams",
            actions=(Action(_("Add a team"), reverse("collaboratives:add_team", args=[found.slug])),)
            if may_add
            else (),
        ),
        "collaborative": found,
        "has_any": bool(shown),
        "may_add": may_add,
    }
    listed = teams_table(found, shown, due, seen_by=request.person, language=language_now(), today=today)
    return page(request, "collaboratives/teams.html", context, tables=[listed])


@require_http_methods(["GET", "POST"])
def add_team(request, space):
    """Add a team. It takes up every measure that all teams report."""
    found = find_collaborative(request, space)
    allow(can_add_team(request.person, found))

    form = TeamForm(request.POST or None)
    if form.submit(add_with_measures, collaborative=found, by=request.person):
        messages.success(request, _("%(name)s is here. Invite its people next.") % {"name": form.result.name})
        return go_to(request, "collaboratives:teams", found.slug)

    context = {
        "place": collaborative_place(found, current="teams"),
        "form": form,
        "back": reverse("collaboratives:teams", args=[found.slug]),
    }
    return page(request, "collaboratives/add_team.html", context, part="form")


def add_with_measures(*, collaborative, by, **said) -> Space:
    """A team with the measures that are asked of all."""
    team = actions.add_team(collaborative=collaborative, by=by, **said)
    take_up_core(team=team, by=by)
    return team


@require_http_methods(["GET", "POST"])
def change_profile(request, team):
    """What the collaborative knows of a team."""
    found = find_team(request, team)
    allow(can_change_profile(request.person, found))

    profile = found.profile
    names = ("population", "population_size", "region", "practice_kind", "joined_on", "version")
    form = ProfileForm(request.POST or None, initial={name: getattr(profile, name) for name in names})
    if form.submit(actions.change_profile, team=found, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, "teams:team", slug_for(found, request.person))

    context = {
        "place": team_place(found, request.person, current="overview"),
        "form": form,
        "back": reverse("teams:team", args=[slug_for(found, request.person)]),
    }
    return page(request, "collaboratives/change_profile.html", context, part="form")


@require_http_methods(["GET", "POST"])
def withdraw_team(request, team):
    """A team leaves the collaborative."""
    found = find_team(request, team)
    allow(can_withdraw_team(request.person, found))

    form = WithdrawForm(request.POST or None)
    if form.submit(actions.withdraw_team, team=found, by=request.person):
        messages.success(request, _("%(name)s has left. What it reported stays.") % {"name": found.name})
        return go_to(request, "collaboratives:teams", found.parent.slug)

    context = {
        "place": team_place(found, request.person, current="overview"),
        "form": form,
        "back": reverse("teams:team", args=[slug_for(found, request.person)]),
    }
    return page(request, "collaboratives/withdraw_team.html", context, part="form")
