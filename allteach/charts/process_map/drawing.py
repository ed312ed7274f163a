"""A way as a drawing: boxes that follow each other and wrap, each of the shape that says its kind."""

from __future__ import annotations

from typing import NamedTuple

from allteach.charts.control_chart import NARROW_BELOW
from allteach.charts.process_map.saying import if_not, process_map_in_words, reading, time_said
from allteach.charts.process_map.steps import ProcessPlot, ProcessStep
from allteach.charts.svg import document, px, words, wrapped

_LINE = 16.0  # From one line of words to the next.
_PAD = 12.0
_SLANT = 10.0  # How far the corners of a decision are cut.
_GAP = 54.0  # Between boxes in a row: room for "20 min".
_BELOW = 34.0  # Between rows: room for the same, beside the arrow.
_IN_A_ROW = 4
_MOST_LINES = 6
_PIN = 9.0


class _Box(NamedTuple):
    """Where a step stands, and its words as lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    under: tuple[str, ...]


def _boxes(plot: ProcessPlot, width: float) -> list[_Box]:
    """The boxes, row by row; those of a row are as high as the highest."""
    across = 1 if width < NARROW_BELOW else _IN_A_ROW
    box_width = (width - 2 - _GAP * (across - 1)) / across
    room = box_width - 2 * _PAD - _SLANT
    placed: list[_Box] = []
    top = _PIN + 2
    for first in range(0, len(plot.steps), across):
        row = [
            (wrapped(step.words, room, most=_MOST_LINES), _under(plot, step, room))
            for step in plot.steps[first : first + across]
        ]
        height = max(len(lines) + len(under) for lines, under in row) * _LINE + 2 * _PAD - 2
        for place, (lines, under) in enumerate(row):
            placed.append(_Box(1 + place * (box_width + _GAP), top, box_width, height, lines, under))
        top += height + _BELOW
    return placed


def _under(plot: ProcessPlot, step: ProcessStep, room: float) -> tuple[str, ...]:
    """Who does it and how long it takes, and what happens otherwise: the lines under its words."""
    done_by = ", ".join(part for part in (step.who, time_said(plot, step.minutes)) if part)
    otherwise = if_not(plot, step) if step.otherwise else ""
    return (*wrapped(done_by, room, most=2), *wrapped(otherwise, room, most=3))


def drawn(plot: ProcessPlot, ident: str, width: float) -> str:
    if not plot.steps:
        raise ValueError("a process map has at least one step")
    boxes = _boxes(plot, width)
    out = [
        _arrow(plot, before, after, step) for before, after, step in zip(boxes, boxes[1:], plot.steps[1:], strict=False)
    ]
    pin = 0
    for number, (step, box) in enumerate(zip(plot.steps, boxes, strict=True), start=1):
        pin += bool(step.goes_wrong)
        out.append(_step(plot, number, step, box, pin if step.goes_wrong else 0))
    last = boxes[-1]
    return document(
        "".join(out),
        width=width,
        height=last.y + last.height + 4,
        ident=ident,
        title=plot.title,
        description=process_map_in_words(plot),
    )


def _step(plot: ProcessPlot, number: int, step: ProcessStep, box: _Box, pin: int) -> str:
    middle = box.x + box.width / 2
    lines = len(box.lines) + len(box.under)
    first = box.y + (box.height - lines * _LINE) / 2 + 12
    said = [
        f'<text class="{"c-strong" if place < len(box.lines) else "c-quiet"} c-mid" '
        f'x="{px(middle)}" y="{px(first + place * _LINE)}">{words(line)}</text>'
        for place, line in enumerate((*box.lines, *box.under))
    ]
    marked = ""
    if pin:
        x, y = box.x + box.width - 16, box.y
        marked = (
            f'<path class="c-pin-test" d="M{px(x - _PIN)} {px(y - _PIN)}h18v18h-18z"/>'
            f'<text class="c-pin-test-word" x="{px(x)}" y="{px(y + 4)}">{pin}</text>'
        )
    title = words(reading(plot, number, step))
    return f'<g data-point=""><title>{title}</title>{_shape(step, box)}{"".join(said)}{marked}</g>'


def _shape(step: ProcessStep, box: _Box) -> str:
    """The outline that says what kind of step it is."""
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    rectangle = f"M{px(x)} {px(y)}H{px(right)}V{px(bottom)}H{px(x)}z"
    if step.kind in ("start", "end"):
        return (
            f'<rect class="c-pin-test" x="{px(x)}" y="{px(y)}" width="{px(box.width)}" height="{px(box.height)}" '
            f'rx="{px(min(22.0, box.height / 2))}"/>'
        )
    if step.kind == "decision":
        middle = px(y + box.height / 2)
        corners = (
            f"M{px(x + _SLANT)} {px(y)}H{px(right - _SLANT)}L{px(right)} {middle}L{px(right - _SLANT)} {px(bottom)}"
        )
        return f'<path class="c-pin-test" d="{corners}H{px(x + _SLANT)}L{px(x)} {middle}z"/>'
    if step.kind == "wait":
        return f'<path class="c-soon" d="{rectangle}"/>'
    bar = f'<path class="c-phase" d="M{px(x + 6)} {px(y)}V{px(bottom)}"/>' if step.kind == "handoff" else ""
    return f'<path class="c-noise" d="{rectangle}"/>{bar}'


def _arrow(plot: ProcessPlot, before: _Box, after: _Box, step: ProcessStep) -> str:
    """The way to a step, with the wait before it."""
    waits = plot.language.gettext("wait"), time_said(plot, step.wait)
    if after.y == before.y:
        y, start, end = after.y + after.height / 2, before.x + before.width + 3, after.x - 3
        line = f"M{px(start)} {px(y)}H{px(end)}m-6 -4l6 4l-6 4"
        middle = px((start + end) / 2)
        said = "".join(
            f'<text class="c-text c-mid" x="{middle}" y="{px(at)}">{words(word)}</text>'
            for word, at in zip(waits, (y - 8, y + 18), strict=True)
        )
    else:
        start, end = before.y + before.height + 3, after.y - 3
        x, to = before.x + before.width / 2, after.x + after.width / 2
        half = (start + end) / 2
        aside = f"V{px(half)}H{px(to)}" if x != to else ""
        line = f"M{px(x)} {px(start)}{aside}V{px(end)}m-4 -6l4 6l4 -6"
        place = f'x="{px(to + 10)}" y="{px(end - 1 if aside else half + 4)}"'
        said = f'<text class="c-text" {place}>{words(" ".join(waits))}</text>'
    return f'<path class="c-out" d="{line}"/>{said if step.wait else ""}'
