"""What a storyboard says, as it is kept when it is published: finished words, and charts as they stood.

Pure: nothing here asks the database. A field that is added needs a usual value, so that older boards can be read.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class BoardPerson:
    """Somebody of the team. The name is not kept: it is read anew, so that who asked to be forgotten is."""

    person: int
    words: str  # Role or discipline.
    is_partner: bool = False


@dataclass(frozen=True)
class BoardStep:
    """One step of how the care goes, and whether it came since the first map."""

    words: str
    is_new: bool = False


@dataclass(frozen=True)
class Board:
    """A storyboard. `charts` are kept by `kept_charts`, the first is the large one."""

    session: int
    made_on: str  # As 2026-03-14.
    headline: str = ""
    place: str = ""
    people: tuple[BoardPerson, ...] = ()
    population: str = ""
    aim: str = ""
    way: str = ""  # What the map follows.
    steps: tuple[BoardStep, ...] = ()
    charts: tuple[dict[str, Any], ...] = field(default=(), compare=False)
    worked: tuple[str, ...] = ()
    did_not_work: tuple[str, ...] = ()
    too_early: tuple[str, ...] = ()
    next_tests: tuple[str, ...] = ()
    kept_changes: tuple[str, ...] = ()
    spread: str = ""
    patient_words: str = ""
    surprised: str = ""
    offers: str = ""
    wants: str = ""

    @property
    def is_baseline_only(self) -> bool:
        """Whether nothing was tested yet: at the first session that is as it should be."""
        return not (self.worked or self.did_not_work or self.too_early)

    def as_json(self) -> dict[str, Any]:
        """What is kept."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Board":
        """What was kept; what the product no longer knows is left away."""
        known = {each.name for each in fields(cls)}
        said: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in kept.items() if name in known
        }
        said["people"] = tuple(BoardPerson(**each) for each in kept.get("people", ()))
        said["steps"] = tuple(BoardStep(**each) for each in kept.get("steps", ()))
        return cls(**said)
