"""What a report says: what the record told of a month, and what the team wrote. Kept as JSON with each version sent.

Pure: nothing here asks the database. A field that is added needs a usual value, so that older versions can be read.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.core.periods import Period

BOXES = ("learnt", "stuck", "ask")
REQUIRED = (*BOXES, "plan", "numbers")  # Blocks that make a report complete. Only the first must be there to send it.
WORDS: dict[str, str | Promise] = {
    "learnt": _("What the team learnt"),
    "stuck": _("Where the team is stuck"),
    "ask": _("What the team shows and asks"),
    "plan": _("Next month"),
    "numbers": _("The month's numbers"),
    "involvement": _("How patients and community took part"),
    "population_size": _("People cared for"),
    "hours_used": _("Hours of protected time used"),
    "hours_planned": _("Hours planned"),
    "mood": _("Mood of the team"),
    # What the record tells; two versions may differ in it.
    "aim": _("The aim"),
    "partners": _("Patient partners in the record"),
    "tests": _("Tests of change"),
    "changes": _("Kept changes"),
    "spread": _("Spread inside the practice"),
    "own_score": _("How the team sees itself"),
    "agreed_score": _("The agreed score"),
    "meetings": _("Team meetings held"),
    "removed": _("Out of the way"),
}


@dataclass(frozen=True)
class ToldAim:
    """The aim in force: what its version said, and whether it was worded anew in the month."""

    number: int
    what_improves: str
    for_whom: str
    baseline: str  # A decimal as text; empty where there is none.
    target: str
    unit: str
    by_when: str
    is_new: bool = False
    reason: str = ""


@dataclass(frozen=True)
class ToldMeasure:
    """One measure in the month, as it was entered. Who reads it is judged when it is read: `shown_measures`."""

    team_measure: int
    slug: str
    name: str
    kind: str
    unit: str
    decimals: int
    per: int
    counts_people: bool
    is_running: bool
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None  # As it is drawn; None where nothing was reported.
    centre: float | None = None
    goal: float | None = None
    variation: str = ""  # A key of the variation icons; empty before there is anything to judge.
    is_left_out: bool = False
    note: str = ""  # What was said of the number, or why it is left out. For the team and its coach.


@dataclass(frozen=True)
class ToldTest:
    """One test of change that was under way in the month, as far as it had come when the report was sent."""

    number: int
    title: str
    step: int
    stage: str
    element: str = ""
    prediction: str = ""
    happened: str = ""
    outcome: str = ""
    learnt: str = ""
    decision: str = ""
    has_partner: bool = False
    partner_part: str = ""  # What a patient partner did in it.


@dataclass(frozen=True)
class ToldChange:
    """One change that is how the team works: since when, how far it has come, and what makes it stay."""

    number: int
    title: str
    kept_on: str
    is_new: bool
    done: int | None = None
    total: int | None = None
    unit: str = ""
    owner_post: str = ""
    held_by: tuple[str, ...] = ()  # Which of HOLDS say something.


HOLDS = ("standard_work", "training", "job_or_policy_change", "it_change", "control_plan")


@dataclass(frozen=True)
class ToldSpread:
    """How far one spread plan has come: how many of how many, and how many the plan had for the end of the month."""

    number: int
    title: str
    unit: str
    working: int
    total: int
    aim: int
    planned: float


@dataclass(frozen=True)
class ToldScore:
    """Where the team stood in a month: what was released, and what it said itself. Steps of the scale as text."""

    month: str
    agreed: str = ""
    own: str = ""
    own_words: str = ""  # What shows it.


ROWS: dict[str, type] = {
    "measures": ToldMeasure,
    "tests": ToldTest,
    "changes": ToldChange,
    "spread": ToldSpread,
    "scores": ToldScore,
}
COUNTS = ("opened", "closed", "meetings", "minutes", "partner_meetings")


@dataclass(frozen=True)
class Told:
    """What the record told of one team and one month."""

    aim: ToldAim | None = None
    measures: tuple[ToldMeasure, ...] = ()
    tests: tuple[ToldTest, ...] = ()
    changes: tuple[ToldChange, ...] = ()
    opened: int = 0
    closed: int = 0
    meetings: int = 0
    minutes: int = 0
    scores: tuple[ToldScore, ...] = ()  # Of the last months, up to this one.
    removed: tuple[str, ...] = ()  # Barriers that a sponsor removed in the month.
    spread: tuple[ToldSpread, ...] = ()
    partner_meetings: int = 0  # Team meetings at which a patient partner was.

    @property
    def has_numbers(self) -> bool:
        """Whether anything was reported of the month."""
        return any(measure.value is not None for measure in self.measures)

    def score_of(self, month: Period) -> ToldScore | None:
        """What was said of one month; None where nothing was."""
        return next((score for score in self.scores if score.month == month.start.isoformat()), None)

    @property
    def partner_tests(self) -> int:
        """The tests in which a patient partner took part."""
        return sum(test.has_partner for test in self.tests)

    @property
    def kept(self) -> tuple[ToldChange, ...]:
        """The changes that were kept from this month on."""
        return tuple(change for change in self.changes if change.is_new)

    def as_json(self) -> dict[str, Any]:
        """What is kept with a version."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Told":
        """What was kept with a version."""
        said: dict[str, Any] = {name: kept[name] for name in COUNTS if name in kept}
        for name, part in ROWS.items():
            said[name] = tuple(_row(part, row) for row in kept.get(name, ()))
        aim = kept.get("aim")
        return cls(aim=_row(ToldAim, aim) if aim else None, removed=tuple(kept.get("removed", ())), **said)


