"""An analysis as plain text, and as JSON: what `python -m allteach.spc` prints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from allteach.spc.chart_types import CHART_TYPES, LINES
from allteach.spc.command import Job
from allteach.spc.false_signals import false_signal_rate
from allteach.spc.rebasing import suggest_part
from allteach.spc.results import Analysis
from allteach.spc.signals import RULE_SETS


def as_text(job: Job, analysis: Analysis) -> str:
    """A page for a terminal: what is charted, its lines, and what speaks."""
    return "\n".join(_page(job, analysis)) + "\n"


def _page(job: Job, analysis: Analysis) -> Iterator[str]:
    plan, rule_set = analysis.plan, RULE_SETS[analysis.plan.rules]
    rate = false_signal_rate(plan, max(1, analysis.n))
    yield job.name
    yield f"  {CHART_TYPES[plan.chart].name}, {analysis.n} points"
    yield f"  {rule_set.name}; by chance alone they speak on about {rate:.0%} of charts of this length"
    if analysis.latest is not None:
        yield f"  latest       {_number(analysis.values[analysis.latest])} ({_period(job, analysis.latest)})"
    for number, part in enumerate(analysis.parts, start=1):
        if part.stop == part.start:
            continue
        at = part.stop - 1
        name = f"part {number}" if len(analysis.parts) > 1 else "lines"
        limits = ""
        if not math.isnan(analysis.upper[at]):
            limits = f", limits {_number(analysis.lower[at])} to {_number(analysis.upper[at])}"
        yield f"  {name:<12} centre {_number(part.centre_last)}{limits}, from {_period(job, part.start)}"
        if part.longest_run is not None:
            yield (
                f"  {'':<12} longest run {part.longest_run} (usual up to {part.longest_run_max}), "
                f"crossings {part.crossings} (usual from {part.crossings_min})"
            )
    yield from _signals(job, analysis)
    yield f"  variation    {(analysis.variation or 'no point').replace('_', ' ')}"
    if analysis.assurance:
        yield f"  assurance    {analysis.assurance}"
    if analysis.cautions:
        yield f"  caution      {', '.join(analysis.cautions).replace('_', ' ')}"
    suggestion = suggest_part(analysis)
    if suggestion:
        yield (
            f"  suggestion   a new part from {_period(job, suggestion.start)}, if the cause is known and it is "
            f"expected to last: {suggestion.points} points in a row, centre {_number(suggestion.before)} "
            f"then {_number(suggestion.after)}"
        )


def _signals(job: Job, analysis: Analysis) -> Iterator[str]:
    some = False
    for signal in RULE_SETS[analysis.plan.rules].signals:
        for pattern in analysis.patterns(signal.key):
            some = True
            where = _period(job, pattern.first)
            if pattern.last != pattern.first:
                where += f" to {_period(job, pattern.last)}"
            way = {1: ", up", -1: ", down", 0: ""}[pattern.heading]
            yield f"  signal       {signal.rule.name.lower()}: {where} ({_points(len(pattern.points))}{way})"
    if not some:
        yield "  signal       none"


def _points(n: int) -> str:
    return "1 point" if n == 1 else f"{n} points"


def _number(value: float) -> str:
    return f"{value:.4g}"


def _period(job: Job, at: int) -> str:
    return str(job.series.periods[at]) if job.series.periods else f"point {at + 1}"


def as_json(job: Job, analysis: Analysis) -> dict[str, Any]:
    """Everything that was found, in JSON's own types; null where there is no such value."""
    points = {
        "period": None if job.series.periods is None else [str(period) for period in job.series.periods],
        "value": analysis.values,
        "denominator": analysis.denominator,
        "part": analysis.part,
        "included": analysis.included,
        "baseline": analysis.baseline,
        **{name: getattr(analysis, name) for name in LINES},
        "target": analysis.target,
        "side": analysis.side,
        "kind": analysis.kind,
        "rule": analysis.rule,
    }
    suggestion = suggest_part(analysis)
    found: dict[str, Any] = plain(
        {
            "name": job.name,
            "plan": asdict(analysis.plan),
            "false_signal_rate": false_signal_rate(analysis.plan, max(1, analysis.n)),
            "points": points,
            "signals": analysis.signals,
            "patterns": {key: [pattern._asdict() for pattern in analysis.patterns(key)] for key in analysis.signals},
            "other_rule_sets": analysis.also,
            "parts": [part._asdict() | {"runs": part.runs, "runs_limits": part.runs_limits} for part in analysis.parts],
            "has_signal": analysis.has_signal,
            "variation": analysis.variation,
            "assurance": analysis.assurance,
            "cautions": analysis.cautions,
            "latest": analysis.latest,
            "suggestion": suggestion._asdict() if suggestion else None,
        }
    )
    return found


def plain(value: Any) -> Any:
    """`value` in JSON's own types: arrays as lists, and null for what is not a finite number."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
