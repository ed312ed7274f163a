"""What a chart says at a glance: is the latest point special, and can the target be relied on.

The icon pair of NHS England's Making Data Count, made from any rule set: variation is the label of the
latest point, assurance where the target stands between the latest limits.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from allteach.spc.constants import Floats
from allteach.spc.dense import Codes
from allteach.spc.rows import Booleans
from allteach.spc.signals import RuleSet
from allteach.spc.signals.marking import HIGH, LOW, PLAIN
from allteach.spc.spread import NEAR

KINDS = np.array(["missing", "none", "improvement", "concern", "signal"])
MISSING, NONE, IMPROVEMENT, CONCERN, SIGNAL = range(5)

VARIATIONS = (
    None,
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
)
ASSURANCES = (None, "pass", "fail", "inconsistent")

COMMON_CAUSE = 1

# The "…_high" of each kind of latest point, in a part that is usual as a whole and in one that is not.
_FIRST_VARIATION = np.array([[0, 1, 2, 4, 6], [0, 6, 2, 4, 6]], dtype=np.int8)

BETTER = {"none": 0, "up": 1, "down": -1}

# By which way is better (0 neither, 1 up, -1 down), then by the heading of the label.
_KIND_OF_HEADING = np.full((3, 4), SIGNAL, dtype=np.int8)
_KIND_OF_HEADING[:, 0] = NONE
_KIND_OF_HEADING[1, [HIGH, LOW]] = IMPROVEMENT, CONCERN
_KIND_OF_HEADING[-1, [HIGH, LOW]] = CONCERN, IMPROVEMENT


def label(codes: Mapping[str, Codes], rule_set: RuleSet, shape: tuple[int, ...]) -> tuple[Codes, Codes, Booleans]:
    """One rule and one heading a point, by the precedence of the rule set.

    Returns
    -------
    rule, heading : integer arrays (rows, points)
        The place of the rule in the set, counted from 1, or 0 for none; and HIGH, LOW, PLAIN or 0.
        Rules that speak of a phase as a whole label no point.
    labelled : boolean array (rows,)
        Whether any point of the row is labelled.
    """
    rule = np.zeros(shape, dtype=np.int8)
    heading = np.zeros(shape, dtype=np.int8)
    for place in range(len(rule_set.signals), 0, -1):
        signal = rule_set.signals[place - 1]
        if signal.rule.marks_points:
            code = codes[signal.key]
            found = code != 0
            if found.any():
                rule[found] = place
                heading[found] = code[found] & PLAIN
    return rule, heading, np.logical_or.reduce(rule, axis=1)


def kinds(missing: Booleans, heading: Codes, better: Codes) -> Codes:
    """Place in KINDS of every point, from the heading of its label and which way is better."""
    kind: Codes = _KIND_OF_HEADING[better, heading]
    kind[missing] = MISSING
    return kind


def variation(kind: Codes, heading: Codes, side: Codes, part_signal: Booleans) -> Codes:
    """Place in VARIATIONS of each series, from what its latest point is, all (series,).

    A pattern of the whole latest part (`part_signal`: unusually few crossings, say) that does not
    mark the latest point itself is special cause, but says neither better nor worse.
    """
    low = np.where((heading == HIGH) | (heading == LOW), heading == LOW, side < 0)
    first = _FIRST_VARIATION[part_signal.astype(np.int8), kind]
    return np.where(first > COMMON_CAUSE, first + low, first)


def assurance(target: Floats, lower: Floats, upper: Floats, better: Codes) -> Codes:
    """Place in ASSURANCES of each series, from target and limits at its latest point, all (series,).

    "pass" when the target lies strictly beyond the limits on the worse side, so that chance alone
    does not miss it; "fail" when strictly beyond on the better side; else "inconsistent". None
    without target, limits or a better direction.
    """
    margin = NEAR * np.fmax(1, np.abs(target))
    above, below = target - upper > margin, lower - target > margin
    passed, failed = np.where(better > 0, below, above), np.where(better > 0, above, below)
    known = (better != 0) & ~np.isnan(target) & ~np.isnan(lower) & ~np.isnan(upper)
    return np.where(known, np.where(passed, 1, np.where(failed, 2, 3)), 0).astype(np.int8)
