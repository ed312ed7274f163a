"""A document as slides: charts that the office program can edit, every one described, and notes to speak from.

A board is one slide. Of any other document each section is a slide, set as large as it can be read from the last row;
what does not fit goes on on the next.
"""

from io import BytesIO

from django.utils.translation import gettext as _

from allteach.reports.document import Document, Part, parts_of
from allteach.reports.slides.items import ChartItem, Frame, Grid, Item, TableItem, Text, items_of, words_of
from allteach.reports.slides.look import BRAND, HIGH, INK, MARGIN, QUIET, WIDE, colour

TITLE_HIGH = 0.9  # Inches.
TOP = 1.35
BOTTOM = HIGH - 0.55
BOARD_SIZES = (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
SIZES = (24, 22, 20, 18, 16, 14)


def slides(document: Document) -> bytes:
    """The document as a PowerPoint file."""
    deck = _Deck(document)
    if not (document.is_board and deck.board()):
        deck.parts()
    return deck.file()


class _Deck:
    """A presentation in the making."""

    def __init__(self, document: Document) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.document = document
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Inches(WIDE), Inches(HIGH)
        properties = self.presentation.core_properties
        properties.title, properties.author = document.title, document.author
        properties.language = document.language.code

    def file(self) -> bytes:
        """What was made, as a file."""
        kept = BytesIO()
        self.presentation.save(kept)
        return kept.getvalue()

    def board(self) -> bool:
        """Everything on one slide, as large as it fits; False when it cannot be read any more at that size."""
        items = [item for block in self.document.blocks for item in items_of(block)]
        width = WIDE - 2 * MARGIN
        for size in BOARD_SIZES:
            if _high(items, width, size) <= BOTTOM - TOP:
                slide = self.slide(self.document.title, over=self.document.over, lead=self.document.lead)
                _draw(slide, items, Frame(MARGIN, TOP, width), size)
                self.notes(slide, words_of(self.document.blocks))
                return True
        return False

    def parts(self) -> None:
        """A slide with the title, then one or more for each section."""
        first = self.slide(self.document.title, over=self.document.over)
        top = TOP + 0.4
        if self.document.lead:
            lead = Text.of(self.document.lead)
            size = next((size for size in (32, 28, *SIZES) if lead.high(WIDE - 2 * MARGIN, size) <= BOTTOM - TOP), 14)
            lead.draw(first, Frame(MARGIN, top, WIDE - 2 * MARGIN), size)
            top += lead.high(WIDE - 2 * MARGIN, size) + 0.3
        parts = parts_of(self.document)
        opening = self.opening(parts[0], BOTTOM - top) if parts else []
        _draw(first, opening, Frame(MARGIN, top, WIDE - 2 * MARGIN), SIZES[0])
        said = words_of(parts.pop(0).blocks) if opening else ""
        self.notes(first, "\n".join(filter(None, (self.document.lead, said, self.document.foot))))
        for part in parts:
            self.part(part)

    def opening(self, part: Part, room: float) -> list[Item]:
        """What stands before the first heading, where it has room below the title."""
        items = [item for block in part.blocks for item in items_of(block)]
        is_words = part.title == self.document.title and all(isinstance(item, Text) for item in items)
        return items if is_words and _high(items, WIDE - 2 * MARGIN, SIZES[0]) <= room else []

    def part(self, part: Part) -> None:
        """What stands under one heading, on as many slides as it needs."""
        title = part.title
        items = [item for block in part.blocks for item in items_of(block, heading=title)]
        width, room = WIDE - 2 * MARGIN, BOTTOM - TOP
        if not items:
            return
        size = next((size for size in SIZES if _high(items, width, size) <= room), SIZES[-1])
        pages = _pages(items, width, size, room)
        for number, page in enumerate(pages):
            if len(page) == 1 and isinstance(page[0], ChartItem):
                page = [page[0].filling(width, size, room)]
            heading = title if number == 0 else _("%(title)s, continued") % {"title": title}
            slide = self.slide(heading)
            _draw(slide, page, Frame(MARGIN, TOP, width), size)
            self.notes(slide, "\n".join(filter(None, (part.notes, words_of(part.blocks)))) if number == 0 else "")

    def slide(self, title: str, *, over: str = "", lead: str = ""):
        """An empty slide with its title, what stands above it, and what leads beside it."""
        from pptx.util import Inches, Pt

        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[5])  # Title only.
        place = slide.shapes.title
        share = 0.55 if lead else 1.0
        width = (WIDE - 2 * MARGIN) * share
        place.left, place.top = Inches(MARGIN), Inches(0.46 if over else 0.25)
        place.width, place.height = Inches(width - (0.3 if lead else 0)), Inches(TITLE_HIGH - (0.14 if over else 0))
        heading = Text.of(title, bold=True)
        size = next((size for size in (30, 26, 24, 22, 20, 18, 16) if heading.high(width - 0.4, size) <= 0.75), 14)
        heading.write(place.text_frame, size, ink=INK)
        if over:
            above = Text.of(over)
            fits = next((size for size in (12, 11, 10) if above.high(width, size) <= 0.26), 9)
            above.draw(slide, Frame(MARGIN, 0.2, width), fits, ink=QUIET)
        if lead:
            beside = Text.of(lead, bold=True)
            room = WIDE - 2 * MARGIN - width
            fits = next((size for size in (16, 15, 14, 13, 12, 11, 10) if beside.high(room, size) <= 0.95), 9)
            beside.draw(slide, Frame(MARGIN + width, 0.25, room), fits)
        rule = slide.shapes.add_connector(1, Inches(MARGIN), Inches(1.26), Inches(WIDE - MARGIN), Inches(1.26))
        rule.line.color.rgb, rule.line.width = colour(BRAND), Pt(2)
        foot = Text.of(self.document.foot)
        fits = next((size for size in (9, 8, 7) if foot.high(WIDE - 2 * MARGIN, size) <= 0.36), 6)
        if self.document.foot:
            foot.draw(slide, Frame(MARGIN, HIGH - 0.46, WIDE - 2 * MARGIN), fits, ink=QUIET)
        return slide

    @staticmethod
    def notes(slide, said: str) -> None:
        """What the speaker reads."""
        if said:
            slide.notes_slide.notes_text_frame.text = said


def _high(items: list[Item], width: float, size: float) -> float:
    return Grid.stacked(items, width, size)


def _draw(slide, items: list[Item], frame: Frame, size: float) -> None:
    Grid.draw_stack(slide, items, frame, size)


def _pages(items: list[Item], width: float, size: float, room: float) -> list[list[Item]]:
    """Items on as few pages as they fit, those that are too high taken apart."""
    pages: list[list[Item]] = [[]]
    for item in items:
        for piece in _pieces(item, width, size, room):
            if pages[-1] and _high([*pages[-1], piece], width, size) > room:
                pages.append([])
            pages[-1].append(piece)
    return pages


def _pieces(item: Item, width: float, size: float, room: float) -> list[Item]:
    if item.high(width, size) <= room or not isinstance(item, Text | TableItem):
        return [item]
    return item.pieces(width, size, room)
