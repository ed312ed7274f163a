"""Units of different size beside what they have in common. Never a league table: units stand by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allteach.charts import axes
from allteach.charts.control_chart import NARROW, NARROW_BELOW, WIDE
from allteach.charts.figure import framed
from allteach.charts.funnel_words import FunnelPlot, Unit, described, key_for, says, table, target_said, units_of
from allteach.charts.grid import grid, room_above, room_at_left
from allteach.charts.marks import MARKS
from allteach.charts.svg import document, px, shortened, words
from allteach.charts.theme import Theme, apply

_CURVE_POINTS = 64
_LETTER = 6.9
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a size and a value lie on the drawing."""

    left: float
    right: float
    top: float
    bottom: float
    across: axes.Scale
    up: axes.Scale

    def x(self, size: float) -> float:
        return self.left + size / self.across.high * (self.right - self.left)

    def y(self, value: float) -> float:
        value = min(max(value, self.up.low), self.up.high)
        return self.bottom - (value - self.up.low) / (self.up.high - self.up.low) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class _Curves:
    """The limits at rising sizes, on the drawn scale."""

    sizes: list[float]
    lower_95: list[float]
    upper_95: list[float]
    lower_998: list[float]
    upper_998: list[float]


def funnel(plot: FunnelPlot, *, ident: str, width: float = WIDE, theme: Theme | None = None) -> str:
    """The funnel chart as SVG with a title, a description and a reading for every unit.

    Raises
    ------
    ValueError
        If `ident` cannot be an id, or there is not one name for each unit.
    """
    svg = _drawn(plot, units_of(plot), ident, width)
    return apply(theme, svg) if theme else svg


def funnel_figure(
    plot: FunnelPlot, *, ident: str, open_table: bool = False, heading: int = 2, classes: str = "at-panel"
) -> str:
    """The whole figure: sentence, drawing for two widths, key, and the table that opens. As `figure`."""
    units = units_of(plot)
    verdict, rest = says(plot, units)
    return framed(
        ident=ident,
        title=plot.title,
        chart_words=plot.chart_words,
        verdict=verdict,
        rest=rest,
        wide=_drawn(plot, units, f"{ident}-wide", WIDE),
        narrow=_drawn(plot, units, f"{ident}-narrow", NARROW),
        below=key_for(plot, units),
        table=table(plot, units),
        open_table=open_table,
        heading=heading,
        classes=classes,
        language=plot.language,
    )


def funnel_in_words(plot: FunnelPlot) -> str:
    """One paragraph: how many lie within what chance explains, who does not, and what all have in common."""
    return described(plot, units_of(plot))


def funnel_table(plot: FunnelPlot) -> str:
    """Every unit by name with its numbers and what they say, as an HTML table."""
    return table(plot, units_of(plot))


# --- drawing ----------------------------------------------------------------------------------------------------------


def _drawn(plot: FunnelPlot, units: list[Unit], ident: str, width: float) -> str:
    narrow = width < NARROW_BELOW
    height = 310.0 if narrow else 390.0
    body = _body(plot, units, width, height, narrow=narrow) if units else _nothing(plot, width, height)
    return document(body, width=width, height=height, ident=ident, title=plot.title, description=described(plot, units))


def _nothing(plot: FunnelPlot, width: float, height: float) -> str:
    said = words(plot.language.gettext("Nothing to show yet."))
    return f'<text class="c-quiet c-mid" x="{px(width / 2)}" y="{px(height / 2)}">{said}</text>'


def _body(plot: FunnelPlot, units: list[Unit], width: float, height: float, *, narrow: bool) -> str:
    language = plot.language
    across = axes.scale(0.0, max(unit.size for unit in units), most=5 if narrow else 8)
    curves = _curves(plot, min(unit.size for unit in units), across.high)
    up = _upward(plot, units, curves, most=5 if narrow else 6)
    place = _Field(
        left=room_at_left(up, plot.unit, language),
        right=width - (12 if narrow else 150),
        top=14 + room_above(plot.unit),
        bottom=height - (44 if plot.size_words else 28),
        across=across,
        up=up,
    )
    sides = {"left": place.left, "right": place.right, "top": place.top, "bottom": place.bottom}
    body = (
        _band(curves, place),
        grid(up, plot.unit, language, **sides),
        _lines(plot, curves, place),
        _sizes(plot, place),
        "".join(
            f'<g data-point=""><title>{words(_reading(plot, unit))}</title>'
            f"{MARKS[unit.mark] % (px(place.x(unit.size)), px(place.y(unit.value)))}</g>"
            for unit in units
        ),
        _names(plot, units, place),
        "" if narrow else _ends(plot, curves, place),
    )
    return "".join(body)


def _reading(plot: FunnelPlot, unit: Unit) -> str:
    of = plot.language.gettext("{number} of {total}").format(number=unit.number_said, total=unit.size_said)
    return f"{unit.name}, {unit.value_said}, {of}, {unit.meaning}"


