"""Replying to a report, answering a reply, sending a report back, closing it, and having read it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.models import ReportReply
from allteach.progress.permissions import (
    can_close_report,
    can_reply_to_report,
    can_return_report,
    can_settle_reply,
)
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.monthly_reports.forms import AnswerForm, ReplyForm, ReturnForm
from allteach.web.monthly_reports.found import address, find_reply, find_report
from allteach.web.monthly_reports.place import report_place
from allteach.web.monthly_reports.reading import report_context


@require_POST
def reply_to_report(request, team, month):
    """Reply beside one part of a report."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    allow(can_reply_to_report(request.person, report))

    said = request.POST.copy()
    if said.get("block") not in ReportReply.Block.values:
        said["block"] = ReportReply.Block.WHOLE  # So that what was typed stands somewhere, whatever came with it.
    form = ReplyForm(said, auto_id=f"id_{said['block']}_%s")
    if form.submit(actions.reply_to_report, report=report, by=request.person):
        messages.success(request, _("Your reply stands beside it, and the team is told."))
        return go_to(request, address("report", found, month, request.person))

    return page(request, "monthly_reports/report.html", report_context(request, report, reply=form))


@require_POST
def answer_reply(request, team, month, reply):
    """Answer a reply, or settle it without words."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    asked = find_reply(report, reply)
    allow(can_settle_reply(request.person, asked))

    form = AnswerForm(request.POST, auto_id=f"id_reply_{asked.pk}_%s")
    if form.submit(actions.answer_reply, reply=asked, by=request.person):
        messages.success(request, _("Settled. Whoever wrote it sees your answer."))
        return go_to(request, address("report", found, month, request.person))

    return page(request, "monthly_reports/report.html", report_context(request, report, answer=(asked.pk, form)))


@require_http_methods(["GET", "POST"])
def return_report(request, team, month):
    """Send a report back with a question."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    allow(can_return_report(request.person, report))

    form = ReturnForm(request.POST or None)
    if form.submit(actions.return_report, report=report, by=request.person):
        messages.success(request, _("It is back with the team, with your question."))
        return go_to(request, address("report", found, month, request.person))

    context = {
        "place": report_place(found, month, request.person, name=_("Send it back")),
        "form": form,
        "back": address("report", found, month, request.person),
    }
    return page(request, "monthly_reports/return_report.html", context, part="form")


@require_POST
def close_report(request, team, month):
    """Say that nothing is left to do in a report."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    allow(can_close_report(request.person, report))

    try:
        actions.close_report(report=report, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Closed. Thank you for reading it."))
    return go_to(request, address("report", found, month, request.person))


@require_POST
def read_report(request, team, month):
    """Say that one has read it."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    allow(can_reply_to_report(request.person, report))

    actions.read_report(report=report, by=request.person)
    messages.success(request, _("The team sees that you have read it."))
    return go_to(request, address("report", found, month, request.person))
