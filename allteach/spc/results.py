"""What an analysis says: of one series (`Analysis`), and of many at once (`Analyses`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc.baselines import Batch, Indices
from allteach.spc.cautions import cautions
from allteach.spc.chart_types.lines import NamedLines
from allteach.spc.constants import Floats
from allteach.spc.dense import Codes
from allteach.spc.making_data_count import ASSURANCES, KINDS, VARIATIONS
from allteach.spc.once import once
from allteach.spc.patterns import Pattern, find_patterns
from allteach.spc.plan import Plan
from allteach.spc.rows import Booleans
from allteach.spc.runs import Integers, runs_limits
from allteach.spc.signals import RULE_SETS
from allteach.spc.signals.marking import COMPLETE, PLAIN

_HEADING = np.array([0, 1, -1, 0], dtype=np.int8)  # Indexed by the heading of a code.


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part (phase) of a series: its extent, its centre line and its runs.

    `start` to `stop` and `baseline_start` to `baseline_stop` are half-open. `n_included` counts the
    points that are not excluded, missing ones too; `n_present` those of them that are not missing;
    `n_useful` those of them that are not on the centre line. The four run statistics are None when no
    point is useful. `runs_signal` is Anhøj's: the longest run is longer than usual or the crossings are
    fewer; False where order means nothing.
    """

    start: int
    stop: int
    baseline_start: int
    baseline_stop: int
    centre_last: float
    n_included: int
    n_present: int
    n_useful: int
    n_above: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    runs_signal: bool
    n_outside: int

    @property
    def runs(self) -> int:
        """Number of runs of useful points on one side of the centre line."""
        return 0 if self.crossings is None else self.crossings + 1

    @property
    def runs_limits(self) -> tuple[int, int]:
        """The fewest and the most runs that chance usually makes (exact, 5 %)."""
        return runs_limits(self.n_above, self.n_useful - self.n_above)


@dataclass(frozen=True, eq=False)
class Analysis(NamedLines):
    """What a series says under a plan. Arrays have one value a point, on the drawn scale.

    Attributes
    ----------
    plan : Plan
    n : number of points
    values, denominator : as drawn; NaN where missing. `denominator` is None if there is none.
    part : which part each point is in, counted from 0
    included : not excluded
    baseline : sets the centre line of its part: in the baseline period, not excluded, not missing
    lines : array (7, n), of which `centre`, `lower`, `upper`, `lower_2`, `upper_2`, `lower_1` and
        `upper_1` are the rows; NaN where there is none
    target : NaN where there is none
    codes : for each key of the rule set its codes (see `signals.marking`), of which `signals`,
        `headings` and `completes` are the plain words
    side : 1 above the centre line, -1 below, 0 on it or missing
    kind : "missing", "none", "improvement", "concern" or "signal" (special, but not better or worse)
    rule : key of the rule that labels the point, "" for none
    has_signal : whether any rule of the set speaks in the latest part
    variation : a name of VARIATIONS; None when there is no point
    assurance : "pass", "fail", "inconsistent" or None
    parts : one PartResult for each
    cautions : keys of `cautions.CAUTIONS`
    latest : position of the last point that is not missing, or None
    also : signals of further rule sets that were asked for, by set and key
    """

    plan: Plan
    n: int
    values: Floats
    denominator: Floats | None
    part: Integers
    included: Booleans
    baseline: Booleans
    lines: Floats
    target: Floats
    codes: Mapping[str, Codes]
    side: Codes
    kind: npt.NDArray[np.str_]
    rule: npt.NDArray[np.str_]
    has_signal: bool
    variation: str | None
    assurance: str | None
    parts: tuple[PartResult, ...]
    cautions: tuple[str, ...]
    latest: int | None
    also: dict[str, dict[str, Booleans]]

    def line(self, place: int) -> Floats:
        line: Floats = self.lines[place]
        return line

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


