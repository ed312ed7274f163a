"""Who comes to a session, and who came."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.meetings import actions
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance
from allteach.meetings.permissions import can_plan_meetings, can_register, can_run_meeting, can_see_needs
from allteach.meetings.queries.coming import coming_to, counts_of, people_of
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for
from allteach.web.http import go_to, page
from allteach.web.meetings.forms.coming import AttendanceForm, RegisterForm
from allteach.web.meetings.found import find_meeting, find_team_of
from allteach.web.meetings.place import place_beneath_meeting
from allteach.web.meetings.shown import address_of
from allteach.web.tables import Column, Table

GATHERINGS = (Kind.LEARNING_SESSION, Kind.CONGRESS)


@require_http_methods(["GET", "POST"])
def register(request, space, number, team):
    """Say who of a team comes, how, and what each needs."""
    found = find_meeting(request, space, number, *GATHERINGS)
    own = find_team_of(request, found, team)
    allow(can_register(request.person, found, own))

    person = request.person
    rows = list(found.attendance.filter(team=own.pk))
    form = RegisterForm(
        request.POST or None,
        people=people_of(own),
        rows={row.person_id: row for row in rows if row.person_id},
        guests=[row.guest for row in rows if row.guest],
        by=person,
    )
    is_after_closing = can_plan_meetings(person, found.in_space)
    if form.submit(actions.register, meeting=found, team=own, is_after_closing=is_after_closing, by=person):
        many = len(form.result)
        words = ngettext("One person of %(team)s comes.", "%(count)d people of %(team)s come.", many)
        messages.success(request, words % {"count": many, "team": own.name} if many else _("Nobody comes."))
        return go_to(request, address_of(found))

    context = {
        "place": place_beneath_meeting(found, _("Who comes from %(team)s?") % {"team": own.name}),
        "meeting": found,
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/register.html", context, part="form")


@require_safe
def registrations(request, space, number):
    """Everybody who comes, with what they need: for those who plan the session."""
    found = find_meeting(request, space, number, *GATHERINGS)
    allow(can_see_needs(request.person, found))

    listed = coming_to(found)
    slug = f"{found.in_space.slug}-{found.key or found.pk}"
    context = {
        "place": place_beneath_meeting(found, _("Who comes")),
        "counted": counts_of([found.pk])[found.pk],
        "silent": [
            {"name": each.team.name, "address": address_of(found, "register", each.team.slug)}
            for each in listed
            if not each.rows
        ],
        "may_register": found.held_at is None and found.cancelled_at is None,
        "back": address_of(found),
    }
    return page(request, "meetings/registrations.html", context, tables=[registrations_table(listed, slug)])


def registrations_table(listed, name) -> Table:
    """Who comes, a row each, with what they need."""
    headings = (_("Name"), _("Team"), _("How"), _("Needs"), _("Food"), _("Travel"), _("State"))
    rows = [
        (
            str(row.person or row.guest),
            each.team.name,
            row.get_mode_display(),
            row.access_needs,
            row.food,
            row.travel,
            row.get_state_display(),
        )
        for each in listed
        for row in each.rows
    ]
    return Table("registrations", _("Who comes"), f"{name}-registrations", [Column(words) for words in headings], rows)


@require_http_methods(["GET", "POST"])
def attendance(request, space, number):
    """Tick who of those on the list is there, and add who walked in."""
    found = find_meeting(request, space, number, *GATHERINGS)
    allow(can_run_meeting(request.person, found))

    listed = coming_to(found)
    rows = Attendance.objects.filter(meeting=found.pk).exclude(person=None, guest="")
    teams = Space.objects.active().filter(parent=found.in_space_id).order_by("name")
    known = [row.person_id for each in listed for row in each.rows if row.person_id]
    people = Membership.objects.active().filter(space__in=teams, person__left_at=None).exclude(person__in=known)
    form = AttendanceForm(
        request.POST or None,
        listed=listed,
        rows=rows,
        people=people.select_related("person", "space").order_by("space__name", "person__name"),
        teams=teams,
    )
    if form.submit(actions.record_attendance, meeting=found, by=request.person):
        words = ngettext("One person was there.", "%(count)d people were there.", form.result)
        messages.success(request, words % {"count": form.result})
        return go_to(request, address_of(found, "attendance"))

    ticked = form.ticked
    context = {
        "place": place_beneath_meeting(found, _("Who is there?")),
        "meeting": found,
        "form": form,
        "has_begun": found.starts_at <= timezone.now() or found.held_at is not None,
        "teams": [
            {
                "name": name_for(each.team, request.person),
                "people": [
                    {"number": row.pk, "name": str(row.person or row.guest), "is_ticked": str(row.pk) in ticked}
                    for row in each.rows
                ],
            }
            for each in listed
            if each.rows
        ],
        "back": address_of(found),
    }
    return page(request, "meetings/attendance.html", context, part="form")
