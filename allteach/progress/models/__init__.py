"""What teams and their sponsors tell each other about a month, and how far teams are: the tables."""

from allteach.progress.models.leaflets import Leaflet
from allteach.progress.models.reports import (
    MonthlyReport,
    MonthlyReportQuerySet,
    PlannedTest,
    ReportReading,
    ReportReply,
    ReportVersion,
)
from allteach.progress.models.scores import AssessmentScore, HealthCheck, SelfScore, StaffScore
from allteach.progress.models.senior_leaders import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.progress.models.storyboards import Storyboard

__all__ = [
    "AssessmentScore",
    "BarrierAction",
    "HealthCheck",
    "Leaflet",
    "MonthlyReport",
    "MonthlyReportQuerySet",
    "PlannedTest",
    "ReportReading",
    "ReportReply",
    "ReportVersion",
    "SelfScore",
    "SeniorLeaderReport",
    "SponsorLink",
    "StaffScore",
    "Storyboard",
]
