"""What every part of a sentence needs to know of a chart."""

from __future__ import annotations

from dataclasses import dataclass

from allteach.charts.reading import Reading, Stretch
from allteach.charts.words import Language
from allteach.spc import Analysis


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation about one chart that has something to show.

    `part` is its latest stretch, `last` the index of the latest value that may be shown, and `value` that value.
    """

    reading: Reading
    analysis: Analysis
    part: Stretch
    last: int
    value: float

    @classmethod
    def of(cls, reading: Reading) -> Talk | None:
        """A conversation, or None when there is nothing to talk about."""
        analysis, last = reading.plot.analysis, reading.last
        value = None if last is None else reading.values[last]
        if analysis is None or last is None or value is None:
            return None
        return cls(reading, analysis, reading.stretches[-1], last, value)

    @property
    def language(self) -> Language:
        return self.reading.plot.language

    @property
    def is_too_short(self) -> bool:
        """Whether there are too few points for anything to be said, and nothing yet speaks for itself."""
        return "few_points" in self.analysis.cautions and not self.analysis.has_signal

    def period(self, at: int) -> str:
        """The name of a period as it stands within a sentence."""
        start, kind = self.reading.plot.periods[at]
        return self.language.period(start, kind, "long")

    def count(self, number: int) -> str:
        """So many periods of the chart's kind: nine months."""
        return self.language.count(number, self.reading.plot.periods[self.last][1])

    def at(self, rule: str) -> list[int]:
        """The points of the latest stretch that a rule marks and that may be spoken of."""
        marked = self.analysis.marked.get(rule)
        if not marked:
            return []
        start, stop, hidden = self.part.start, self.part.stop, self.reading.plot.suppressed
        return [i for i in marked if start <= i < stop and i not in hidden]

    def compared_with(self) -> float | None:
        """The centre of the latest stretch; None where the latest value is all there is in it."""
        before = self.reading.values[self.part.start : self.last]
        return self.part.centre if before.count(None) < len(before) else None

    def rounded(self, value: float) -> float:
        """As it is written, so that differences agree with the numbers people see."""
        return round(value, self.reading.decimals)

    def left_to_goal(self, goal: float) -> float:
        """How far the goal is away from the latest value; negative when it is passed."""
        left = self.rounded(goal) - self.rounded(self.value)
        direction = self.analysis.plan.direction
        return -left if direction == "down" else left if direction == "up" else abs(left)
