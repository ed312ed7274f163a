"""A collaborative's charter: reading, writing, approving, comparing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives import actions
from allteach.collaboratives.models import Charter, CharterVersion
from allteach.collaboratives.permissions import can_approve_charter, can_write_charter
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.collaboratives.queries.charters import charter_of, differences, frozen_goals, said_in, versions_of
from allteach.collaboratives.sections import SECTIONS, Section
from allteach.core.permissions import allow
from allteach.measures.models import Measure
from allteach.measures.queries.goals import yardsticks_of
from allteach.web.calendars.shown import gathering_lines
from allteach.web.collaboratives.forms import CharterForm
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.measures.definitions import target_now
from allteach.web.measures.listed import frozen_goals_table, goals_table
from allteach.web.navigation import Action
from allteach.web.tables import Table


def find_charter(request, collaborative) -> Charter:
    """The charter of a collaborative this person may know of."""
    charter = charter_of(collaborative, seen_by=request.person)
    if charter is None:
        raise Http404
    return charter


@require_safe
def charter(request, space):
    """The newest version, section by section, with goals, calendar and roles from the record."""
    found = find_collaborative(request, space)
    known = find_charter(request, found)

    versions = versions_of(known)
    wanted = request.GET.get("version", "")
    version = next((each for each in versions if str(each.number) == wanted), versions[0])
    earlier = next((each for each in versions if each.number < version.number), None)
    may_write = can_write_charter(request.person, found)
    measures = (
        Measure.objects.visible_to(request.person)
        .filter(in_space=found.pk, retired_on=None)
        .select_related("current", "goal")
        .prefetch_related("goal__targets")
    )
    goals, timetable = goals_of(found, version, measures), timetable_of(found)
    dates = gathering_lines(calendar_of(timetable), found, today=timezone.localdate()) if timetable else []
    context = {
        "place": collaborative_place(
            found,
            current="charter",
            actions=(Action(_("Write on it"), reverse("collaboratives:write_charter", args=[found.slug])),)
            if may_write
            else (),
        ),
        "collaborative": found,
        "version": version,
        "versions": versions,
        "sections": sections_of(version, dates=dates, with_empty=may_write),
        "has_goals": bool(goals.rows),
        "dates": dates,
        "changes": differences(earlier, version) if earlier else [],
        "earlier": earlier,
        "may_approve": version.approved_at is None and can_approve_charter(request.person, found),
    }
    return page(request, "collaboratives/charter.html", context, tables=[goals])


def sections_of(version: CharterVersion, *, dates, with_empty: bool) -> list[tuple[Section, str]]:
    """The sections in their order. What nobody wrote is shown to those who may write it, and to nobody else."""
    told = [(section, said_in(version, key)) for key, section in SECTIONS.items()]
    return [
        (section, text)
        for section, text in told
        if text or with_empty or section.shows or (section.key == "calendar" and dates)
    ]


def goals_of(collaborative, version: CharterVersion, measures) -> Table:
    """The table of goals: of an approved version as it was frozen with it, of a draft as it stands now."""
    if version.approved_at is None:
        return goals_table(collaborative, [(measure, target_now(measure)) for measure in measures], is_narrow=True)
    return frozen_goals_table(
        collaborative, version.number, frozen_goals(version), yardsticks=yardsticks_of(collaborative.pk)
    )


@require_http_methods(["GET", "POST"])
def write_charter(request, space):
    """Write on the draft; an approved charter gets a new draft from its text."""
    found = find_collaborative(request, space)
    known = find_charter(request, found)
    allow(can_write_charter(request.person, found))

    latest, timetable = versions_of(known)[0], timetable_of(found)
    begins_on, ends_on = calendar_of(timetable).span if timetable else (None, None)
    initial = {f"section_{key}": text for key, text in latest.sections.items()} | {
        "version": latest.version if latest.approved_at is None else None,
        "change_reason": latest.change_reason if latest.approved_at is None else "",
        "begins_on": latest.begins_on or begins_on,
        "ends_on": latest.ends_on or ends_on,
    }
    form = CharterForm(request.POST or None, initial=initial)
    clashes = []
    if form.submit(actions.write_charter, charter=known, by=request.person):
        messages.success(request, _("The draft is saved. It counts once it is approved."))
        return go_to(request, "collaboratives:charter", found.slug)
    for broken_rule in form.non_field_errors().as_data():
        if broken_rule.code == "conflict":
            said = broken_rule.params["clashes"]
            clashes = [(SECTIONS[key].title, each["theirs"], each["yours"]) for key, each in said.items()]

    context = {
        "place": collaborative_place(found, current="charter"),
        "form": form,
        "clashes": clashes,
        "latest": latest,
        "newest_version": latest.version,
        "back": reverse("collaboratives:charter", args=[found.slug]),
    }
    return page(request, "collaboratives/write_charter.html", context, part="form", status=409 if clashes else 200)


@require_POST
def approve_charter(request, space):
    """Freeze the draft."""
    found = find_collaborative(request, space)
    known = find_charter(request, found)
    allow(can_approve_charter(request.person, found))

    seen = request.POST.get("version", "")
    try:
        approved = actions.approve_charter(
            charter=known,
            version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
            by=request.person,
        )
        messages.success(request, _("Version %(number)d is approved and frozen.") % {"number": approved.number})
    except ValidationError as broken_rule:
        for words in broken_rule.messages:
            messages.error(request, words)
    return go_to(request, "collaboratives:charter", found.slug)
