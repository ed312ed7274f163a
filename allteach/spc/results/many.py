"""What an analysis says of many series at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from allteach.spc import making_data_count
from allteach.spc.arrays import Array, Booleans, Codes, Floats, Integers, Places, Texts
from allteach.spc.baselines import Batch
from allteach.spc.chart_types.lines import NamedLines
from allteach.spc.making_data_count import ASSURANCES, BETTER, KINDS, VARIATIONS
from allteach.spc.once import once
from allteach.spc.results.found import Found
from allteach.spc.results.one import Analysis

_RUNS = ("longest_run", "longest_run_max", "crossings", "crossings_min", "runs_signal")


class Analyses(NamedLines):
    """Many analyses as arrays (series, points), padded on the right; all on the drawn scale.

    Attributes
    ----------
    batch : Batch
        The series as arrays, and which parts and plans they have.
    """

    def __init__(self, batch: Batch, found: Found) -> None:
        self.batch = batch
        self._found = found

    def __len__(self) -> int:
        return len(self.batch.lengths)

    def __iter__(self) -> Iterator[Analysis]:
        return (self.one(i) for i in range(len(self)))

    def one(self, i: int) -> Analysis:
        """The analysis of series `i`."""
        return Analysis(self, range(len(self))[i])

    @property
    def lengths(self) -> Integers:
        """Number of points of each series."""
        return self.batch.lengths

    @once
    def values(self) -> Floats:
        """What is plotted; NaN where missing and in the padding."""
        return self.batch.to_points(self._found.values, np.nan)

    @once
    def lines(self) -> Floats:
        """The seven lines, (7, series, points), or (7, series, 1) where every line is straight."""
        return self.batch.to_points(self._found.lines, np.nan)

    def line(self, place: int) -> Floats:
        return np.broadcast_to(self.lines[place], self.values.shape)

    @once
    def target(self) -> Floats:
        """The target, NaN where there is none: (series, points), or (series, 1) where each is steady."""
        plans = self.batch.plans
        steady = not any(isinstance(plan.target, tuple) for plan in plans)
        by_plan = np.full((len(plans), 1 if steady else self.batch.included.shape[1]), np.nan)
        for at, plan in enumerate(plans):
            if isinstance(plan.target, tuple):
                by_plan[at, : len(plan.target)] = plan.target
            elif plan.target is not None:
                by_plan[at] = plan.target
        return by_plan[self.batch.plan_of]

    @once
    def side(self) -> Codes:
        """1 above the centre line, -1 below, 0 on it or missing."""
        return self.batch.to_points(self._found.side, 0)

    @once
    def baseline(self) -> Booleans:
        """Which points set the centre line of their part."""
        return self.batch.to_points(self.batch.rows.baseline, False)

    @once
    def kind_code(self) -> Codes:
        """The label of every point: its place in KINDS."""
        return self.batch.to_points(self._found.kind_code, making_data_count.MISSING)

    @property
    def kind(self) -> Texts:
        """The label of every point in words; "missing" in the padding."""
        return KINDS[self.kind_code]

    @once
    def rule_place(self) -> Codes:
        """The place, in its series' rule set, of the rule that labels each point; from 1, 0 for none."""
        return self.batch.to_points(self._found.rule_place, 0)

    @once
    def codes(self) -> dict[str, Codes]:
        """The codes of each rule: see `signals.marking`."""
        return {key: self.batch.to_points(code, 0) for key, code in self._found.codes.items()}

    @once
    def also(self) -> dict[str, dict[str, Codes]]:
        """The codes of the further rule sets that were asked for, by set and key."""
        return {
            rules: {key: self.batch.to_points(code, 0) for key, code in codes.items()}
            for rules, codes in self._found.also.items()
        }

    @property
    def signals(self) -> dict[str, Booleans]:
        """Which points each rule marks."""
        return {key: codes != 0 for key, codes in self.codes.items()}

    @property
    def statistics(self) -> dict[str, Array]:
        """Counts of points, runs and crossings, one value a row of `batch`."""
        return self._found.statistics

    @once
    def counts_of_rows(self) -> list[tuple[Any, ...]]:
        """Extent and counts of each row of `batch`, as plain numbers."""
        batch, statistics = self.batch, self.statistics
        included = batch.rows.included
        n_excluded = np.add.reduce(~included, axis=1, dtype=np.int64)
        columns = (
            batch.start,
            batch.stop,
            batch.baseline_stop,
            batch.stop - batch.start - n_excluded,
            statistics["n_present"],
            statistics["n_useful"],
            np.add.reduce((self._found.side > 0) & included, axis=1, dtype=np.int64),
            *(statistics[name] for name in _RUNS),
            statistics["n_outside"],
        )
        return list(zip(*(column.tolist() for column in columns), strict=True))

    @once
    def rows_of(self) -> Places:
        """Where in `batch` the rows of each series begin, and where the last ends."""
        return np.searchsorted(self.batch.row_series, np.arange(len(self) + 1))

    @once
    def has_signal(self) -> Booleans:
        """Whether any rule speaks in the latest part of each series."""
        return self._found.speaks[self.rows_of[1:] - 1]

    @once
    def latest(self) -> Places:
        """The last point of each series that is not missing; -1 for none."""
        present = self.kind_code != making_data_count.MISSING
        latest: Places = np.where(present, np.arange(present.shape[1]), -1).max(axis=1)
        return latest

    @once
    def variation_code(self) -> Codes:
        """The variation of each series: its place in VARIATIONS."""
        at = (np.arange(len(self)), self.latest)
        heading = self.batch.to_points(self._found.heading, 0)[at]
        as_a_whole = self._found.speaks_as_a_whole[self.rows_of[1:] - 1]
        return making_data_count.variation(self.kind_code[at], heading, self.side[at], as_a_whole)

    @once
    def assurance_code(self) -> Codes:
        """The assurance of each series: its place in ASSURANCES."""
        every = np.arange(len(self))
        lower, upper = self.lines[1:3, every, self.latest if self.lines.shape[2] > 1 else 0]
        target = self.target[every, self.latest if self.target.shape[1] > 1 else 0]
        better = np.array([BETTER[plan.direction] for plan in self.batch.plans])[self.batch.plan_of]
        return making_data_count.assurance(np.where(self.latest < 0, np.nan, target), lower, upper, better)

    @property
    def variation(self) -> list[str | None]:
        """The variation of each series in words."""
        return [VARIATIONS[code] for code in self.variation_code]

    @property
    def assurance(self) -> list[str | None]:
        """The assurance of each series in words."""
        return [ASSURANCES[code] for code in self.assurance_code]