def _curves(plot: FunnelPlot, least: float, most: float) -> _Curves:
    """Limits from the smallest unit to the end of the scale, closer together where they bend."""
    steps = [least * (most / least) ** (i / (_CURVE_POINTS - 1)) for i in range(_CURVE_POINTS)]
    limits = plot.analysis.limits_at(steps, adjusted=plot.analysis.adjusted is not None)
    return _Curves(
        steps,
        (limits.lower_95 * plot.per).tolist(),
        (limits.upper_95 * plot.per).tolist(),
        (limits.lower_998 * plot.per).tolist(),
        (limits.upper_998 * plot.per).tolist(),
    )


def _upward(plot: FunnelPlot, units: list[Unit], curves: _Curves, *, most: int) -> axes.Scale:
    values = [unit.value for unit in units]
    low, high = min(*values, *curves.lower_998), max(*values, *curves.upper_998)
    # The mouth of a funnel is wide where units are small: it may take as much room again as the units do.
    room = 1.5 * (max(values) - min(values)) or abs(high) or 1.0
    low, high = max(low, min(values) - room, 0.0), min(high, max(values) + room)
    return axes.scale(low, high, most=most, ceiling=100.0 if plot.unit == "%" and high <= 100 else None)


def _path(sizes: Sequence[float], values: Sequence[float], place: _Field) -> str:
    return "L".join(f"{px(place.x(size))} {px(place.y(value))}" for size, value in zip(sizes, values, strict=True))


def _band(curves: _Curves, place: _Field) -> str:
    above = _path(curves.sizes, curves.upper_998, place)
    below = _path(curves.sizes[::-1], curves.lower_998[::-1], place)
    return f'<path class="c-band" d="M{above}L{below}z"/>'


def _lines(plot: FunnelPlot, curves: _Curves, place: _Field) -> str:
    limits = (curves.lower_998, curves.upper_998, curves.lower_95, curves.upper_95)
    out = [f'<path class="c-band-edge" d="M{_path(curves.sizes, values, place)}"/>' for values in limits]
    centre = px(place.y(plot.analysis.target * plot.per))
    return "".join(out) + f'<path class="c-centre" d="M{px(place.left)} {centre}H{px(place.right)}"/>'


def _sizes(plot: FunnelPlot, place: _Field) -> str:
    y = px(place.bottom + 18)
    out = []
    for tick in place.across.ticks:
        said = words(plot.language.number(tick, place.across.decimals))
        out.append(f'<text class="c-text c-mid" x="{px(place.x(tick))}" y="{y}">{said}</text>')
    if plot.size_words:
        said = words(shortened(plot.size_words, place.right - place.left))
        middle = px((place.left + place.right) / 2)
        out.append(f'<text class="c-quiet c-mid" x="{middle}" y="{px(place.bottom + 36)}">{said}</text>')
    return "".join(out)


def _names(plot: FunnelPlot, units: list[Unit], place: _Field) -> str:
    """Names of those outside, and of one's own, beside their points where there is room; the others can be read."""
    wanted = [unit for unit in units if unit.at in plot.own]
    wanted += [unit for unit in units if unit.mark != "noise" and unit.at not in plot.own]
    points = [(place.x(unit.size), place.y(unit.value)) for unit in units]
    taken: list[tuple[float, float, float]] = []  # Where words already stand: from, to, height.
    out = []
    for unit in wanted[:_MOST_NAMED]:
        x, y = place.x(unit.size), place.y(unit.value)
        said = shortened(unit.name, 160)
        long = len(said) * _LETTER
        for start, anchor in ((x + 9, ""), (x - 9 - long, " c-end")):
            is_inside = start >= place.left and start + long <= place.right + (0 if anchor else 8)
            is_free = all(start > to or start + long < begin or abs(y - at) >= 15 for begin, to, at in taken)
            is_clear = not any(start - 4 < px_ < start + long + 4 and abs(py_ - y) < 9 for px_, py_ in points)
            if is_inside and is_free and is_clear:
                taken.append((start, start + long, y))
                klass = "c-strong" if unit.at in plot.own else "c-text"
                edge = start if not anchor else start + long
                out.append(f'<text class="{klass} c-halo{anchor}" x="{px(edge)}" y="{px(y + 4)}">{words(said)}</text>')
                break
    return "".join(out)


def _ends(plot: FunnelPlot, curves: _Curves, place: _Field) -> str:
    """What the lines are, right of the plot."""
    _ = plot.language.gettext
    share = plot.language.amount
    ends = sorted(
        [
            (place.y(plot.analysis.target * plot.per), "c-strong", _("All {value}").format(value=target_said(plot))),
            (place.y(curves.upper_998[-1]), "c-quiet", _("{share} limits").format(share=share(99.8, "%", 1))),
            (place.y(curves.upper_95[-1]), "c-quiet", _("{share} limits").format(share=share(95, "%"))),
        ]
    )
    places = axes.apart([y for y, _, _ in ends], [16.0] * len(ends), place.top - 8, place.bottom + 8)
    return "".join(
        f'<text class="{klass}" x="{px(place.right + 10)}" y="{px(y + 4)}">{words(said)}</text>'
        for y, (_, klass, said) in zip(places, ends, strict=True)
    )