@dataclass(frozen=True, eq=False)
class Analyses(NamedLines):
    """Many analyses as arrays (series, points), padded on the right; all on the drawn scale.

    Attributes
    ----------
    batch : Batch
        The series as arrays, and which parts and plans they have.
    values, target, side, baseline : arrays (series, points), or (series, 1) for a steady target
        As in `Analysis`.
    lines : array (7, series, points), or (7, series, 1) where every line is straight
    kind_code, rule_place : integers (series, points)
        Places in KINDS; places in the series' rule set, counted from 1.
    codes : for each key, integers (series, points)
    also : the same of further rule sets, by set and key
    statistics : for each name, integers (rows of `batch`,)
    has_signal, variation_code, assurance_code, latest : arrays (series,)
        `latest` is -1 where there is no point.
    """

    batch: Batch
    values: Floats
    lines: Floats
    target: Floats
    side: Codes
    baseline: Booleans
    kind_code: Codes
    rule_place: Codes
    codes: Mapping[str, Codes]
    also: Mapping[str, Mapping[str, Codes]]
    statistics: Mapping[str, Integers]
    has_signal: Booleans
    variation_code: Codes
    assurance_code: Codes
    latest: Indices

    def __len__(self) -> int:
        return len(self.batch.lengths)

    def __iter__(self) -> Iterator[Analysis]:
        return (self.one(i) for i in range(len(self)))

    def line(self, place: int) -> Floats:
        return np.broadcast_to(self.lines[place], self.values.shape)

    @property
    def lengths(self) -> Integers:
        """Number of points of each series."""
        return self.batch.lengths

    @property
    def kind(self) -> npt.NDArray[np.str_]:
        """The label of every point in words, (series, points); "missing" in the padding."""
        return KINDS[self.kind_code]

    @property
    def signals(self) -> dict[str, Booleans]:
        """Which points each rule marks, (series, points)."""
        return {key: codes != 0 for key, codes in self.codes.items()}

    @property
    def variation(self) -> list[str | None]:
        """The variation of each series in words."""
        return [VARIATIONS[code] for code in self.variation_code]

    @property
    def assurance(self) -> list[str | None]:
        """The assurance of each series in words."""
        return [ASSURANCES[code] for code in self.assurance_code]

    @once
    def _rows_of(self) -> Indices:
        """Where the rows of each series begin, and where the last ends."""
        return np.searchsorted(self.batch.row_series, np.arange(len(self) + 1))

    def one(self, i: int) -> Analysis:
        """The analysis of series `i`."""
        batch, i = self.batch, range(len(self))[i]
        n = int(batch.lengths[i])
        plan = batch.plans[batch.plan_of[i]]
        keys = [signal.key for signal in RULE_SETS[plan.rules].signals]
        lines = self.lines[:, i, :n] if self.lines.shape[2] > 1 else np.repeat(self.lines[:, i], n, axis=1)
        values, side, included = self.values[i, :n], self.side[i, :n], batch.included[i, :n]
        parts = tuple(
            self._part(row, lines[0], side, included) for row in range(self._rows_of[i], self._rows_of[i + 1])
        )
        denominator = None if batch.denominator is None else batch.denominator[i, :n]
        baseline = self.baseline[i, :n]
        latest = int(self.latest[i])
        return Analysis(
            plan=plan,
            n=n,
            values=values,
            denominator=denominator,
            part=_numbered([part.stop - part.start for part in parts]),
            included=included,
            baseline=baseline,
            lines=lines,
            target=self.target[i, :n] if self.target.shape[1] > 1 else np.repeat(self.target[i], n),
            codes={key: self.codes[key][i, :n] for key in keys},
            side=side,
            kind=KINDS[self.kind_code[i, :n]],
            rule=np.array(["", *keys])[self.rule_place[i, :n]],
            has_signal=bool(self.has_signal[i]),
            variation=VARIATIONS[self.variation_code[i]],
            assurance=ASSURANCES[self.assurance_code[i]],
            parts=parts,
            cautions=cautions(plan, parts[-1], baseline, denominator, lines),
            latest=latest if latest >= 0 else None,
            also={key: {name: code[i, :n] != 0 for name, code in codes.items()} for key, codes in self.also.items()},
        )

    def _part(self, row: int, centre: Floats, side: Codes, included: Booleans) -> PartResult:
        batch = self.batch
        start, stop = int(batch.start[row]), int(batch.stop[row])
        own = slice(start, stop)
        numbers: dict[str, Any] = {name: int(values[row]) for name, values in self.statistics.items()}
        if not numbers["n_useful"]:
            numbers |= dict.fromkeys(("longest_run", "longest_run_max", "crossings", "crossings_min"))
        numbers["runs_signal"] = bool(numbers["runs_signal"])
        return PartResult(
            start=start,
            stop=stop,
            baseline_start=start,
            baseline_stop=int(batch.baseline_stop[row]),
            centre_last=float(centre[stop - 1]) if stop > start else float("nan"),
            n_included=int(np.count_nonzero(included[own])),
            n_above=int(np.count_nonzero(included[own] & (side[own] > 0))),
            **numbers,
        )


def _numbered(lengths: list[int]) -> Integers:
    """0, 1, … each as often as the parts are long."""
    return np.zeros(lengths[0], dtype=np.int64) if len(lengths) == 1 else np.repeat(np.arange(len(lengths)), lengths)
