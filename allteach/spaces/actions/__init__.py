"""Everything that changes spaces, who belongs to them, and what was agreed there."""

from allteach.spaces.actions.agreements import sign_agreement
from allteach.spaces.actions.members import add_member

__all__ = ["add_member", "sign_agreement"]
