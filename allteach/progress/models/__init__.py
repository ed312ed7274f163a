"""What teams and their sponsors tell each other about a month, how far teams are, and what all reached: the tables."""

from allteach.progress.models.awards import Award, Nomination
from allteach.progress.models.leaflets import Leaflet
from allteach.progress.models.reports import (
    MonthlyReport,
    MonthlyReportQuerySet,
    PlannedTest,
    ReportReading,
    ReportReply,
    ReportVersion,
)
from allteach.progress.models.results import Licence, Results, ResultsVersion
from allteach.progress.models.scores import AssessmentScore, HealthCheck, SelfScore, StaffScore
from allteach.progress.models.senior_leaders import BarrierAction, SeniorLeaderReport, SponsorLink
from allteach.progress.models.storyboards import Storyboard

__all__ = [
    "AssessmentScore",
    "Award",
    "BarrierAction",
    "HealthCheck",
    "Leaflet",
    "Licence",
    "MonthlyReport",
    "MonthlyReportQuerySet",
    "Nomination",
    "PlannedTest",
    "ReportReading",
    "ReportReply",
    "ReportVersion",
    "Results",
    "ResultsVersion",
    "SelfScore",
    "SeniorLeaderReport",
    "SponsorLink",
    "StaffScore",
    "Storyboard",
]
