"""What someone would say of a chart who could see it: verdict, evidence, size, distance to the goal, cautions.

Everything is made from the analysis, so that the words cannot disagree with the picture. A signal is not size: how
much things changed, and what is left to the goal, is said whether or not there is a signal.
"""

from __future__ import annotations

from typing import NamedTuple

from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, read
from allteach.charts.sentence.cautions import cautions, not_sent
from allteach.charts.sentence.size import against_the_goal, latest, size
from allteach.charts.sentence.talk import Talk
from allteach.charts.sentence.verdict import evidence, verdict
from allteach.charts.words import capital


class Sentence(NamedTuple):
    """What a chart says, as plain text: the verdict in a word or two, and why and how much."""

    verdict: str
    rest: str

    def __str__(self) -> str:
        return f"{self.verdict} {self.rest}".strip()


def in_words(plot: Plot) -> str:
    """One paragraph: what is measured, the verdict and its evidence, size, distance to the goal, cautions."""
    return described(read(plot))


def in_short(plot: Plot) -> str:
    """The verdict and what it rests on, in a line: no value, no count of people."""
    talk = Talk.of(read(plot))
    if talk is None or plot.unjudged:
        return says(read(plot)).verdict
    return f"{verdict(talk)} {evidence(talk)}"


def described(reading: Reading) -> str:
    """`in_words` of a plot that was made ready before."""
    return described_as(reading.plot, says(reading))


def described_as(plot: Plot, sentence: Sentence) -> str:
    """The sentence after what is measured, for readers who do not have the heading before them."""
    return f"{capital(plot.measure_words)}. {sentence}" if plot.measure_words else str(sentence)


def says(reading: Reading) -> Sentence:
    """What the chart says, without naming what is measured."""
    talk = Talk.of(reading)
    if talk and reading.plot.unjudged:
        parts = (reading.plot.unjudged, latest(talk), *cautions(talk))
        return Sentence(talk.language.gettext("Not judged."), " ".join(part for part in parts if part))
    if talk:
        parts = (evidence(talk), size(talk), against_the_goal(talk), *cautions(talk))
        return Sentence(verdict(talk), " ".join(part for part in parts if part))
    language, plot = reading.plot.language, reading.plot
    if reading.hidden:
        return Sentence(language.gettext("Nothing that may be shown."), f"{capital('; '.join(reading.hidden))}.")
    if plot.suppressed:
        why = language.gettext("Too few people in every period: fewer than {number}.")
        return Sentence(language.gettext("Nothing that may be shown."), why.format(number=plot.small_below))
    return Sentence(language.gettext("Nothing yet."), " ".join(not_sent(reading)))
