"""The steps of a way, and what a team counts when it has walked it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from allteach.charts.words import Language

StepKind = Literal["start", "step", "decision", "handoff", "wait", "end"]


class ProcessStep(NamedTuple):
    """One step on the way.

    Parameters
    ----------
    words : str
        What happens.
    kind : {"start", "step", "decision", "handoff", "wait", "end"}
        Said by the shape of the box, and by a word in the table.
    who : str
        Who does it; empty when nobody said.
    minutes, wait : int or None
        Minutes that it takes, and of waiting before it; None when not known.
    otherwise : str
        What happens when the answer of a decision is no; a way back or aside.
    goes_wrong : str
        What goes wrong here; empty when nothing does.
    fails : int or None
        How often it goes wrong, of 100 times.
    feels_like : str
        How it feels to a patient.
    """

    words: str
    kind: StepKind = "step"
    who: str = ""
    minutes: int | None = None
    wait: int | None = None
    otherwise: str = ""
    goes_wrong: str = ""
    fails: int | None = None
    feels_like: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcessPlot:
    """Everything a process map shows, says and tabulates.

    Parameters
    ----------
    title : str
        Which way it is, from where to where.
    steps : sequence of ProcessStep
        In the order in which a patient meets them; at least one.
    walked_words : str
        Who walked it and when, as a whole sentence; empty when nobody did.
    language : Language
        How to say it all.
    """

    title: str
    steps: Sequence[ProcessStep]
    walked_words: str = ""
    language: Language = field(default_factory=Language.english)


class StepCounts(NamedTuple):
    """What slows a way down or makes it fail: what a team counts when it has walked it."""

    handoffs: int
    waits: int
    ways_back: int
    pain_points: int


def step_counts(steps: Sequence[ProcessStep]) -> StepCounts:
    """How often somebody hands over, a patient waits, the way turns back or aside, and something goes wrong."""
    return StepCounts(
        handoffs=sum(1 for step in steps if step.kind == "handoff"),
        waits=sum(1 for step in steps if step.kind == "wait" or step.wait),
        ways_back=sum(1 for step in steps if step.otherwise),
        pain_points=sum(1 for step in steps if step.goes_wrong),
    )
