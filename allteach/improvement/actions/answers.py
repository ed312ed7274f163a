"""Reading what somebody wrote into a row, under the name it had here: see spaces.actions.answers."""

from allteach.spaces.actions.answers import Errors, refuse, require_version, trimmed, write_answers, written

__all__ = ["Errors", "refuse", "require_version", "trimmed", "write_answers", "written"]
