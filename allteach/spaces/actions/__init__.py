"""Everything that changes spaces, who belongs to them, and what was agreed there."""

from allteach.spaces.actions.acceptance import accept_invitation, join_by_invitation
from allteach.spaces.actions.agreements import end_agreement, sign_agreement
from allteach.spaces.actions.invitations import invite, invite_again, withdraw_invitation
from allteach.spaces.actions.members import (
    add_member,
    change_perspectives,
    change_role,
    hand_over,
    leave_for_good,
    leave_space,
    remove_member,
    replace_member,
)
from allteach.spaces.actions.places import change_disclosure, close_space, reopen_space

__all__ = [
    "accept_invitation",
    "add_member",
    "change_disclosure",
    "change_perspectives",
    "change_role",
    "close_space",
    "end_agreement",
    "hand_over",
    "invite",
    "invite_again",
    "join_by_invitation",
    "leave_for_good",
    "leave_space",
    "remove_member",
    "reopen_space",
    "replace_member",
    "sign_agreement",
    "withdraw_invitation",
]
