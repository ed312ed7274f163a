"""SVG as text: the one place where words are escaped and elements are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

_IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
# XML has no place for these, not even escaped: control characters, halves of pairs, and two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Tenths(dict[int, str]):
    """Tenths of a pixel as text: a chart needs the same few thousand again and again, and writing one is slow."""

    def __missing__(self, tenths: int) -> str:
        self[tenths] = text = f"{tenths / 10:g}"
        return text


TENTHS = _Tenths()


def px(pixels: float) -> str:
    """A place on the drawing, to a tenth of a pixel. Where many are needed: ``TENTHS[int(10 * pixels + 0.5)]``.

    Places are on the drawing, so not negative (but for a hair, which becomes 0): int() rounds twice as fast as round().
    """
    return TENTHS[int(pixels * 10 + 0.5)]


def woven(count: int, *columns: str | Sequence[str]) -> str:
    """Columns of text put together row by row, `count` rows; a column that is one text is the same in every row.

    Many times faster than filling in a pattern for each row.
    """
    width = len(columns)
    cells = [""] * (count * width)
    for at, column in enumerate(columns):
        cells[at::width] = [column] * count if isinstance(column, str) else column
    return "".join(cells)


@lru_cache(maxsize=8192)
def words(text: str) -> str:
    """Text made safe inside elements and attributes, of SVG and of HTML. Remembered: charts say the same things."""
    if not text.isprintable():
        text = _FORBIDDEN.sub("", text)
    return escape(text)


def leads_somewhere(href: str) -> bool:
    """Whether an address may be followed: a page of ours or of the web, and nothing that runs."""
    return href.startswith(("/", "#", "?", "https://", "http://"))


def checked_ident(ident: str) -> str:
    """The identifier itself. It is given, not counted, so that the same input makes the same bytes.

    Raises
    ------
    ValueError
        If it is not a letter followed by letters, digits, ``-``, ``_`` and ``.``.
    """
    if not _IDENT.fullmatch(ident):
        raise ValueError(f"ident must be a letter followed by letters, digits, '-', '_' or '.', not {ident!r}")
    return ident


def document(body: str, *, width: float, height: float, ident: str, title: str, description: str) -> str:
    """A drawing that names and describes itself. `title` and `description` are plain text."""
    checked_ident(ident)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="at-svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-labelledby="{ident}-title {ident}-desc">'
        f'<title id="{ident}-title">{words(title)}</title><desc id="{ident}-desc">{words(description)}</desc>'
        f"{body}</svg>"
    )


def small(body: str, *, width: float, height: float, label: str = "") -> str:
    """A drawing the size of a word. Without a label it repeats what stands beside it and is hidden from readers."""
    read = f'role="img" aria-label="{words(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="at-svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" {read}>{body}</svg>'
    )


def shortened(text: str, room: float, *, letter: float = 6.9) -> str:
    """As much of the text as fits into `room` pixels, with an ellipsis where something was cut."""
    fits = int(room / letter)
    if len(text) <= fits:
        return text
    return text[: max(fits - 1, 1)].rstrip(" ,;:.-–") + "…"


def wrapped(text: str, room: float, *, most: int, letter: float = 6.9) -> tuple[str, ...]:
    """The text in lines of `room` pixels, broken between words; a longer word is cut, and so is the `most`-th line."""
    lines: list[str] = []
    left = text.replace("\n", " ").split(" ")  # Not at no-break spaces: "3 min" stays together.
    left = [word for word in left if word]
    while left:
        if len(lines) == most - 1:
            lines.append(shortened(" ".join(left), room, letter=letter))
            break
        line = left.pop(0)
        while left and (len(line) + 1 + len(left[0])) * letter <= room:
            line += " " + left.pop(0)
        lines.append(shortened(line, room, letter=letter))
    return tuple(lines)
