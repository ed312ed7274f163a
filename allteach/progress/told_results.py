"""What a version of the results says, as it is kept when it is published: nothing but what the public may know.

Pure: nothing here asks the database. A field that is added needs a usual value, so that older versions can be read.
"""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, Shape, State, shown_series


@dataclass(frozen=True)
class PublicCount:
    """A count as the public may know it. `number` is None where it is hidden: then it is below `below`."""

    number: int | None
    is_about: bool = False
    below: int = 0

    @property
    def words(self) -> str:
        """ "30", "about 30", "fewer than 5" or "none"."""
        if self.number is None:
            return _("fewer than %(below)d") % {"below": self.below}
        if self.number == 0:
            return _("none")
        return _("about %(number)d") % {"number": self.number} if self.is_about else str(self.number)


def public_count(number: int, policy: Policy) -> PublicCount:
    """A count of people or teams through the disclosure rule, as somebody reads it who stands outside."""
    shown = shown_series(
        [number], None, closeness=Closeness.PUBLIC, policy=policy, counts_people=True, shape=Shape.COUNT
    )
    if shown.is_hidden[0]:
        return PublicCount(None, below=shown.least_count)
    return PublicCount(int(shown.numerators[0]), is_about=shown.state(0) is State.ROUNDED)


def public_share(part: int, whole: int, policy: Policy) -> tuple[PublicCount, PublicCount] | None:
    """So many of so many through the same rule; None where it may not be said."""
    shown = shown_series([part], [whole], closeness=Closeness.PUBLIC, policy=policy, counts_people=True)
    if shown.is_hidden[0] or shown.denominators is None:
        return None
    is_about = shown.state(0) is State.ROUNDED
    return PublicCount(int(shown.numerators[0]), is_about), PublicCount(int(shown.denominators[0]), is_about)


@dataclass(frozen=True)
class ToldGoal:
    """One line of the charter's table of goals: what, up to which number of what, by which day (as 2026-04-30)."""

    words: str
    target: str = ""
    reach_by: str = ""
    unit: str = ""


@dataclass(frozen=True)
class ToldMeasure:
    """One measure of all teams together. `chart` is kept by `kept_charts`; `improving` is teams with a signal."""

    chart: dict[str, Any] = field(compare=False)
    is_goal_met: bool | None = None  # None where there is no goal, or no number to be shown.
    improving: PublicCount | None = None
    of_teams: PublicCount | None = None


@dataclass(frozen=True)
class ToldLink:
    """A recording or a paper kept elsewhere, and how somebody takes it in who cannot see or hear it."""

    title: str
    link: str
    alternative: str


# What was done, and may be counted exactly: none of it is a person.
DEEDS = ("sessions", "calls", "contacts", "tests", "let_go", "kept")
# How teams came and went, in this order.
FLOW = ("applied", "selected", "started", "completed", "withdrew")
# What people wrote.
PARTS = ("summary", "not_worked", "partners", "limits", "thanks", "authors")


@dataclass(frozen=True, kw_only=True)
class ToldResults:
    """The results of a collaborative as they were told on a day."""

    made_on: str  # As 2026-04-30.
    begins_on: str = ""
    ends_on: str = ""
    charter: int = 0  # The number of its version; 0: none was approved.
    set_out: dict[str, str] = field(default_factory=dict)  # {key of a section of the charter: what it says}
    goals: tuple[ToldGoal, ...] = ()
    flow: dict[str, PublicCount] = field(default_factory=dict)  # {one of FLOW: how many}
    people: PublicCount | None = None  # Patient partners.
    deeds: dict[str, int] = field(default_factory=dict)  # {one of DEEDS: how many}
    measures: tuple[ToldMeasure, ...] = ()
    missing: int | None = None  # Of 100 monthly numbers.
    unpublished: PublicCount | None = None  # Teams whose organisation did not agree that its numbers are published.
    links: tuple[ToldLink, ...] = ()
    licence: str = "none"
    summary: str = ""
    not_worked: str = ""
    partners: str = ""
    limits: str = ""
    thanks: str = ""
    authors: str = ""

    @property
    def goals_met(self) -> tuple[int, int]:
        """How many goals were met, of how many that could be judged."""
        judged = [each.is_goal_met for each in self.measures if each.is_goal_met is not None]
        return sum(judged), len(judged)

    def says_the_same_as(self, other: "ToldResults") -> bool:
        """Whether two tell the same, but for the day on which they were made."""
        here, there = (replace(each, made_on="").as_json() for each in (self, other))
        return here == there

    def as_json(self) -> dict[str, Any]:
        """What is kept: plain values, as they come back from the database."""
        return _plain(asdict(self))

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "ToldResults":
        """What was kept; what the product no longer knows is left away."""
        known = {each.name for each in fields(cls)}
        said: dict[str, Any] = {name: each for name, each in kept.items() if name in known}
        said["goals"] = tuple(ToldGoal(**each) for each in kept.get("goals", ()))
        said["links"] = tuple(ToldLink(**each) for each in kept.get("links", ()))
        said["flow"] = {key: PublicCount(**each) for key, each in kept.get("flow", {}).items()}
        said["measures"] = tuple(_measure(each) for each in kept.get("measures", ()))
        for name in ("people", "unpublished"):
            said[name] = _count(kept.get(name))
        return cls(**said)


def _measure(kept: dict[str, Any]) -> ToldMeasure:
    counts = {name: _count(kept.get(name)) for name in ("improving", "of_teams")}
    return ToldMeasure(**{**kept, **counts})


def _count(kept: dict[str, Any] | None) -> PublicCount | None:
    return PublicCount(**kept) if kept else None


def _plain(said: Any) -> Any:
    """Tuples as the lists that JSON makes of them, and keys as the text."""
    if isinstance(said, dict):
        return {str(key): _plain(each) for key, each in said.items()}
    return [_plain(each) for each in said] if isinstance(said, list | tuple) else said
