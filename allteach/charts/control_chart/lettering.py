"""The words on a control chart, beside what they name: never a legend box."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache

from allteach.charts import axes
from allteach.charts.control_chart.frame import Frame, columns_of
from allteach.charts.control_chart.line_words import BOLD, LETTER, LineWords, latest_said
from allteach.charts.reading import Reading, period_names
from allteach.charts.svg import px, shortened, words

_APART = 16.0
_YEAR = 4 * LETTER + 6
_NEAR = 20.0  # Pixels above or below a line within which words could lie over the points.
_ALONG = 12.0  # Pixels between two places along a line where its words may stand.


def beside(frame: Frame, labels: list[LineWords]) -> str:
    """Words right of the plot, beside the line they name, none over another."""
    labels = sorted(labels, key=lambda label: -label.value)
    wanted = [frame.y(label.value) for label in labels]
    x, room = px(frame.right + 10), frame.width - frame.right - 10
    # Where there is no room for the longest, it is cut by the width of bold letters, so that nothing runs out.
    letter = 6.4 if max((len(label.said) for label in labels), default=0) * 6.4 < room else BOLD
    places = axes.apart(wanted, [_APART] * len(labels), frame.top - 8, frame.bottom + 8)
    return "".join(
        f'<text class="{label.klass}" x="{x}" y="{px(y + 4)}">'
        f"{words(shortened(label.said, room, letter=letter))}</text>"
        for label, y in zip(labels, places, strict=True)
    )


def inside(reading: Reading, frame: Frame, labels: list[LineWords]) -> str:
    """On a narrow screen: goal and centre inside, by their lines; the latest value at the right of its point."""
    out = []
    taken: list[float] = []
    room = frame.right - frame.left
    for label in labels:
        if label.line == "latest":
            y, said = frame.y(label.value) + 4, words(latest_said(reading, label.value))
            out.append(f'<text class="{label.klass}" x="{px(frame.right + 6)}" y="{px(y)}">{said}</text>')
        elif label.line in ("goal", "centre"):
            said = shortened(label.said, room)
            for x, y in _beside_line(reading, frame, label, len(said) * BOLD):
                if frame.top + 8 <= y <= frame.bottom - 3 and all(abs(y - other) >= _APART for other in taken):
                    taken.append(y)
                    out.append(f'<text class="{label.klass} c-halo" x="{px(x)}" y="{px(y)}">{words(said)}</text>')
                    break
    return "".join(out)


def _beside_line(reading: Reading, frame: Frame, label: LineWords, width: float) -> list[tuple[float, float]]:
    """Where words of this width may stand, the best first: close above or below their line, at its start.

    The centre's words look for a place along the line that the points and the way between them leave free.
    """
    at = frame.y(label.value)
    above, below = at - 6, at + 15
    start = frame.left + 3
    if label.line != "centre":
        return [(start, above), (start, below)]
    # The line is that of the latest stretch; where that is too short for the words, they begin before it.
    start = max(min(frame.x[reading.stretches[-1].start] - 2, frame.right - width - 3), start)
    way = _way_near(reading, frame, at)
    crowds = {above: [x for x, y in way if y < 1], below: [x for x, y in way if y > -1]}
    found = []
    for i in range(int(max(frame.right - start - width - 3, 0) // _ALONG) + 1):
        x = start + i * _ALONG
        for y, crowd in crowds.items():
            under = bisect_right(crowd, x + width + 4) - bisect_left(crowd, x - 4)
            if not under:
                return [(x, y), (x, below)]
            found.append((under, x, y))
    return [(x, y) for _under, x, y in sorted(found)]


def _way_near(reading: Reading, frame: Frame, height: float) -> list[tuple[float, float]]:
    """The points near a height, and the quarters of the way from each to the next: how far right, how far below it."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    zero, is_joined = frame.bottom + frame.scale.low * frame.up - height, False
    for right, value in zip(frame.x, reading.values, strict=True):
        if value is None:
            is_joined = False
            continue
        down = zero - value * frame.up
        # Most of the way is far above or far below, and need not be looked at.
        if is_joined and min(y, down) < _NEAR and max(y, down) > -_NEAR:
            found += [(x + i * (right - x) / 4, y + i * (down - y) / 4) for i in (1, 2, 3)]
        found.append((right, down))
        x, y, is_joined = right, down, True
    return [place for place in found if -_NEAR < place[1] < _NEAR]


def periods(reading: Reading, frame: Frame) -> str:
    """Names of periods counted back from the last, the year once, and below them how many reported."""
    plot, n = reading.plot, reading.n
    if reading.last is None and not plot.drafts:
        _ = plot.language.gettext
        said = words(_("Nothing that may be shown.") if plot.suppressed else _("Nothing to show yet."))
        middle = f'x="{px((frame.left + frame.right) / 2)}" y="{px((frame.top + frame.bottom) / 2)}"'
        nothing = f'<text class="c-quiet c-mid c-halo" {middle}>{said}</text>'
    else:
        nothing = ""
    if not n:
        return nothing
    names = period_names(plot.language, plot.periods, "short")
    kind = plot.periods[-1][1]
    step = axes.every(kind, frame.gap, max(max(map(len, names)) * LETTER + 6, 28))
    shown = range((n - 1) % step, n, step)
    if step * frame.gap < _YEAR and len({plot.periods[i][0].year for i in shown}) == len(shown):
        step = axes.every(kind, frame.gap, _YEAR)  # Every name has a year below it, and years are wider.
        shown = range((n - 1) % step, n, step)
    out = nothing + _names_and_years(plot.periods, names, shown, frame.left, frame.right, frame.bottom)
    return out + _reporting(reading, frame, shown) if plot.reporting else out


@lru_cache(maxsize=1024)
def _names_and_years(
    periods: tuple[tuple[date, str], ...],
    names: tuple[str, ...],
    shown: range,
    left: float,
    right: float,
    bottom: float,
) -> str:
    """The names of some periods, and each year once, under the first of its periods that is named.

    Remembered: charts that stand side by side share their axis.
    """
    x = columns_of(len(periods), left, right).px
    first_row, second_row = px(bottom + 18), px(bottom + 34)
    out = [f'<text class="c-text c-mid" x="{x[i]}" y="{first_row}">{names[i]}</text>' for i in shown]
    said = None
    for i in shown:
        year = periods[i][0].year
        if year != said:
            out.append(f'<text class="c-quiet c-mid" x="{x[i]}" y="{second_row}">{year}</text>')
            said = year
    return "".join(out)


def _reporting(reading: Reading, frame: Frame, shown: range) -> str:
    """How many reported, under the periods that are named; "of 30" once at the left where it is the same for all."""
    provisional = reading.plot.provisional
    y = px(frame.bottom + 54)
    counts, of_all = reading.reporting
    out = []
    if of_all:
        out.append(f'<text class="c-quiet c-end" x="{px(frame.left - 8)}" y="{y}">{words(of_all)}</text>')
    for i in shown:
        klass = "c-strong" if i in provisional else "c-quiet"
        if counts[i]:
            out.append(f'<text class="{klass} c-mid" x="{frame.px[i]}" y="{y}">{words(counts[i])}</text>')
    return "".join(out)
