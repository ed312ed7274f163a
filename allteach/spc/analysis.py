"""Series in, analysis out: one, or thousands at once by the same path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from allteach.spc import making_data_count
from allteach.spc.arrays import Array, Booleans, Codes, Places
from allteach.spc.baselines import Batch, pack
from allteach.spc.chart_types import CHART_TYPES, LINES, Lines
from allteach.spc.making_data_count import BETTER
from allteach.spc.plan import Plan
from allteach.spc.results import Analyses, Analysis, Found
from allteach.spc.rows import Rows
from allteach.spc.series import Series
from allteach.spc.signals import RULE_SETS, RuleSet
from allteach.spc.signals.points import Points
from allteach.spc.spread import margins

# Rows calculated at a time: enough to make the cost of a call small, few enough to stay in the cache.
CHUNK = 1024

# For rules that need no number of points.
NO_SIZE = np.zeros(0, dtype=np.int64)


def analyse(series: Series, plan: Plan, *, also: Sequence[str] = ()) -> Analysis:
    """What one series says under a plan.

    Raises
    ------
    ValueError
        If the plan does not fit the series; the message names the argument and what was expected.
    """
    return analyse_many((series,), plan, also=also).one(0)


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
    batch = pack(series, plans)
    # A row without points, or without variation, has no lines; that is an answer, not a mistake.
    with np.errstate(divide="ignore", invalid="ignore"):
        pieces = [_calculate(batch, own, chart, RULE_SETS[rules], also) for chart, rules, own in _groups(batch)]
    return Analyses(batch, _joined(len(batch.rows), pieces))


def _groups(batch: Batch) -> Iterator[tuple[str, str, Any]]:
    """Rows that share chart and rule set, at most CHUNK at a time: a slice, or positions."""
    rows = len(batch.row_series)
    kinds = [(plan.chart, plan.rules) for plan in batch.plans]
    different = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
    if len(different) == 1:
        for start in range(0, max(rows, 1), CHUNK):
            yield *kinds[0], slice(start, start + CHUNK)
        return
    group = np.array([different[kind] for kind in kinds])[batch.row_plan]
    for kind, at in different.items():
        own = (group == at).nonzero()[0]
        for start in range(0, len(own), CHUNK):
            yield *kind, own[start : start + CHUNK]


def _calculate(batch: Batch, own: Any, chart: str, rule_set: RuleSet, also: Sequence[str]) -> Found:
    """Lines, signals and labels of some rows that share a chart and a rule set."""
    rows = batch.rows if len(batch.rows) <= CHUNK and isinstance(own, slice) else batch.rows.at(own)
    plans, row_plan = batch.plans, batch.row_plan[own]
    lines = _raised(CHART_TYPES[chart].lines(rows), rows)
    margin = margins(lines.values, lines.centre) if lines.margin is None else lines.margin
    points = Points(lines, margin, rows.included)
    patternless = _patternless(chart, rows)
    codes = _codes(points, rule_set, plans, row_plan, patternless)
    rule_place, heading, as_a_whole = making_data_count.label(codes, rule_set, points.shape)
    better = _of_rows([BETTER[plan.direction] for plan in plans], row_plan)[:, None]
    statistics = points.statistics
    nothing = np.zeros(points.shape, dtype=np.int8)
    runs_signal = statistics.runs_signal
    if patternless is not None:
        runs_signal = runs_signal & ~patternless[:, 0]
    values, stack = lines.values, lines.stack
    if any(plan.per != 1 for plan in plans):
        per = _of_rows([plan.per for plan in plans], row_plan)[:, None]
        values, stack = values * per, stack * per
    return Found(
        own=own,
        values=values,
        lines=stack,
        side=points.side,
        heading=heading,
        rule_place=rule_place,
        kind_code=making_data_count.kinds(points.missing, heading, better),
        codes=_filled(codes, nothing),
        also={key: _filled(_codes(points, RULE_SETS[key], plans, row_plan, patternless), nothing) for key in also},
        statistics={
            "n_present": np.bincount(points.present.row, minlength=len(rows)),
            "n_useful": statistics.useful,
            "longest_run": statistics.longest_run,
            "longest_run_max": statistics.longest_run_max,
            "crossings": statistics.crossings,
            "crossings_min": statistics.crossings_min,
            "runs_signal": runs_signal,
            "n_outside": np.add.reduce(points.outside, axis=1, dtype=np.int64),
        },
        speaks=np.logical_or.reduce(rule_place, axis=1) | as_a_whole,
        speaks_as_a_whole=as_a_whole,
    )


def _raised(lines: Lines, rows: Rows) -> Lines:
    """The lines, with lower limits below 0 raised to it where the plan says so."""
    if rows.settings.any_non_negative:
        for place, name in enumerate(LINES):
            if name.startswith("lower"):
                low = (lines.stack[place] < 0) & rows.settings.non_negative
                lines.stack[place][low] = 0
    return lines


def _patternless(chart: str, rows: Rows) -> Booleans | None:
    """Rows, (rows, 1) or (1, 1), on which the order of points means nothing; None if there are none."""
    if not CHART_TYPES[chart].has_runs:
        return np.ones((1, 1), dtype=bool)
    return rows.settings.unordered if rows.settings.any_unordered else None


def _codes(
    points: Points, rule_set: RuleSet, plans: list[Plan], row_plan: Places, patternless: Booleans | None
) -> dict[str, Codes | None]:
    """The codes of each rule of the set; none where the chart or the axis gives a pattern no meaning."""
    codes: dict[str, Codes | None] = {}
    for signal in rule_set.signals:
        rule = signal.rule
        size = _of_rows([signal.size(plan) for plan in plans], row_plan) if signal.points else NO_SIZE
        code = rule.find(points, size)
        if patternless is not None and code is not None and rule.needs_order:
            code = np.where(patternless, np.int8(0), code)
        codes[signal.key] = code
    return codes


def _filled(codes: dict[str, Codes | None], nothing: Codes) -> dict[str, Codes]:
    return {key: nothing if code is None else code for key, code in codes.items()}


def _of_rows(of_plans: list[Any], row_plan: Places) -> Array:
    """What each row's plan says, (rows,), from what each plan says."""
    return np.array(of_plans)[row_plan]


