"""The calendar of a collaborative: reading it, deciding it, moving what stands in it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.calendar import MOVABLE, Calendar, shifts
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.permissions import can_set_calendar
from allteach.collaboratives.queries.calendars import DECIDED, calendar_of, checked, moved, timetable_of
from allteach.collaboratives.stages import days_of, name_of
from allteach.core.permissions import allow
from allteach.meetings import actions
from allteach.progress.permissions import can_see_team_grid
from allteach.progress.queries.stage_tests import stage_tests_of
from allteach.web.calendars.doubts import doubts_about, doubts_of_days
from allteach.web.calendars.forms import MoveForm, TimetableForm
from allteach.web.calendars.shown import calendar_table, lines_of, next_lines, shifts_table
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.navigation import Action


@require_safe
def calendar(request, space):
    """Every stage, session, call and report; what is now, and what comes next."""
    found = find_collaborative(request, space)

    timetable, today = timetable_of(found), timezone.localdate()
    may_set = can_set_calendar(request.person, found)
    context = {
        "place": collaborative_place(found, current="calendar", actions=actions_for(found, timetable, may_set)),
        "collaborative": found,
        "may_set": may_set,
    }
    if timetable is None:
        return page(request, "calendars/calendar.html", context)
    shown = calendar_of(timetable)
    tests = stage_tests_of(found, shown, today=today) if can_see_team_grid(request.person, found) else {}
    context |= {
        "timetable": timetable,
        "stages": lines_of(shown, found, today=today, may_move=may_set, tests=tests),
        "next": next_lines(shown, found, today=today),
    }
    return page(request, "calendars/calendar.html", context, tables=[calendar_table(shown, found)])


def actions_for(space, timetable, may_set) -> tuple[Action, ...]:
    """What a director can do here."""
    if not may_set or timetable is None:
        return ()
    return (Action(_("Change the calendar"), reverse("calendars:set_calendar", args=[space.slug])),)


@require_http_methods(["GET", "POST"])
def set_calendar(request, space):
    """Decide what the calendar follows from. What is there already is only changed after a preview."""
    found = find_collaborative(request, space)
    allow(can_set_calendar(request.person, found))

    timetable = timetable_of(found)
    shown = timetable or Timetable(space=found)
    form = TimetableForm(request.POST or None, initial={name: getattr(shown, name) for name in (*DECIDED, "version")})
    is_sure, preview = form.is_sure() or timetable is None, None
    after = worked_out(form, lambda: checked(decided(shown, form)))
    if after is not None:
        is_meant = not form.warns_of(doubts_about(after))
        if is_sure and is_meant and form.submit(actions.set_timetable, space=found, by=request.person):
            messages.success(request, _("The calendar is saved."))
            return go_to(request, "calendars:calendar", found.slug)
        if timetable is not None and form.is_valid():
            preview = shifts_table(shifts(calendar_of(timetable), after), found)

    context = {
        "place": place_beneath(found, tab="calendar", name=_("What the calendar follows from")),
        "form": form,
        "back": reverse("calendars:calendar", args=[found.slug]),
    }
    return page(request, "calendars/set_calendar.html", context, part="form", tables=[preview] if preview else [])


@require_http_methods(["GET", "POST"])
def move_entry(request, space, key):
    """Put a session, the congress, a call or a report on another day, after a preview."""
    found = find_collaborative(request, space)
    allow(can_set_calendar(request.person, found))
    timetable = timetable_of(found)
    shown = calendar_of(timetable) if timetable else None
    entry = shown.entry(key) if shown else None
    if entry is None or entry.kind not in MOVABLE:
        raise Http404

    form = MoveForm(request.POST or None, initial={"on": entry.start, "version": timetable.version})
    is_sure, preview = form.is_sure(), None
    after = worked_out(form, lambda: moved(shown, key, form.cleaned_data["on"], carry=form.cleaned_data["carry"]))
    if after is not None:
        is_meant = not form.warns_of({"on": doubts_of_days(after.holidays_within(after.entry(key)))})
        if is_sure and is_meant and form.submit(actions.move_entry, space=found, key=key, by=request.person):
            messages.success(request, _("It is moved. Whoever is concerned is told."))
            return go_to(request, "calendars:calendar", found.slug)
        if form.is_valid():
            preview = shifts_table(shifts(shown, after), found)

    context = {
        "place": place_beneath(found, tab="calendar", name=_("Move: %(what)s") % {"what": name_of(entry)}),
        "form": form,
        "until_now": days_of(entry),
        "carries": entry.kind == "session",
        "back": reverse("calendars:calendar", args=[found.slug]),
    }
    return page(request, "calendars/move_entry.html", context, part="form", tables=[preview] if preview else [])


def worked_out(form, work_out) -> Calendar | None:
    """The calendar that would follow from what was sent; None where it cannot be, which the form says at its field."""
    if not form.is_valid():
        return None
    try:
        return work_out()
    except ValidationError as broken_rule:
        form.add_broken_rule(broken_rule)
        return None


def decided(timetable, form) -> Timetable:
    """The timetable as it would be with a form's answers, not saved."""
    said = {name: getattr(timetable, name) for name in (*DECIDED, "moved")}
    return Timetable(space_id=timetable.space_id, **{**said, **{name: form.cleaned_data[name] for name in DECIDED}})
