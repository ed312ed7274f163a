"""Hold the engine against reference cases: one line of JSON for each case file that is named.

    python tests/spc/reference.py CASE.json …

Only translates names: what a case asks becomes a `Series` and a `Plan`, what the engine answers is
printed under the names that the case expects.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from allteach import spc

BETTER = {"increase": "up", "decrease": "down", "neutral": "none"}


def qic(case):
    """Charts and runs as qicharts2 names them."""
    inputs, options = case["inputs"], case["inputs"]["options"]
    per = options["multiply"]
    plan = spc.Plan(
        chart=case["chart"],
        ordered=inputs["x_kind"] != "category",
        parts=tuple(options["parts"] or ()),
        freeze=None if options["parts"] else options["freeze"],
        exclude=tuple(position - 1 for position in options["exclude"] or ()),
        target=options["target"],
        centre=None if options["cl"] is None else options["cl"] * per,
        per=per,
        screen=options["screen_moving_ranges"],
        non_negative=not options["y_neg"],
    )
    analysis = spc.analyse(series_of(inputs, case["chart"]), plan)
    in_baseline = [
        part.baseline_start <= at < part.baseline_stop for part in analysis.parts for at in range(part.start, part.stop)
    ]
    return {
        "points": {
            "y": analysis.values,
            "part": analysis.part + 1,
            "baseline": in_baseline,
            "included": analysis.included,
            "cl": analysis.centre,
            "lcl": analysis.lower,
            "ucl": analysis.upper,
            "lcl_2s": analysis.lower_2,
            "ucl_2s": analysis.upper_2,
            "sigma_signal": analysis.signals["outside"],
        },
        "parts": [
            {
                "part": number,
                "first": part.start + 1,
                "last": part.stop,
                "cl_last": part.centre_last,
                "n_obs": part.n_included,
                "n_useful": part.n_useful,
                "longest_run": part.longest_run,
                "longest_run_max": part.longest_run_max,
                "n_crossings": part.crossings,
                "n_crossings_min": part.crossings_min,
                "runs_signal": part.runs_signal,
                "n_sigma_signals": part.n_outside,
            }
            for number, part in enumerate(analysis.parts, start=1)
        ],
    }


def mdc(case):
    """Making Data Count as NHSRplotthedots names it."""
    inputs, options = case["inputs"], case["inputs"]["options"]
    plan = spc.Plan(
        chart="i",
        rules="making_data_count",
        direction=BETTER[options["improvement_direction"]],
        target=options["target"],
        parts=starts_of(inputs["x"], options["rebase"]),
        freeze=options["fix_after_n_points"],
        screen=options["screen_moving_ranges"],
        constant=2.66,
        shift_points=options["shift_points"],
        trend_points=options["trend_points"],
    )
    analysis = spc.analyse(series_of(inputs, "i"), plan)
    heading = sum(analysis.headings[rule] * (analysis.rule == rule) for rule in analysis.signals)
    kind = [point_type(kind, way) for kind, way in zip(analysis.kind, heading, strict=True)]
    near = (analysis.values > analysis.upper_2) | (analysis.values < analysis.lower_2)
    outside = analysis.signals["outside"]
    missing = np.isnan(analysis.values)
    return {
        "points": {
            "y": analysis.values,
            "part": analysis.part + 1,
            "mean": analysis.centre,
            "lpl": analysis.lower,
            "upl": analysis.upper,
            "outside_limits": [None if gone else bool(yes) for gone, yes in zip(missing, outside, strict=True)],
            "relative_to_mean": [
                None if gone else int(side) for gone, side in zip(missing, analysis.side, strict=True)
            ],
            "close_to_limits": [
                None if gone else bool(yes) for gone, yes in zip(missing, near & ~outside, strict=True)
            ],
            "special_cause_type": [cause(rule, way) for rule, way in zip(analysis.rule, heading, strict=True)],
            "point_type": kind,
            "short_group_warning": [
                part.n_included < 13 for part in analysis.parts for _ in range(part.start, part.stop)
            ],
        },
        "parts": [
            {
                "part": number,
                "n": part.stop - part.start,
                "mean": analysis.centre[part.start],
                "lpl": analysis.lower[part.start],
                "upl": analysis.upper[part.start],
                "common_cause": kind[part.start : part.stop].count("common_cause"),
                "improvement": kind[part.start : part.stop].count("special_cause_improvement"),
                "concern": kind[part.start : part.stop].count("special_cause_concern"),
                "variation_at_last_point": kind[part.stop - 1],
                "assurance": {"pass": "consistent_pass", "fail": "consistent_fail"}.get(
                    analysis.assurance, analysis.assurance
                )
                if number == len(analysis.parts)
                else None,
            }
            for number, part in enumerate(analysis.parts, start=1)
        ],
        "icons": {"variation": analysis.variation, "assurance": analysis.assurance},
    }


def starts_of(x, rebase):
    """Where parts start: at the first period that is not before the day of each."""
    starts = {next((at for at, period in enumerate(x) if period >= start), 0) for start in rebase}
    return tuple(sorted(starts - {0}))


def point_type(kind, heading):
    if kind == "signal":
        return f"special_cause_neutral_{'high' if heading > 0 else 'low'}"
    return f"special_cause_{kind}" if kind in ("improvement", "concern") else "common_cause"


def cause(rule, heading):
    words = {
        "outside": ("Above UCL", "Below LCL"),
        "trend": ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
        "two_of_three": ("2 in 3 Above CL", "2 in 3 Below CL"),
        "shift": ("7 Points Above CL", "7 Points Below CL"),
    }
    return words[rule][int(heading < 0)] if rule else "Common Cause"


def pbi(case):
    """The same family of rules as PowerBI-SPC names and words them."""
    inputs, options = case["inputs"], case["inputs"]["options"]
    chart = {"i_m": "i", "i_mm": "i"}.get(case["chart"], case["chart"])
    plan = spc.Plan(
        chart=chart,
        middle="median" if case["chart"] in ("i_m", "i_mm") else "mean",
        ranges="median" if case["chart"] == "i_mm" else "mean",
        rules="health_care_data_guide",
        direction=BETTER[options["improvement_direction"]],
        target=options["target"],
        parts=tuple(options["parts"] or ()),
        freeze=options["freeze"],
        screen=options["screen_moving_ranges"],
        shift_points=options["shift_points"],
        trend_points=options["trend_points"],
    )
    analysis = spc.analyse(series_of(inputs, chart), plan)
    flags = {
        "astronomical": analysis.headings["outside"],
        "shift": spanned(analysis, "shift"),
        "trend": spanned(analysis, "trend"),
        "two_in_three": analysis.headings["two_of_three"],
    }
    improvement = {"up": 1, "down": -1, "none": 0}[plan.direction]
    last = [int(flag[-1]) for flag in flags.values() if flag[-1]]
    words = (
        {0: "neutral", improvement: "improvement", -improvement: "concern"}
        if improvement
        else {1: "neutral", -1: "neutral"}
    )
    icons = list(dict.fromkeys(words[way] + ("High" if way > 0 else "Low") for way in last))
    assurance = {"pass": "consistentPass", "fail": "consistentFail"}
    return {
        "points": {
            "y": analysis.values,
            "target": analysis.centre,
            "ll99": analysis.lower,
            "ll95": analysis.lower_2,
            "ll68": analysis.lower_1,
            "ul68": analysis.upper_1,
            "ul95": analysis.upper_2,
            "ul99": analysis.upper,
            **{name: [flag_word(int(way), improvement) for way in flag] for name, flag in flags.items()},
        },
        "icons": {
            "variation": icons or ["commonCause"],
            "assurance": assurance.get(analysis.assurance, analysis.assurance),
        },
    }


def flag_word(way, improvement):
    if not way:
        return "none"
    if not improvement:
        return "neutral_high" if way > 0 else "neutral_low"
    return "improvement" if way == improvement else "deterioration"


def spanned(analysis, rule):
    """The heading of a rule's patterns, at every point from the first of each to its last."""
    flags = np.zeros(analysis.n, dtype=int)
    for pattern in analysis.patterns(rule):
        flags[pattern.first : pattern.last + 1] = pattern.heading
    return flags


