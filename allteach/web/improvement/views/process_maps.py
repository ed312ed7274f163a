"""A team's process maps: how patients go through the practice now, how they should, and how it was drawn before."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import ProcessMap
from allteach.improvement.permissions import can_draw_process_map
from allteach.improvement.queries.process_maps import ProcessMapShown, process_map_of, shown_version, versions_of
from allteach.spaces.models import Space
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.process_maps import ProcessMapForm, answers_of_map, count_typed, rearranged
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.process_maps import figure_of_map, map_address, versions_drawn

Shows = ProcessMap.Shows


@require_safe
def process_map(request, team, shows):
    """The way as a drawing, in words and as a table, with the notes from walking it."""
    found = find_team(request, team)
    known(shows)
    return map_page(request, found, shows, process_map_of(found, seen_by=request.person, shows=shows))


@require_safe
def process_map_version(request, team, shows, number):
    """The way as it was drawn before."""
    found = find_team(request, team)
    stands = process_map_of(found, seen_by=request.person, shows=known(shows))
    shown = shown_version(stands.process_map, number) if stands else None
    if shown is None:
        raise Http404
    return map_page(request, found, shows, shown)


@require_http_methods(["GET", "POST"])
def draw_process_map(request, team, shows):
    """Draw the way, or draw it anew: steps are added, moved and taken out here, and saved when the team is done."""
    found = find_team(request, team)
    known(shows)
    allow(can_draw_process_map(request.person, found))

    stands = process_map_of(found, seen_by=request.person, shows=shows)
    form = form_for(request, stands)
    if form.submit(actions.draw_process_map, team=found, shows=shows, by=request.person):
        messages.success(request, _("Saved. What was drawn before is kept."))
        return go_to(request, map_address(found, request.person, shows))

    clash = None
    if form.has_conflict:
        stands = process_map_of(found, seen_by=request.person, shows=shows)
        clash = clash_in(form, saved=answers_of_map(stands), subject=stands.process_map)
    context = {
        "place": place_beneath(found, request.person, tab="process", name=name_of(shows)),
        "back": map_address(found, request.person, shows),
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/draw_process_map.html", context, part="form", status=409 if clash else 200)


def form_for(request: HttpRequest, stands: ProcessMapShown | None) -> ProcessMapForm:
    """The form as it was sent; or, when a button asked to move a row, what was typed with that row moved."""
    if request.method == "POST":
        typed = request.POST
        if deed := typed.get("rearrange"):
            moved = rearranged(typed, deed)
            return ProcessMapForm(initial=moved, count=moved["count"])
        return ProcessMapForm(typed, count=count_typed(typed))
    answers = answers_of_map(stands)
    return ProcessMapForm(initial=answers, count=answers["count"])


def map_page(request: HttpRequest, team: Space, shows: str, shown: ProcessMapShown | None):
    """The page of one version of a map, or of none."""
    person = request.person
    if shown:
        shown.process_map.team = team
    versions = versions_of(shown.process_map) if shown else []
    other = Shows.WISHED if shows == Shows.NOW else Shows.NOW
    context = {
        "place": place_beneath(team, person, tab="process", name=name_of(shows)),
        "figure": figure_of_map(shown) if shown else "",
        "is_with_patient": bool(shown and shown.version.is_walked_with_patient),
        "notes": shown.version.notes if shown else "",
        "is_old": bool(shown and shown.version.pk != shown.process_map.current_id),
        "versions": versions_drawn(shown.process_map, versions, shown.version, person) if len(versions) > 1 else [],
        "shows_now": shows == Shows.NOW,
        "draw": map_address(team, person, shows, "draw_process_map"),
        "newest": map_address(team, person, shows),
        "other": map_address(team, person, other),
        "other_name": name_of(other),
        "may_draw": can_draw_process_map(person, team),
    }
    return page(request, "improvement/process_map.html", context)


def name_of(shows: str) -> str:
    """What a map is called: what it shows."""
    return _("The way our patients go now") if shows == Shows.NOW else _("The way our patients should go")


def known(shows: str) -> str:
    """What a map may show; 404 for anything else."""
    if shows not in Shows.values:
        raise Http404
    return shows
