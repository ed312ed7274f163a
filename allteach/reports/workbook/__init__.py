"""A document as a workbook: a sheet for each part, numbers that can be reckoned with, charts beside their data.

Everything that a person typed is text: no cell, heading or name is ever a formula or a link. Each sheet begins in its
first cell with what it is about; tables are tables of the office program, so that screen readers name their columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from allteach.charts import THEMES, Language, in_words
from allteach.charts.reading import read
from allteach.charts.theme import apply
from allteach.reports.document import (
    Block,
    Chart,
    Columns,
    Document,
    Facts,
    Paragraph,
    Part,
    Picture,
    Points,
    Section,
    Steps,
    Table,
    notes_of,
    parts_of,
)
from allteach.reports.pdf import png
from allteach.reports.slides.look import lines_of
from allteach.reports.slides.pictures import shape_of
from allteach.reports.workbook.native_charts import CHART_HIGH, add_chart, columns_of
from allteach.reports.workbook.numbers import Number, number_in

LOOK = THEMES["print"]
FACE: dict[str, Any] = {"font_name": "Arial", "font_size": 11}
NEVER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

LONGEST_NAME = 31  # Of a sheet.
LONGEST_TEXT = 32_767  # Of a cell: the library would leave out what is longer without a word.
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
TAKEN = "history"  # The office program keeps this name for itself.

FIRST, ALONE, NARROWEST, WIDEST = 46, 90, 11, 60  # Of a column, in letters; words alone have a wider one.
LETTER = 7 / 96  # Of a column's width, in inches.
LINE = 1.36  # Height of a line of text, in its size.
ROW_HIGH = 20  # Pixels.
PICTURE_WIDE = 480  # Points.


def workbook(document: Document) -> bytes:
    """The document as an Excel workbook."""
    return _with_language(_Workbook(document).file(), document.language)


class _Workbook:
    """A workbook in the making."""

    def __init__(self, document: Document) -> None:
        import xlsxwriter

        self.document = document
        self.kept = BytesIO()
        self.book = xlsxwriter.Workbook(self.kept, {**NEVER, "in_memory": True, "default_format_properties": FACE})
        made = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
        self.book.set_properties({"title": document.title, "author": document.author, "created": made})
        self.names: set[str] = set()
        self.formats: dict[tuple, Any] = {}

    def file(self) -> bytes:
        """What was made, as a file: first what the document is about and where its parts are, then the parts."""
        document = self.document
        parts = parts_of(document)
        cover = self.sheet(document.title)
        for words, look in ((document.over, "quiet"), (document.lead, "lead")):
            cover.say(words, look)
        sheets = [(part, self.sheet(part.title)) for part in parts]
        for part, sheet in sheets:
            cover.lead_to(part.title, sheet)
            self.fill(sheet, part)
        cover.row += 1
        cover.say(document.foot, "quiet")
        cover.end()
        self.book.close()
        return self.kept.getvalue()

    def fill(self, sheet: _Sheet, part: Part) -> None:
        """A sheet with what stands under one heading."""
        for block in part.blocks:
            sheet.block(block, within=part.title)
        sheet.say(part.notes, "quiet")
        sheet.end()

    def sheet(self, title: str) -> _Sheet:
        """A new sheet that begins with its title."""
        sheet = _Sheet(self, self.book.add_worksheet(self.name_for(title)), self.document.language)
        sheet.say(title, "title")
        return sheet

    def name_for(self, title: str) -> str:
        """A name that the office program takes, and that no other sheet has."""
        plain = FORBIDDEN.sub(" ", title).strip(" '") or "–"
        number, name = 1, plain[:LONGEST_NAME].strip(" '")
        while name.lower() in self.names or name.lower() == TAKEN:
            number += 1
            end = f" ({number})"
            name = plain[: LONGEST_NAME - len(end)].strip(" '") + end
        self.names.add(name.lower())
        return name

    def look(self, **properties: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FACE, "valign": "top", **properties})
        return self.formats[key]


LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13, "font_color": LOOK.goal},
    "strong": {"bold": True},
    "plain": {},
    "quiet": {"font_color": LOOK.ink_2},
    "lead": {"bold": True, "font_size": 13},
    "quote": {"italic": True},
    "cell": {"align": "left", "indent": 1},
    "head": {"bold": True, "bottom": 1, "bg_color": LOOK.band},
    "head of numbers": {"bold": True, "bottom": 1, "bg_color": LOOK.band, "align": "right"},
}


class Written(NamedTuple):
    """Words that stand in a column, and how."""

    column: int
    words: str
    look: str


class _Sheet:
    """One sheet, written downwards; words stand in its first column, which is as wide as a line to read."""

    def __init__(self, made_in: _Workbook, sheet: Any, language: Language) -> None:
        self.made_in, self.sheet, self.language = made_in, sheet, language
        self.row = 0
        self.widths: dict[int, int] = {}
        self.written: dict[int, list[Written]] = {}

    def end(self) -> None:
        """Columns as wide as what stands in them, rows as high; on paper as wide as the page."""
        widths = {0: FIRST if self.widths else ALONE} | self.widths
        for at, wide in widths.items():
            self.sheet.set_column(at, at, wide)
        for row, cells in self.written.items():
            # Not every program does it when it opens a file.
            self.sheet.set_row(row, max(_high(cell, widths.get(cell.column, NARROWEST)) for cell in cells))
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&R&P / &N")

    def say(self, words: str, look: str = "plain") -> None:
        """A line of words; none where there is nothing to say."""
        if words:
            self.write(0, words, look)
            self.row += 1

    def write(self, column: int, words: str, look: str = "plain") -> None:
        """Words in the row that is being written."""
        self.sheet.write_string(self.row, column, _short(words), self.made_in.look(text_wrap=True, **LOOKS[look]))
        self.written.setdefault(self.row, []).append(Written(column, words, look))

    def lead_to(self, words: str, sheet: _Sheet) -> None:
        """A link to another sheet of this workbook."""
        name = sheet.sheet.get_name().replace("'", "''")
        look = self.made_in.look(font_color=LOOK.goal, underline=1)
        self.sheet.write_url(self.row, 0, f"internal:'{name}'!A1", look, _short(words))
        self.row += 1

    def block(self, block: Block, *, within: str = "") -> None:
        """One block below what stands there. `within` is the heading above it, which is not said twice."""
        match block:
            case Paragraph():
                self.say(f"“{block.words}”" if block.tone == "quote" else block.words, block.tone)
            case Points():
                for item in block.items:
                    self.say(f"{item.label}: {item.written_out}" if item.label else item.written_out)
            case Facts():
                for asked, so in block.rows:
                    self.write(0, asked, "strong")
                    self.write(1, so)
                    self.widen(1, so)
                    self.row += 1
            case Chart():
                self.chart(block, within)
            case Table():
                self.say(block.caption if block.caption != within else "", "heading")
                rows: list[list[str | Number | None]] = [
                    [self.cell(words, is_number=at in block.numbers) for at, words in enumerate(row)]
                    for row in block.rows
                ]
                self.table(block.headings, rows, about=block.caption or within)
            case Steps():
                for number, step in enumerate(block.items, start=1):
                    self.write(0, f"{number}. {step.words}", "strong" if step.is_new else "plain")
                    if step.is_new:
                        self.write(1, _("changed"))
                    self.row += 1
            case Picture():
                self.picture(block)
            case Section():
                self.say(block.title if block.title != within else "", "heading")
                for each in block.blocks:
                    self.block(each, within=block.title)
            case Columns():
                for column in block.columns:
                    for each in column:
                        self.block(each, within=within)
        self.row += 1

    def cell(self, words: str, *, is_number: bool) -> str | Number:
        """What stands in a table: a number where it is one."""
        return (number_in(words, self.language) if is_number else None) or words

    def table(self, headings: Iterable[str], rows: list[list[str | Number | None]], *, about: str) -> tuple[int, int]:
        """Rows below their headings, as a table of the office program. Returns the first and the last row of cells."""
        names = _each_once(headings)
        top = self.row
        looks = [
            "head of numbers" if any(isinstance(row[at], Number) for row in rows) else "head"
            for at in range(len(names))
        ]
        for at, (name, look) in enumerate(zip(names, looks, strict=True)):
            self.write(at, name, look)
            self.widen(at, name)
        if rows:
            columns = [
                {"header": _short(name), "header_format": self.made_in.look(text_wrap=True, **LOOKS[look])}
                for name, look in zip(names, looks, strict=True)
            ]
            style = {"style": "Table Style Light 1", "autofilter": False, "description": about}
            self.sheet.add_table(top, 0, top + len(rows), len(names) - 1, {**style, "columns": columns})
        for row in rows:
            self.row += 1
            for at, cell in enumerate(row):
                if isinstance(cell, Number):
                    look = self.made_in.look(num_format=cell.form)
                    self.sheet.write_number(self.row, at, cell.value, look)
                elif cell is not None:
                    self.write(at, cell, "cell" if at else "plain")
                    self.widen(at, cell)
        self.row += 1
        return top + 1, top + len(rows)

    def chart(self, block: Chart, within: str) -> None:
        """Its title, what it says, a chart that the office program draws, its data and its notes."""
        plot = block.plot
        self.say(plot.title if plot.title != within else "", "heading")
        self.say(in_words(plot))
        columns = columns_of(read(plot))
        if "value" not in columns:  # Nothing of it may be shown.
            return
        at = self.row
        self.row += CHART_HIGH // ROW_HIGH + 1
        rows = [list(row) for row in zip(*(column.cells for column in columns.values()), strict=True)]
        placed = self.table([column.heading for column in columns.values()], rows, about=plot.title)
        add_chart(self.made_in.book, self.sheet, columns, placed, at, in_words(plot))
        for line in notes_of(block.drawn):
            self.say(line, "quiet")

    def picture(self, block: Picture) -> None:
        """A drawing, and below it what somebody would say who could see it."""
        drawn = png(apply(LOOK, block.svg, around=0), width=PICTURE_WIDE, points=96)
        options = {"image_data": BytesIO(drawn), "description": block.words}
        self.sheet.insert_image(self.row, 0, "picture.png", options)
        self.row += int(PICTURE_WIDE * 96 / 72 / shape_of(block.svg)) // ROW_HIGH + 2
        self.say(block.words)

    def widen(self, column: int, words: str) -> None:
        """Make room for words in a column, up to a line to read."""
        longest = max(map(len, words.splitlines()), default=0)
        least = FIRST if column == 0 else NARROWEST
        self.widths[column] = max(self.widths.get(column, least), min(WIDEST, longest * 9 // 8 + 4))


def _each_once(headings: Iterable[str]) -> list[str]:
    """Headings, each of them once and none empty, as a table of the office program needs them."""
    found: list[str] = []
    for heading in headings:
        plain, number = heading or "–", 1
        name = plain
        while name.lower() in (each.lower() for each in found):
            number += 1
            name = f"{plain} ({number})"
        found.append(name)
    return found


def _high(cell: Written, letters: int) -> float:
    """How high a cell is in a column of so many letters, in points."""
    look = LOOKS[cell.look]
    size, is_bold = look.get("font_size", FACE["font_size"]), look.get("bold", False)
    room = (letters - 1 - look.get("indent", 0)) * LETTER
    return sum(lines_of(line, room, size, bold=is_bold) for line in cell.words.splitlines() or [""]) * size * LINE


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


def _with_language(made: bytes, language: Language) -> bytes:
    """The workbook, saying in which language it is: the library has no word for it."""
    kept = BytesIO()
    said = f"<dc:language>{escape(language.code)}</dc:language></cp:coreProperties>".encode()
    with ZipFile(BytesIO(made)) as before, ZipFile(kept, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(b"</cp:coreProperties>", said)
            after.writestr(part, content, ZIP_DEFLATED)
    return kept.getvalue()
