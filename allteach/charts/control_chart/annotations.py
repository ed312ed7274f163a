"""What people wrote on a control chart: numbered pins above it, and the names of its phases."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from allteach.charts import axes
from allteach.charts.control_chart.frame import Frame, columns_of
from allteach.charts.control_chart.line_words import LETTER
from allteach.charts.marks import pin_head
from allteach.charts.plot import Note
from allteach.charts.reading import Reading
from allteach.charts.svg import px, shortened, words

_STEM, _BEND = 23, 34  # Where the line of a pin begins, and where it turns to its point.
_PIN = 21.0  # Room for a pin, with air.
_LETTER_IN_PIN = 7.0
_MANY = 15


def pin_lane(reading: Reading, frame: Frame) -> str:
    """Pins in a lane above. Near pins move apart, their lines stay true; where there is no room they join."""
    plot = reading.plot
    if not plot.notes and not plot.later:
        return ""
    behind = tuple([Note(reading.n, later.number, later.kind) for later in plot.later])
    pins = _pins(plot.notes + behind, reading.n, frame.left, frame.right, frame.width)
    # A forest of uprights would hide the points.
    lowest = frame.top + 6 if pins.many > _MANY else frame.bottom
    lines = []
    for start, at in pins.stems:
        value = reading.values[at] if at < reading.n else None
        lines.append(f"{start}V{px(lowest if value is None else min(frame.y(value) - 9, lowest))}")
    return f'<path class="c-pin-line" d="{"".join(lines)}"/>{pins.heads}'


class _Pins(NamedTuple):
    """How many pins there are, their heads, and of each line where it runs to, down to the bend, above which point.

    What happened after the last point stands at one more place than there are points: the right edge.
    """

    many: int
    heads: str
    stems: list[tuple[str, int]]


@lru_cache(maxsize=1024)
def _pins(given: tuple[Note, ...], n: int, left: float, right: float, width: float) -> _Pins:
    """The pins of some notes; remembered, for the charts of a page share what happened."""
    columns = columns_of(n, left, right)
    x, drawn = [*columns.x, right], [*columns.px, px(right)]
    low, high = 1.0, width - 1.0
    # Three quarters of the width: fuller than that, most pins would stand far from their points.
    pins = _joined(sorted(given, key=_place), 0.75 * (high - low))
    labels = [_label(pin) for pin in pins]
    sizes = [_size(label) for label in labels]
    wanted = [sum(x[note.at] for note in pin) / len(pin) for pin in pins]
    stems, heads = [], []
    for notes, label, size, place in zip(pins, labels, sizes, axes.apart(wanted, sizes, low, high), strict=True):
        stems += [(f"M{px(place)} {_STEM}L{drawn[at]} {_BEND}", at) for at in dict.fromkeys(note.at for note in notes)]
        kind = notes[0].kind if len({note.kind for note in notes}) == 1 else "test"
        heads.append(pin_head(label, kind, place, size - 3))
    return _Pins(len(pins), "".join(heads), stems)


def _place(note: Note) -> tuple[int, int]:
    return note.at, note.number


def _joined(notes: list[Note], room: float) -> list[list[Note]]:
    """Notes, in order, in as many pins as there is room for: the nearest neighbours share one."""
    pins = [[note] for note in notes]
    taken = sum([_size(_label(pin)) for pin in pins])
    if taken <= room:
        return pins
    spans = [_span(before, after) for before, after in pairwise(pins)]
    while spans and taken > room:
        i = spans.index(min(spans))
        both = pins[i] + pins[i + 1]
        taken += _size(_label(both)) - _size(_label(pins[i])) - _size(_label(pins[i + 1]))
        pins[i : i + 2] = [both]
        around = pins[max(i - 1, 0) : i + 2]
        spans[max(i - 1, 0) : i + 2] = [_span(before, after) for before, after in pairwise(around)]
    return pins


def _span(before: list[Note], after: list[Note]) -> tuple[int, int]:
    """How far apart the ends of two pins are, and of equals how many notes they hold: the least are joined first."""
    return after[-1].at - before[0].at, len(before) + len(after)


def _label(notes: list[Note]) -> str:
    if len(notes) == 1:
        return str(notes[0].number)
    numbers = [note.number for note in notes]
    return f"{min(numbers)}–{max(numbers)}"


def _size(label: str) -> float:
    """How wide a pin is, with the air around it."""
    return _PIN if len(label) < 3 else _PIN + (len(label) - 2) * _LETTER_IN_PIN


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
