"""What only collaboratives ask: goals, charter, calendar, applications, teams' profiles and their pre-work."""

from allteach.collaboratives.models.collaboratives import (
    Charter,
    CharterVersion,
    DecidedThresholds,
    Goal,
    Target,
    TeamProfile,
    Timetable,
)
from allteach.collaboratives.models.prework import ReadinessReview, SignOff
from allteach.collaboratives.models.recruitment import (
    Answer,
    Application,
    ApplicationQuerySet,
    ApplicationWriter,
    Decision,
    ProposedPerson,
    Recruitment,
)

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "ApplicationWriter",
    "Charter",
    "CharterVersion",
    "DecidedThresholds",
    "Decision",
    "Goal",
    "ProposedPerson",
    "ReadinessReview",
    "Recruitment",
    "SignOff",
    "Target",
    "TeamProfile",
    "Timetable",
]
