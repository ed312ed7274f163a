"""What an adoption chart is made from: how many work a new way from which day on, and how many were planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from allteach.charts.words import Language


class AdoptionTurn(NamedTuple):
    """From a day on so many work the new way. `words` says who changed: ``Room 2``; empty: nothing is said."""

    on: date
    working: int
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class AdoptionPlot:
    """Everything an adoption chart shows, says and tabulates.

    Parameters
    ----------
    title, language
        As in `Plot`.
    unit_words : str
        Of what: ``clinicians``.
    in_all, aim : int
        How many there are, and how many shall work the new way when the plan is done.
    planned : sequence of (date, float)
        The plan, from its first day to its last; at least two days, in order.
    turns : sequence of AdoptionTurn
        Each day on which their number changed, in order.
    until : date
        The day up to which it is told.
    declined : int
        How many said no.
    rate_words : str
        How fast it spreads, as whole sentences; empty: nothing is said.
    """

    title: str
    unit_words: str
    in_all: int
    aim: int
    planned: Sequence[tuple[date, float]]
    turns: Sequence[AdoptionTurn]
    until: date
    declined: int = 0
    rate_words: str = ""
    language: Language = field(default_factory=Language.english)

    def __post_init__(self) -> None:
        if len(self.planned) < 2 or self.planned[0][0] >= self.planned[-1][0]:
            raise ValueError("a plan has a first and a later last day")

    @property
    def working(self) -> int:
        """How many work the new way at the end."""
        return self.turns[-1].working if self.turns else 0

    def planned_on(self, day: date) -> float:
        """How many are planned for a day, between the days that are told."""
        before = self.planned[0]
        for after in self.planned[1:]:
            if day < after[0]:
                way = max(0, (day - before[0]).days) / (after[0] - before[0]).days
                return before[1] + way * (after[1] - before[1])
            before = after
        return before[1]
