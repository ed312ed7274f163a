"""What people wrote on a control chart: numbered pins above it, and the names of its phases."""

from __future__ import annotations

from itertools import pairwise

from allteach.charts import axes
from allteach.charts.control_chart.frame import Frame
from allteach.charts.control_chart.line_words import LETTER
from allteach.charts.marks import pin
from allteach.charts.plot import Note
from allteach.charts.reading import Reading
from allteach.charts.svg import shortened, words

_PIN_Y = 12.0
_PIN = 21.0  # Room for a pin, with air.
_LETTER_IN_PIN = 7.0
_MANY = 15


def pin_lane(reading: Reading, frame: Frame) -> str:
    """Pins in a lane above. Near pins move apart, their lines stay true; where there is no room they join."""
    notes = sorted(reading.plot.notes, key=lambda note: (note.at, note.number))
    if not notes:
        return ""
    low, high = 1.0, frame.width - 1.0
    # Three quarters of the width: fuller than that, most pins would stand far from their points.
    groups = _joined([[note] for note in notes], 0.75 * (high - low))
    labels = [_label(group) for group in groups]
    sizes = [_PIN + max(0, len(label) - 2) * _LETTER_IN_PIN for label in labels]
    wanted = [sum(frame.x[note.at] for note in group) / len(group) for group in groups]
    out = []
    for group, label, size, x in zip(groups, labels, sizes, axes.apart(wanted, sizes, low, high), strict=True):
        for at in sorted({note.at for note in group}):
            value = reading.values[at]
            end = frame.bottom if value is None else frame.y(value) - 9
            if len(groups) > _MANY:  # A forest of uprights would hide the points.
                end = min(end, frame.top + 6)
            start = f"M{x:.1f} {_PIN_Y + 11:.1f}L{frame.px[at]} {_PIN_Y + 22:.1f}"
            out.append(f'<path class="c-pin-line" d="{start}V{end:.1f}"/>')
        kinds = {note.kind for note in group}
        kind = kinds.pop() if len(kinds) == 1 else "test"
        out.append(pin(label, kind, x, _PIN_Y, half=(size - 3) / 2))
    return "".join(out)


def _joined(groups: list[list[Note]], room: float) -> list[list[Note]]:
    """Notes in as many pins as there is room for: the nearest neighbours share one."""

    def needed(group: list[Note]) -> float:
        return _PIN + max(0, len(_label(group)) - 2) * _LETTER_IN_PIN

    while len(groups) > 1 and sum(map(needed, groups)) > room:
        distances = [after[-1].at - before[0].at for before, after in pairwise(groups)]
        i = distances.index(min(distances))
        groups = [*groups[:i], groups[i] + groups[i + 1], *groups[i + 2 :]]
    return groups


def _label(group: list[Note]) -> str:
    numbers = sorted(note.number for note in group)
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def phase_lane(reading: Reading, frame: Frame) -> str:
    """A thin upright where a stretch begins, its words, and a bracket over the points its lines come from."""
    phases = reading.phases
    out = []
    half = frame.gap / 2
    lane = frame.lane
    for k, phase in enumerate(phases):
        x = frame.x[phase.at] - half
        if phase.at:
            out.append(f'<path class="c-phase" d="M{x:.1f} {lane - 9:.1f}V{frame.bottom:.1f}"/>')
        if phase.bracket:
            first, last = phase.bracket
            bracket = f"M{frame.x[first] - half + 1:.1f} {lane + 9:.1f}v-4H{frame.x[last] + half - 1:.1f}v4"
            out.append(f'<path class="c-phase" d="{bracket}"/>')
        if phase.words:
            end = frame.x[phases[k + 1].at] - half if k + 1 < len(phases) else frame.width
            said = shortened(phase.words, end - x - 10, letter=LETTER)
            whole = f"<title>{words(phase.words)}</title>" if said != phase.words else ""
            start = x + (5 if phase.at else 2)
            out.append(f'<text class="c-text c-halo" x="{start:.1f}" y="{lane:.1f}">{whole}{words(said)}</text>')
    return "".join(out)
