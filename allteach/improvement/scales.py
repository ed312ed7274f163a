"""How large a test is, and how large it should be.

To add a scale, add it to SCALES in order of size. The keys are stored and never renamed.

The advice follows the idea that a test should be the smaller, the less we believe that the change will help, the worse
it would be to be wrong, and the less ready people are. Langley GJ and others. The Improvement Guide, 2nd ed.
Jossey-Bass; 2009. Chapter 7.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LOW_BELIEF = 2  # Of five: "we doubt it" or less.


@dataclass(frozen=True)
class Scale:
    """One size of test. `size` orders them, from 1."""

    key: str
    name: Promise
    size: int


SCALES = {
    key: Scale(key, name, size)
    for size, (key, name) in enumerate(
        (
            ("one_patient", gettext_lazy("One patient or one session")),
            ("one_day", gettext_lazy("One clinician, one day")),
            ("few_patients", gettext_lazy("Three to five patients")),
            ("one_week", gettext_lazy("One clinician, one week")),
            ("several_clinicians", gettext_lazy("Several clinicians")),
            ("whole_practice", gettext_lazy("The whole practice")),
            ("several_sites", gettext_lazy("Several sites")),
        ),
        start=1,
    )
}
SMALLEST = next(iter(SCALES))
_BY_SIZE = tuple(SCALES)


@dataclass(frozen=True)
class Advice:
    """A scale to begin with, and why, in words."""

    scale: str
    words: str


def suggest_scale(*, belief: int | None, risk: str, readiness: int | None) -> Advice | None:
    """How large to test: from belief (1 to 5), risk if wrong (low, medium, high) and readiness (1 to 5).

    None while belief is not said. Low belief, high risk or people who are not ready ask for the smallest test;
    otherwise the weakest of belief and readiness sets the size, and medium risk takes one step off. It never suggests
    more than several clinicians: beyond that a change is carried in, not tested.
    """
    if belief is None:
        return None
    if risk == "high":
        return Advice(SMALLEST, _("If it goes wrong, it matters much: begin with one patient or one session."))
    if belief <= LOW_BELIEF:
        return Advice(SMALLEST, _("You are not sure of it yet: begin with one patient or one session."))
    if readiness == 1:
        return Advice(SMALLEST, _("People are not ready yet: begin with one patient or one session, and show them."))
    weakest = min(belief, readiness or belief)
    size = weakest - 1 if risk == "medium" else weakest
    scale = SCALES[_BY_SIZE[size - 1]]
    if size < belief:
        return Advice(
            scale.key, _("You believe in it; what could go wrong, or people who hesitate, ask for a small step.")
        )
    return Advice(scale.key, _("You are fairly sure, little can go wrong and people are ready: this size is enough."))


def next_scale(scale: str) -> str:
    """One size larger, and the largest after itself; nothing after nothing."""
    if scale not in SCALES:
        return scale
    size = min(SCALES[scale].size + 1, len(SCALES))
    return _BY_SIZE[size - 1]


def concern_about_scale(*, step: int, scale: str, belief: int | None) -> str:
    """What to ask the team when a first test is large although belief is low; otherwise nothing."""
    is_large = scale in SCALES and SCALES[scale].size >= SCALES["several_clinicians"].size
    if step == 1 and is_large and belief is not None and belief <= LOW_BELIEF:
        return _(
            "A first test with several clinicians, and you are not sure that it will help. "
            "What could you learn tomorrow from one patient?"
        )
    return ""