def rules(case):
    """Classic run-chart rules, Western Electric and Nelson rules."""
    inputs, options = case["inputs"], case["inputs"]["options"]
    series = series_of(inputs, case["chart"])
    if options["ruleset"] == "run_chart_classic":
        return classic(spc.analyse(series, spc.Plan(chart="run", rules="classic")))
    plan = spc.Plan(chart="i", rules=options["ruleset"], centre=options["center"], sigma=options["sigma"], screen=False)
    analysis = spc.analyse(series, plan)
    numbered = {
        "western_electric": ("outside", "two_of_three", "four_of_five", "shift"),
        "nelson": (
            *("outside", "shift", "trend", "alternating"),
            *("two_of_three", "four_of_five", "within_one", "both_sides"),
        ),
    }
    return {
        "center": analysis.centre[0],
        "sigma": analysis.upper_1[0] - analysis.centre[0],
        "rules": {
            str(number): {
                "signal_at": np.flatnonzero(analysis.completes[rule]) + 1,
                "members": np.flatnonzero(analysis.signals[rule]) + 1,
            }
            for number, rule in enumerate(numbered[options["ruleset"]], start=1)
        },
    }


def classic(analysis):
    part = analysis.parts[0]
    low, high = part.runs_limits
    return {
        "median": analysis.centre[0],
        "n_useful": part.n_useful,
        "n_above": part.n_above,
        "n_below": part.n_useful - part.n_above,
        "n_runs": part.runs,
        "longest_run": part.longest_run,
        "shifts": [
            {
                "first": found.first + 1,
                "last": found.last + 1,
                "length": len(found.points),
                "side": "above" if found.heading > 0 else "below",
                "points": [point + 1 for point in found.points],
            }
            for found in analysis.patterns("shift")
        ],
        "trends": [
            {
                "first": found.first + 1,
                "last": found.last + 1,
                "count": len(found.points),
                "direction": "up" if found.heading > 0 else "down",
                "points": [point + 1 for point in found.points],
            }
            for found in analysis.patterns("trend")
        ],
        "runs_limits_exact_5pct": [low, high],
        "runs_verdict_exact": "too_few" if part.runs < low else "too_many" if part.runs > high else "as_expected",
    }


