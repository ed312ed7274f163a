"""When a new baseline is worth talking about. Nothing here is ever applied by itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from allteach.spc.making_data_count import BETTER
from allteach.spc.results import Analysis

# What arithmetic cannot know, and people must say before a chart gets a new centre line.
QUESTIONS = ("cause_known", "expected_to_last")

# A shift that is shorter may be marked, but is no new level yet. Provost and Murray (2022), chapter 4.
LEAST_POINTS = 8

_SUSTAINED = ("shift", "longest_run")


class Suggestion(NamedTuple):
    """A new part that people may want to start, and why.

    Attributes
    ----------
    start : position of the first point of the new part
    points : how many points in a row tell of it, up to the latest
    heading : 1 when the new level is higher, -1 when it is lower; always the better way
    before, after : the centre line as it is, and as the new part would have it (median on a run chart,
        else mean)
    questions : what only people can answer (see QUESTIONS); start a new part when all are a yes
    """

    start: int
    points: int
    heading: int
    before: float
    after: float
    questions: tuple[str, ...] = QUESTIONS


def suggest_part(analysis: Analysis) -> Suggestion | None:
    """A new part for the latest shift, or None.

    Suggested when a shift that the rule set marks goes on to the latest point, is at least eight
    points long and goes the better way. A shift the worse way asks for its cause to be found, not
    for a new line.

    References
    ----------
    Anhøj J. SPC for Healthcare; 2024, chapters 26 and 52: start anew after a sustained shift in the
    wanted direction whose cause is known and which is expected to last.
    """
    if analysis.latest is None:
        return None
    for key in _SUSTAINED:
        if key not in analysis.signals or not analysis.signals[key][analysis.latest]:
            continue
        latest = analysis.patterns(key)[-1]
        if len(latest.points) < LEAST_POINTS or latest.heading != BETTER[analysis.plan.direction]:
            continue
        values = analysis.values[list(latest.points)]
        middle = np.median if analysis.plan.chart == "run" else np.mean
        return Suggestion(
            start=latest.first,
            points=len(latest.points),
            heading=latest.heading,
            before=float(analysis.centre[analysis.latest]),
            after=float(middle(values)),
        )
    return None