@dataclass(frozen=True)
class Planned:
    """One thing that the team will try next month."""

    what: str
    who: str = ""
    until: str = ""  # As 2026-03-14.

    @property
    def day(self) -> date | None:
        """By when it is known."""
        return date.fromisoformat(self.until) if self.until else None


@dataclass(frozen=True)
class Said:
    """What the team wrote."""

    learnt: str = ""
    stuck: str = ""
    ask: str = ""
    involvement: str = ""
    population_size: int | None = None
    hours_used: str = ""
    hours_planned: str = ""
    mood: int | None = None
    plan: tuple[Planned, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What is kept with a version."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Said":
        """What was kept with a version."""
        said = {name: kept[name] for name in kept if name in _names(cls) and name != "plan"}
        return cls(plan=tuple(_row(Planned, row) for row in kept.get("plan", ())), **said)


@dataclass(frozen=True)
class Difference:
    """One block that two versions say differently."""

    block: str
    before: str
    after: str

    @property
    def words(self) -> str | Promise:
        """What the block is called."""
        return WORDS[self.block]


def filled_blocks(said: Said, told: Told) -> tuple[str, ...]:
    """Which of the required blocks say something."""
    filled = {name for name in BOXES if getattr(said, name).strip()}
    if said.plan:
        filled.add("plan")
    if told.has_numbers:
        filled.add("numbers")
    return tuple(name for name in REQUIRED if name in filled)


def differences(before: Said, after: Said) -> tuple[Difference, ...]:
    """What a version says differently from the one before it, block by block."""
    found = []
    for name in _names(Said):
        old, new = (_in_words(getattr(said, name)) for said in (before, after))
        if old != new:
            found.append(Difference(name, old, new))
    return tuple(found)


def numbers_changed(before: Told, after: Told) -> tuple[tuple[ToldMeasure, ToldMeasure], ...]:
    """The measures whose numbers were corrected between two versions: before, after."""
    old = {measure.team_measure: measure for measure in before.measures}
    return tuple(
        (old[measure.team_measure], measure)
        for measure in after.measures
        if measure.team_measure in old
        and (
            old[measure.team_measure].numerator,
            old[measure.team_measure].denominator,
            old[measure.team_measure].value,
        )
        != (measure.numerator, measure.denominator, measure.value)
    )


def written(number: Decimal | None) -> str:
    """A decimal as it is kept: without zeros that say nothing."""
    return "" if number is None else format(number.normalize(), "f")


def _in_words(answer: Any) -> str:
    if isinstance(answer, tuple):
        return "\n".join(", ".join(part for part in (row.what, row.who, row.until) if part) for row in answer)
    return "" if answer is None else str(answer)


def _names(part: type) -> list[str]:
    return [each.name for each in fields(part)]


def _row(part: Any, kept: dict[str, Any]) -> Any:
    """A row of a version; what the product no longer knows is left away."""
    known = _names(part)
    return part(
        **{name: tuple(said) if isinstance(said, list) else said for name, said in kept.items() if name in known}
    )