def funnel(case):
    """Funnel plots as FunnelPlotR names them."""
    inputs, options = case["inputs"], case["inputs"]["options"]
    found = spc.funnel(
        numerator=inputs["values"],
        denominator=inputs["denominators"],
        kind={"PR": "proportion", "SR": "ratio"}[options["data_type"]],
        method={"SHMI": "log", "CQC": "square_root"}[options["sr_method"]],
        adjustment="additive" if options["overdispersion"] else "none",
        trim=options["trim_by"],
    )
    points = {
        "ratio": found.values,
        "z": found.z,
        **limits(found.limits, ""),
        "outside_998": found.limits.outside(found.values),
    }
    if found.adjusted:
        points |= {**limits(found.adjusted, "od_"), "od_outside_998": found.outside}
    return {"target": found.target, "phi": found.phi, "tau2": found.tau2, "points": points}


def limits(of, prefix):
    return {
        f"{prefix}lcl95": of.lower_95,
        f"{prefix}ucl95": of.upper_95,
        f"{prefix}lcl998": of.lower_998,
        f"{prefix}ucl998": of.upper_998,
    }


def series_of(inputs, chart):
    if chart in ("xbar", "s"):
        sizes, values = inputs["denominators"], inputs["values"]
        if sizes is None:
            return spc.Series.of(subgroups=values)
        return spc.Series.of(values=values, sizes=sizes, deviations=inputs.get("subgroup_sds") or values)
    if inputs["denominators"] is None:
        return spc.Series.of(values=inputs["values"])
    return spc.Series.of(numerator=inputs["values"], denominator=inputs["denominators"])


def plain(value):
    """JSON's own types; None where there is no such value."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (np.ndarray, np.generic)):
        return plain(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value


SUITES = {"qic": qic, "mdc": mdc, "pbi": pbi, "rules": rules, "funnel": funnel}


def main(paths):
    for path in paths:
        case = json.loads(Path(path).read_text())
        try:
            answer = plain(SUITES[case["suite"]](case))
        except (KeyError, ValueError) as error:
            answer = {"error": str(error)}
        print(json.dumps({"id": case["id"]} | answer))  # noqa: T201 - this is its answer


if __name__ == "__main__":
    main(sys.argv[1:])
