"""What teams and their sponsors tell each other about a month: the tables."""

from allteach.progress.models.reports import (
    MonthlyReport,
    MonthlyReportQuerySet,
    PlannedTest,
    ReportReading,
    ReportReply,
    ReportVersion,
)
from allteach.progress.models.senior_leaders import BarrierAction, SeniorLeaderReport, SponsorLink

__all__ = [
    "BarrierAction",
    "MonthlyReport",
    "MonthlyReportQuerySet",
    "PlannedTest",
    "ReportReading",
    "ReportReply",
    "ReportVersion",
    "SeniorLeaderReport",
    "SponsorLink",
]
