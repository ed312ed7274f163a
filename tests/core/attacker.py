"""Someone who reads all that is published and works out what is hidden. Shares no code with what it attacks.

The attacker knows what the words mean (a number "under 5" lies from 1 to 4), and each published total as a line: the
numbers it adds up, and between which sums they lie. First each line narrows its own numbers (propagation); where lines
cross, a linear program asks for the least and the greatest value of each number that all lines allow together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, eye_array, kron


@dataclass
class Notebook:
    """What the attacker has gathered: bounds of unknown numbers by name, and lines through them."""

    bounds: dict[object, tuple[float, float]] = field(default_factory=dict)
    lines: list[tuple[frozenset, float, float]] = field(default_factory=list)

    def learn_number(self, name, least: float, greatest: float) -> None:
        """Note that a number lies in a range; what was known of it before still holds."""
        known = self.bounds.get(name, (-np.inf, np.inf))
        self.bounds[name] = max(known[0], least), min(known[1], greatest)

    def learn_sum(self, names, least: float, greatest: float) -> None:
        """Note that some numbers add up to something in a range."""
        if names:
            self.lines.append((frozenset(names), least, greatest))

    def deduce(self) -> dict[object, tuple[float, float]]:
        """Return the range in which each number must lie."""
        self._propagate()
        return self.bounds | _least_and_greatest(self._groups(), self.bounds)

    def _propagate(self, rounds: int = 50) -> None:
        for _ in range(rounds):
            before = dict(self.bounds)
            for names, least, greatest in self.lines:
                low = sum(self.bounds[name][0] for name in names)
                high = sum(self.bounds[name][1] for name in names)
                for name in names:
                    own_low, own_high = self.bounds[name]
                    self.learn_number(name, least - (high - own_high), greatest - (low - own_low))
            if before == self.bounds:
                return

    def _groups(self) -> list[tuple[list, list]]:
        """Return the numbers still open that hang together through lines, each group with its lines."""
        groups: list[tuple[set, list]] = []
        for members, least, greatest in self.lines:
            names = {name for name in members if self.bounds[name][0] < self.bounds[name][1]}
            known = sum(self.bounds[name][0] for name in members - names)
            lines = [(names, least - known, greatest - known)]
            apart = []
            for group in groups:
                if names & group[0]:
                    names = names | group[0]
                    lines += group[1]
                else:
                    apart.append(group)
            groups = [*apart, (names, lines)] if names else apart
        return [(sorted(names, key=repr), lines) for names, lines in groups]


def _least_and_greatest(groups, bounds) -> dict[object, tuple[float, float]]:
    """Solve for every number of every group at once: each has two copies of its group, to push it down and up."""
    blocks, limits, aims, boxes, wanted = [], [], [], [], []
    for names, lines in groups:
        place = {name: i for i, name in enumerate(names)}
        rows = np.zeros((2 * len(lines), len(names)))
        ends = np.empty(2 * len(lines))
        for i, (members, least, greatest) in enumerate(lines):
            columns = [place[name] for name in members]
            rows[2 * i, columns], rows[2 * i + 1, columns] = 1, -1
            ends[2 * i], ends[2 * i + 1] = greatest, -least
        copies = 2 * len(names)
        blocks.append(kron(eye_array(copies), rows))
        limits.append(np.tile(ends, copies))
        aims.append(np.stack([np.eye(len(names)), -np.eye(len(names))], axis=1).ravel())
        boxes += [bounds[name] for name in names] * copies
        wanted += names
    if not wanted:
        return {}
    aim = np.concatenate(aims)
    found = linprog(aim, A_ub=block_diag(blocks), b_ub=np.concatenate(limits), bounds=boxes, method="highs")
    if not found.success:
        raise AssertionError(f"what was published contradicts itself: {found.message}")
    ends_of = found.x[aim != 0].reshape(-1, 2).tolist()
    return {name: (low, high) for name, (low, high) in zip(wanted, ends_of, strict=True)}
