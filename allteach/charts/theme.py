"""Colours and type of drawings that leave the page.

On a page a drawing carries classes only and the stylesheet gives them colour (`_chart.scss`). A file has no
stylesheet, so `apply` writes the same properties beside every class, as plain attributes: browsers, office programs
and the makers of PDF all understand those. `CLASSES` says what each class means; a test holds it against the
stylesheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

FONT = "Inter Variable, Inter, Noto Sans, DejaVu Sans, Arial, sans-serif"


@dataclass(frozen=True)
class Theme:
    """One set of colours, each named for its use.

    `ground` is painted behind the drawing; None leaves it transparent.
    """

    key: str
    ground: str | None
    surface: str
    line: str
    line_strong: str
    ink: str
    ink_2: str
    ink_3: str
    better: str
    worse: str
    signal: str
    noise: str
    band: str
    band_edge: str
    goal: str
    font: str = FONT


screen_light = Theme(
    key="screen_light",
    ground="#fffefb",
    surface="#fffefb",
    line="#dcd7ca",
    line_strong="#7d776a",
    ink="#1b2220",
    ink_2="#4f5753",
    ink_3="#636a65",
    better="#1c5fb8",
    worse="#a84404",
    signal="#6a48a0",
    noise="#6a706c",
    band="#f0ede3",
    band_edge="#b9b3a3",
    goal="#15523f",
)
screen_dark = Theme(
    key="screen_dark",
    ground="#1b201d",
    surface="#1b201d",
    line="#39413c",
    line_strong="#848d86",
    ink="#ecebe3",
    ink_2="#b7bcb4",
    ink_3="#9da49c",
    better="#84b8f7",
    worse="#f6a764",
    signal="#c5a9f2",
    noise="#a3aaa4",
    band="#242a26",
    band_edge="#57605a",
    goal="#86d3b3",
)
# Paper is white, and a printer thins pale tints: the band and the hairlines are a shade darker than on a screen.
print_ = Theme(
    key="print",
    ground=None,
    surface="#ffffff",
    line="#d3cdbd",
    line_strong="#6f695d",
    ink="#111614",
    ink_2="#434a46",
    ink_3="#555c57",
    better="#1c5fb8",
    worse="#a84404",
    signal="#6a48a0",
    noise="#5f6561",
    band="#ebe7da",
    band_edge="#a79f8c",
    goal="#15523f",
)
# A projector washes out: more contrast between ink and ground, and no tint that could vanish.
slides = Theme(
    key="slides",
    ground="#ffffff",
    surface="#ffffff",
    line="#d0cabb",
    line_strong="#5d584d",
    ink="#0c1110",
    ink_2="#333a36",
    ink_3="#474e49",
    better="#174f9c",
    worse="#963b00",
    signal="#573892",
    noise="#4f5551",
    band="#e6e1d2",
    band_edge="#8d8675",
    goal="#0f4535",
)

THEMES = {theme.key: theme for theme in (screen_light, screen_dark, print_, slides)}

_WORD = {"font-size": "12.5", "fill": "ink_2"}
_PIN = {"font-size": "11", "font-weight": "650", "text-anchor": "middle"}

# What each class stands for. Values that are names of the theme's colours are looked up there.
CLASSES: dict[str, dict[str, str]] = {
    "c-axis": {"fill": "none", "stroke": "line_strong"},
    "c-rule": {"fill": "none", "stroke": "line"},
    "c-band": {"fill": "band"},
    "c-band-edge": {"fill": "none", "stroke": "band_edge", "stroke-width": "1"},
    "c-centre": {"fill": "none", "stroke": "ink_2", "stroke-width": "1.5"},
    "c-centre-old": {
        "fill": "none",
        "stroke": "ink_3",
        "stroke-width": "1",
        "stroke-dasharray": "1 4",
        "stroke-linecap": "round",
    },
    "c-goal": {"fill": "none", "stroke": "goal", "stroke-width": "1.5", "stroke-dasharray": "7 4"},
    "c-goal-thin": {"fill": "none", "stroke": "goal", "stroke-width": "1", "stroke-dasharray": "7 4"},
    "c-goal-short": {"fill": "none", "stroke": "goal", "stroke-width": "1.5", "stroke-dasharray": "4 2.2"},
    "c-line": {"fill": "none", "stroke": "noise", "stroke-width": "1.25", "stroke-linejoin": "round"},
    "c-line-small": {"fill": "none", "stroke": "noise", "stroke-width": "1.5", "stroke-linejoin": "round"},
    "c-line-soon": {"fill": "none", "stroke": "noise", "stroke-width": "1.25", "stroke-dasharray": "2 3"},
    "c-ref": {"fill": "none", "stroke": "band_edge", "stroke-width": "1.25"},
    "c-ref-strong": {"fill": "none", "stroke": "band_edge", "stroke-width": "2"},
    "c-noise": {"fill": "surface", "stroke": "noise", "stroke-width": "1.5"},
    "c-better": {"fill": "better", "stroke": "surface", "stroke-width": "1.25"},
    "c-worse": {"fill": "worse", "stroke": "surface", "stroke-width": "1.25"},
    "c-signal": {"fill": "signal", "stroke": "surface", "stroke-width": "1.25"},
    "c-soon": {"fill": "surface", "stroke": "ink", "stroke-width": "1.5", "stroke-dasharray": "2 1.6"},
    "c-out": {"fill": "none", "stroke": "ink_2", "stroke-width": "1.75"},
    "c-missing": {"fill": "none", "stroke": "ink_3", "stroke-width": "1.5"},
    "c-phase": {"fill": "none", "stroke": "line_strong", "stroke-width": "1"},
    "c-pin-line": {
        "fill": "none",
        "stroke": "ink_3",
        "stroke-width": "1",
        "stroke-dasharray": "1 3",
        "stroke-linecap": "round",
    },
    "c-pin": {"fill": "ink", "stroke": "ink", "stroke-width": "1.5"},
    "c-pin-test": {"fill": "surface", "stroke": "ink", "stroke-width": "1.5"},
    "c-old": {"fill": "none", "stroke": "line_strong", "stroke-dasharray": "2 3"},
    "c-bar": {"fill": "noise"},
    "c-bar-pale": {"fill": "band_edge"},
    "c-met": {"fill": "goal"},
    "c-short": {"fill": "surface", "stroke": "noise", "stroke-width": "1.5"},
    "c-across": {"fill": "band_edge", "stroke": "noise", "stroke-width": "1.5"},
    # Words. Every one is real text at 12.5 px, but for 11 px in pins and small drawings.
    "c-text": _WORD,
    "c-strong": {**_WORD, "fill": "ink", "font-weight": "640"},
    "c-quiet": {**_WORD, "fill": "ink_3"},
    "c-goal-word": {**_WORD, "fill": "goal", "font-weight": "600"},
    "c-better-word": {**_WORD, "fill": "better", "font-weight": "640"},
    "c-worse-word": {**_WORD, "fill": "worse", "font-weight": "640"},
    "c-signal-word": {**_WORD, "fill": "signal", "font-weight": "640"},
    "c-pin-word": {**_PIN, "fill": "surface"},
    "c-pin-test-word": {**_PIN, "fill": "ink"},
    # Added to one of the above.
    "c-mid": {"text-anchor": "middle"},
    "c-end": {"text-anchor": "end"},
    "c-fine": {"font-size": "11"},
    "c-halo": {"stroke": "surface", "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke"},
}

_SIZE = re.compile(r'viewBox="0 0 (\S+) (\S+)" width="\S+" height="\S+"')
_CLASS = re.compile(r' class="([a-z -]+)"')
_COLOURS = frozenset(Theme.__dataclass_fields__) - {"key", "ground", "font"}


def apply(theme: Theme, svg: str, *, around: float = 16) -> str:
    """The drawing with the theme's colours and font written in, so that the file stands alone.

    `around` is room on all sides in pixels: a file stands against whatever is beside it, and where its font is
    missing, another may be wider.
    """
    root, body = svg.split(">", 1)
    size = _SIZE.search(root)
    if size is None:
        raise ValueError("svg must begin with a drawing that has a viewBox from 0 0, a width and a height")
    width, height = float(size[1]) + 2 * around, float(size[2]) + 2 * around
    box = f'viewBox="{-around:g} {-around:g} {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    root = f"{root[: size.start()]}{box}{root[size.end() :]}>"
    if theme.ground is not None:
        ground = f'<rect x="{-around:g}" y="{-around:g}" width="{width:g}" height="{height:g}" fill="{theme.ground}"/>'
        start = body.find("</desc>") + len("</desc>") if "</desc>" in body else 0
        body = body[:start] + ground + body[start:]
    return _CLASS.sub(lambda found: _attributes(theme, found[1]), root + body)


@lru_cache(maxsize=512)
def _attributes(theme: Theme, classes: str) -> str:
    """What a class attribute stands for, as attributes in a fixed order."""
    if classes == "at-svg":
        return f' font-family="{theme.font}"'
    found: dict[str, str] = {}
    for name in classes.split():
        found.update(CLASSES[name])
    return "".join(
        f' {name}="{getattr(theme, value) if value in _COLOURS else value}"' for name, value in sorted(found.items())
    )
