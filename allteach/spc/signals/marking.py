"""How rules mark the points of the patterns they find.

Codes are small integers: 0 for no signal, else HIGH, LOW or PLAIN (the pattern points up: above the
centre line or rising; down; or neither way), plus COMPLETE at a point that completes a pattern.
"""

from __future__ import annotations

import numpy as np

from allteach.spc.dense import Codes, Dense, Stretches
from allteach.spc.rows import Booleans
from allteach.spc.runs import Integers

HIGH, LOW, PLAIN, COMPLETE = 1, 2, 3, 4

CODE_OF_SIGN = np.array([PLAIN, HIGH, LOW], dtype=np.int8)  # Indexed by 0, 1, -1.


def long_runs(dense: Dense, runs: Stretches, size: Integers) -> Codes:
    """Codes, (rows, points), of the stretches of at least `size` points whose key is not 0."""
    long = np.flatnonzero((runs.length >= size[runs.row]) & (runs.key != 0))
    return mark(dense, runs.at(long), size)


def long_climbs(dense: Dense, step: Codes, size: Integers) -> Codes:
    """Codes of the stretches of at least `size` points along which every step goes the same way."""
    steps = Stretches.of(dense, step)
    long = steps.at(np.flatnonzero((steps.length >= size[steps.row] - 1) & (steps.key != 0)))
    # k steps lead through k + 1 points.
    return mark(dense, Stretches(long.key, long.row, long.start - 1, long.length + 1), size)


def mark(dense: Dense, stretches: Stretches, size: Integers) -> Codes:
    """Codes of the points of some stretches, by the sign of their key.

    Where two stretches share a point it belongs to the later. From its `size`-th point on a stretch
    is complete.
    """
    everywhere = np.zeros(dense.shape, dtype=np.int8)
    if len(stretches.key):
        place, before = stretches.members()
        at = dense.places[place]
        codes = everywhere.ravel()
        codes[at] = np.repeat(CODE_OF_SIGN[stretches.key], stretches.length)
        codes[at[before >= size[dense.row[place]] - 1]] |= COMPLETE
    return everywhere


def mark_windows(
    codes: Codes,
    dense: Dense,
    far: Booleans,
    sign: int,
    *,
    needed: int,
    among: int,
    only: Booleans | None = None,
) -> None:
    """Write the code of `sign` at the `far` points of every window that holds enough of them.

    A window is so many neighbours (`among`) of one row; with `only`, all of them in it. The last far
    point of a window completes the pattern. `codes`, one for each point of `dense`, is changed.
    """
    last = among - 1
    windows = len(dense) - last
    if windows < 1 or not far.any():
        return
    many = np.zeros(windows, dtype=np.int8)
    for at in range(among):
        many += far[at : windows + at]
    found = np.flatnonzero((many >= needed) & (dense.row[last:] == dense.row[:windows]))
    each = found[:, None] + np.arange(among)
    if only is not None:
        each = each[only[each].all(axis=1)]
    members = far[each]
    codes[each[members]] |= CODE_OF_SIGN[sign]
    codes[each[np.arange(len(each)), last - members[:, ::-1].argmax(axis=1)]] |= COMPLETE
