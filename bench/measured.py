"""Measuring, and what was measured: alike for all benchmarks.

Everything is measured in one run and in processor time, and the least of many tries counts, because whatever else runs
can only make it longer: so that ratios mean something on a busy machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True)
class Measured:
    """One row: what was done, what it cost, what the fastest other package needs (milliseconds), what was promised."""

    work: str
    cost: float
    unit: str = "ms"
    goal: float | None = None
    fastest_peer: float | None = None
    goal_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times faster than the fastest other package."""
        return None if self.fastest_peer is None else self.fastest_peer / self.cost

    @property
    def holds(self) -> bool:
        """Whether what was promised holds, as far as it could be measured."""
        fast_enough = self.goal is None or self.cost <= self.goal
        return fast_enough and (self.ratio is None or self.goal_ratio is None or self.ratio >= self.goal_ratio)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row in words."""
        goals = [] if self.goal is None else [f"{self.goal:g} {self.unit}"]
        goals += [] if self.goal_ratio is None else [f"{self.goal_ratio:g}×"]
        peer = "" if self.fastest_peer is None else f"{self.fastest_peer:.3g} ms"
        ratio = "" if self.ratio is None else f"{self.ratio:.0f}×"
        promised = self.goal is not None or self.goal_ratio is not None
        verdict = "" if not promised else "yes" if self.holds else "no"
        return (self.work, f"{self.cost:.3g} {self.unit}", peer, ratio, ", ".join(goals), verdict)


HEADER = ("work", "cost", "fastest other package", "times faster", "goal", "holds")


def best(work: Callable[[], object], rounds: int, *, times: int = 1) -> float:
    """The least milliseconds of processor time that some work took, of so many rounds of so many times each."""
    work()
    found = float("inf")
    for _ in range(rounds):
        start = process_time()
        for _ in range(times):
            work()
        found = min(found, process_time() - start)
    return 1000 * found / times


def as_text(rows: list[Measured]) -> str:
    """The rows for a terminal."""
    return "".join(
        "{:<66}{:>11}{:>23}{:>14}{:>15}  {}\n".format(*cells) for cells in (HEADER, *(row.cells for row in rows))
    )


def as_markdown(rows: list[Measured]) -> str:
    """The rows as a table of a page."""
    lines = [f"| {' | '.join(HEADER)} |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    lines += [f"| {' | '.join(row.cells)} |" for row in rows]
    return "\n".join(lines) + "\n"
