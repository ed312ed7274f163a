"""What an analysis says: of one series (`Analysis`), and of many at once (`Analyses`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc import making_data_count
from allteach.spc.baselines import Batch, Indices
from allteach.spc.cautions import cautions
from allteach.spc.chart_types.lines import NamedLines
from allteach.spc.constants import Floats
from allteach.spc.dense import Codes
from allteach.spc.making_data_count import ASSURANCES, BETTER, KINDS, VARIATIONS
from allteach.spc.once import once
from allteach.spc.parts import PartResult
from allteach.spc.patterns import Pattern, find_patterns
from allteach.spc.plan import Plan
from allteach.spc.rows import Booleans
from allteach.spc.runs import Integers
from allteach.spc.signals import RULE_SETS
from allteach.spc.signals.marking import COMPLETE, PLAIN

_HEADING = np.array([0, 1, -1, 0], dtype=np.int8)  # Indexed by the heading of a code.


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Found:
    """What was calculated of some rows, or of all: by point, by line, or by row.

    `own` says which rows: a slice, or positions.
    """

    own: Any
    values: Floats
    lines: Floats
    side: Codes
    heading: Codes
    rule_place: Codes
    kind_code: Codes
    codes: dict[str, Codes]
    also: dict[str, dict[str, Codes]]
    statistics: dict[str, Integers]
    speaks: Booleans
    speaks_as_a_whole: Booleans


class Analysis(NamedLines):
    """What a series says under a plan. Arrays have one value a point, on the drawn scale.

    A view of one row of `Analyses`, which it keeps: what nobody asks for is not made.

    Attributes
    ----------
    plan : Plan
    n : number of points
    """

    def __init__(self, many: Analyses, place: int) -> None:
        self._many = many
        self._place = place
        self.plan: Plan = many.batch.plans[many.batch.plan_of[place]]
        self.n = int(many.batch.lengths[place])

    @once
    def values(self) -> Floats:
        """What is plotted; NaN where missing."""
        return self._own(self._many.values)

    @once
    def denominator(self) -> Floats | None:
        """The denominators, or None if there are none."""
        denominator = self._many.batch.denominator
        return None if denominator is None else self._own(denominator)

    @once
    def part(self) -> Integers:
        """Which part each point is in, counted from 0."""
        return np.repeat(np.arange(len(self.parts)), [part.stop - part.start for part in self.parts])

    @once
    def included(self) -> Booleans:
        """Which points are not excluded."""
        return self._own(self._many.batch.included)

    @once
    def baseline(self) -> Booleans:
        """Which points set the centre line of their part: in its baseline period, included, not missing."""
        return self._own(self._many.baseline)

    @once
    def lines(self) -> Floats:
        """The seven lines, (7, n), by name `centre`, `lower`, `upper` …; NaN where there is none."""
        lines = self._many.lines[:, self._place]
        return lines[:, : self.n] if lines.shape[1] > 1 else np.repeat(lines, self.n, axis=1)

    def line(self, place: int) -> Floats:
        line: Floats = self.lines[place]
        return line

    @once
    def target(self) -> Floats:
        """The target at each point; NaN where there is none."""
        target = self._many.target[self._place]
        return target[: self.n] if len(target) > 1 else np.repeat(target, self.n)

    @once
    def codes(self) -> dict[str, Codes]:
        """For each key of the rule set its codes: see `signals.marking`."""
        return {signal.key: self._own(self._many.codes[signal.key]) for signal in RULE_SETS[self.plan.rules].signals}

    @once
    def signals(self) -> dict[str, Booleans]:
        """For each key of the rule set, which points it marks."""
        return {key: code != 0 for key, code in self.codes.items()}

    @once
    def headings(self) -> dict[str, Codes]:
        """For each key, 1 where its pattern points up, -1 down, 0 neither."""
        return {key: _HEADING[code & PLAIN] for key, code in self.codes.items()}

    @once
    def completes(self) -> dict[str, Booleans]:
        """For each key, the points at which a pattern is complete."""
        return {key: code >= COMPLETE for key, code in self.codes.items()}

    @once
    def also(self) -> dict[str, dict[str, Booleans]]:
        """The signals of the further rule sets that were asked for, by set and key."""
        return {
            rules: {key: self._own(code) != 0 for key, code in codes.items()}
            for rules, codes in self._many.also.items()
        }

    @once
    def side(self) -> Codes:
        """1 above the centre line, -1 below, 0 on it or missing."""
        return self._own(self._many.side)

    @once
    def kind(self) -> npt.NDArray[np.str_]:
        """ "missing", "none", "improvement", "concern" or "signal" (special, but not better or worse)."""
        kind: npt.NDArray[np.str_] = KINDS[self._own(self._many.kind_code)]
        return kind

    @once
    def rule(self) -> npt.NDArray[np.str_]:
        """The key of the rule that labels each point, "" for none."""
        rule: npt.NDArray[np.str_] = np.array(["", *self.codes])[self._own(self._many.rule_place)]
        return rule

    @property
    def has_signal(self) -> bool:
        """Whether any rule of the set speaks in the latest part."""
        return bool(self._many.has_signal[self._place])

    @property
    def variation(self) -> str | None:
        """A name of VARIATIONS; None when there is no point."""
        return VARIATIONS[self._many.variation_code[self._place]]

    @property
    def assurance(self) -> str | None:
        """ "pass", "fail", "inconsistent" or None."""
        return ASSURANCES[self._many.assurance_code[self._place]]

    @property
    def latest(self) -> int | None:
        """Position of the last point that is not missing."""
        latest = int(self._many.latest[self._place])
        return latest if latest >= 0 else None

    @once
    def parts(self) -> tuple[PartResult, ...]:
        """One PartResult for each part."""
        first, beyond = self._many.rows_of[self._place : self._place + 2]
        return tuple(self._part(row) for row in range(first, beyond))

    @once
    def cautions(self) -> tuple[str, ...]:
        """What a reader should know before trusting the latest part: keys of `cautions.CAUTIONS`."""
        return cautions(self.plan, self.parts[-1], self.baseline, self.denominator, self.lines)

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        """The stretches of points that one rule of the set marks, in order of time."""
        signal = next(signal for signal in RULE_SETS[self.plan.rules].signals if signal.key == key)
        return tuple(
            find_patterns(
                signal.rule,
                signal.size(self.plan),
                values=self.values,
                side=self.side,
                heading=self.headings[key],
                marked=self.signals[key],
                takes_part=self.included & ~np.isnan(self.values),
                part=self.part,
            )
        )

    def _own(self, of: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return of[self._place, : self.n]

    def _part(self, row: int) -> PartResult:
        batch = self._many.batch
        start, stop = int(batch.start[row]), int(batch.stop[row])
        included = self.included[start:stop]
        numbers: dict[str, Any] = {name: int(values[row]) for name, values in self._many.statistics.items()}
        if not numbers["n_useful"]:
            numbers |= dict.fromkeys(("longest_run", "longest_run_max", "crossings", "crossings_min"))
        numbers["runs_signal"] = bool(numbers["runs_signal"])
        return PartResult(
            start=start,
            stop=stop,
            baseline_start=start,
            baseline_stop=int(batch.baseline_stop[row]),
            centre_last=float(self.centre[stop - 1]) if stop > start else float("nan"),
            n_included=int(np.count_nonzero(included)),
            n_above=int(np.count_nonzero(included & (self.side[start:stop] > 0))),
            **numbers,
        )


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
    def kind(self) -> npt.NDArray[np.str_]:
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
    def statistics(self) -> dict[str, Integers]:
        """Counts of points, runs and crossings, one value a row of `batch`."""
        return self._found.statistics

    @once
    def rows_of(self) -> Indices:
        """Where in `batch` the rows of each series begin, and where the last ends."""
        return np.searchsorted(self.batch.row_series, np.arange(len(self) + 1))

    @once
    def has_signal(self) -> Booleans:
        """Whether any rule speaks in the latest part of each series."""
        return self._found.speaks[self.rows_of[1:] - 1]

    @once
    def latest(self) -> Indices:
        """The last point of each series that is not missing; -1 for none."""
        present = self.kind_code != making_data_count.MISSING
        latest: Indices = np.where(present, np.arange(present.shape[1]), -1).max(axis=1)
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
