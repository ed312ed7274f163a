"""The lines and points of a control chart."""

from __future__ import annotations

from typing import cast

from allteach.charts.control_chart.frame import Frame
from allteach.charts.marks import MARKS, SMALL_MARKS
from allteach.charts.reading import Reading
from allteach.charts.svg import TENTHS, px, words, woven

# Where the line through the points is broken: there is nothing to join. Where it is not simply joined.
_BREAKS = frozenset({"missing", "small", "out"})
_OPEN = frozenset({"soon", "draft"})  # Points that may still change.
_STOPS = _BREAKS | _OPEN
# What stands between the reading of a point and its x, between x and y, and after them.
_POINTS = {mark: tuple(pattern.split("%s")) for mark, pattern in MARKS.items()}
_SMALL_POINTS = {mark: tuple(pattern.split("%s")) for mark, pattern in SMALL_MARKS.items()}
_DOT = ('<circle class="c-bar" cx="', '" cy="', '" r="1.1"/>')
_CROWDED_POINTS = {**_SMALL_POINTS, "noise": _DOT, "plain": _DOT}


def bands(reading: Reading, frame: Frame) -> str:
    """What chance alone explains, stepped where sizes differ. A missing point holds what was before it."""
    out = []
    for part in reading.stretches:
        uppers = _held(reading.upper[part.start : part.stop])
        lowers = _held(reading.lower[part.start : part.stop])
        if not uppers and not lowers:
            continue
        edges = frame.edges[part.start : part.stop + 1]
        above = _heights(frame, uppers or [frame.scale.high])
        below = _heights(frame, lowers or [frame.scale.low])
        upper = _forward(edges, above)
        out.append(f'<path class="c-band" d="M{upper}L{_backward(edges, below)}z"/>')
        if uppers:
            out.append(f'<path class="c-band-edge" d="M{upper}"/>')
        if lowers:
            out.append(f'<path class="c-band-edge" d="M{_forward(edges, below)}"/>')
    return "".join(out)


def goal(reading: Reading, frame: Frame) -> str:
    """The goal, stepped where it changes over time."""
    targets = _held(reading.target)
    if targets and targets.count(targets[0]) < reading.n:
        return f'<path class="c-goal" d="M{_forward(frame.edges, _heights(frame, targets))}"/>'
    if reading.goal is None:
        return ""
    return f'<path class="c-goal" d="M{px(frame.left)} {px(frame.y(reading.goal))}H{px(frame.right)}"/>'


def centres(reading: Reading, frame: Frame) -> str:
    """The centre of each part; the one before the last goes on as a dotted line, so that change stays in sight."""
    out = []
    for k, part in enumerate(reading.stretches):
        centre = _held(reading.centre[part.start : part.stop])
        if not centre:
            continue
        edges, heights = frame.edges[part.start : part.stop + 1], _heights(frame, centre)
        out.append(f'<path class="c-centre" d="M{_forward(edges, heights)}"/>')
        if k == len(reading.stretches) - 2:
            out.append(f'<path class="c-centre-old" d="M{edges[-1]} {heights[-1]}H{px(frame.right)}"/>')
    return "".join(out)


def reference(reading: Reading, frame: Frame) -> str:
    """A pale second line to compare with, broken where it has no value."""
    pieces: list[list[str]] = [[]]
    for x, value in zip(frame.px, reading.plot.reference or (), strict=False):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{x} {px(frame.y(value))}")
    return "".join(f'<path class="c-ref-strong" d="M{"L".join(piece)}"/>' for piece in pieces if len(piece) > 1)


def through_points(reading: Reading, frame: Frame) -> str:
    """The line through the points, broken where there is nothing to join, dotted to and from what is not complete."""
    marks, n = reading.marks, reading.n
    places = [f"{x} {y}" for x, y in zip(frame.px, frame.py, strict=True)]
    stops = [i for i, mark in enumerate(marks) if mark in _STOPS]
    out = []
    start = 0
    for stop in (*stops, n):
        if stop - start > 1:
            out.append(f'<path class="c-line" d="M{"L".join(places[start:stop])}"/>')
        start = stop + 1
    for i in stops:
        if marks[i] in _OPEN:
            if i and marks[i - 1] not in _BREAKS:
                out.append(f'<path class="c-line-soon" d="M{places[i - 1]}L{places[i]}"/>')
            if i + 1 < n and marks[i + 1] not in _STOPS:
                out.append(f'<path class="c-line-soon" d="M{places[i]}L{places[i + 1]}"/>')
    return "".join(out)


def points(reading: Reading, frame: Frame) -> str:
    """Every point with its reading: `data-point` is what the page's script goes through by arrow keys and pointer.

    The latest value is marked, because that is what is read when nobody asks for another.
    """
    patterns = _POINTS if frame.gap >= 9 else _SMALL_POINTS if frame.gap >= 5 else _CROWDED_POINTS
    floor = px(frame.bottom)
    shapes = [patterns[mark] for mark in reading.marks]
    out = [
        f'<g data-point=""><title>{said}</title>{before}{x}{between}{y or floor}{after}</g>'
        for said, (before, between, after), x, y in zip(reading.said, shapes, frame.px, frame.py, strict=True)
    ]
    if reading.last is not None:
        out[reading.last] = out[reading.last].replace('""', '"latest"', 1)
    if frame.gap >= 20:
        few = words(f"<{reading.plot.language.number(reading.plot.small_below)}")
        above = px(frame.bottom - 16)
        for i in sorted(reading.plot.suppressed - reading.plot.hidden.keys()):
            out.append(f'<text class="c-quiet c-mid" x="{frame.px[i]}" y="{above}">{few}</text>')
    return "".join(out)


def _held(numbers: list[float | None]) -> list[float]:
    """The numbers with gaps filled by what was before (at the start: by what comes first). Empty if there are none."""
    if None not in numbers:
        return cast(list[float], numbers)
    held = next((number for number in numbers if number is not None), None)
    if held is None:
        return []
    filled = []
    for number in numbers:
        held = held if number is None else number
        filled.append(held)
    return filled


def _heights(frame: Frame, values: list[float]) -> list[str]:
    """How high values lie, as text; one height where all are the same. What lies beyond the scale stays at its edge."""
    if values.count(values[0]) == len(values):
        return [px(frame.y(values[0]))]
    low, high = frame.scale.low, frame.scale.high
    if min(values) < low or max(values) > high:
        values = [min(max(value, low), high) for value in values]
    zero, rise = 10 * (frame.bottom + low * frame.up) + 0.5, 10 * frame.up
    return [TENTHS[int(zero - value * rise)] for value in values]


def _forward(edges: list[str], heights: list[str]) -> str:
    """Steps from the first edge to the last: each height holds from its edge to the next."""
    steps = woven(len(heights) - 1, "H", edges[1 : len(heights)], "V", heights[1:])
    return f"{edges[0]} {heights[0]}{steps}H{edges[-1]}"


def _backward(edges: list[str], heights: list[str]) -> str:
    """The same steps from the last edge to the first."""
    steps = woven(len(heights) - 1, "H", edges[-2 : -len(heights) - 1 : -1], "V", heights[-2::-1])
    return f"{edges[-1]} {heights[-1]}{steps}H{edges[0]}"
