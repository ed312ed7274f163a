"""How rules mark the points of the patterns they find.

Codes are small integers: 0 for no signal, else HIGH, LOW or PLAIN (the pattern points up: above the
centre line or rising; down; or neither way), plus COMPLETE at a point that completes a pattern.
"""

from __future__ import annotations

import numpy as np

from allteach.spc.arrays import Booleans, Codes, Integers
from allteach.spc.dense import Dense, Stretches

HIGH, LOW, PLAIN, COMPLETE = 1, 2, 3, 4

CODE_OF_SIGN = np.array([PLAIN, HIGH, LOW], dtype=np.int8)  # Indexed by 0, 1, -1.


def long_runs(dense: Dense, runs: Stretches, size: Integers) -> Codes | None:
    """Codes, (rows, points), of the stretches of at least `size` points whose key is not 0; None if none."""
    long = ((runs.length >= size[runs.row]) & (runs.key != 0)).nonzero()[0]
    return mark(dense, runs.at(long), size) if len(long) else None


def long_climbs(dense: Dense, step: Codes, size: Integers) -> Codes | None:
    """Codes of the stretches of at least `size` points along which every step goes the same way."""
    steps = Stretches.of(dense, step)
    found = ((steps.length >= size[steps.row] - 1) & (steps.key != 0)).nonzero()[0]
    if not len(found):
        return None
    long = steps.at(found)
    # k steps lead through k + 1 points.
    return mark(dense, Stretches(long.key, long.row, long.start - 1, long.length + 1), size)


def mark(dense: Dense, stretches: Stretches, size: Integers) -> Codes:
    """Codes of the points of some stretches, by the sign of their key.

    Where two stretches share a point it belongs to the later. From its `size`-th point on a stretch
    is complete.
    """
    everywhere = np.zeros(dense.shape, dtype=np.int8)
    place, before = stretches.members()
    at = dense.places[place]
    codes = everywhere.ravel()
    codes[at] = np.repeat(CODE_OF_SIGN[stretches.key], stretches.length)
    codes[at[before >= size[dense.row[place]] - 1]] |= COMPLETE
    return everywhere


def mark_windows(
    codes: Codes | None,
    dense: Dense,
    far: Booleans,
    sign: int,
    *,
    needed: int,
    among: int,
    only: Booleans | None = None,
) -> Codes | None:
    """Codes, (rows, points), with that of `sign` at the `far` points of windows that hold enough of them.

    A window is so many neighbours (`among`) of one row; with `only`, all of them in it. The last far
    point of a window completes the pattern.

    Parameters
    ----------
    codes : what is marked already, or None; it is changed
    far, only : boolean arrays (rows, points)
    """
    if np.count_nonzero(far) < needed or len(dense) < among:
        return codes
    last, windows = among - 1, len(dense) - among + 1
    here = dense.take(far)
    many = np.zeros(windows, dtype=np.int8)
    for at in range(among):
        many += here[at : windows + at]
    found = ((many >= needed) & (dense.row[last:] == dense.row[:windows])).nonzero()[0]
    if not len(found):
        return codes
    each = found[:, None] + np.arange(among)
    if only is not None:
        each = each[dense.take(only)[each].all(axis=1)]
    codes = np.zeros(dense.shape, dtype=np.int8) if codes is None else codes
    members = here[each]
    flat = codes.ravel()
    flat[dense.places[each[members]]] |= CODE_OF_SIGN[sign]
    flat[dense.places[each[np.arange(len(each)), last - members[:, ::-1].argmax(axis=1)]]] |= COMPLETE
    return codes
