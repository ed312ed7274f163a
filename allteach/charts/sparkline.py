"""A chart the size of a word, beside a number that is also written."""

from __future__ import annotations

from collections.abc import Collection

from allteach.charts import axes
from allteach.charts.marks import MARK_OF_KIND, SMALL_MARKS
from allteach.charts.svg import px, small
from allteach.spc import Analysis


def sparkline(
    analysis: Analysis | None,
    *,
    goal: float | None = None,
    low: float | None = None,
    high: float | None = None,
    provisional: Collection[int] = (),
    latest: int | None = None,
    width: float = 108,
    height: float = 32,
    label: str = "",
) -> str:
    """The line through the points with the mark of the last, as SVG.

    Parameters
    ----------
    analysis : spc.Analysis or None
        NaN where a value may not be shown.
    goal : float, optional
        A dashed line.
    low, high : float, optional
        The scale, when several stand above one another and should be compared.
    provisional : indices
        Points that are not complete.
    latest : int, optional
        Show only so many points, counted from the end.
    label : str
        What it says, where no number stands beside it; without, it is hidden from readers.
    """
    values = [] if analysis is None else [None if value != value else value for value in analysis.values.tolist()]
    first = 0 if latest is None else max(0, len(values) - latest)
    shown = values[first:]
    known = [value for value in shown if value is not None]
    if analysis is None or not known:
        return small(
            f'<path class="c-axis" d="M2 {px(height - 6)}H{px(width - 2)}"/>', width=width, height=height, label=label
        )
    reach = [*known, goal] if goal is not None else known
    bottom, top = min(reach) if low is None else low, max(reach) if high is None else high
    scale = (height - 12) / ((top - bottom) or 1.0)
    y = [None if value is None else px(height - 6 - (value - bottom) * scale) for value in shown]
    x = [px(place) for place in axes.places(len(shown), 2, width - 8)]
    body = ""
    if goal is not None:
        body += f'<path class="c-goal-thin" d="M0 {px(height - 6 - (goal - bottom) * scale)}H{px(width)}"/>'
    body += line(x, y)
    last = max(i for i, value in enumerate(shown) if value is not None)
    mark = "soon" if first + last in provisional else MARK_OF_KIND[str(analysis.kind[first + last])]
    return small(body + SMALL_MARKS[mark] % (x[last], y[last] or ""), width=width, height=height, label=label)


def line(x: list[str], y: list[str | None]) -> str:
    """Lines through neighbours that both have a height; a dot for one that stands alone."""
    out = []
    piece: list[str] = []
    for i in range(len(x) + 1):
        height = y[i] if i < len(x) else None
        if height is not None:
            piece.append(f"{x[i]} {height}")
        elif piece:
            if len(piece) > 1:
                out.append(f'<path class="c-line-small" d="M{"L".join(piece)}"/>')
            else:
                alone_x, alone_y = piece[0].split(" ")
                out.append(f'<circle class="c-bar" cx="{alone_x}" cy="{alone_y}" r="1.4"/>')
            piece = []
    return "".join(out)
