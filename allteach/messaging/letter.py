"""A kind of mail, and the table of all of them. notices.py fills it; what is told once a week reads it from below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from allteach.messaging.models import Message, Pace

Contents = dict[str, Any]


@dataclass(frozen=True)
class Letter:
    """A kind of mail. Its template is messaging/<key>.txt, whose first line is the subject."""

    key: str
    words: str | Promise  # What it tells, for those who choose what they hear.
    says: Callable[[Message], Contents | None]  # None: it is not true any more, and nothing is sent.
    # When nobody can know whether a mail arrived, it is sent again (an invitation), or not (a reminder).
    is_never_lost: bool = False
    can_be_declined: bool = True
    paces: tuple[Pace, ...] = (Pace.NOW, Pace.WEEKLY, Pace.NEVER)  # What can be chosen; first what is usual.


LETTERS: dict[str, Letter] = {}
