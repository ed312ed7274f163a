"""Everything that writes meetings."""

from allteach.meetings.actions.agendas import (
    add_block,
    add_material,
    change_block,
    move_block,
    remove_block,
    remove_material,
)
from allteach.meetings.actions.calls import lead_call, post_minutes, take_turn, write_minutes
from allteach.meetings.actions.coming import (
    Coming,
    WalkIn,
    record_attendance,
    record_roll_call,
    register,
    say_here,
    send_apologies,
)
from allteach.meetings.actions.commitments import (
    Promise,
    change_commitment,
    keep_commitment,
    make_commitment,
    reopen_commitment,
)
from allteach.meetings.actions.learning import (
    Topic,
    choose_presenter,
    give_feedback,
    leave_out_presenter,
    review_presentation,
    say_topics,
)
from allteach.meetings.actions.planning import (
    cancel_meeting,
    change_meeting,
    follow_calendar,
    move_entry,
    plan_meeting,
    set_timetable,
)
from allteach.meetings.actions.points import Point
from allteach.meetings.actions.team_meetings import record_team_meeting

__all__ = [
    "Coming",
    "Point",
    "Promise",
    "Topic",
    "WalkIn",
    "add_block",
    "add_material",
    "cancel_meeting",
    "change_block",
    "change_commitment",
    "change_meeting",
    "choose_presenter",
    "follow_calendar",
    "give_feedback",
    "keep_commitment",
    "lead_call",
    "leave_out_presenter",
    "make_commitment",
    "move_block",
    "move_entry",
    "plan_meeting",
    "post_minutes",
    "record_attendance",
    "record_roll_call",
    "record_team_meeting",
    "register",
    "remove_block",
    "remove_material",
    "reopen_commitment",
    "review_presentation",
    "say_here",
    "say_topics",
    "send_apologies",
    "set_timetable",
    "take_turn",
    "write_minutes",
]
