"""What a chart draws, and how lines lie around a middle."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from allteach.spc.arrays import Floats
from allteach.spc.rows import Rows

# The lines of a chart in the order of `Lines.stack`, and how many sigmas each is from the middle.
LINES = ("centre", "lower", "upper", "lower_2", "upper_2", "lower_1", "upper_1")
CENTRE, LOWER, UPPER, LOWER_2, UPPER_2, LOWER_1, UPPER_1 = range(len(LINES))
_SIGMAS = np.array([0.0, -3.0, 3.0, -2.0, 2.0, -1.0, 1.0])[:, None, None]


class NamedLines(ABC):
    """Gives the lines that stand in a stack their names."""

    @abstractmethod
    def line(self, place: int) -> Floats:
        """The line at a place of LINES."""

    @property
    def centre(self) -> Floats:
        return self.line(CENTRE)

    @property
    def lower(self) -> Floats:
        return self.line(LOWER)

    @property
    def upper(self) -> Floats:
        return self.line(UPPER)

    @property
    def lower_2(self) -> Floats:
        return self.line(LOWER_2)

    @property
    def upper_2(self) -> Floats:
        return self.line(UPPER_2)

    @property
    def lower_1(self) -> Floats:
        return self.line(LOWER_1)

    @property
    def upper_1(self) -> Floats:
        return self.line(UPPER_1)


class Lines(NamedLines):
    """What is drawn of each row, before `per`.

    Attributes
    ----------
    values : array (rows, points)
    stack : array (7, rows, points), or (7, rows, 1) where each line is the same at every point
        Centre line, limits at three sigma, warning lines at two and at one; NaN where there is none.
    margin : array (rows, 1) or (rows, points), or None
        How far from a line a point must be to be off it, where the chart knows (see `spread.margins`).
    """

    def __init__(self, values: Floats, stack: Floats, margin: Floats | None = None) -> None:
        self.values = values
        self.stack = stack
        self.margin = margin

    def line(self, place: int) -> Floats:
        line: Floats = self.stack[place]
        return line


def around(
    values: Floats,
    middle: Floats,
    sigma: Floats,
    *,
    floor: float | None = None,
    ceiling: float | None = None,
    margin: Floats | None = None,
) -> Lines:
    """Lines at one, two and three sigma around the middle, cut off where nothing can be beyond."""
    # A sigma by point makes the middle a line by point; without a sigma there is still a middle.
    stack = middle + _SIGMAS * sigma
    stack[0] = middle
    if floor is not None:
        np.maximum(stack, floor, out=stack)
    if ceiling is not None:
        np.minimum(stack, ceiling, out=stack)
    return Lines(values, stack, margin)


def given_or(computed: Floats, rows: Rows) -> Floats:
    """The centre line that the plan gives, where it gives one."""
    settings = rows.settings
    return np.where(np.isnan(settings.centre), computed, settings.centre) if settings.any_centre else computed


def given(column: Floats | None) -> Floats:
    """A column that `baselines` has made sure of, for the type checker."""
    return np.empty((0, 0)) if column is None else column
