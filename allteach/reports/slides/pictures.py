"""Drawings on slides: as pictures, with what they show as their description."""

import re
from io import BytesIO

from allteach.charts import THEMES
from allteach.charts.theme import apply
from allteach.reports.document import Picture
from allteach.reports.pdf import png

SIZE = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')


def shape_of(svg: str) -> float:
    """Width over height."""
    found = SIZE.search(svg)
    return float(found[3]) / float(found[4]) if found else 2.0


def add_picture(slide, picture: Picture, left: float, top: float, wide: float, high: float) -> None:
    """A drawing of `charts`, in inches."""
    from pptx.util import Inches

    drawn = png(apply(THEMES["slides"], picture.svg, around=0), width=int(wide * 72))
    shape = slide.shapes.add_picture(BytesIO(drawn), *map(Inches, (left, top, wide, high)))
    shape._element.nvPicPr.cNvPr.set("descr", picture.words)
