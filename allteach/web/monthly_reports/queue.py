"""The reports of a month, of all the teams that somebody supports: unread first."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.progress.permissions import can_follow_reports, can_read_reports
from allteach.progress.queries.reports import ReportState, months_until, report_states
from allteach.spaces.models import Space, Team
from allteach.spaces.naming import name_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative
from allteach.web.http import page
from allteach.web.monthly_reports.found import address, month_at
from allteach.web.monthly_reports.reading import moment_words, state_cell
from allteach.web.tables import Cell, Column, Table

MONTHS_OFFERED = 6
FILTERS = ("all", "unread", "missing", "returned", "closed")


@require_safe
def queue(request, space):
    """Which reports are in, which are new to this person, and which are not in yet."""
    found = find_collaborative(request, space)
    teams = [
        team
        for team in Team.objects.visible_to(request.person).active().filter(parent=found.pk).order_by("name")
        if can_read_reports(request.person, team)
    ]
    allow(bool(teams) or can_follow_reports(request.person, found))

    today = timezone.localdate()
    months = months_until(today)[1:]
    month = asked_month(request, today)
    wanted = request.GET.get("state", "all")
    if wanted not in FILTERS:
        raise Http404
    states = report_states(teams, [month], today=today, seen_by=request.person)
    asked = [(team, states[team.pk, month]) for team in teams if states[team.pk, month].is_due]
    counts = {name: sum(is_among(name, state) for _team, state in asked) for name in FILTERS}
    chosen = sorted((row for row in asked if is_among(wanted, row[1])), key=in_order)
    at = reverse("monthly_reports:queue", args=[found.slug])
    context = {
        "place": collaborative_place(found, current="reports"),
        "month": period_in_words(month),
        "months": [(period_in_words(each), f"{at}?month={each}", each == month) for each in months[:MONTHS_OFFERED]],
        "filters": [
            (filter_words(name), f"{at}?month={month}&state={name}", name == wanted, counts[name]) for name in FILTERS
        ],
        "has_any": bool(chosen),
    }
    listed = queue_table(found, chosen, request.person, today)
    return page(request, "monthly_reports/queue.html", context, tables=[listed])


def asked_month(request, today: date) -> Period:
    """The month that the address asks for, which must be over; or the last one that is."""
    last = Period.containing(today, "month").previous()
    written = request.GET.get("month", "")
    if not written:
        return last
    try:
        month = month_at(Period.parse(written))
    except ValueError:
        raise Http404 from None
    if month > last:
        raise Http404
    return month


def is_among(name: str, state: ReportState) -> bool:
    """Whether a report is of those that a filter shows."""
    return name == "all" or (state.is_unread if name == "unread" else state.state == name)


def filter_words(name: str) -> str:
    """What a filter is called."""
    return {
        "all": _("All"),
        "unread": _("New to you"),
        "missing": _("Not in yet"),
        "returned": _("Back with the team"),
        "closed": _("Closed"),
    }[name]


def in_order(row: tuple[Space, ReportState]) -> tuple:
    """New ones first, the longest waiting before the others; then what is missing; then the rest."""
    team, state = row
    rank = {"sent": 2, "missing": 1, "waiting": 3, "returned": 2, "closed": 4}[state.state]
    return (0 if state.is_unread else rank, state.sent_at.timestamp() if state.sent_at else 0, team.name.casefold())


def queue_table(found: Space, rows: list[tuple[Space, ReportState]], person: Person, today: date) -> Table:
    """The reports as a table."""
    headings = (_("Team"), _("Where it stands"), _("Sent"), _("Replies"), _("For you"))
    return Table(
        "reports",
        _("Reports of the month"),
        f"{found.slug}-reports",
        [Column(words) for words in headings],
        [
            (
                Cell(name_for(team, person), to=address("report", team, state.month, person) if state.is_in else ""),
                state_cell(state, team, person, today, is_team=False),
                Cell(moment_words(state.sent_at), value=timezone.localdate(state.sent_at)) if state.sent_at else "",
                Cell(state.open_replies or "", note=_("not answered") if state.open_replies else ""),
                Cell(_("New"), tone="soon") if state.is_unread else "",
            )
            for team, state in rows
        ],
    )
