"""A team's contacts: the log, a new one in a minute, one put right or withdrawn."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives.queries.calendars import calendars_of
from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import USUAL
from allteach.core.permissions import allow
from allteach.meetings.actions import contacts as actions
from allteach.meetings.actions.commitments import keep_commitment
from allteach.meetings.contact_plan import days_between, next_contact_on
from allteach.meetings.permissions import (
    can_correct_contact,
    can_keep_commitment,
    can_log_contact,
    can_plan_visit,
    can_see_contacts,
    can_withdraw_contact,
)
from allteach.meetings.queries.contacts import coming_visits, contacts_of, latest_contacts
from allteach.people.models import Person
from allteach.spaces.models import Membership
from allteach.spaces.naming import slug_for
from allteach.spaces.roles import Role
from allteach.web.coaching.forms import CorrectContactForm, LogContactForm, usual_answers
from allteach.web.coaching.found import find_agreement, find_contact
from allteach.web.coaching.place import (
    contact_address,
    contacts_place,
    place_beneath_contacts,
    team_address,
    visit_address,
)
from allteach.web.coaching.shown import contacts_shown, contacts_table
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.navigation import Action

NEWEST = 10  # Contacts that stand open on the page; earlier ones unfold.


@require_safe
def contacts(request, team):
    """What passed between a team and its coach, and what was agreed."""
    found = find_team(request, team)
    allow(can_see_contacts(request.person, found))

    person, today = request.person, timezone.localdate()
    logged = contacts_of(found, seen_by=person)
    log, plan = team_address(found, person, "log_contact"), team_address(found, person, "plan_visit")
    may_log = can_log_contact(person, found)
    ways = (Action(_("Plan a visit"), plan), Action(_("Log a contact"), log, is_main=True)) if may_log else ()
    coming = coming_visits([found.pk], today=today).get(found.pk)
    context = {
        "place": contacts_place(found, person, actions=ways),
        "contacts": contacts_shown(logged[:NEWEST], person, today=today),
        "earlier": contacts_shown(logged[NEWEST:], person, today=today),
        "coming": coming,
        "coming_address": visit_address(coming, person) if coming else "",
        "may_log": may_log,
        "log": log,
    }
    listed = contacts_table(f"{slug_for(found, person)}-contacts", logged)
    return page(request, "coaching/contacts.html", context, tables=[listed])


@require_http_methods(["GET", "POST"])
def log_contact(request, team):
    """Log a contact: how, how long, what the team may read, what one notes for oneself, what was agreed."""
    found = find_team(request, team)
    allow(can_log_contact(request.person, found))

    form = LogContactForm(
        request.POST or None,
        members=promisers(found, request.person),
        team_members=members_of(found),
        initial=answers_to_begin_with(found),
    )
    if form.submit(actions.log_contact, team=found, by=request.person):
        messages.success(request, _("Logged. The team can read the shared note."))
        return go_to(request, back_from(found, request.person))

    context = {
        "place": place_beneath_contacts(found, request.person, name=_("Log a contact")),
        "back": back_from(found, request.person),
        "may_plan": can_plan_visit(request.person, found),
        "plan": team_address(found, request.person, "plan_visit"),
        "form": form,
    }
    return page(request, "coaching/log_contact.html", context, part="form")


@require_http_methods(["GET", "POST"])
def correct_contact(request, team, contact):
    """Put right what was said of a contact."""
    found = find_team(request, team)
    logged = find_contact(request, found, contact)
    allow(can_correct_contact(request.person, logged))

    form = CorrectContactForm(request.POST or None, initial=answers_of(logged, request.person))
    if form.submit(actions.correct_contact, contact=logged, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, team_address(found, request.person, "contacts"))

    context = {
        "place": place_beneath_contacts(found, request.person, name=str(logged)),
        "back": team_address(found, request.person, "contacts"),
        "withdraw": contact_address(logged, request.person, "withdraw_contact"),
        "form": form,
    }
    return page(
        request, "coaching/correct_contact.html", context, part="form", status=409 if form.has_conflict else 200
    )


@require_http_methods(["GET", "POST"])
def withdraw_contact(request, team, contact):
    """Take back a contact that was logged by mistake."""
    found = find_team(request, team)
    logged = find_contact(request, found, contact)
    allow(can_withdraw_contact(request.person, logged))

    if request.method == "POST":
        actions.withdraw_contact(contact=logged, by=request.person)
        messages.success(request, _("Withdrawn."))
        return go_to(request, team_address(found, request.person, "contacts"))

    context = {
        "place": place_beneath_contacts(found, request.person, name=str(logged)),
        "back": contact_address(logged, request.person),
    }
    return page(request, "coaching/withdraw_contact.html", context)


@require_POST
def keep_agreement(request, team, commitment):
    """Say that something that was agreed is done."""
    found = find_team(request, team)
    agreed = find_agreement(request, found, commitment)
    allow(can_keep_commitment(request.person, agreed))

    keep_commitment(commitment=agreed, by=request.person)
    messages.success(request, _("Done: %(words)s") % {"words": agreed.words})
    return go_to(request, back_from(found, request.person))


def members_of(team):
    """Who belongs to a team, to choose from."""
    return Person.objects.filter(memberships__space=team.pk, memberships__ended_at=None).distinct().order_by("name")


def promisers(team, person) -> list[Person]:
    """Who may promise something after a contact: the writer first, then whoever is in the team."""
    held = Membership.objects.active().filter(space=team.pk).select_related("person").order_by("person__name")
    others = {membership.person_id: membership.person for membership in held}
    others.pop(person.pk, None)
    return [person, *others.values()]


def back_from(team, person) -> str:
    """Where one came from: a coach of the team from the caseload, whoever directs from the team's own log."""
    is_coach = Role.COACH in person.standing.roles_in(team.pk)
    return reverse("coaching:caseload") if is_coach else team_address(team, person, "contacts")


def answers_to_begin_with(team) -> dict:
    """What the form begins with: the way of the last contact, and the next day by the contact plan."""
    today = timezone.localdate()
    last = latest_contacts([team.pk]).get(team.pk)
    calendars = {timetable.space_id: calendar for timetable, calendar in calendars_of([team.around_id])}
    thresholds = thresholds_of([team.around_id]).get(team.around_id, USUAL)
    days = days_between(calendars.get(team.around_id), today, thresholds)
    next_on = next_contact_on(last_on=today, agreed_on=None, since=today, days=days)
    return usual_answers(way=last.way if last else None, next_on=next_on)


def answers_of(contact, person) -> dict:
    """What a contact says, to be put right."""
    names = ("way", "minutes", "shared_note", "next_on", "on", "initiated_by", "topics", "team_energy", "risk")
    return {name: getattr(contact, name) for name in names} | {
        "private_note": actions.private_note_of(contact, person),
        "version": contact.meeting.version,
    }
