"""Everything that writes reports of months, pages for sponsors, scores and health checks."""

from allteach.progress.actions.awards import (
    give_award,
    leave_nomination,
    put_team_forward,
    recognise_teams,
    show_award,
    take_back_award,
)
from allteach.progress.actions.health import check_health
from allteach.progress.actions.leaflets import publish_leaflet, review_leaflet, take_back_leaflet, write_leaflet
from allteach.progress.actions.replies import answer_reply, read_report, reply_to_report, return_report
from allteach.progress.actions.reports import PlannedAnswer, close_report, save_report, send_report
from allteach.progress.actions.results import publish_results, take_back_results, write_results
from allteach.progress.actions.scores import agree_score, release_score, score_self, score_team
from allteach.progress.actions.senior_leaders import (
    answer_barrier,
    end_sponsor_link,
    remove_barrier,
    save_leader_report,
    send_leader_report,
)
from allteach.progress.actions.storyboards import publish_storyboard, take_back_storyboard, write_storyboard

__all__ = [
    "PlannedAnswer",
    "agree_score",
    "answer_barrier",
    "answer_reply",
    "check_health",
    "close_report",
    "end_sponsor_link",
    "give_award",
    "leave_nomination",
    "publish_leaflet",
    "publish_results",
    "publish_storyboard",
    "put_team_forward",
    "read_report",
    "recognise_teams",
    "release_score",
    "remove_barrier",
    "reply_to_report",
    "return_report",
    "review_leaflet",
    "save_leader_report",
    "save_report",
    "score_self",
    "score_team",
    "send_leader_report",
    "send_report",
    "show_award",
    "take_back_award",
    "take_back_leaflet",
    "take_back_results",
    "take_back_storyboard",
    "write_leaflet",
    "write_results",
    "write_storyboard",
]