def _joined(rows: int, pieces: list[Found]) -> Found:
    """The pieces as one, in the order of the rows. A rule that a piece does not know marks nothing in it."""
    if len(pieces) == 1:
        return pieces[0]

    def by_row(each: list[Array | None], axis: int = 0) -> Array:
        known = [array for array in each if array is not None]
        shape = list(max(known, key=lambda array: array.shape[-1] if array.ndim > 1 else 0).shape)
        shape[axis] = rows
        joined = (np.empty if len(known) == len(each) else np.zeros)(shape, known[0].dtype)
        for piece, array in zip(pieces, each, strict=True):
            if array is not None:
                joined[(slice(None),) * axis + (piece.own,)] = array
        return joined

    def by_key(each: list[dict[str, Array]]) -> dict[str, Array]:
        keys = dict.fromkeys(key for one in each for key in one)
        return {key: by_row([one.get(key) for one in each]) for key in keys}

    return Found(
        own=slice(None),
        values=by_row([piece.values for piece in pieces]),
        lines=by_row([piece.lines for piece in pieces], axis=1),
        side=by_row([piece.side for piece in pieces]),
        heading=by_row([piece.heading for piece in pieces]),
        rule_place=by_row([piece.rule_place for piece in pieces]),
        kind_code=by_row([piece.kind_code for piece in pieces]),
        codes=by_key([piece.codes for piece in pieces]),
        also={key: by_key([piece.also[key] for piece in pieces]) for key in pieces[0].also},
        statistics=by_key([piece.statistics for piece in pieces]),
        speaks=by_row([piece.speaks for piece in pieces]),
        speaks_as_a_whole=by_row([piece.speaks_as_a_whole for piece in pieces]),
    )
