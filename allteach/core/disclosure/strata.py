"""The parts of a number: when they may be shown beside the whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from allteach.core.closeness import Closeness
from allteach.core.disclosure.cells import COUNTS, Numbers, Shape, State, as_floats, judge
from allteach.core.disclosure.policy import Policy

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def strata_may_be_shown(
    whole: Numbers,
    of_whole: Numbers | None,
    strata: list[Numbers],
    of_strata: list[Numbers] | None,
    *,
    closeness: Closeness,
    policy: Policy,
    counts_people: bool,
    shape: Shape = Shape.PART,
) -> Mask:
    """Return, for each period, whether its strata may be shown to a viewer: all of them, or none.

    A stratum that is hidden alone would be the whole less the others. So all are kept back where one is small, where
    none or all of a group have the feature (people know who belongs to it), where what the strata leave of the whole
    is small, and where the whole is not reported, since it would tell what is left when it is.
    """
    cells = as_floats(strata)
    people = None if of_strata is None else as_floats(of_strata)
    total = as_floats(whole)
    if policy.rule(closeness) is None or not counts_people or (shape is Shape.AVERAGE and people is None):
        return np.ones(len(total), dtype=np.bool_)
    strict = replace(policy, shows_none_and_all=False)

    def is_small(numbers: Floats, of: Floats | None) -> Mask:
        judged = judge(
            numbers, of, closeness=closeness, policy=strict, counts_people=True, shape=shape, is_running=False
        )
        hidden: Mask = judged.states >= State.UNDER
        return hidden

    may_be_shown: Mask = np.asarray(~is_small(cells, people).any(axis=0))
    if shape not in COUNTS:
        return may_be_shown
    rest: Floats = np.asarray(total - np.nansum(cells, axis=0))
    nothing_left: Mask = np.asarray(rest == 0)
    is_possible: Mask = np.asarray(rest >= 0)
    rest_of = None
    if of_whole is not None and people is not None:
        rest_of = np.asarray(as_floats(of_whole) - np.nansum(people, axis=0))
        nothing_left &= rest_of == 0
        is_possible &= rest_of >= 0
    return np.asarray(may_be_shown & is_possible & (nothing_left | ~is_small(rest, rest_of)))
