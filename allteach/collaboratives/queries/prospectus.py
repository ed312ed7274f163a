"""What practices read before they apply: made from the approved charter, its goals and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass

from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.models import CharterVersion, Recruitment
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.collaboratives.queries.charters import FrozenGoal, frozen_goals, said_in
from allteach.collaboratives.sections import SECTIONS, Section

# The sections of a charter that a practice needs in order to decide, in the order in which it asks.
TOLD = ("why", "mission", "aim", "scope", "expected", "offered", "partners", "privacy", "resources", "spread")
SHOWN = frozenset({"prework", "session", "congress"})  # Entries of the calendar to keep free.


@dataclass(frozen=True)
class Prospectus:
    """A collaborative as a practice reads it that may apply."""

    recruitment: Recruitment
    version: CharterVersion | None
    sections: Sequence[tuple[Section, str]]
    goals: Sequence[FrozenGoal]
    calendar: Sequence[Entry]


def prospectus_of(recruitment: Recruitment) -> Prospectus:
    """What anybody may read: the charter's newest approved version, never a draft. Two queries."""
    approved = CharterVersion.objects.filter(
        charter__collaborative=recruitment.space_id, approved_at__isnull=False
    ).order_by("-number")
    version = approved.first()
    timetable = timetable_of(recruitment.space)
    entries = calendar_of(timetable).stages if timetable else ()
    told = [(SECTIONS[key], said_in(version, key)) for key in TOLD] if version else []
    return Prospectus(
        recruitment=recruitment,
        version=version,
        sections=[(section, text) for section, text in told if text.strip()],
        goals=frozen_goals(version) if version else [],
        calendar=[entry for entry in entries if entry.kind in SHOWN],
    )
