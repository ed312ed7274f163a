"""The page for the sponsor, as the team writes it and as those who are signed in read it."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.core.permissions import allow
from allteach.improvement.queries.writers import last_writer
from allteach.progress import actions, events
from allteach.progress.actions.senior_leaders import ANSWERS, CARRIED_OVER
from allteach.progress.models import MonthlyReport, SeniorLeaderReport
from allteach.progress.permissions import (
    can_answer_barrier,
    can_read_reports,
    can_remove_barrier,
    can_send_reports,
    can_write_leader_reports,
)
from allteach.progress.queries.senior_leaders import barrier_of, leader_reports_of
from allteach.progress.told import written
from allteach.spaces.naming import slug_for
from allteach.spaces.queries import people_in_role
from allteach.spaces.roles import Role
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_between
from allteach.web.improvement.shown.words import day_words
from allteach.web.monthly_reports.found import month_at
from allteach.web.navigation import Action, Crumb
from allteach.web.senior_leaders.forms import BarrierForm, GoneForm, LeaderForm
from allteach.web.senior_leaders.shown import barrier_mark, leader_page
from allteach.web.tables import Cell, Column, Table
from allteach.web.teams.place import team_place


@require_safe
def leader_reports(request, team):
    """What a team told its sponsor, month by month, and what became of what was in the way."""
    found = find_team(request, team)
    allow(can_read_reports(request.person, found))

    shown = leader_reports_of(found, seen_by=request.person)
    may_write = can_write_leader_reports(request.person, found)
    month = month_to_write(found, shown)
    is_time = month.has_begun(timezone.localdate())
    new = address("write_leader_report", found, month, request.person)
    actions_here = (Action(_("Write %(month)s") % {"month": period_in_words(month)}, new, is_main=True),)
    context = {
        "place": leader_place(request, found, actions=actions_here if may_write and is_time else ()),
        "has_any": bool(shown),
        "next_month": "" if is_time else period_in_words(month),
        "may_write": may_write,
        "new": new,
    }
    return page(
        request, "senior_leaders/leader_reports.html", context, tables=[leader_table(found, shown, request.person)]
    )


@require_safe
def leader_report(request, team, month):
    """One page for the sponsor."""
    found = find_team(request, team)
    report = find_leader_report(request, found, month)

    action = barrier_of(report) if report.sent_at else None
    context = {
        "place": leader_place(request, found, name=_("For the sponsor, %(month)s") % {"month": period_in_words(month)}),
        "told": leader_page(report, request.person),
        "may_write": report.sent_at is None and can_write_leader_reports(request.person, found),
        "may_answer": action is not None and can_answer_barrier(request.person, action),
        "may_remove": action is not None and can_remove_barrier(request.person, action),
        "addresses": {
            name: address(name, found, month, request.person)
            for name in ("write_leader_report", "answer_barrier", "remove_barrier")
        },
    }
    return page(request, "senior_leaders/leader_report.html", context)


@require_http_methods(["GET", "POST"])
def write_leader_report(request, team, month):
    """Write the page, and send it to the sponsor."""
    found = find_team(request, team)
    allow(can_write_leader_reports(request.person, found))
    report = leader_report_in(request, found, month_at(month))
    allow(report is None or report.sent_at is None, _("This page was sent already: the next month has a new one."))

    form = LeaderForm(request.POST or None, initial=answers_now(found, month, report))
    if form.submit(actions.save_leader_report, team=found, month=month, by=request.person):
        if request.POST.get("do") != "send":
            messages.success(request, _("Kept as it stands. Send it when you are ready."))
            return go_to(request, address("write_leader_report", found, month, request.person))
        if not form.shows(answers_now(found, month, form.result)):
            messages.warning(request, _("Somebody else wrote here too while you did. Read all of it, then send it."))
            return go_to(request, address("write_leader_report", found, month, request.person))
        if is_sent(request, form):
            messages.success(request, _("It is on its way to your sponsor, with a link that needs no password."))
            return go_to(request, address("leader_report", found, month, request.person))
        report = form.result

    clash = None
    if form.has_conflict:
        report = leader_report_in(request, found, month)
        writer = last_writer(report, events=(events.LEADER_REPORT_SAVED,))
        clash = clash_between(form, saved=answers_now(found, month, report), writer=writer, person=request.person)
    context = {
        "place": leader_place(request, found, name=_("For the sponsor, %(month)s") % {"month": period_in_words(month)}),
        "form": form,
        "clash": clash,
        "has_begun": month.has_begun(timezone.localdate()),
        "told": leader_page(report or draft_of(found, month), request.person),
        "sponsors": [person.name for person in people_in_role(found, Role.SPONSOR)],
        "may_send": can_send_reports(request.person, found),
        "back": reverse("senior_leaders:leader_reports", args=[slug_for(found, request.person)]),
        "people": reverse("spaces:people", args=[slug_for(found, request.person)]),
    }
    return page(request, "senior_leaders/write_leader_report.html", context, part="form", status=409 if clash else 200)


@require_http_methods(["GET", "POST"])
def answer_barrier(request, team, month):
    """Answer, as the sponsor, what is in the team's way."""
    found = find_team(request, team)
    report = find_leader_report(request, found, month)
    action = find_barrier(report)
    allow(can_answer_barrier(request.person, action))

    form = BarrierForm(request.POST or None, initial=answer_now(action))
    if form.submit(actions.answer_barrier, barrier=action, by=request.person):
        messages.success(request, _("Thank you. The team and its coach are told."))
        return go_to(request, address("leader_report", found, month, request.person))

    context = {
        "place": leader_place(request, found, name=_("Your answer")),
        "told": leader_page(report, request.person),
        "form": form,
        "back": address("leader_report", found, month, request.person),
    }
    return page(request, "senior_leaders/answer_barrier.html", context, part="form")


