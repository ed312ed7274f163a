"""Where things stand on a control chart: margins, the middles of the points, the scale of values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from allteach.charts import axes
from allteach.charts.control_chart.line_words import BOLD, LETTER, LineWords
from allteach.charts.grid import room_above, room_at_left
from allteach.charts.reading import Reading
from allteach.charts.svg import TENTHS

PIN_LANE = 28
PHASE_LANE = 20


@dataclass(eq=False)
class Frame:
    """The plot's edges in pixels and the scale of values.

    `up` is how many pixels a value of 1 rises. `x` holds the middles of the points, `gap` their distance; `px` and `py`
    are middles as text, `py` empty where there is no value. `lane` is where the words of phases stand.
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
    py: list[str]

    @cached_property
    def edges(self) -> list[str]:
        """Where the steps between points lie, and both ends, as text: one more than there are points."""
        left, gap = 10 * self.left + 0.5, 10 * self.gap
        return [TENTHS[int(left + i * gap)] for i in range(len(self.x) + 1)]

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
    if plot.notes:
        top += PIN_LANE
    if reading.phases:
        top += PHASE_LANE
    lane = top - 11
    top += room_above(plot.unit)
    right = width - _room_for_words(reading, labels, narrow=narrow)
    bottom = height - (60 if plot.reporting else 40)
    x = axes.places(n, left, right - left)
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
        x=x,
        px=[TENTHS[int(10 * middle + 0.5)] for middle in x],
        # The scale holds every value, so none needs to be kept inside it.
        py=["" if value is None else TENTHS[int(zero - value * rise)] for value in reading.values],
    )


def _room_for_words(reading: Reading, labels: list[LineWords], *, narrow: bool) -> float:
    if not narrow:
        longest = max((len(label.said) for label in labels), default=0)
        return min(max(longest * LETTER + 20, 24), 190)
    if reading.last is None:
        return 12
    return min(14 + len(reading.values_said[reading.last]) * BOLD, 92)


def _scale(reading: Reading) -> axes.Scale:
    plot = reading.plot
    if reading.last is None and plot.unit == "%":
        return axes.scale(0.0, 100.0, ceiling=100.0)
    low, high = reading.extent or (0.0, 1.0)
    ceiling = 100.0 if plot.unit == "%" and low >= 0 and high <= 100 else None
    return axes.scale(low, high, ceiling=ceiling)
