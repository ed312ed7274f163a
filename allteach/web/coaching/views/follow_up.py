"""Whom a director calls: the teams whose month is not in, until somebody was in touch."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from allteach.core.language import period_in_words
from allteach.core.permissions import allow
from allteach.meetings.actions.contacts import log_contact
from allteach.meetings.kinds import Way
from allteach.meetings.permissions import can_log_contact
from allteach.messaging.months import Silence, silences_in
from allteach.progress.follow_up import FollowUp, follow_up_of
from allteach.progress.permissions import can_see_caseloads
from allteach.spaces.naming import name_for, slug_for
from allteach.web.coaching.forms import QuickContactForm
from allteach.web.coaching.place import team_address
from allteach.web.coaching.shown import follow_up_table, missing_words
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page

MINUTES = {Way.PHONE: 10, Way.VIDEO: 15, Way.EMAIL: 5, Way.MESSAGE: 5}  # What a contact by one button takes.


@dataclass(frozen=True)
class ShownFollowUp:
    """One team to be called, in words, with the buttons that say that it was."""

    each: FollowUp
    name: str
    address: str
    month: str
    missing: str
    quick: str
    full: str
    ask: str


@dataclass(frozen=True)
class ShownSilence:
    """Somebody who acts on no reminder, and where contacts with their team stand."""

    each: Silence
    team: str
    address: str


@require_safe
def follow_up(request, space):
    """The teams to be called, each with one button for having done so."""
    found = find_collaborative(request, space)
    allow(can_see_caseloads(request.person, found))

    person = request.person
    teams = follow_up_of(found, today=timezone.localdate())
    context = {
        "place": collaborative_place(found, current="follow_up"),
        "teams": [
            ShownFollowUp(
                each,
                name_for(each.team, person),
                reverse("teams:team", args=[slug_for(each.team, person)]),
                period_in_words(each.month),
                missing_words(each),
                team_address(each.team, person, "log_quickly") if can_log_contact(person, each.team) else "",
                team_address(each.team, person, "log_contact"),
                team_address(each.team, person, "remind"),
            )
            for each in teams
        ],
        "silences": [
            ShownSilence(silence, name_for(silence.team, person), team_address(silence.team, person, "contacts"))
            for silence in silences_in(found)
        ],
        "ways": [(way.value, way.label) for way in (Way.PHONE, Way.EMAIL, Way.VIDEO)],
    }
    name = f"{found.slug}-teams-to-call"
    return page(request, "coaching/follow_up.html", context, tables=[follow_up_table(name, teams, person)])


@require_POST
def log_quickly(request, team):
    """Log a contact with one button: the team leaves the list."""
    found = find_team(request, team)
    allow(can_log_contact(request.person, found))

    form = QuickContactForm(request.POST)
    way = form.data.get("way", "")
    if form.submit(
        log_contact, team=found, minutes=MINUTES.get(way, MINUTES[Way.PHONE]), topics=["numbers"], by=request.person
    ):
        messages.success(request, _("Logged: in touch with %(team)s.") % {"team": name_for(found, request.person)})
    else:
        messages.error(request, _("Choose how you were in touch."))
    if found.parent is None or not can_see_caseloads(request.person, found.parent):
        return go_to(request, team_address(found, request.person, "contacts"))
    return go_to(request, "coaching:follow_up", found.parent.slug)
