"""The marks of the chart grammar: shape alone tells what a point means, colour repeats it.

=============  ==========================================================
better         filled disc, blue
worse          filled diamond, orange
signal         filled square, violet: a signal with no better direction
noise          small open ring, grey: chance alone could do this
soon           dashed ring: not complete yet
out            cross: left out of the reckoning
missing        short stroke on the axis; never a zero
small          hatch: too few people to be shown
=============  ==========================================================
"""

from __future__ import annotations

from collections.abc import Callable

from allteach.charts.words import Language

# What each kind of the analysis is drawn as.
MARK_OF_KIND = {"improvement": "better", "concern": "worse", "signal": "signal", "none": "noise", "missing": "missing"}


def _better(x: str, y: str) -> str:
    return f'<circle class="c-better" cx="{x}" cy="{y}" r="4.6"/>'


def _worse(x: str, y: str) -> str:
    return f'<path class="c-worse" d="M{x} {y}m0-5.6l5.6 5.6-5.6 5.6-5.6-5.6z"/>'


def _signal(x: str, y: str) -> str:
    return f'<path class="c-signal" d="M{x} {y}m-4.2-4.2h8.4v8.4h-8.4z"/>'


def _noise(x: str, y: str) -> str:
    return f'<circle class="c-noise" cx="{x}" cy="{y}" r="3.1"/>'


def _soon(x: str, y: str) -> str:
    return f'<circle class="c-soon" cx="{x}" cy="{y}" r="4.2"/>'


def _out(x: str, y: str) -> str:
    return f'<path class="c-out" d="M{x} {y}m-3.8-3.8l7.6 7.6m0-7.6l-7.6 7.6"/>'


def _missing(x: str, y: str) -> str:
    return f'<path class="c-missing" d="M{x} {y}m-4-5h8"/>'


def _small(x: str, y: str) -> str:
    return f'<path class="c-missing" d="M{x} {y}m-6-1l6-10m-2 10l6-10m-2 10l6-10"/>'


# A mark takes the middle of the point as text, already rounded; `missing` and `small` take the axis below it.
MARKS: dict[str, Callable[[str, str], str]] = {
    "better": _better,
    "worse": _worse,
    "signal": _signal,
    "noise": _noise,
    "soon": _soon,
    "out": _out,
    "missing": _missing,
    "small": _small,
}

# The same marks two thirds as large, for small multiples, sparklines and icons.
SMALL_MARKS: dict[str, Callable[[str, str], str]] = {
    "better": lambda x, y: f'<circle class="c-better" cx="{x}" cy="{y}" r="3.1"/>',
    "worse": lambda x, y: f'<path class="c-worse" d="M{x} {y}m0-3.9l3.9 3.9-3.9 3.9-3.9-3.9z"/>',
    "signal": lambda x, y: f'<path class="c-signal" d="M{x} {y}m-2.9-2.9h5.8v5.8h-5.8z"/>',
    "noise": lambda x, y: f'<circle class="c-noise" cx="{x}" cy="{y}" r="2.1"/>',
    "soon": lambda x, y: f'<circle class="c-soon" cx="{x}" cy="{y}" r="3"/>',
    "out": lambda x, y: f'<path class="c-out" d="M{x} {y}m-2.5-2.5l5 5m0-5l-5 5"/>',
    "missing": lambda x, y: f'<path class="c-missing" d="M{x} {y}m-3-4h6"/>',
    "small": lambda x, y: f'<path class="c-missing" d="M{x} {y}m-4-1l4-7m-1.3 7l4-7m-1.3 7l4-7"/>',
}


def pin_head(label: str, kind: str, x: str, *, left: str, width: str) -> str:
    """A numbered pin in the lane at the top: ring for a test, disc for a change that was kept, square for an event.

    `x` is its middle, `left` and `width` where a wider one ("3–5") begins and how wide it is, all as text.
    """
    shape, word = ("c-pin", "c-pin-word") if kind == "kept" else ("c-pin-test", "c-pin-test-word")
    if kind != "event" and len(label) < 3:
        head = f'<circle class="{shape}" cx="{x}" cy="12" r="9"/>'
    else:
        radius = 2 if kind == "event" else 9
        head = f'<rect class="{shape}" x="{left}" y="3" width="{width}" height="18" rx="{radius}"/>'
    return f'{head}<text class="{word}" x="{x}" y="16">{label}</text>'


def key(mark: str) -> str:
    """A mark by itself, for a key or beside a word; hidden from readers, for whom the word stands."""
    body = MARKS[mark]("7", "13" if mark == "small" else "12" if mark == "missing" else "7")
    return f'<svg class="at-svg" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">{body}</svg>'


def mark_words(mark: str, language: Language, small_below: int = 5) -> str:
    """What a mark means, as the key and the readings say it."""
    _ = language.gettext
    if mark == "small":
        return _("fewer than {number}").format(number=language.number(small_below))
    return {
        "better": _("improvement"),
        "worse": _("concern"),
        "signal": _("signal"),
        "noise": _("no signal"),
        "soon": _("not complete yet"),
        "out": _("left out"),
        "missing": _("not reported"),
    }[mark]
