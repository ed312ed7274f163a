"""The desk: what needs me, and what comes up."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.collaboratives.permissions import can_begin_collaborative
from allteach.core.language import language_now
from allteach.progress.needs import MOST, needs_of
from allteach.progress.queries.coming import coming_up
from allteach.spaces.models import Space
from allteach.web.home.coming import coming_lines
from allteach.web.home.desk import desk_of, desk_table
from allteach.web.home.sponsoring import from_teams
from allteach.web.http import page

SOON = timedelta(days=92)  # Three months: a whole action period, so that the next session is among what comes up.
DATES = 5


@require_safe
def home(request):
    """What needs this person, five things at most unless all are asked for; what comes up; the spaces they are in."""
    person, today = request.person, timezone.localdate()

    needs = needs_of(person, today=today)
    dates = coming_up(person, now=timezone.now(), until=SOON)[:DATES]

    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    teams = [space for space in spaces.values() if space.kind == Space.Kind.TEAM]
    desk = desk_of(needs, person=person, language=language_now(), today=today)
    shows_all = "all" in request.GET
    context = {
        "hello": _("Hello, %(name)s") % {"name": person.name.split()[0] if person.name else ""},
        "desk": desk if shows_all else desk[:MOST],
        "more": 0 if shows_all else max(0, len(desk) - MOST),
        "may_show_fewer": shows_all and len(desk) > MOST,
        "coming": coming_lines(dates, person=person, today=today),
        "is_somewhere": bool(spaces),
        "may_begin": can_begin_collaborative(person),
        "collaboratives": [space for space in spaces.values() if space.kind == Space.Kind.COLLABORATIVE],
        "teams": teams,
        "sponsored": from_teams(person, teams, today=today),
    }
    return page(request, "home/home.html", context, tables=[desk_table(desk)])