@require_http_methods(["GET", "POST"])
def remove_barrier(request, team, month):
    """Say that what was in the way is gone."""
    found = find_team(request, team)
    report = find_leader_report(request, found, month)
    action = find_barrier(report)
    allow(can_remove_barrier(request.person, action))

    form = GoneForm(request.POST or None)
    if form.submit(actions.remove_barrier, barrier=action, by=request.person):
        messages.success(request, _("Well done, all of you. The month's report says thank you."))
        return go_to(request, address("leader_report", found, month, request.person))

    context = {
        "place": leader_place(request, found, name=_("Out of the way")),
        "form": form,
        "barrier": action.barrier,
        "back": address("leader_report", found, month, request.person),
    }
    return page(request, "senior_leaders/remove_barrier.html", context, part="form")


# --- what addresses name, and values -------------------------------------------------------------------------------


def address(name, team, month, person) -> str:
    """Where a page about a month is."""
    return reverse(f"senior_leaders:{name}", args=[slug_for(team, person), month])


def leader_report_in(request, team, month) -> SeniorLeaderReport | None:
    """The page of a month, if there is one that this person may see."""
    shown = SeniorLeaderReport.objects.visible_to(request.person)
    report = shown.filter(team_id=team.pk, month=month.start).first()
    if report is not None:
        report.team = team
    return report


def find_leader_report(request, team, month) -> SeniorLeaderReport:
    """The page of a month."""
    report = leader_report_in(request, team, month_at(month))
    if report is None:
        raise Http404
    return report


def find_barrier(report):
    """What the page asks its sponsor to remove."""
    action = barrier_of(report) if report.sent_at else None
    if action is None:
        raise Http404
    action.report = report
    return action


def month_to_write(team, shown) -> Period:
    """The month whose page comes next: the last that is over, or so many after the last sent as was settled."""
    every = int(thresholds_of([team.around_id])[team.around_id]["reports.sponsor_months"])
    last = Period.containing(timezone.localdate(), "month").previous()
    sent = [report.month for report in shown if report.sent_at]
    following = Period(max(sent), "month") + every if sent else last
    return following if last.start < following.start else last


def draft_of(team, month) -> SeniorLeaderReport:
    """A page of which nothing is written yet, to show what the record tells."""
    return SeniorLeaderReport(team=team, space_id=team.pk, month=month.start)


def answers_now(team, month, report) -> dict:
    """What stands on the page; at the beginning, what the month's report and the page before said."""
    if report is not None:
        return {name: getattr(report, name) for name in (*ANSWERS, "version")}
    answers: dict = {}
    before = SeniorLeaderReport.objects.filter(team_id=team.pk, month__lt=month.start).order_by("-month").first()
    if before is not None:
        answers |= {name: getattr(before, name) for name in CARRIED_OVER}
    told = MonthlyReport.objects.filter(team_id=team.pk, month=month.start).first()
    if told is not None:
        answers |= {"barrier": told.stuck, "partner_view": told.involvement}
        if told.hours_used is not None:
            answers["money"] = _("%(hours)s hours of protected time") % {"hours": written(told.hours_used)}
    return answers


def answer_now(action) -> dict:
    """What the sponsor answered so far."""
    return {"answer": action.answer, "words": action.words, "by_when": action.by_when}


def is_sent(request, form) -> bool:
    """Send what was just kept. False if it was refused: the form then says why."""
    report = form.result
    allow(can_send_reports(request.person, report.team), _("Your lead sends it. What you wrote is kept."))
    try:
        actions.send_leader_report(report=report, by=request.person)
    except ValidationError as broken_rule:
        form.data = form.data.copy()
        form.data["version"] = str(report.version)
        form.add_broken_rule(broken_rule)
        return False
    return True


def leader_place(request, team, *, name="", actions=()):
    """The place of the pages for the sponsor: their list, or one beneath it with a name of its own."""
    place = team_place(team, request.person, current="sponsor", actions=actions)
    if not name:
        return place
    slug = slug_for(team, request.person)
    crumbs = (
        Crumb(place.name, reverse("teams:team", args=[slug])),
        Crumb(_("For the sponsor"), reverse("senior_leaders:leader_reports", args=[slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs))


def leader_table(team, shown, person) -> Table:
    """The pages for the sponsor, the latest first."""
    headings = (_("Month"), _("Sent"), _("In the way"), _("Where it stands"))
    rows = []
    for report in shown:
        action = getattr(report, "barrier_action", None)
        mark = barrier_mark(action) if action else None
        rows.append(
            (
                Cell(
                    period_in_words(report.period),
                    to=address("leader_report", team, report.period, person),
                    value=str(report.period),
                ),
                day_words(timezone.localdate(report.sent_at)) if report.sent_at else _("Draft"),
                report.barrier,
                Cell(mark.words, tone=mark.tone) if mark else "",
            )
        )
    columns = [Column(words) for words in headings]
    return Table("pages", _("Pages for the sponsor"), f"{slug_for(team, person)}-sponsor", columns, rows)
