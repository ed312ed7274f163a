"""A team's report of a month, and the page for its sponsor, to take along."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from allteach.core.permissions import allow
from allteach.progress.models import SeniorLeaderReport
from allteach.reports.catalogue import REPORTS
from allteach.web.documents.answers import document_file
from allteach.web.found import find_team
from allteach.web.monthly_reports.found import find_report, month_at


@require_safe
def report_file(request, team, month, form):
    """A report as PDF, slides or workbook."""
    found = find_team(request, team)
    report = find_report(request, found, month)
    allow(REPORTS["monthly_report"].may(request.person, report))

    return document_file(request, REPORTS["monthly_report"], report, form)


@require_safe
def leader_report_file(request, team, month):
    """The page for the sponsor as PDF."""
    found = find_team(request, team)
    shown = SeniorLeaderReport.objects.visible_to(request.person)
    report = get_object_or_404(shown, team_id=found.pk, month=month_at(month).start)
    report.team = found
    allow(REPORTS["leader_report"].may(request.person, report))

    return document_file(request, REPORTS["leader_report"], report, "pdf")
