"""Changing an agenda block by block, and what there is to read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.permissions import allow
from allteach.meetings import actions
from allteach.meetings.permissions import can_change_meeting, can_run_meeting
from allteach.meetings.queries.agendas import agenda_of
from allteach.web.http import go_to, page
from allteach.web.meetings.forms.planning import BlockForm, MaterialForm, WayForm
from allteach.web.meetings.found import find_meeting
from allteach.web.meetings.place import place_beneath_meeting
from allteach.web.meetings.shown import address_of, days_of_agenda, shares_of

ANSWERS = ("words", "day", "minutes", "strand", "leader", "led_by", "is_team_time", "text")


@require_http_methods(["GET", "POST"])
def agenda(request, space, number):
    """Every block with its hours; each can be moved, changed, taken out, and another added."""
    found = find_meeting(request, space, number)
    allow(can_change_meeting(request.person, found))

    form = BlockForm(request.POST or None, days=days_in(found), initial={"minutes": 30, "day": 1})
    if form.submit(actions.add_block, meeting=found, by=request.person):
        return go_to(request, address_of(found, "agenda"))

    shown = agenda_of(found)
    limits = thresholds_of([found.in_space_id])[found.in_space_id]
    context = {
        "place": place_beneath_meeting(found, _("Agenda")),
        "meeting": found,
        "days": days_of_agenda(shown),
        "shares": shares_of(shown, limits),
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/agenda.html", context, part="form")


@require_http_methods(["GET", "POST"])
def change_block(request, space, number, block):
    """Change one block."""
    found = find_meeting(request, space, number)
    item = get_object_or_404(found.agenda, pk=block)
    allow(can_change_meeting(request.person, found))

    initial = {name: getattr(item, name) for name in ANSWERS}
    form = BlockForm(request.POST or None, days=days_in(found), initial=initial)
    if form.submit(actions.change_block, block=item, by=request.person):
        return go_to(request, address_of(found, "agenda"))

    context = {
        "place": place_beneath_meeting(found, _("Change a block")),
        "form": form,
        "remove": address_of(found, "remove_block", item.pk),
        "back": address_of(found, "agenda"),
    }
    return page(request, "meetings/change_block.html", context, part="form")


@require_POST
def move_block(request, space, number, block):
    """Let a block and the one beside it change places."""
    found = find_meeting(request, space, number)
    item = get_object_or_404(found.agenda, pk=block)
    allow(can_change_meeting(request.person, found))

    WayForm(request.POST).submit(actions.move_block, block=item, by=request.person)

    return go_to(request, f"{address_of(found, 'agenda')}#block-{item.pk}")


@require_POST
def remove_block(request, space, number, block):
    """Take a block out."""
    found = find_meeting(request, space, number)
    item = get_object_or_404(found.agenda, pk=block)
    allow(can_change_meeting(request.person, found))

    actions.remove_block(block=item, by=request.person)

    messages.success(request, _("“%(words)s” is taken out.") % {"words": item.words})
    return go_to(request, address_of(found, "agenda"))


@require_http_methods(["GET", "POST"])
def materials(request, space, number):
    """What there is to read or show, as links to where it is kept."""
    found = find_meeting(request, space, number)
    allow(can_run_meeting(request.person, found))

    form = MaterialForm(request.POST or None)
    if form.submit(actions.add_material, meeting=found, by=request.person):
        messages.success(request, _("It stands with the others."))
        return go_to(request, address_of(found, "materials"))

    context = {
        "place": place_beneath_meeting(found, _("Materials")),
        "meeting": found,
        "materials": list(found.materials.all()),
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/materials.html", context, part="form")


@require_POST
def remove_material(request, space, number, material):
    """Take a link away."""
    found = find_meeting(request, space, number)
    item = get_object_or_404(found.materials, pk=material)
    allow(can_run_meeting(request.person, found))

    actions.remove_material(material=item, by=request.person)

    messages.success(request, _("“%(title)s” is taken away.") % {"title": item.title})
    return go_to(request, address_of(found, "materials"))


def days_in(meeting) -> int:
    """How many days a meeting has, by the clock that is in force."""
    return (timezone.localdate(meeting.ends_at) - timezone.localdate(meeting.starts_at)).days + 1
