"""Points of many phases one after the other: how rules step over what is missing or on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc.rows import Booleans

Codes = npt.NDArray[np.int8]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """Some points of all rows, one after the other: where each stands, and in which row.

    Attributes
    ----------
    places : array
        Positions in the flattened (rows, points), ascending.
    row : array
        The row of each.
    shape : (rows, points)
    """

    places: Places
    row: Places
    shape: tuple[int, ...]

    @classmethod
    def of(cls, wanted: Booleans) -> Dense:
        """The points where `wanted`, (rows, points), is true."""
        places = np.flatnonzero(wanted)
        row = places // wanted.shape[1] if len(wanted) > 1 else np.zeros(len(places), dtype=np.intp)
        return cls(places, row, wanted.shape)

    def __len__(self) -> int:
        return len(self.places)

    def at(self, kept: Any) -> Dense:
        """Some of these points, by index or mask."""
        return Dense(self.places[kept], self.row[kept], self.shape)

    def take(self, of: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What an array (rows, points) or (rows, 1) holds at these points."""
        return of.reshape(-1)[self.places] if of.shape == self.shape else of[self.row, 0]

    def spread(self, codes: Codes) -> Codes:
        """Codes of these points as an array (rows, points), 0 elsewhere."""
        everywhere = np.zeros(self.shape, dtype=np.int8)
        everywhere.reshape(-1)[self.places] = codes
        return everywhere

    def same_row(self, apart: int) -> Booleans:
        """For each point but the first `apart`, whether that many points before is the same row."""
        return np.equal(self.row[apart:], self.row[:-apart])


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Maximal stretches of neighbouring points of one row that share a key, in order.

    Attributes
    ----------
    key, row, start, length : arrays, one value a stretch
        `start` counts in the `Dense` they were found in.
    """

    key: npt.NDArray[Any]
    row: Places
    start: Places
    length: Places

    @classmethod
    def of(cls, dense: Dense, key: npt.NDArray[Any]) -> Stretches:
        """The stretches of `dense` along which `key` stays the same."""
        if not len(dense):
            return cls(key, dense.row, dense.places, dense.places)
        breaks = key[1:] != key[:-1]
        breaks |= dense.row[1:] != dense.row[:-1]
        start = np.concatenate(([0], np.flatnonzero(breaks) + 1))
        return cls(key[start], dense.row[start], start, np.diff(start, append=len(key)))

    def at(self, kept: Any) -> Stretches:
        """Some of the stretches, by mask or index."""
        return Stretches(self.key[kept], self.row[kept], self.start[kept], self.length[kept])

    def members(self) -> tuple[Places, Places]:
        """Every point of every stretch: its place in the `Dense`, and how many stand before it."""
        ends = np.cumsum(self.length)
        before = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - self.length, self.length)
        return np.repeat(self.start, self.length) + before, before
