"""The hairlines of a drawing with their values at the left, shared by every chart with a scale of values."""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.axes import Scale
from allteach.charts.svg import px, words
from allteach.charts.words import Language

_DIGIT = 7.2


@lru_cache(maxsize=2048)
def room_at_left(scale: Scale, unit: str, language: Language) -> float:
    """How wide the numbers beside the hairlines are, in pixels."""
    longest = max(len(language.number(tick, scale.decimals)) for tick in (scale.ticks[0], scale.ticks[-1]))
    return max(24.0, longest * _DIGIT + (20 if unit == "%" else 12))


def room_above(unit: str) -> float:
    """How much room the unit takes above the highest hairline: none for per cents, which stand at the number."""
    return 22.0 if unit and unit != "%" else 0.0


@lru_cache(maxsize=2048)
def grid(scale: Scale, unit: str, language: Language, *, left: float, right: float, top: float, bottom: float) -> str:
    """Hairlines from `left` to `right`, the axis at the bottom, and the unit once, at the top.

    Remembered: charts that stand side by side share their grid.
    """
    up = (bottom - top) / (scale.high - scale.low)
    start, end, beside = px(left), px(right), px(left - 8)
    lines, numbers = [], []
    for tick in scale.ticks:
        y = bottom - (tick - scale.low) * up
        lines.append(f"M{start} {px(y)}H{end}")
        said = words(language.number(tick, scale.decimals))
        numbers.append(f'<text class="c-text c-end" x="{beside}" y="{px(y + 4)}">{said}</text>')
    if unit == "%":
        numbers[-1] = numbers[-1].replace("</text>", f"{words(language.unit_after(unit))}</text>")
    elif unit:
        numbers.append(f'<text class="c-quiet" x="2" y="{px(top - 12)}">{words(unit)}</text>')
    axis = f'<path class="c-axis" d="{lines[0]}"/><path class="c-rule" d="{"".join(lines[1:])}"/>'
    return axis + "".join(numbers)
