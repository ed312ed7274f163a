"""Everything that writes collaboratives, charters, calendars, goals and teams' profiles."""

from allteach.collaboratives.actions.calendars import move_entry, set_timetable
from allteach.collaboratives.actions.charters import approve_charter, write_charter
from allteach.collaboratives.actions.collaboratives import make_collaborative
from allteach.collaboratives.actions.goals import set_goal
from allteach.collaboratives.actions.teams import add_team, change_profile, return_team, withdraw_team
from allteach.collaboratives.actions.thresholds import set_thresholds

__all__ = [
    "add_team",
    "approve_charter",
    "change_profile",
    "make_collaborative",
    "move_entry",
    "return_team",
    "set_goal",
    "set_thresholds",
    "set_timetable",
    "withdraw_team",
    "write_charter",
]
