"""What an address names of a team's reports, if this person may know that it exists; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport, ReportReply
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for


def month_at(period: Period) -> Period:
    """The period of an address, which must be a month."""
    if period.kind != "month":
        raise Http404
    return period


def report_in(request: HttpRequest, team: Space, month: Period) -> MonthlyReport | None:
    """The team's report of a month, if there is one that this person may see. One query."""
    shown = MonthlyReport.objects.visible_to(request.person).filter(team_id=team.pk, month=month_at(month).start)
    report = shown.select_related("sent_by", "closed_by").first()
    if report is not None:
        report.team = team
    return report


def find_report(request: HttpRequest, team: Space, month: Period) -> MonthlyReport:
    """The team's report of a month."""
    report = report_in(request, team, month)
    if report is None:
        raise Http404
    return report


def find_reply(report: MonthlyReport, number: int) -> ReportReply:
    """One reply to a report."""
    reply = get_object_or_404(ReportReply.objects.select_related("by"), pk=number, report_id=report.pk)
    reply.report = report
    return reply


def address(name: str, team: Space, month: Period, person: Person, *more: int) -> str:
    """Where a page of a report is."""
    return reverse(f"monthly_reports:{name}", args=[slug_for(team, person), month, *more])
