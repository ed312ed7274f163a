"""What could be clearer about an aim: specific, measurable, achievable, relevant, time-bound.

A pure function over what an aim says. It only advises: what an aim cannot do without (what, how much, by when) is
refused by the action that writes it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGE_CHANGE = Decimal("0.6")  # Of where we begin.
SHORT_TIME_DAYS = 183  # Six months.
SMALL_PART_OF_GAP = Decimal("0.1")

PARTS = {
    "specific": gettext_lazy("Specific"),
    "measurable": gettext_lazy("Measurable"),
    "achievable": gettext_lazy("Achievable"),
    "relevant": gettext_lazy("Relevant"),
    "time_bound": gettext_lazy("Time-bound"),
}


@dataclass(frozen=True)
class AimFacts:
    """What the linter reads of an aim, and what it is compared with. `best`: the best that can be, if known."""

    what_improves: str
    target: Decimal
    by_when: date
    today: date
    for_whom: str = ""
    has_measure: bool = False
    unit: str = ""
    baseline: Decimal | None = None
    benchmark: Decimal | None = None
    best: Decimal | None = None
    why_it_matters: str = ""
    collaborative_ends_on: date | None = None


@dataclass(frozen=True)
class Remark:
    """One thing that could be clearer: which of PARTS it belongs to, and the advice."""

    part: str
    words: str

    @property
    def name(self) -> Promise:
        """The part's name, for people."""
        return PARTS[self.part]


def lint(aim: AimFacts) -> list[Remark]:
    """What could be clearer, in the order of PARTS; an empty list when nothing."""
    return [*_specific(aim), *_measurable(aim), *_achievable(aim), *_relevant(aim), *_time_bound(aim)]


def _specific(aim: AimFacts) -> list[Remark]:
    remarks = []
    # A list in words, so that each language brings its own verbs.
    verbs = _("increase, raise, improve, double, reduce, lower, cut, halve, shorten, decrease, stop, keep, end, have")
    first = aim.what_improves.split(maxsplit=1)[0].casefold() if aim.what_improves.strip() else ""
    if first not in [verb.strip().casefold() for verb in verbs.split(",")]:
        remarks.append(Remark("specific", _("Begin with a verb that says which way: increase, reduce, shorten …")))
    if not aim.for_whom.strip():
        remarks.append(Remark("specific", _("Say for whom: which patients, where.")))
    return remarks


def _measurable(aim: AimFacts) -> list[Remark]:
    remarks = []
    if not aim.has_measure:
        remarks.append(Remark("measurable", _("Choose the measure that will show it, so that the chart can.")))
    if not aim.unit.strip():
        remarks.append(Remark("measurable", _("Say the unit: %, days, falls per 1,000 bed days …")))
    if aim.baseline is None:
        remarks.append(Remark("measurable", _("Say where you begin: without it nobody can see how far it is.")))
    return remarks


def _achievable(aim: AimFacts) -> list[Remark]:
    if aim.baseline is None:
        return []
    change = aim.target - aim.baseline
    if not change:
        return [Remark("achievable", _("The target is where you begin. What would be better?"))]
    remarks = []
    is_soon = (aim.by_when - aim.today).days < SHORT_TIME_DAYS
    if aim.baseline and is_soon and abs(change / aim.baseline) > LARGE_CHANGE:
        remarks.append(
            Remark("achievable", _("A change of over 60% in under six months is rare. Is there a step on the way?"))
        )
    if aim.benchmark is not None and _lies_beyond(aim.target, aim.benchmark, start=aim.baseline):
        remarks.append(Remark("achievable", _("That is better than the best we know of. Who has come near it?")))
    ideal = aim.benchmark if aim.benchmark is not None else aim.best
    if ideal is not None and ideal != aim.baseline:
        part = change / (ideal - aim.baseline)
        if part < 0:
            remarks.append(Remark("achievable", _("The target lies on the other side: which way is better?")))
        elif part < SMALL_PART_OF_GAP:
            remarks.append(Remark("achievable", _("That is under a tenth of the way to the best. Dare to stretch?")))
    return remarks


def _lies_beyond(target: Decimal, benchmark: Decimal, *, start: Decimal) -> bool:
    """Whether, coming from `start`, the target lies further than the benchmark."""
    if benchmark == start:
        return False
    return (target - benchmark) * (benchmark - start) > 0


def _relevant(aim: AimFacts) -> list[Remark]:
    if aim.why_it_matters.strip():
        return []
    return [Remark("relevant", _("Say why it matters to patients. A patient partner will know the words."))]


def _time_bound(aim: AimFacts) -> list[Remark]:
    if aim.by_when <= aim.today:
        return [Remark("time_bound", _("That day has passed. When will you look again?"))]
    if aim.collaborative_ends_on and aim.by_when > aim.collaborative_ends_on:
        return [Remark("time_bound", _("That is after the collaborative ends. What will be true by then?"))]
    return []
