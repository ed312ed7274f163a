"""Rows with their lines, as rules read them, and what several rules need of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from allteach.spc.arrays import Booleans, Codes, Floats, Integers
from allteach.spc.chart_types.lines import LOWER, UPPER, Lines
from allteach.spc.dense import Dense, Stretches
from allteach.spc.once import once
from allteach.spc.runs import usual_crossings_and_run


class Points:
    """The points of rows and their lines; what several rules need is worked out once.

    Parameters
    ----------
    lines : Lines
    margin : array (rows, 1) or (rows, points)
        How far from a line a point must be to be off it.
    included : boolean array (rows, points)
        Which points may belong to a pattern.

    Attributes
    ----------
    above, below : boolean arrays (7, rows, points)
        Which points lie strictly above, or below, each of LINES.
    missing : boolean array (rows, points)
    """

    def __init__(self, lines: Lines, margin: Floats, included: Booleans) -> None:
        self.lines = lines
        self.margin = margin
        self.included = included
        self.shape = lines.values.shape
        away = lines.values - lines.stack
        self.above: Booleans = away > margin
        self.below: Booleans = away < -margin
        self.missing: Booleans = np.isnan(lines.values)

    @once
    def side(self) -> Codes:
        """1 above the centre line, -1 below, 0 on it or missing."""
        side: Codes = self.above[0].view(np.int8) - self.below[0].view(np.int8)
        return side

    @property
    def outside(self) -> Booleans:
        """The points above the upper or below the lower limit."""
        outside: Booleans = self.above[UPPER] | self.below[LOWER]
        return outside

    @once
    def present(self) -> Dense:
        """The points that are included and not missing."""
        return Dense.of(self.included & ~self.missing)

    @once
    def present_side(self) -> Codes:
        """The side of each of `present`."""
        return self.present.take(self.side)

    @once
    def useful(self) -> Dense:
        """The points that are included, not missing and not on the centre line."""
        off_line = np.count_nonzero(self.present_side)
        return self.present if off_line == len(self.present) else self.present.at(self.present_side != 0)

    @once
    def runs(self) -> Stretches:
        """Runs of useful points on one side."""
        return Stretches.of(self.useful, self.useful.take(self.side))

    @once
    def unbroken_runs(self) -> Stretches:
        """Runs of present points on one side, or on the centre line."""
        return self.runs if self.useful is self.present else Stretches.of(self.present, self.present_side)

    @once
    def step(self) -> Codes:
        """Whether each of `present` is higher (1) or lower (-1) than the one before it, or equal (0).

        0 for the first of a row too.
        """
        values, margin = self.present.take(self.lines.values), self.present.take(self.margin)[1:]
        change = values[1:] - values[:-1]
        step = np.zeros(len(values), dtype=np.int8)
        np.subtract(change > margin, change < -margin, out=step[1:], dtype=np.int8)
        step[self.present.begins] = 0
        return step

    @once
    def statistics(self) -> RunStatistics:
        """Counts of runs and crossings in each row."""
        return RunStatistics.of(self)


class RunStatistics(NamedTuple):
    """Runs and crossings of useful points, one value a row; all 0 where there is no such point."""

    useful: Integers
    longest_run: Integers
    longest_run_max: Integers
    crossings: Integers
    crossings_min: Integers

    @classmethod
    def of(cls, points: Points) -> RunStatistics:
        rows, runs = points.shape[0], points.runs
        useful = np.bincount(points.useful.row, minlength=rows)
        longest = np.zeros(rows, dtype=np.int64)
        np.maximum.at(longest, runs.row, runs.length)
        crossings = np.maximum(np.bincount(runs.row, minlength=rows) - 1, 0)
        crossings_min, longest_run_max = usual_crossings_and_run(useful)
        return cls(useful, longest, longest_run_max, crossings, crossings_min)

    @property
    def runs_signal(self) -> Booleans:
        """Whether the longest run is longer than usual or the crossings are fewer (Anhøj)."""
        return (self.longest_run > self.longest_run_max) | (self.crossings < self.crossings_min)
