"""What a meeting is called: those of the calendar by their entry, in the reader's language."""

import re

from django.utils.translation import gettext as _

from allteach.core.language import period_in_words
from allteach.core.periods import Period
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting

SESSION = re.compile(r"session-(\d+)", re.ASCII)
CALL = re.compile(r"call-(\d{4}-\d{2})", re.ASCII)


def title_of(meeting: Meeting) -> str:
    """ "Learning session 2", "Call of March 2026"; of a meeting in no calendar what it was named, or its kind."""
    return title_at(meeting.key) or meeting.title or str(Kind(meeting.kind).label)


def title_at(key: str) -> str:
    """What the meeting of an entry of the calendar is called; nothing for no entry."""
    if found := SESSION.fullmatch(key):
        return _("Learning session %(number)s") % {"number": found[1]}
    if found := CALL.fullmatch(key):
        return _("Call of %(month)s") % {"month": period_in_words(Period.parse(found[1]))}
    return _("Summative congress") if key == "congress" else ""
