"""What core writes: events, used form keys, and work asked for in the background."""

from allteach.core.actions.recording import digest_of, record, reference, use_form_key
from allteach.core.actions.work import ask_for_work, progress, try_again

__all__ = ["ask_for_work", "digest_of", "progress", "record", "reference", "try_again", "use_form_key"]
