"""Planning sessions and calls: from the calendar, by hand, otherwise, or not at all."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from allteach.collaboratives.queries.calendars import holidays_between, timetable_of
from allteach.core.permissions import allow
from allteach.meetings import actions
from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.permissions import can_change_meeting, can_plan_meetings
from allteach.people.models import Person
from allteach.spaces.models import Membership, Space
from allteach.web.calendars.doubts import doubts_of_days
from allteach.web.collaboratives.place import place_beneath
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.meetings.forms.planning import CancelForm, ChangeForm, PlanForm
from allteach.web.meetings.found import find_meeting, find_place
from allteach.web.meetings.place import place_beneath_meeting
from allteach.web.meetings.shown import address_of, day_of, hours_of


@require_POST
def follow_calendar(request, space):
    """Give every session, call and congress of the calendar its page."""
    found = find_place(request, space)
    allow(can_plan_meetings(request.person, found) and timetable_of(found) is not None)

    try:
        made = actions.follow_calendar(space=found, by=request.person)
    except ValidationError as broken_rule:
        messages.warning(request, " ".join(broken_rule.messages))
        return go_to(request, "meetings:meetings", found.slug)

    words = ngettext("One page was made.", "%(count)d pages were made.", len(made)) % {"count": len(made)}
    messages.success(request, words if made else _("Every session and call has its page."))
    return go_to(request, "meetings:meetings", found.slug)


@require_http_methods(["GET", "POST"])
def plan_meeting(request, space):
    """A session or call that is in no calendar."""
    found = find_place(request, space)
    allow(can_plan_meetings(request.person, found))

    form = PlanForm(request.POST or None, initial={"kind": Kind.ALL_TEAM_CALL})
    is_meant = not form.warns_of(doubts_about(form, found))
    if is_meant and form.submit(actions.plan_meeting, space=found, by=request.person):
        form.result.in_space = found
        messages.success(request, _("It is planned."))
        return go_to(request, address_of(form.result))

    context = {
        "place": place_beneath(found, tab="meetings", name=_("Plan another meeting")),
        "form": form,
        "back": reverse("meetings:meetings", args=[found.slug]),
    }
    return page(request, "meetings/plan_meeting.html", context, part="form")


@require_http_methods(["GET", "POST"])
def change_meeting(request, space, number):
    """Other hours, another place, another topic, another leader."""
    found = find_meeting(request, space, number)
    allow(can_change_meeting(request.person, found))

    form = ChangeForm(
        request.POST or None,
        people=people_who_lead(found.in_space),
        teams=Space.objects.active().filter(parent=found.in_space_id).order_by("name"),
        has_registration=KINDS[Kind(found.kind)].has_registration,
        initial=answers_of(found),
    )
    is_meant = not form.warns_of(doubts_about(form, found.in_space, on=day_of(found)))
    if is_meant and form.submit(actions.change_meeting, meeting=found, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, address_of(found))

    clash = None
    if form.has_conflict:
        found = find_meeting(request, space, number)
        clash = clash_in(form, saved=answers_of(found), subject=found)
    context = {
        "place": place_beneath_meeting(found, _("Change when, where and about what")),
        "form": form,
        "clash": clash,
        "hours": hours_of(found),
        "move_address": reverse("calendars:move_entry", args=[found.in_space.slug, found.key]) if found.key else "",
        "back": address_of(found),
    }
    return page(request, "meetings/change_meeting.html", context, part="form", status=409 if clash else 200)


@require_http_methods(["GET", "POST"])
def cancel_meeting(request, space, number):
    """Say that it does not take place."""
    found = find_meeting(request, space, number)
    allow(can_change_meeting(request.person, found) and found.held_at is None)

    form = CancelForm(request.POST or None)
    if form.submit(actions.cancel_meeting, meeting=found, by=request.person):
        messages.success(request, _("It is cancelled, with your reason beside it."))
        return go_to(request, address_of(found))

    context = {
        "place": place_beneath_meeting(found, _("It does not take place")),
        "form": form,
        "hours": hours_of(found),
        "back": address_of(found),
    }
    return page(request, "meetings/cancel_meeting.html", context, part="form")


def answers_of(meeting) -> dict:
    """What is said of a meeting now, by question."""
    names = ("starts_at", "ends_at", "topic", "place", "link", "register_by", "led_by", "led_team", "version")
    return {name: getattr(meeting, name) for name in names}


def people_who_lead(space: Space):
    """Whoever has a part in the collaborative as a whole: one of them leads."""
    active = Membership.objects.active().filter(space=space.pk)
    return Person.objects.filter(pk__in=active.values("person"), left_at=None).order_by("name")


def doubts_about(form, space: Space, *, on: date | None = None) -> dict[str, dict[str, str]]:
    """That a day of a meeting is a public holiday of its collaborative; nothing where it stays on its day."""
    if not form.is_bound or not form.is_valid():
        return {}
    begins, ends = (timezone.localdate(form.cleaned_data[name]) for name in ("starts_at", "ends_at"))
    if begins == on:
        return {}
    return {"starts_at": doubts_of_days(holidays_between(timetable_of(space), begins, ends))}
