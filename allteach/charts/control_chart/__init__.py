"""The annotated run or control chart: one drawing for a page, a document and a slide.

Order of ink: pale band, hairlines, phases, goal, centre, pins, line, points, words. A chart is drawn again for a narrow
screen, never shrunk, so that its words keep their size.
"""

from __future__ import annotations

from allteach.charts.control_chart import lettering, lines
from allteach.charts.control_chart.annotations import phase_lane, pin_lane
from allteach.charts.control_chart.frame import frame_of
from allteach.charts.control_chart.line_words import LineWords, line_words
from allteach.charts.grid import grid
from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, read
from allteach.charts.sentence import described
from allteach.charts.svg import document
from allteach.charts.theme import Theme, apply

WIDE = 760
NARROW = 358
NARROW_BELOW = 520


def draw(
    plot: Plot, *, ident: str, width: float = WIDE, height: float | None = None, theme: Theme | None = None
) -> str:
    """The chart as SVG with a title, a description and a reading for every point.

    Parameters
    ----------
    ident : str
        Start of the ids inside; unique on its page.
    width, height : float
        In pixels. Below 520 the words stand inside the plot. Height follows from the width if not given.
    theme : Theme, optional
        For a file: colours and font are written in. Without, the stylesheet gives them by class.

    Raises
    ------
    ValueError
        If `ident` cannot be an id, or something in the plot does not fit its periods.
    """
    reading = read(plot)
    labels, said = line_words(reading), described(reading)
    svg = draw_reading(reading, labels, ident=ident, width=width, height=height, description=said)
    return apply(theme, svg) if theme else svg


def draw_reading(
    reading: Reading,
    labels: list[LineWords],
    *,
    ident: str,
    width: float,
    description: str,
    height: float | None = None,
) -> str:
    """`draw` for a plot that was made ready before, with the words of its lines and its description."""
    narrow = width < NARROW_BELOW
    height = height or (270 if narrow else 340)
    if reading.plot.reporting:
        height += 20
    frame = frame_of(reading, width, height, labels, narrow=narrow)
    body = (
        lines.bands(reading, frame),
        grid(
            frame.scale,
            reading.plot.unit,
            reading.plot.language,
            left=frame.left,
            right=frame.right,
            top=frame.top,
            bottom=frame.bottom,
        ),
        lines.goal(reading, frame),
        lines.centres(reading, frame),
        lines.reference(reading, frame),
        pin_lane(reading, frame),
        phase_lane(reading, frame),
        lines.through_points(reading, frame),
        lines.points(reading, frame),
        lettering.inside(reading, frame, labels) if narrow else lettering.beside(frame, labels),
        lettering.periods(reading, frame),
    )
    return document(
        "".join(body), width=width, height=height, ident=ident, title=reading.plot.title, description=description
    )
