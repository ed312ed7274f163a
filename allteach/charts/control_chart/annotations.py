"""What people wrote on a control chart: numbered pins above it, and the names of its phases."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from allteach.charts import axes
from allteach.charts.control_chart.frame import Frame
from allteach.charts.control_chart.line_words import LETTER
from allteach.charts.marks import pin
from allteach.charts.plot import Note
from allteach.charts.reading import Reading
from allteach.charts.svg import px, shortened, words

_PIN_Y = 12.0
_STEM, _BEND = 23, 34  # Where the line of a pin begins, and where it turns to its point.
_PIN = 21.0  # Room for a pin, with air.
_LETTER_IN_PIN = 7.0
_MANY = 15


def pin_lane(reading: Reading, frame: Frame) -> str:
    """Pins in a lane above. Near pins move apart, their lines stay true; where there is no room they join."""
    if not reading.plot.notes:
        return ""
    low, high = 1.0, frame.width - 1.0
    # Three quarters of the width: fuller than that, most pins would stand far from their points.
    pins = _joined([_Pin.of([note]) for note in reading.plot.notes], 0.75 * (high - low))
    wanted = [sum(frame.x[at] for at in one.points) / len(one.points) for one in pins]
    places = axes.apart(wanted, [one.size for one in pins], low, high)
    # A forest of uprights would hide the points.
    lowest = frame.top + 6 if len(pins) > _MANY else frame.bottom
    out = []
    for one, x in zip(pins, places, strict=True):
        for at in one.points:
            value = reading.values[at]
            end = lowest if value is None else min(frame.y(value) - 9, lowest)
            out.append(f'<path class="c-pin-line" d="M{px(x)} {_STEM}L{frame.px[at]} {_BEND}V{px(end)}"/>')
        out.append(pin(one.label, one.kind, x, _PIN_Y, half=(one.size - 3) / 2))
    return "".join(out)


class _Pin(NamedTuple):
    """One or more notes under one pin: its words and shape, its width with the air around it, its points."""

    notes: list[Note]
    label: str
    kind: str
    size: float
    points: list[int]

    @classmethod
    def of(cls, notes: list[Note]) -> _Pin:
        first = notes[0]
        if len(notes) == 1:
            label, kind, points = str(first.number), first.kind, [first.at]
        else:
            numbers = [note.number for note in notes]
            label = f"{min(numbers)}–{max(numbers)}"
            kind = first.kind if len({note.kind for note in notes}) == 1 else "test"
            points = sorted({note.at for note in notes})
        return cls(notes, label, kind, _PIN + max(0, len(label) - 2) * _LETTER_IN_PIN, points)


def _joined(pins: list[_Pin], room: float) -> list[_Pin]:
    """Pins in the order of their points, as many as there is room for: the nearest neighbours become one."""
    pins.sort(key=lambda one: (one.points[0], one.notes[0].number))
    while len(pins) > 1 and sum(one.size for one in pins) > room:
        spans = [(b.points[-1] - a.points[0], len(a.notes) + len(b.notes)) for a, b in pairwise(pins)]
        i = spans.index(min(spans))
        pins[i : i + 2] = [_Pin.of(pins[i].notes + pins[i + 1].notes)]
    return pins


def phase_lane(reading: Reading, frame: Frame) -> str:
    """A thin upright where a stretch begins, its words, and a bracket over the points its lines come from."""
    phases = reading.phases
    out = []
    half = frame.gap / 2
    lane = frame.lane
    for k, phase in enumerate(phases):
        x = frame.x[phase.at] - half
        if phase.at:
            out.append(f'<path class="c-phase" d="M{px(x)} {px(lane - 9)}V{px(frame.bottom)}"/>')
        if phase.bracket:
            first, last = phase.bracket
            start, end = px(frame.x[first] - half + 1), px(frame.x[last] + half - 1)
            bracket = f"M{start} {px(lane + 9)}v-4H{end}v4"
            out.append(f'<path class="c-phase" d="{bracket}"/>')
        if phase.words:
            stop = frame.x[phases[k + 1].at] - half if k + 1 < len(phases) else frame.width
            said = shortened(phase.words, stop - x - 10, letter=LETTER)
            whole = f"<title>{words(phase.words)}</title>" if said != phase.words else ""
            beside = x + (5 if phase.at else 2)
            out.append(f'<text class="c-text c-halo" x="{px(beside)}" y="{px(lane)}">{whole}{words(said)}</text>')
    return "".join(out)
