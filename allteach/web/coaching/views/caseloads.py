"""Caseloads: a coach's own, and for those who lead a collaborative every coach's."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.meetings.actions.contacts import look_at
from allteach.meetings.models.circle import circles_of
from allteach.meetings.permissions import can_join_circle
from allteach.meetings.queries.contacts import open_agreements, visits_to_report
from allteach.progress.caseload import Case, caseload_of, coaches_of, teams_coached_by, teams_of
from allteach.progress.permissions import can_see_caseloads, can_see_own_caseload
from allteach.spaces.models import Space
from allteach.web.coaching.place import visit_address
from allteach.web.coaching.shown import agreements_shown, caseload_table, cases_shown
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.navigation import Action, Tab


@require_safe
def caseload(request):
    """The teams that somebody coaches, those first that need them most."""
    person = request.person
    allow(can_see_own_caseload(person))

    cases = caseload_of(teams_coached_by(person), seen_by=person, language=language_now(), today=timezone.localdate())
    context = shown(request, cases) | {
        "title": ngettext("Your team", "Your %(count)d teams", len(cases)) % {"count": len(cases)}
        if cases
        else _("Your teams"),
        "actions": circle_actions(person),
    }
    return page(request, "coaching/caseload.html", context, tables=[caseload_table("caseload", cases, person)])


@require_safe
def caseloads(request, space):
    """The teams of a collaborative with their coaches: all of them, or those of one coach."""
    found = find_collaborative(request, space)
    allow(can_see_caseloads(request.person, found))

    teams = teams_of(found)
    coaching = coaches_of([team.pk for team in teams])
    coaches = {coach.pk: coach for of_team in coaching.values() for coach in of_team}
    chosen = coach_asked(request, coaches)
    if chosen is not None:
        teams = [team for team in teams if chosen in [coach.pk for coach in coaching.get(team.pk, ())]]
    cases = caseload_of(teams, seen_by=request.person, language=language_now(), today=timezone.localdate())
    waiting = sum(case.waits for case in cases)
    words = ngettext(
        "One team waits to hear from its coach.", "%(count)d teams wait to hear from their coach.", waiting
    )
    pressing = [case for case in cases if case.stands_out or case.waits]
    others = [case for case in cases if case not in pressing]
    context = shown(request, cases) | {
        "cases": cases_shown(pressing, request.person, names_coaches=True),
        "others": cases_shown(others, request.person, names_coaches=True),
        "waiting": words % {"count": waiting} if waiting else _("No team waits to hear from its coach."),
        "has_any": bool(cases),
        "place": collaborative_place(found, current="coaching"),
        "coaches": coach_tabs(request.path, coaches, chosen),
    }
    name = f"{found.slug}-caseloads"
    return page(request, "coaching/caseloads.html", context, tables=[caseload_table(name, cases, request.person)])


@require_POST
def look(request):
    """Say that one has seen what moved in one's teams, so that next time only what is new stands there."""
    person = request.person
    allow(can_see_own_caseload(person))

    look_at(teams=[team.pk for team in teams_coached_by(person)], by=person)
    messages.success(request, _("Seen. Next time only what is new stands here."))
    return go_to(request, "coaching:caseload")


def shown(request, cases: list[Case]) -> dict:
    """What both pages show: the cases, what is agreed and open, and how many wait."""
    person, today = request.person, timezone.localdate()
    waiting = sum(case.waits for case in cases)
    seen = [case.seen_at for case in cases if case.seen_at]
    agreed = open_agreements(case.team.pk for case in cases)
    return {
        "cases": cases_shown(cases, person),
        "has_news": any(case.moved for case in cases),
        "waiting": ngettext("One waits for you.", "%(count)d wait for you.", waiting) % {"count": waiting}
        if waiting
        else _("None waits for you today."),
        "seen_at": min(seen) if seen and len(seen) == len(cases) else None,
        "agreed": agreements_shown(agreed, person, today=today),
        "reports_due": [
            (each, visit_address(each, person, "report_visit")) for each in visits_to_report(person, today=today)
        ],
    }


def coach_asked(request, coaches: dict) -> int | None:
    """The coach whose teams the address asks for; None for all, 404 for somebody who coaches none of them."""
    asked = request.GET.get("coach", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked) in coaches):
        raise Http404
    return int(asked)


def coach_tabs(address: str, coaches: dict, chosen: int | None) -> list[Tab]:
    """The coaches to choose from, by name, after all of them."""
    tabs = [Tab(_("All coaches"), address, is_current=chosen is None)]
    by_name = sorted(coaches.values(), key=lambda coach: coach.name)
    return tabs + [Tab(coach.name, f"{address}?coach={coach.pk}", is_current=coach.pk == chosen) for coach in by_name]


def circle_actions(person) -> tuple[Action, ...]:
    """The ways from a caseload to the circles that its coach is in."""
    spaces = Space.objects.filter(pk__in=circles_of(person)).order_by("name")
    return tuple(
        Action(_("Coaches’ circle"), reverse("coaching:circle", args=[space.slug]))
        for space in spaces
        if can_join_circle(person, space)
    )[:2]
