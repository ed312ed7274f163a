"""An adoption chart as a drawing: hairlines, plan, steps, points, words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from allteach.charts.adoption_chart.plot import AdoptionPlot
from allteach.charts.adoption_chart.saying import adoption_in_words, goal_said, latest_said, reading
from allteach.charts.axes import every, scale
from allteach.charts.control_chart import NARROW_BELOW
from allteach.charts.svg import document, px, words

OnDay = Callable[[date], float]  # Where a day stands, in pixels from the left …
OfNumber = Callable[[float], float]  # … and a number, from above.

_TOP, _BOTTOM = 26.0, 26.0
_LEFT = 30.0
_MONTH = 365.25 / 12
_APART = 16.0  # Words beside each other's lines are at least so far apart.


def drawn(plot: AdoptionPlot, ident: str, width: float) -> str:
    """The drawing for a width in pixels."""
    narrow = width < NARROW_BELOW
    height = 250.0 if narrow else 300.0
    right = width - (64.0 if narrow else 84.0)
    first, last = plot.planned[0][0], max(plot.planned[-1][0], plot.until)
    span = (last - first).days
    ticks = scale(0.0, float(plot.in_all), most=6 if plot.in_all > 5 else plot.in_all + 1)
    bottom = height - _BOTTOM

    def x(day: date) -> float:
        return _LEFT + max(0.0, (day - first).days / span) * (right - _LEFT)

    def y(number: float) -> float:
        return bottom - number / ticks.high * (bottom - _TOP)

    out = [
        f'<path class="{"c-rule" if tick else "c-axis"}" d="M{px(_LEFT)} {px(y(tick))}H{px(right)}"/>'
        f'<text class="c-quiet c-end" x="{px(_LEFT - 8)}" y="{px(y(tick) + 4)}">'
        f"{words(plot.language.number(tick))}</text>"
        for tick in ticks.ticks
        if tick == int(tick)
    ]
    out.append(f'<text class="c-quiet" x="0" y="12">{words(plot.unit_words)}</text>')
    out += _months(plot, first, last, x, bottom, room=right - _LEFT)
    out.append(
        f'<path class="c-goal" d="M{"L".join(f"{px(x(day))} {px(y(number))}" for day, number in plot.planned)}"/>'
    )
    out += _steps(plot, x, y)
    out += _ends(plot, x, y, right)
    return document(
        "".join(out),
        width=width,
        height=height,
        ident=ident,
        title=plot.title,
        description=adoption_in_words(plot),
    )


def _months(plot: AdoptionPlot, first: date, last: date, x: OnDay, bottom: float, *, room: float) -> list[str]:
    """The names of months below the axis, as many as have room; a year where it begins, and first of all."""
    starts = []
    day = first.replace(day=1) if first.day == 1 else _next_month(first)
    while day <= last:
        starts.append(day)
        day = _next_month(day)
    step = every("month", room / max((last - first).days / _MONTH, 1.0), 44.0)
    out = []
    for place, start in enumerate(starts[::step]):
        name = plot.language.period(start, "month", "short")
        if place == 0 or start.year != starts[::step][place - 1].year:
            name = f"{name} {start.year}" if step > 1 or room > 500 else name
        out.append(f'<text class="c-quiet c-mid" x="{px(x(start))}" y="{px(bottom + 20)}">{words(name)}</text>')
    return out


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _steps(plot: AdoptionPlot, x: OnDay, y: OfNumber) -> list[str]:
    """How many really work this way: level until the day on which it changes, with a disc where it does."""
    at = f"M{px(x(plot.planned[0][0]))} {px(y(0))}"
    for turn in plot.turns:
        at += f"H{px(x(turn.on))}V{px(y(turn.working))}"
    at += f"H{px(x(plot.until))}"
    discs = [
        f'<g data-point=""><title>{words(reading(plot, turn))}</title>'
        f'<circle class="c-pin" cx="{px(x(turn.on))}" cy="{px(y(turn.working))}" r="3.6"/></g>'
        for turn in plot.turns
    ]
    return [f'<path class="c-centre" d="{at}"/>', *discs]


def _ends(plot: AdoptionPlot, x: OnDay, y: OfNumber, right: float) -> list[str]:
    """The words beside the ends of the two lines, never over each other."""
    goal, latest = y(plot.aim), y(plot.working)
    at = x(plot.until)
    is_beside = right - at < 60.0  # Then both stand in the same column.
    if is_beside and abs(goal - latest) < _APART:
        latest = goal + _APART
    return [
        f'<text class="c-goal-word" x="{px(right + 8)}" y="{px(goal + 4)}">{words(goal_said(plot))}</text>',
        f'<text class="c-strong c-halo" x="{px((right if is_beside else at) + 8)}" y="{px(latest + 4)}">'
        f"{words(latest_said(plot))}</text>",
    ]
