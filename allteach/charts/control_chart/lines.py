"""The lines and points of a control chart."""

from __future__ import annotations

from allteach.charts.control_chart.frame import Frame
from allteach.charts.marks import MARKS, SMALL_MARKS
from allteach.charts.reading import Reading
from allteach.charts.svg import TENTHS, px, words

# Where the line through the points is broken: there is nothing to join.
_BREAKS = frozenset({"missing", "small", "out"})
_DOT = '<circle class="c-bar" cx="{}" cy="{}" r="1.1"/>'

_Step = tuple[str, str, str]  # Where a level stretch begins, where it ends, how high it lies.


def bands(reading: Reading, frame: Frame) -> str:
    """What chance alone explains, stepped where sizes differ. A missing point holds what was before it."""
    out = []
    for part in reading.stretches:
        uppers = _held(reading.upper[part.start : part.stop])
        lowers = _held(reading.lower[part.start : part.stop])
        if not uppers and not lowers:
            continue
        count = part.stop - part.start
        above = _steps(frame, uppers or [frame.scale.high] * count, part.start)
        below = _steps(frame, lowers or [frame.scale.low] * count, part.start)
        upper = _forward(above)
        out.append(f'<path class="c-band" d="M{upper}L{_backward(below)}z"/>')
        if uppers:
            out.append(f'<path class="c-band-edge" d="M{upper}"/>')
        if lowers:
            out.append(f'<path class="c-band-edge" d="M{_forward(below)}"/>')
    return "".join(out)


def goal(reading: Reading, frame: Frame) -> str:
    """The goal, stepped where it changes over time."""
    targets = _held(reading.target)
    if targets and targets.count(targets[0]) < reading.n:
        return f'<path class="c-goal" d="M{_forward(_steps(frame, targets, 0))}"/>'
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
        steps = _steps(frame, centre, part.start)
        out.append(f'<path class="c-centre" d="M{_forward(steps)}"/>')
        if k == len(reading.stretches) - 2:
            _, end, y = steps[-1]
            out.append(f'<path class="c-centre-old" d="M{end} {y}H{px(frame.right)}"/>')
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
    """The line through the points, broken where there is nothing to join, dotted to what is not complete."""
    xs, ys = frame.px, frame.py
    out = []
    piece: list[str] = []

    def end_piece() -> None:
        if len(piece) > 1:
            out.append(f'<path class="c-line" d="M{"L".join(piece)}"/>')
        piece.clear()

    before = "missing"
    for i, mark in enumerate(reading.marks):
        if mark in _BREAKS:
            end_piece()
        else:
            if before not in _BREAKS and "soon" in (mark, before):
                end_piece()
                out.append(f'<path class="c-line-soon" d="M{xs[i - 1]} {ys[i - 1]}L{xs[i]} {ys[i]}"/>')
            piece.append(f"{xs[i]} {ys[i]}")
        before = mark
    end_piece()
    return "".join(out)


def points(reading: Reading, frame: Frame) -> str:
    """Every point with its reading: `data-point` is what the page's script goes through by arrow keys and pointer.

    The latest value is marked, because that is what is read when nobody asks for another.
    """
    marks = MARKS if frame.gap >= 9 else SMALL_MARKS
    dotted = frame.gap < 5
    floor = px(frame.bottom)
    out = []
    for x, y, mark, said in zip(frame.px, frame.py, reading.marks, reading.said, strict=True):
        shape = _DOT.format(x, y) if dotted and mark == "noise" else marks[mark](x, y or floor)
        out.append(f'<g data-point=""><title>{said}</title>{shape}</g>')
    if reading.last is not None:
        out[reading.last] = out[reading.last].replace('""', '"latest"', 1)
    if frame.gap >= 20:
        few = words(f"<{reading.plot.language.number(reading.plot.small_below)}")
        above = px(frame.bottom - 16)
        for i in sorted(reading.plot.suppressed):
            out.append(f'<text class="c-quiet c-mid" x="{frame.px[i]}" y="{above}">{few}</text>')
    return "".join(out)


def _held(numbers: list[float | None]) -> list[float]:
    """The numbers with gaps filled by what was before (at the start: by what comes first). Empty if there are none."""
    held = next((number for number in numbers if number is not None), None)
    if held is None:
        return []
    filled = []
    for number in numbers:
        held = held if number is None else number
        filled.append(held)
    return filled


def _steps(frame: Frame, values: list[float], first: int) -> list[_Step]:
    """Level stretches through the points from `first` on; neighbours less than a tenth of a pixel apart are joined."""
    edges = frame.edges
    start, end = edges[first], edges[first + len(values)]
    if values.count(values[0]) == len(values):
        return [(start, end, px(frame.y(values[0])))]
    low, high = frame.scale.low, frame.scale.high
    if min(values) < low or max(values) > high:
        values = [min(max(value, low), high) for value in values]
    zero, rise = 10 * (frame.bottom + low * frame.up), 10 * frame.up
    heights = [TENTHS[round(zero - value * rise)] for value in values]
    level = heights[0]
    steps = []
    for height, edge in zip(heights, edges[first:], strict=False):
        if height != level:
            steps.append((start, edge, level))
            start, level = edge, height
    steps.append((start, end, level))
    return steps


def _forward(steps: list[_Step]) -> str:
    start, end, y = steps[0]
    return f"{start} {y}H{end}" + "".join([f"V{y}H{end}" for _, end, y in steps[1:]])


def _backward(steps: list[_Step]) -> str:
    start, end, y = steps[-1]
    return f"{end} {y}H{start}" + "".join([f"V{y}H{start}" for start, _, y in steps[-2::-1]])
