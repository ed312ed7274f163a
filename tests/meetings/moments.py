"""Days and hours that the tests of meetings speak of, and a call that goes on."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories import MeetingFactory

NOON = datetime(2025, 3, 19, 12, 30, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def refused(action, **answers) -> dict[str, str]:
    """What an action refuses, by field; all that concerns none under "". It has to refuse."""
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as broken:
        action(**answers)
    if not hasattr(broken.value, "error_dict"):
        return {"": " ".join(broken.value.messages)}
    return {field: " ".join(m for e in errors for m in e.messages) for field, errors in broken.value.error_dict.items()}


def at(moment):
    """The clock stands at a moment."""
    return time_machine.travel(moment, tick=False)


def call_in(space, **said):
    """A call of all teams of a space, at noon of 19 March 2025."""
    return MeetingFactory(
        in_space=space, key="call-2025-03", starts_at=NOON, ends_at=NOON + AN_HOUR, title="Call", **said
    )


def session_in(space, **said):
    """The first learning session of a space: two days from 3 February 2025, nine to half past four."""
    begins = datetime(2025, 2, 3, 9, tzinfo=UTC)
    return MeetingFactory(
        kind="learning_session",
        in_space=space,
        starts_at=begins,
        ends_at=begins + DAY + timedelta(hours=7, minutes=30),
        title="Session",
        **{"key": "session-1"} | said,
    )
