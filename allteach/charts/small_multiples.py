"""Many small charts of one measure, in the order they are given: by name, never by result."""

from __future__ import annotations

from collections.abc import Sequence

from allteach.charts import axes
from allteach.charts.marks import SMALL_MARKS, mark_words
from allteach.charts.plot import Plot
from allteach.charts.reading import Reading, read
from allteach.charts.sparkline import line
from allteach.charts.svg import checked_ident, leads_somewhere, px, shortened, small, words

_WIDTH = 172
_HEIGHT = 78
_PAD = 6
_SIGNALS = frozenset({"better", "worse", "signal", "out"})
_VALUE_CLASS = {"better": " at-multiple__value--better", "worse": " at-multiple__value--worse"}


def small_multiples(
    plots: Sequence[Plot], *, ident: str, shared_scale: bool = True, median: Sequence[float | None] | None = None
) -> str:
    """A list of small charts as HTML: name and latest value above, points only where there is a signal.

    Parameters
    ----------
    plots : sequence of Plot
        In the order in which they should stand. `href` leads from the name; who has left keeps a place (`left_at`).
    ident : str
        Id of the list.
    shared_scale : bool
        One scale for all, so that they can be compared; otherwise each has its own, with its ends written.
    median : sequence of float or None, optional
        The pale line behind every chart, a value for each period.

    Raises
    ------
    ValueError
        If `ident` cannot be an id, or `median` has another length than a chart's periods.
    """
    checked_ident(ident)
    readings = [read(plot) for plot in plots]
    if median is not None:
        for reading in readings:
            if len(median) != reading.n:
                raise ValueError(f"median has {len(median)} points, {reading.plot.title!r} has {reading.n}")
    together = _scale(readings, median) if shared_scale and readings else None
    items = []
    for k, reading in enumerate(readings):
        scale = together or _scale([reading], median)
        items.append(_multiple(reading, scale, median, with_words=k == 0 or not shared_scale))
    return f'<ul class="at-multiples" id="{ident}">{"".join(items)}</ul>'


def _scale(readings: Sequence[Reading], median: Sequence[float | None] | None) -> axes.Scale:
    """From zero, unless something is below it: heights should compare as the values do."""
    shown = {0.0}
    for reading in readings:
        shown.update(value for value in reading.values if value is not None)
        if reading.goal is not None:
            shown.add(reading.goal)
    shown.update(value for value in median or () if value is not None)
    percent = readings[0].plot.unit == "%" and max(shown) <= 100
    return axes.scale(min(shown), max(shown), ceiling=100.0 if percent else None)


def _multiple(reading: Reading, scale: axes.Scale, median: Sequence[float | None] | None, *, with_words: bool) -> str:
    plot = reading.plot
    name = words(plot.title)
    if leads_somewhere(plot.href):
        name = f'<a href="{words(plot.href)}">{name}</a>'
    else:
        name = f"<span>{name}</span>"
    latest, klass = "", ""
    if reading.last is not None:
        latest = reading.values_said[reading.last]
        klass = _VALUE_CLASS.get(reading.kinds[reading.last], "")
        if reading.last < reading.n - 1:
            latest += f" {words(plot.language.period(*plot.periods[reading.last]))}"
    body = _drawing(reading, scale, median, with_words=with_words)
    return (
        f'<li class="at-multiple"><div class="at-multiple__name">{name}'
        f'<span class="at-multiple__value{klass}">{latest}</span></div>'
        f"{small(body, width=_WIDTH, height=_HEIGHT, label=_label(reading))}</li>"
    )


def _drawing(reading: Reading, scale: axes.Scale, median: Sequence[float | None] | None, *, with_words: bool) -> str:
    plot = reading.plot
    up = (_HEIGHT - 2 * _PAD) / (scale.high - scale.low)

    def height(value: float) -> float:
        return _HEIGHT - _PAD - (value - scale.low) * up

    x = [px(place) for place in axes.places(reading.n, 2, _WIDTH - 8)]
    y = [None if value is None else px(height(value)) for value in reading.values]
    floor = f"{_HEIGHT - _PAD}"
    out = [f'<path class="c-axis" d="M0 {px(height(max(0.0, scale.low)))}H{_WIDTH}"/>']
    if reading.goal is not None:
        out.append(f'<path class="c-goal-thin" d="M0 {px(height(reading.goal))}H{_WIDTH}"/>')
    if median is not None:
        pieces: list[list[str]] = [[]]
        for place, value in zip(x, median, strict=True):
            if value is None:
                pieces.append([])
            else:
                pieces[-1].append(f"{place} {px(height(value))}")
        out += [f'<path class="c-ref" d="M{"L".join(piece)}"/>' for piece in pieces if len(piece) > 1]
    if with_words:
        out.append(_words(reading, scale, height(reading.goal) if reading.goal is not None else None))
    left_at = reading.n if plot.left_at is None else plot.left_at
    out.append(line(x, y))
    for i, mark in enumerate(reading.marks):
        if mark in _SIGNALS or mark == "draft" or (mark == "soon" and i == reading.last):
            out.append(SMALL_MARKS[mark] % (x[i], y[i] or floor))
        elif mark == "small" or (mark == "missing" and i < left_at):
            out.append(SMALL_MARKS[mark] % (x[i], floor))
    if plot.left_at is not None:
        here = float(x[plot.left_at]) - 4
        left = words(plot.language.gettext("left"))
        anchor = " c-end" if here > _WIDTH - 30 else ""
        beside = here - 4 if anchor else here + 4
        out.append(f'<path class="c-phase" d="M{px(here)} 8V{floor}"/>')
        out.append(f'<text class="c-quiet c-fine{anchor}" x="{px(beside)}" y="{_HEIGHT - 14}">{left}</text>')
    return "".join(out)


def _words(reading: Reading, scale: axes.Scale, goal: float | None) -> str:
    """The ends of the scale and the goal, in small type."""
    language, unit = reading.plot.language, reading.plot.unit
    low = words(language.number(scale.low, scale.decimals))
    out = f'<text class="c-quiet c-fine c-end" x="{_WIDTH - 2}" y="{_HEIGHT - _PAD - 4}">{low}</text>'
    if goal is None:
        high = words(shortened(language.amount(scale.high, unit, scale.decimals), _WIDTH))
        return out + f'<text class="c-quiet c-fine c-end" x="{_WIDTH - 2}" y="{_PAD + 5}">{high}</text>'
    said = words(language.gettext("Goal {value}").format(value=reading.value_said(reading.goal or 0.0)))
    y = goal - 4 if goal > 18 else goal + 13
    return out + f'<text class="c-goal-word c-fine" x="2" y="{px(y)}">{said}</text>'


def _label(reading: Reading) -> str:
    """What one small chart says: Maple Gate: 13% at first, 58% in October 2026; improvement."""
    plot, language = reading.plot, reading.plot.language
    _ = language.gettext
    if reading.last is None:
        return _("{name}: nothing to show").format(name=plot.title)
    first = next(i for i, value in enumerate(reading.values) if value is not None)
    return _("{name}: {first} at first, {latest} in {period}; {meaning}").format(
        name=plot.title,
        first=reading.value_said(reading.values[first] or 0.0),
        latest=reading.value_said(reading.values[reading.last] or 0.0),
        period=language.period(*plot.periods[reading.last], "long"),
        meaning=mark_words(reading.kinds[reading.last], language, plot.small_below),
    )
