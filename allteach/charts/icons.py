"""Icons for grids: whether a measure changes, and whether it meets its goal.

Variation: five points and the line they move about. Signals leave the line, filled; noise straddles it, open.

Against the goal: the goal is a finishing line, the bar is what the process delivers: past it, across it, or short of
it. The bar always runs from left to right, whether high or low is better, so nobody has to turn it round in the head;
no blue or orange, since being short of a goal is not yet news.
"""

from __future__ import annotations

from functools import lru_cache

from allteach.charts.marks import SMALL_MARKS
from allteach.charts.svg import small
from allteach.charts.words import Language

_X = ("5", "12.5", "20", "27.5", "35")
_RISING = ("14", "11.5", "9", "6.5", "5.5")
_FALLING = ("10", "12.5", "15", "17.5", "18.5")
_NOISE = ("8", "15.5", "10", "16", "9.5")
# The mark of a signal, the heights of the points, the height of their line.
_SIGNALS = {
    "improvement_high": ("better", _RISING, "16.5"),
    "improvement_low": ("better", _FALLING, "7.5"),
    "concern_high": ("worse", _RISING, "16.5"),
    "concern_low": ("worse", _FALLING, "7.5"),
    "neutral_high": ("signal", _RISING, "16.5"),
    "neutral_low": ("signal", _FALLING, "7.5"),
}
_BARS = {
    "pass": '<rect class="c-met" x="22.5" y="8" width="14" height="8" rx="4"/>',
    "inconsistent": '<rect class="c-across" x="11" y="8" width="18" height="8" rx="4"/>',
    "fail": '<rect class="c-short" x="3.5" y="8" width="14" height="8" rx="4"/>',
}


def variation_words(kind: str | None, language: Language) -> str:
    """What a variation icon says, as plain text. `kind` is `Analysis.variation`; None stands for too few points.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    _ = language.gettext
    said = {
        "common_cause": _("No signal"),
        "improvement_high": _("Improvement, high"),
        "improvement_low": _("Improvement, low"),
        "concern_high": _("Concern, high"),
        "concern_low": _("Concern, low"),
        "neutral_high": _("Signal, high, no better direction"),
        "neutral_low": _("Signal, low, no better direction"),
        "hidden": _("Too much is hidden to judge"),
        None: _("Too few points"),
    }
    if kind not in said:
        raise ValueError(f"there is no variation {kind!r}; known are {', '.join(map(str, said))}")
    return said[kind]


def assurance_words(kind: str | None, language: Language) -> str:
    """What an assurance icon says, as plain text. `kind` is `Analysis.assurance`; None stands for no goal.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    _ = language.gettext
    said = {
        "pass": _("Past the goal: chance alone would not bring it back"),
        "inconsistent": _("Across the goal: met at times, by chance"),
        "fail": _("Short of the goal: chance alone will not reach it"),
        None: _("No goal to compare with"),
    }
    if kind not in said:
        raise ValueError(f"there is no assurance {kind!r}; known are {', '.join(map(str, said))}")
    return said[kind]


@lru_cache(maxsize=512)
def variation_icon(kind: str | None, language: Language | None = None, *, hidden: bool = False) -> str:
    """The variation icon as SVG of 40 by 24 pixels, with its words unless they stand beside it (`hidden`)."""
    label = variation_words(kind, language or Language.english())
    if kind in (None, "hidden"):
        body = '<path class="c-old" d="M2 12H38"/>' + "".join(
            SMALL_MARKS["noise"] % (x, "12") for x in ("13", "20", "27")
        )
    elif kind == "common_cause":
        body = '<path class="c-axis" d="M2 12H38"/>'
        body += "".join(SMALL_MARKS["noise"] % (x, y) for x, y in zip(_X, _NOISE, strict=True))
    else:
        mark, heights, line = _SIGNALS[kind]
        marks = ("noise", "noise", mark, mark, mark)
        body = f'<path class="c-axis" d="M2 {line}H38"/>'
        body += "".join(SMALL_MARKS[mark] % (x, y) for mark, x, y in zip(marks, _X, heights, strict=True))
    return small(body, width=40, height=24, label="" if hidden else label)


@lru_cache(maxsize=512)
def assurance_icon(kind: str | None, language: Language | None = None, *, hidden: bool = False) -> str:
    """The icon against the goal as SVG of 40 by 24 pixels, with its words unless they stand beside it (`hidden`)."""
    label = assurance_words(kind, language or Language.english())
    body = '<path class="c-goal-short" d="M20 2V22"/>' if kind else '<path class="c-axis" d="M16 12h8"/>'
    return small(body + _BARS.get(kind or "", ""), width=40, height=24, label="" if hidden else label)
