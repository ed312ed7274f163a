"""Series in, analysis out: one, or thousands at once by the same path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc import making_data_count
from allteach.spc.baselines import Batch, Indices, pack
from allteach.spc.chart_types import CHART_TYPES, Lines
from allteach.spc.constants import Floats
from allteach.spc.dense import Codes
from allteach.spc.making_data_count import ASSURANCES, BETTER, KINDS, VARIATIONS
from allteach.spc.patterns import Pattern, find_patterns
from allteach.spc.plan import Plan
from allteach.spc.rows import Booleans, Rows
from allteach.spc.runs import Integers, runs_limits
from allteach.spc.series import Series
from allteach.spc.signals import COMPLETE, HIGH, LOW, PLAIN, RULE_SETS, Points, RuleSet
from allteach.spc.spread import margins

LINES = ("centre", "lower", "upper", "lower_2", "upper_2", "lower_1", "upper_1")
STATISTICS = ("useful", "above", "longest_run", "longest_run_max", "crossings", "crossings_min")

# Rows calculated at a time: enough to make the cost of a call small, few enough to stay in the cache.
CHUNK = 1024


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


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What a series says under a plan. Arrays have one value a point, on the drawn scale.

    Attributes
    ----------
    plan : Plan
    n : number of points
    values, denominator : as drawn; NaN where missing. `denominator` is None if there is none.
    part : which part each point is in, counted from 0
    included : not excluded
    baseline : sets the centre line of its part: in the baseline period, not excluded, not missing
    centre, lower, upper, lower_2, upper_2, lower_1, upper_1 : lines; NaN where there is none
    target : NaN where there is none
    signals : for each key of the rule set, which points it marks
    headings : for each key, 1 where its pattern points up, -1 down, 0 neither
    completes : for each key, the points at which a pattern is complete
    side : 1 above the centre line, -1 below, 0 on it or missing
    kind : "missing", "none", "improvement", "concern" or "signal" (special, but not better or worse)
    rule : key of the rule that labels the point, "" for none
    has_signal : whether any rule of the set speaks in the latest part
    variation : a name of VARIATIONS; None when there is no point
    assurance : "pass", "fail", "inconsistent" or None
    parts : one PartResult for each
    cautions : "few_points", "short_baseline", "no_variation", "small_denominators",
        "large_denominators"
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
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2: Floats
    upper_2: Floats
    lower_1: Floats
    upper_1: Floats
    target: Floats
    signals: dict[str, Booleans]
    headings: dict[str, Codes]
    completes: dict[str, Booleans]
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
class Analyses:
    """Many analyses as arrays (series, points), padded on the right; all on the drawn scale.

    `values`, the seven lines and `target` are as in `Analysis`. `codes` holds the codes of each rule
    (see `signals`), `also` those of further rule sets. What has one value a series: `has_signal`,
    `variation`, `assurance`, `latest` (-1 for none). `one(i)` is the Analysis of one series.
    """

    batch: Batch
    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2: Floats
    upper_2: Floats
    lower_1: Floats
    upper_1: Floats
    target: Floats
    side: Codes
    rule: Codes
    kind_code: Codes
    baseline: Booleans
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

    @cached_property
    def _rows_of(self) -> Indices:
        """Where the rows of each series begin, and where the last ends."""
        return np.searchsorted(self.batch.row_series, np.arange(len(self) + 1))

    def one(self, i: int) -> Analysis:
        """The analysis of series `i`."""
        batch = self.batch
        i = range(len(self))[i]
        n = int(batch.lengths[i])
        plan = batch.plans[batch.plan_of[i]]
        rule_set = RULE_SETS[plan.rules]
        rows = range(self._rows_of[i], self._rows_of[i + 1])
        codes = {signal.key: self.codes[signal.key][i, :n] for signal in rule_set.signals}
        lines = {name: getattr(self, name)[i, :n] for name in LINES}
        parts = tuple(self._part(row, i, lines["centre"]) for row in rows)
        part = np.repeat(np.arange(len(parts)), [one.stop - one.start for one in parts])
        latest = int(self.latest[i])
        return Analysis(
            plan=plan,
            n=n,
            values=self.values[i, :n],
            denominator=None if batch.denominator is None else batch.denominator[i, :n],
            part=part,
            included=batch.included[i, :n],
            baseline=self.baseline[i, :n],
            **lines,
            target=self.target[i, :n],
            signals={key: code != 0 for key, code in codes.items()},
            headings={key: _HEADING[code & PLAIN] for key, code in codes.items()},
            completes={key: code >= COMPLETE for key, code in codes.items()},
            side=self.side[i, :n],
            kind=KINDS[self.kind_code[i, :n]],
            rule=np.array(["", *codes])[self.rule[i, :n]],
            has_signal=bool(self.has_signal[i]),
            variation=VARIATIONS[self.variation_code[i]],
            assurance=ASSURANCES[self.assurance_code[i]],
            parts=parts,
            cautions=tuple(self._cautions(i, plan, parts)),
            latest=latest if latest >= 0 else None,
            also={
                key: {signal.key: self.also[key][signal.key][i, :n] != 0 for signal in RULE_SETS[key].signals}
                for key in self.also
            },
        )

    def _part(self, row: int, i: int, centre: Floats) -> PartResult:
        batch = self.batch
        start, stop = int(batch.start[row]), int(batch.stop[row])
        numbers = {name: int(values[row]) for name, values in self.statistics.items()}
        runs = ("longest_run", "longest_run_max", "crossings", "crossings_min")
        return PartResult(
            start=start,
            stop=stop,
            baseline_start=start,
            baseline_stop=int(batch.baseline_stop[row]),
            centre_last=float(centre[stop - 1]) if stop > start else float("nan"),
            n_included=int(batch.included[i, start:stop].sum()),
            n_present=numbers["present"],
            n_useful=numbers["useful"],
            n_above=numbers["above"],
            runs_signal=bool(numbers["runs_signal"]),
            n_outside=numbers["outside"],
            **{name: numbers[name] if numbers["useful"] else None for name in runs},
        )

    def _cautions(self, i: int, plan: Plan, parts: tuple[PartResult, ...]) -> Iterator[str]:
        """What a reader should know before trusting the latest part."""
        last = parts[-1]
        chart = CHART_TYPES[plan.chart]
        if last.n_present < plan.least_points_for_control or (not chart.has_limits and last.n_useful < 10):
            yield "few_points"
        in_baseline = int(self.baseline[i, last.start : last.stop].sum())
        least = plan.least_points_for_control if chart.has_limits else LEAST_BASELINE_OF_RUN_CHART
        if last.baseline_stop < last.stop and in_baseline < least:
            yield "short_baseline"
        latest = int(self.latest[i])
        if chart.has_limits and latest >= 0 and not self.upper[i, latest] > self.lower[i, latest]:
            yield "no_variation"
        denominator = self.batch.denominator
        if chart.needs == "ratio" and denominator is not None and latest >= 0:
            shown = denominator[i, last.start : last.stop]
            typical = float(np.median(shown[shown > 0])) if (shown > 0).any() else 0.0
            expected = typical * float(self.centre[i, latest]) / plan.per
            fewest = min(expected, typical - expected) if chart.within_one else expected
            if fewest < SMALL_EXPECTED:
                yield "small_denominators"
            if chart.key == "p" and typical > LARGE_DENOMINATOR:
                yield "large_denominators"


# With fewer points a run chart's frozen median says little. Domain reference 4.5.
LEAST_BASELINE_OF_RUN_CHART = 6

# Below five expected events (or non-events) the normal limits of P and U charts are poor.
# Montgomery (2013), section 7.2.1.
SMALL_EXPECTED = 5

# Above about this many, P limits are tighter than the world is steady: use P'. Laney (2002).
LARGE_DENOMINATOR = 2000

_HEADING = np.array([0, 1, -1, 0], dtype=np.int8)  # Indexed by heading: none, HIGH, LOW, PLAIN.


def analyse(series: Series, plan: Plan, *, also: Sequence[str] = ()) -> Analysis:
    """What one series says under a plan.

    Raises
    ------
    ValueError
        If the plan does not fit the series; the message names the argument and what was expected.
    """
    return analyse_many([series], plan, also=also).one(0)


def analyse_many(series: Sequence[Series], plans: Plan | Sequence[Plan], *, also: Sequence[str] = ()) -> Analyses:
    """What many series say, each under its plan (or all under one), in one go.

    Parameters
    ----------
    series : n series, of any lengths
    plans : one Plan for all, or one for each
        Naming the same object for many series is faster than equal copies.
    also : keys of RULE_SETS
        Further rule sets, reported apart in `also`; they label no point and decide nothing.

    Raises
    ------
    ValueError
        If a plan does not fit its series; the message names the argument and what was expected.
    """
    for key in also:
        if key not in RULE_SETS:
            raise ValueError(f"also: expected keys of {', '.join(RULE_SETS)}, got {key!r}")
    batch = pack(list(series), plans)
    keys = [signal.key for key in {plan.rules for plan in batch.plans} for signal in RULE_SETS[key].signals]
    pieces: list[tuple[Any, dict[str, npt.NDArray[Any]]]] = []
    # A row without points, or without variation, has no lines; that is an answer, not a mistake.
    with np.errstate(divide="ignore", invalid="ignore"):
        for chart, rules, own in _groups(batch):
            pieces.append((own, _calculate(batch, own, chart, RULE_SETS[rules], tuple(also))))
    return _assemble(batch, pieces, dict.fromkeys(keys), tuple(also))


def _groups(batch: Batch) -> Iterator[tuple[str, str, Any]]:
    """Rows that share chart and rule set, at most CHUNK at a time: a slice, or positions."""
    rows = len(batch.row_series)
    kinds = [(plan.chart, plan.rules) for plan in batch.plans]
    if len(set(kinds)) == 1:
        for start in range(0, max(rows, 1), CHUNK):
            yield *kinds[0], slice(start, start + CHUNK)
        return
    different = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
    group = np.array([different[kind] for kind in kinds])[batch.plan_of[batch.row_series]]
    for kind, at in different.items():
        own = np.flatnonzero(group == at)
        for start in range(0, len(own), CHUNK):
            yield *kind, own[start : start + CHUNK]


def _calculate(
    batch: Batch, own: Any, chart: str, rule_set: RuleSet, also: tuple[str, ...]
) -> dict[str, npt.NDArray[Any]]:
    """Everything about some rows, by name: arrays (rows, points), (rows, 1) or, of numbers, (rows,)."""
    rows = batch.rows.at(own)
    lines = _raised(CHART_TYPES[chart].lines(rows), rows)
    points = Points(lines, margins(lines.values, lines.centre), rows.included)
    patterned = rows.ordered if CHART_TYPES[chart].has_runs else np.zeros_like(rows.ordered)
    plans, row_plan = batch.plans, batch.plan_of[batch.row_series[own]]
    codes = _codes(points, rule_set, plans, row_plan, patterned)
    better = np.array([BETTER[plan.direction] for plan in plans], dtype=np.int8)[row_plan][:, None]
    rule, heading = making_data_count.label(codes, rule_set, points.shape)
    per = np.array([plan.per for plan in plans])[row_plan][:, None]
    statistics = points.statistics
    speaks = np.zeros(len(rows), dtype=bool)
    for code in codes.values():
        speaks |= code.any(axis=1)
    whole = np.zeros(points.shape, dtype=bool)
    for signal in rule_set.signals:
        if not signal.rule.marks_points:
            whole |= codes[signal.key] != 0
    found = {
        "values": lines.values * per,
        **{name: getattr(lines, name) * per for name in LINES},
        "side": points.side,
        "rule": rule,
        "heading": heading,
        "kind_code": making_data_count.kinds(lines.values, heading, better),
        "baseline": rows.baseline,
        "whole": whole.any(axis=1, keepdims=True),
        "speaks": speaks[:, None],
        **{f"code {key}": code for key, code in codes.items()},
        **{f"number {name}": getattr(statistics, name) for name in STATISTICS},
        "number present": np.bincount(points.present.row, minlength=len(rows)),
        "number outside": np.count_nonzero(points.above_upper | points.below_lower, axis=1),
        "number runs_signal": patterned[:, 0]
        & ((statistics.longest_run > statistics.longest_run_max) | (statistics.crossings < statistics.crossings_min)),
    }
    for key in also:
        for name, code in _codes(points, RULE_SETS[key], plans, row_plan, patterned).items():
            found[f"also {key} {name}"] = code
    return found


def _raised(lines: Lines, rows: Rows) -> Lines:
    """The lines, with those below 0 raised to it where the plan says so."""
    if not rows.non_negative.any():
        return lines
    below = {name: getattr(lines, name) for name in ("lower", "lower_2", "lower_1")}
    raised = {name: np.where(rows.non_negative, np.fmax(line, 0 * line), line) for name, line in below.items()}
    return Lines(**{name: raised.get(name, getattr(lines, name)) for name in Lines.__slots__})


def _codes(
    points: Points, rule_set: RuleSet, plans: list[Plan], row_plan: Indices, patterned: Booleans
) -> dict[str, Codes]:
    """The codes of each rule of the set; 0 where the chart or the axis gives a pattern no meaning."""
    codes = {}
    for signal in rule_set.signals:
        rule = signal.rule
        code = rule.find(points, np.array([signal.size(plan) for plan in plans])[row_plan])
        if rule.needs_order and not patterned.all():
            code = np.where(patterned, code, np.int8(0))
        codes[signal.key] = code
    return codes


def _assemble(
    batch: Batch, pieces: list[tuple[Any, dict[str, npt.NDArray[Any]]]], keys: Mapping[str, None], also: tuple[str, ...]
) -> Analyses:
    """Put the pieces together by series, and say what each series says as a whole."""

    def numbers(name: str) -> npt.NDArray[Any]:
        joined = np.zeros(len(batch.row_series), dtype=np.int64)
        for own, piece in pieces:
            joined[own] = piece[name]
        return joined

    def points(name: str, empty: Any = 0) -> npt.NDArray[Any]:
        return batch.to_points(_join(batch, pieces, name, empty), empty)

    values = points("values", np.nan)
    drawn = {name: points(name, np.nan) for name in LINES}
    side, heading, kind = points("side"), points("heading"), points("kind_code")
    target = _targets(batch, values.shape)
    present = kind != making_data_count.MISSING
    last_row = np.searchsorted(batch.row_series, np.arange(len(values)), side="right") - 1
    latest = np.where(present.any(axis=1), present.shape[1] - 1 - present[:, ::-1].argmax(axis=1), -1)
    at = (np.arange(len(values)), latest)
    whole, speaks = _join(batch, pieces, "whole", False), _join(batch, pieces, "speaks", False)
    better = batch.of_each(lambda plan: BETTER[plan.direction], np.int8)
    return Analyses(
        batch=batch,
        values=values,
        **drawn,
        target=target,
        side=side,
        rule=points("rule"),
        kind_code=kind,
        baseline=points("baseline", False),
        codes={key: points(f"code {key}") for key in keys},
        also={
            key: {signal.key: points(f"also {key} {signal.key}") for signal in RULE_SETS[key].signals} for key in also
        },
        statistics={name: numbers(f"number {name}") for name in (*STATISTICS, "present", "outside", "runs_signal")},
        has_signal=speaks[last_row, 0],
        variation_code=making_data_count.variation(kind[at], heading[at], side[at], whole[last_row, 0]),
        assurance_code=making_data_count.assurance(target[at], drawn["lower"][at], drawn["upper"][at], better),
        latest=latest,
    )


def _join(
    batch: Batch, pieces: list[tuple[Any, dict[str, npt.NDArray[Any]]]], name: str, empty: Any
) -> npt.NDArray[Any]:
    """One array of all rows from those of the pieces."""
    parts = [(own, piece[name]) for own, piece in pieces if name in piece]
    if len(parts) == 1 and len(parts[0][1]) == len(batch.row_series):
        return parts[0][1]
    width = max(part.shape[1] for _, part in parts)
    joined = np.full((len(batch.row_series), width), empty, dtype=parts[0][1].dtype)
    for own, part in parts:
        joined[own] = part
    return joined


def _targets(batch: Batch, shape: tuple[int, ...]) -> Floats:
    """The target at each point, (series, points), NaN where there is none."""
    by_plan = np.full((len(batch.plans), shape[1]), np.nan)
    for at, plan in enumerate(batch.plans):
        if isinstance(plan.target, tuple):
            by_plan[at, : len(plan.target)] = plan.target
        elif plan.target is not None:
            by_plan[at] = plan.target
    return by_plan[batch.plan_of] if len(batch.plans) > 1 else np.broadcast_to(by_plan, shape)


__all__ = ["COMPLETE", "HIGH", "LOW", "Analyses", "Analysis", "PartResult", "analyse", "analyse_many"]
