"""What a chart says at a glance: is the latest point special, and can the target be relied on.

The icon pair of NHS England's Making Data Count, made from any rule set: variation is the label of the
latest point, assurance where the target stands between the latest limits.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from allteach.spc.arrays import Booleans, Codes, Floats
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

BETTER = {"none": 0, "up": 1, "down": -1}

# By which way is better (0 neither, 1 up, -1 down), then by the heading of the label.
_KIND_OF_HEADING = np.full((3, 4), SIGNAL, dtype=np.int8)
_KIND_OF_HEADING[:, 0] = NONE
_KIND_OF_HEADING[1, [HIGH, LOW]] = IMPROVEMENT, CONCERN
_KIND_OF_HEADING[-1, [HIGH, LOW]] = CONCERN, IMPROVEMENT


def _variations() -> Codes:
    """Place in VARIATIONS by what the latest part is as a whole, and kind, heading and side of its latest point."""
    table = np.zeros((2, len(KINDS), 4, 3), dtype=np.int8)
    # The "…_high" of each kind; a "…_low" comes next to it.
    for whole, first in enumerate([(0, COMMON_CAUSE, 2, 4, 6), (0, 6, 2, 4, 6)]):
        table[whole] = np.array(first)[:, None, None]
        special = table[whole] > COMMON_CAUSE
        # A heading of its own counts, and without one the side: -1 stands last.
        table[whole][:, LOW] += special[:, LOW]
        for heading in (0, PLAIN):
            table[whole][:, heading, -1] += special[:, heading, -1]
    return table


_VARIATION = _variations()

# By which way is better, then by where the target stands: between the limits, above, below them.
_ASSURANCE = np.array([[0, 0, 0], [3, 2, 1], [3, 1, 2]], dtype=np.int8)


def label(
    codes: Mapping[str, Codes | None], rule_set: RuleSet, shape: tuple[int, ...]
) -> tuple[Codes, Codes, Booleans]:
    """One rule and one heading a point, by the precedence of the rule set.

    Returns
    -------
    rule, heading : integer arrays (rows, points)
        The place of the rule in the set, counted from 1, or 0 for none; and HIGH, LOW, PLAIN or 0.
        Rules that speak of a phase as a whole label no point.
    as_a_whole : boolean array (rows,)
        Whether such a rule speaks of the row.
    """
    rule = np.zeros(shape, dtype=np.int8)
    heading = np.zeros(shape, dtype=np.int8)
    as_a_whole = np.zeros(shape[0], dtype=bool)
    for place in range(len(rule_set.signals), 0, -1):
        signal = rule_set.signals[place - 1]
        code = codes[signal.key]
        if code is None:
            continue
        if signal.rule.marks_points:
            found = code != 0
            rule[found] = place
            heading[found] = code[found] & PLAIN
        else:
            as_a_whole |= np.logical_or.reduce(code, axis=1)
    return rule, heading, as_a_whole


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
    return _VARIATION[part_signal.view(np.int8), kind, heading, side]


def assurance(target: Floats, lower: Floats, upper: Floats, better: Codes) -> Codes:
    """Place in ASSURANCES of each series, from target and limits at its latest point, all (series,).

    "pass" when the target lies strictly beyond the limits on the worse side, so that chance alone
    does not miss it; "fail" when strictly beyond on the better side; else "inconsistent". None
    without target, limits or a better direction.
    """
    margin = NEAR * np.fmax(1, np.abs(target))
    place = np.subtract(target - upper > margin, lower - target > margin, dtype=np.int8)
    known = ~np.isnan(target + lower + upper)
    return _ASSURANCE[better, place] * known
