"""Where things stand on a control chart: margins, the middles of the points, the scale of values."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from allteach.charts import axes
from allteach.charts.control_chart.line_words import BOLD, LETTER, LineWords, latest_said
from allteach.charts.grid import room_above, room_at_left
from allteach.charts.reading import Reading
from allteach.charts.svg import TENTHS

PIN_LANE = 28
PHASE_LANE = 20


class Columns(NamedTuple):
    """Where points stand: their middles in pixels and as text, and as text the steps between them and both ends.

    There is one step more than there are points.
    """

    x: list[float]
    px: list[str]
    edges: list[str]


@lru_cache(maxsize=1024)
def columns_of(n: int, left: float, right: float) -> Columns:
    """The columns of so many points between two edges; remembered, for charts that stand side by side share them."""
    x = axes.places(n, left, right - left)
    start, gap = 10 * left + 0.5, 10 * ((right - left) / max(n, 1))
    return Columns(
        x=x,
        px=[TENTHS[int(10 * middle + 0.5)] for middle in x],
        edges=[TENTHS[int(start + i * gap)] for i in range(n + 1)],
    )


class Frame(NamedTuple):
    """The plot's edges in pixels and the scale of values.

    `up` is how many pixels a value of 1 rises. `x`, `px` and `edges` are those of `Columns`, `gap` is the distance of
    points; `py` is the height of each as text, empty where there is no value. `lane` is where the words of phases
    stand.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    lane: float
    gap: float
    scale: axes.Scale
    up: float
    x: list[float]
    px: list[str]
    edges: list[str]
    py: list[str]

    def y(self, value: float) -> float:
        """Height of a value; what lies beyond the scale stays at its edge."""
        height = self.bottom - (value - self.scale.low) * self.up
        return min(max(height, self.top), self.bottom)


def frame_of(reading: Reading, width: float, height: float, labels: list[LineWords], *, narrow: bool) -> Frame:
    """The frame of a chart of this size, with room for the words at its right and the lanes above it."""
    plot, n = reading.plot, reading.n
    scale = _scale(reading)
    left = room_at_left(scale, plot.unit, plot.language)
    top = 12.0
    if plot.notes or plot.later:
        top += PIN_LANE
    if reading.phases:
        top += PHASE_LANE
    lane = top - 11
    top += room_above(plot.unit)
    right = width - _room_for_words(reading, labels, narrow=narrow)
    bottom = height - (60 if plot.reporting else 40)
    columns = columns_of(n, left, right)
    up = (bottom - top) / (scale.high - scale.low)
    zero, rise = 10 * (bottom + scale.low * up) + 0.5, 10 * up
    return Frame(
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        lane=lane,
        gap=(right - left) / max(n, 1),
        scale=scale,
        up=up,
        x=columns.x,
        px=columns.px,
        edges=columns.edges,
        # The scale holds every value, so none needs to be kept inside it.
        py=["" if value is None else TENTHS[int(zero - value * rise)] for value in reading.values],
    )


def _room_for_words(reading: Reading, labels: list[LineWords], *, narrow: bool) -> float:
    if not narrow:
        longest = max((len(label.said) for label in labels), default=0)
        return min(max(longest * LETTER + 20, 24), 190)
    if reading.last is None:
        return 12
    return min(14 + len(latest_said(reading, reading.values[reading.last] or 0.0)) * BOLD, 130)


def _scale(reading: Reading) -> axes.Scale:
    plot = reading.plot
    if reading.last is None and plot.unit == "%":
        return axes.scale(0.0, 100.0, ceiling=100.0)
    low, high = reading.extent or (0.0, 1.0)
    ceiling = 100.0 if plot.unit == "%" and low >= 0 and high <= 100 else None
    return axes.scale(low, high, ceiling=ceiling)
