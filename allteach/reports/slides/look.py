"""What slides look like: their size, face and colours, and how wide words are."""

from functools import cache, lru_cache

from allteach.charts import THEMES
from allteach.reports.pdf import FONTS

WIDE, HIGH = 13.333, 7.5  # Inches.
MARGIN = 0.45
FACE = "Arial"  # On every machine; slides carry no fonts. Words are measured in Inter, which is wider.
LINE = 1.22  # Height of a line of text, in its size.
GUESS = 0.6  # How wide a letter is that the face does not have, in its size: no narrower than most.
COLOURS = THEMES["slides"]


INK, QUIET, BRAND = COLOURS.ink, COLOURS.ink_2, COLOURS.goal
PAPER, OFFER, ASK = COLOURS.surface, "#e2ece5", "#fcf0d0"


def colour(written: str):
    """A colour as the office program takes it, from "#174f9c"."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(written.lstrip("#").upper())


@cache
def _face(bold: bool):
    """The face that words are measured in, one hundred points high; None where the assets are not built."""
    from PIL import ImageFont

    path = FONTS / ("Inter-SemiBold.ttf" if bold else "Inter-Regular.ttf")
    return ImageFont.truetype(str(path), 100) if path.is_file() else None


@lru_cache(maxsize=8192)
def width_of(word: str, *, bold: bool = False) -> float:
    """How wide a word is set at one point, in points."""
    face = _face(bold)
    if face is None or any(ord(letter) > 0x24F and not 0x2000 <= ord(letter) <= 0x20CF for letter in word):
        return len(word) * 2 * GUESS  # Letters that the face lacks may be as wide as they are high.
    return face.getlength(word) / 100


def lines_of(words: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a width in inches, set at a size in points."""
    room = width * 72 / size
    lines, used = 1, 0.0
    for word in words.split():
        long = width_of(word, bold=bold)
        if used and used + 0.28 + long > room:
            lines, used = lines + 1, 0.0
        used += long + (0.28 if used else 0)
        while used > room:  # One word longer than a line is broken.
            lines, used = lines + 1, used - room
    return lines
