"""The marks of the chart grammar: shape alone tells what a point means, colour repeats it.

=============  ==========================================================
better         filled disc, blue
worse          filled diamond, orange
signal         filled square, violet: a signal with no better direction
noise          small open ring, grey: chance alone could do this
plain          the same ring: a value that is not judged
soon           dashed ring: not complete yet
draft          the same: typed by the team, not yet sent
out            cross: left out of the reckoning
missing        short stroke on the axis; never a zero
small          hatch: too few people to be shown
=============  ==========================================================
"""

from __future__ import annotations

from allteach.charts.svg import px
from allteach.charts.words import Language

# What each kind of the analysis is drawn as.
MARK_OF_KIND = {"improvement": "better", "concern": "worse", "signal": "signal", "none": "noise", "missing": "missing"}


# Patterns for the middle of a point, as text already rounded: ``MARKS[mark] % (x, y)``. `missing` and `small` take the
# axis below the point.
MARKS = {
    "better": '<circle class="c-better" cx="%s" cy="%s" r="4.6"/>',
    "worse": '<path class="c-worse" d="M%s %sm0-5.6l5.6 5.6-5.6 5.6-5.6-5.6z"/>',
    "signal": '<path class="c-signal" d="M%s %sm-4.2-4.2h8.4v8.4h-8.4z"/>',
    "noise": '<circle class="c-noise" cx="%s" cy="%s" r="3.1"/>',
    "plain": '<circle class="c-noise" cx="%s" cy="%s" r="3.1"/>',
    "soon": '<circle class="c-soon" cx="%s" cy="%s" r="4.2"/>',
    "draft": '<circle class="c-soon" cx="%s" cy="%s" r="4.2"/>',
    "out": '<path class="c-out" d="M%s %sm-3.8-3.8l7.6 7.6m0-7.6l-7.6 7.6"/>',
    "missing": '<path class="c-missing" d="M%s %sm-4-5h8"/>',
    "small": '<path class="c-missing" d="M%s %sm-6-1l6-10m-2 10l6-10m-2 10l6-10"/>',
}

# The same marks two thirds as large, for small multiples, sparklines and icons.
SMALL_MARKS = {
    "better": '<circle class="c-better" cx="%s" cy="%s" r="3.1"/>',
    "worse": '<path class="c-worse" d="M%s %sm0-3.9l3.9 3.9-3.9 3.9-3.9-3.9z"/>',
    "signal": '<path class="c-signal" d="M%s %sm-2.9-2.9h5.8v5.8h-5.8z"/>',
    "noise": '<circle class="c-noise" cx="%s" cy="%s" r="2.1"/>',
    "plain": '<circle class="c-noise" cx="%s" cy="%s" r="2.1"/>',
    "soon": '<circle class="c-soon" cx="%s" cy="%s" r="3"/>',
    "draft": '<circle class="c-soon" cx="%s" cy="%s" r="3"/>',
    "out": '<path class="c-out" d="M%s %sm-2.5-2.5l5 5m0-5l-5 5"/>',
    "missing": '<path class="c-missing" d="M%s %sm-3-4h6"/>',
    "small": '<path class="c-missing" d="M%s %sm-4-1l4-7m-1.3 7l4-7m-1.3 7l4-7"/>',
}


def pin_head(label: str, kind: str, middle: float, width: float) -> str:
    """A numbered pin in the lane at the top: ring for a test, disc for a change that was kept, square for an event.

    `width` is that of a wider one ("3–5").
    """
    x = px(middle)
    shape, word = ("c-pin", "c-pin-word") if kind == "kept" else ("c-pin-test", "c-pin-test-word")
    if kind != "event" and len(label) < 3:
        head = f'<circle class="{shape}" cx="{x}" cy="12" r="9"/>'
    else:
        radius = 2 if kind == "event" else 9
        left = px(middle - width / 2)
        head = f'<rect class="{shape}" x="{left}" y="3" width="{px(width)}" height="18" rx="{radius}"/>'
    return f'{head}<text class="{word}" x="{x}" y="16">{label}</text>'


def key(mark: str) -> str:
    """A mark by itself, for a key or beside a word; hidden from readers, for whom the word stands."""
    body = MARKS[mark] % ("7", "13" if mark == "small" else "12" if mark == "missing" else "7")
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
        "plain": _("not judged"),
        "soon": _("not complete yet"),
        "draft": _("not yet sent"),
        "out": _("left out"),
        "missing": _("not reported"),
    }[mark]
