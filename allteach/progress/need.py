"""What a row of the table of needs tells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allteach.spaces.models import Space


@dataclass(frozen=True)
class Need:
    """One thing that somebody should do: what it is about, and by when. Words and addresses are the edge's."""

    kind: str
    space: Space
    due_on: date | None = None
    is_due_now: bool = False
    about: Any = None  # A DuePeriod, a cycle's card, a number or rows, as the kind says.
