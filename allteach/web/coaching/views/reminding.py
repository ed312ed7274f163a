"""Asking somebody of a team, by mail and in one's own name, for a month that is late."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.meetings.permissions import can_log_contact
from allteach.messaging.actions import remind as remind_person
from allteach.messaging.months import reporters_ever
from allteach.web.coaching.forms import ReminderForm
from allteach.web.coaching.place import team_address
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.teams.place import team_place


@require_http_methods(["GET", "POST"])
def remind(request, team):
    """Ask somebody for a month that is late."""
    found = find_team(request, team)
    allow(can_log_contact(request.person, found))

    reporters = reporters_ever(found)
    form = ReminderForm(request.POST or None, reporters=reporters)
    if form.submit(remind_person, team=found, by=request.person):
        messages.success(request, _("Asked. The mail is on its way."))
        return go_to(request, team_address(found, request.person, "contacts"))

    context = {
        "place": team_place(found, request.person, current="contacts"),
        "form": form,
        "is_anybody_there": bool(reporters),
    }
    return page(request, "coaching/remind.html", context, part="form")
