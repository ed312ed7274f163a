"""What every action here does with its rows: lock, check, tell the record."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.meetings.models import Meeting
from allteach.meetings.naming import title_of
from allteach.people.models import Person

EARLY = timedelta(hours=1)  # People arrive, and the roll is called, before the hour.


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held for this transaction. ValidationError when it was cancelled."""
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.cancelled_at is not None:
        raise ValidationError(_("This meeting was cancelled."))
    return found


def require_begun(meeting: Meeting, field: str, words: str) -> None:
    """Raise ValidationError, in these words at this field, while the meeting has not begun; else it counts as held."""
    now = timezone.now()
    if meeting.held_at is None and now < meeting.starts_at - EARLY:
        raise ValidationError({field: [words]})
    if meeting.held_at is None:
        meeting.held_at = now
        meeting.save(update_fields=["held_at", "updated_at"])


def tell(name: str, meeting: Meeting, by: Person | None, **facts: Any) -> None:
    """Put one event about a meeting into its space's record."""
    record(name, by=by, about=meeting, space=meeting.in_space_id, subject=meeting.pk, **facts)


def put_words(meeting: Meeting) -> None:
    """Write what search reads of a meeting. What only some may read is not in it."""
    said = (title_of(meeting), meeting.topic, meeting.minutes if meeting.minutes_posted_at else "")
    meeting.words = "\n".join(filter(None, said))
