"""Points of many phases one after the other: how rules step over what is missing or on the line."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from allteach.spc.arrays import Array, Booleans, Codes, Places
from allteach.spc.once import once


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

    def __init__(self, places: Places, row: Places, shape: tuple[int, ...]) -> None:
        self.places = places
        self.row = row
        self.shape = shape

    @classmethod
    def of(cls, wanted: Booleans) -> Dense:
        """The points where `wanted`, (rows, points), is true."""
        places = wanted.ravel().nonzero()[0]
        return cls(places, places // wanted.shape[1], wanted.shape)

    def __len__(self) -> int:
        return len(self.places)

    @once
    def begins(self) -> Booleans:
        """Whether each point is the first of its row."""
        begins = np.empty(len(self), dtype=bool)
        begins[:1] = True
        np.not_equal(self.row[1:], self.row[:-1], out=begins[1:])
        return begins

    def at(self, kept: Any) -> Dense:
        """Some of these points, by index or mask."""
        return Dense(self.places[kept], self.row[kept], self.shape)

    def take(self, of: Array) -> Array:
        """What an array (rows, points) or (rows, 1) holds at these points."""
        return of.ravel()[self.places] if of.shape == self.shape else of[self.row, 0]

    def spread(self, codes: Codes) -> Codes:
        """Codes of these points as an array (rows, points), 0 elsewhere."""
        everywhere = np.zeros(self.shape, dtype=np.int8)
        everywhere.ravel()[self.places] = codes
        return everywhere


class Stretches(NamedTuple):
    """Maximal stretches of neighbouring points of one row that share a key, in order.

    Attributes
    ----------
    key, row, start, length : arrays, one value a stretch
        `start` counts in the `Dense` they were found in.
    """

    key: Array
    row: Places
    start: Places
    length: Places

    @classmethod
    def of(cls, dense: Dense, key: Array) -> Stretches:
        """The stretches of `dense` along which `key` stays the same."""
        begins = dense.begins.copy()
        begins[1:] |= key[1:] != key[:-1]
        start = begins.nonzero()[0]
        length = np.empty_like(start)
        length[:-1] = start[1:] - start[:-1]
        length[-1:] = len(dense) - start[-1:]
        return cls(key[start], dense.row[start], start, length)

    def at(self, kept: Any) -> Stretches:
        """Some of the stretches, by mask or index."""
        return Stretches(self.key[kept], self.row[kept], self.start[kept], self.length[kept])

    def members(self) -> tuple[Places, Places]:
        """Every point of every stretch: its place in the `Dense`, and how many stand before it."""
        ends = np.cumsum(self.length)
        before = np.arange(self.length.sum()) - np.repeat(ends - self.length, self.length)
        return np.repeat(self.start, self.length) + before, before
