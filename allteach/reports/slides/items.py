"""What stands on a slide: each item knows how high it is in a width, and draws itself there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from allteach.charts import in_words
from allteach.charts.reading import read
from allteach.charts.sentence import says
from allteach.reports.document import (
    Block,
    Chart,
    Columns,
    Facts,
    Paragraph,
    Picture,
    Points,
    Section,
    Steps,
    Table,
    latest_and_goal,
    notes_of,
    walk,
)
from allteach.reports.slides.look import ASK, BRAND, FACE, INK, LINE, OFFER, PAPER, QUIET, colour, lines_of
from allteach.reports.slides.native_charts import add_chart
from allteach.reports.slides.pictures import add_picture, shape_of

GAP = 0.55  # Between items, in the size of the text.
BOX = 0.12  # Inside a box, in inches.


class Frame(NamedTuple):
    """Where something stands, in inches."""

    left: float
    top: float
    width: float


class Run(NamedTuple):
    """Words set alike."""

    words: str
    bold: bool = False


class Line(NamedTuple):
    """A paragraph of runs."""

    runs: tuple[Run, ...]
    is_point: bool = False
    is_heading: bool = False

    @property
    def words(self) -> str:
        return " ".join(run.words for run in self.runs)


class Item(Protocol):
    """Anything that can stand on a slide."""

    def high(self, width: float, size: float) -> float: ...

    def draw(self, slide, frame: Frame, size: float) -> None: ...


@dataclass(frozen=True)
class Text:
    """Paragraphs, in a box when it has a ground."""

    lines: tuple[Line, ...]
    tone: str = "plain"

    @classmethod
    def of(cls, words: str, *, bold: bool = False) -> Text:
        """One paragraph."""
        return cls((Line((Run(words, bold),)),))

    def high(self, width: float, size: float) -> float:
        """Inches, room inside a box included."""
        inside = width - (0 if self.tone == "plain" else 2 * BOX)
        total = 0.0
        for line in self.lines:
            room = inside - (0.018 * size if line.is_point else 0)
            bold = any(run.bold for run in line.runs) or line.is_heading
            total += lines_of(line.words, room, size, bold=bold) * size * LINE + size * 0.25
        return total / 72 + (0 if self.tone == "plain" else 2 * BOX)

    def draw(self, slide, frame: Frame, size: float, *, ink: str = INK) -> None:
        """As a text box exactly as high as its text."""
        from pptx.util import Inches

        high = self.high(frame.width, size)
        box = slide.shapes.add_textbox(*map(Inches, (frame.left, frame.top, frame.width, high)))
        if self.tone != "plain":
            box.fill.solid()
            box.fill.fore_color.rgb = colour(OFFER if self.tone == "offer" else ASK)
        self.write(box.text_frame, size, ink=ink, inset=0 if self.tone == "plain" else BOX)

    def write(self, frame, size: float, *, ink: str = INK, inset: float = 0) -> None:
        """The paragraphs into a frame of the office program."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Inches, Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(inset)
        for at, line in enumerate(self.lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size * 0.25)
            for number, run in enumerate(line.runs):
                shown = paragraph.add_run()
                dot = "• " if line.is_point and number == 0 else ""
                shown.text = dot + run.words + (" " if number < len(line.runs) - 1 else "")
                shown.font.size, shown.font.name = Pt(size), FACE
                shown.font.bold = run.bold or line.is_heading
                shown.font.color.rgb = colour(BRAND if line.is_heading else ink)

    def pieces(self, width: float, size: float, room: float) -> list[Item]:
        """Taken apart so that each piece fits: between paragraphs, and a paragraph that is too long within itself."""
        found: list[Item] = []
        held: list[Line] = []
        for line in (part for each in self.lines for part in _shorter(each, width, size, room)):
            if held and replace(self, lines=(*held, line)).high(width, size) > room:
                found.append(replace(self, lines=tuple(held)))
                held = []
            held.append(line)
        return [*found, replace(self, lines=tuple(held))]


def _shorter(line: Line, width: float, size: float, room: float) -> list[Line]:
    """A paragraph as several that each fit."""
    if Text((line,)).high(width - 2 * BOX, size) + 2 * BOX <= room:
        return [line]
    words, found, held = line.words.split(), [], []
    for word in words:
        if held and Text.of(" ".join([*held, word])).high(width - 2 * BOX, size) + 2 * BOX > room:
            found.append(Line((Run(" ".join(held)),), line.is_point))
            held = []
        held.append(word)
    return [*found, Line((Run(" ".join(held)),), line.is_point)]


@dataclass(frozen=True)
class ChartItem:
    """A chart of the office program, under what it says."""

    chart: Chart
    has_title: bool = True
    tall: float = 0.0  # Inches of its drawing, where it has a slide to itself; else as the text around it allows.

    def filling(self, width: float, size: float, room: float) -> ChartItem:
        """The same as high as the room that it has to itself."""
        return replace(self, tall=self._chart_high(size) + max(0.0, room - self.high(width, size)))

    def _text(self) -> Text:
        plot = self.chart.plot
        sentence = says(read(plot))
        rest = latest_and_goal(plot) if self.chart.is_small else sentence.rest
        lines = [Line((Run(plot.title),), is_heading=True)] if self.has_title else []
        return Text((*lines, Line((Run(sentence.verdict, bold=True), Run(rest)))))

    def _notes(self) -> Text | None:
        said = notes_of(self.chart.drawn)
        return Text.of(" · ".join(said)) if said else None

    def _chart_high(self, size: float) -> float:
        """Where the text is small, much stands on the slide, and the chart gives way with it."""
        if self.tall:
            return self.tall
        if size >= 14:
            return 1.95 if self.chart.is_small else 3.4
        return 0.7 + 0.07 * size if self.chart.is_small else 1.5 + 0.09 * size

    def high(self, width: float, size: float) -> float:
        """Inches."""
        text, notes = self._text().high(width, min(size, 16)), self._notes()
        return text + self._chart_high(size) + (notes.high(width, min(size, 12) * 0.85) if notes else 0)

    def draw(self, slide, frame: Frame, size: float) -> None:
        """Words, chart, notes."""
        text, notes, top = self._text(), self._notes(), frame.top
        text.draw(slide, frame, min(size, 16))
        top += text.high(frame.width, min(size, 16))
        high = self._chart_high(size)
        add_chart(slide, self.chart.plot, frame._replace(top=top), high, is_small=self.chart.is_small)
        if notes:
            top += high
            notes.draw(slide, frame._replace(top=top), min(size, 12) * 0.85, ink=QUIET)


@dataclass(frozen=True)
class PictureItem:
    """A drawing as a picture, described."""

    picture: Picture
    most: float = 4.0

    def _size(self, width: float) -> tuple[float, float]:
        """Inches, as the drawing's own shape allows."""
        shape = shape_of(self.picture.svg)
        wide = min(width, self.most * shape)
        return wide, wide / shape

    def high(self, width: float, _size: float) -> float:
        """Inches."""
        return self._size(width)[1]

    def draw(self, slide, frame: Frame, _size: float) -> None:
        """The picture."""
        wide, high = self._size(frame.width)
        add_picture(slide, self.picture, frame.left, frame.top, wide, high)


@dataclass(frozen=True)
class TableItem:
    """A table of the office program."""

    table: Table
    shares: tuple[float, ...]

    @classmethod
    def of(cls, table: Table) -> TableItem:
        """A whole table, each column as wide beside the others as its longest cell."""
        rows = (table.headings, *table.rows)
        longest = [max(6, min(40, max(len(row[at]) for row in rows))) for at in range(len(table.headings))]
        return cls(table, tuple(each / sum(longest) for each in longest))

    def widths(self, width: float) -> list[float]:
        """What is left for words in each column, in inches."""
        return [share * width - 0.2 for share in self.shares]

    def high(self, width: float, size: float) -> float:
        """Inches."""
        widths = self.widths(width)
        return sum(row_high(row, widths, min(size, 16)) for row in (self.table.headings, *self.table.rows))

    def draw(self, slide, frame: Frame, size: float) -> None:
        """The table, its first row as headings."""
        from pptx.util import Inches

        fits, rows = min(size, 16), (self.table.headings, *self.table.rows)
        place = map(Inches, (frame.left, frame.top, frame.width, self.high(frame.width, size)))
        shape = slide.shapes.add_table(len(rows), len(self.table.headings), *place)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", self.table.caption)
        for at, share in enumerate(self.shares):
            shape.table.columns[at].width = Inches(share * frame.width)
        for number, row in enumerate(rows):
            shape.table.rows[number].height = Inches(row_high(row, self.widths(frame.width), fits))
            for at, words in enumerate(row):
                _fill_cell(shape.table.cell(number, at), words, fits, number == 0, at in self.table.numbers)

    def pieces(self, width: float, size: float, room: float) -> list[Item]:
        """Taken apart between rows, each piece with the headings."""
        fits, widths = min(size, 16), self.widths(width)
        found: list[Item] = []
        held: list[tuple[str, ...]] = []
        used = heading = row_high(self.table.headings, widths, fits)
        for row in self.table.rows:
            high = row_high(row, widths, fits)
            if held and used + high > room:
                found.append(self._with(held))
                held, used = [], heading
            held.append(row)
            used += high
        return [*found, self._with(held)]

    def _with(self, rows: list[tuple[str, ...]]) -> TableItem:
        """Some of its rows, in columns as wide as those of the whole."""
        return TableItem(replace(self.table, rows=tuple(rows)), self.shares)


def row_high(row: tuple[str, ...], widths: list[float], size: float) -> float:
    """How high a row is, in inches: as its longest cell."""
    lines = max(lines_of(cell, wide, size, bold=True) for cell, wide in zip(row, widths, strict=True))
    return lines * size * LINE / 72 + 0.1


def _fill_cell(cell, words: str, size: float, is_heading: bool, is_number: bool) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.margin_left = cell.margin_right = Inches(0.08)
    Text.of(words, bold=is_heading).write(cell.text_frame, size, inset=0.04)
    if is_number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(OFFER if is_heading else PAPER)


@dataclass(frozen=True)
class Grid:
    """Stacks of items side by side."""

    columns: tuple[tuple[Item, ...], ...]
    shares: tuple[int, ...]
    gutter: float = field(default=0.3)

    def _widths(self, width: float) -> list[float]:
        room = width - self.gutter * (len(self.columns) - 1)
        return [room * share / sum(self.shares) for share in self.shares]

    def high(self, width: float, size: float) -> float:
        """As the highest of them."""
        stacks = zip(self.columns, self._widths(width), strict=True)
        return max((self.stacked(list(column), wide, size) for column, wide in stacks), default=0)

    def draw(self, slide, frame: Frame, size: float) -> None:
        """Each beside the other."""
        left = frame.left
        for column, wide in zip(self.columns, self._widths(frame.width), strict=True):
            self.draw_stack(slide, list(column), Frame(left, frame.top, wide), size)
            left += wide + self.gutter

    @staticmethod
    def stacked(items: list[Item], width: float, size: float) -> float:
        """How high items are, one below the other."""
        gaps = max(len(items) - 1, 0) * GAP * size / 72
        return sum(item.high(width, size) for item in items) + gaps

    @staticmethod
    def draw_stack(slide, items: list[Item], frame: Frame, size: float) -> None:
        """Items one below the other."""
        top = frame.top
        for item in items:
            item.draw(slide, frame._replace(top=top), size)
            top += item.high(frame.width, size) + GAP * size / 72


def items_of(block: Block, *, heading: str = "") -> list[Item]:
    """A block as items. A chart or section whose title is the slide's own says it only there."""
    match block:
        case Section():
            inside = [item for each in block.blocks for item in items_of(each)]
            title = [Line((Run(block.title),), is_heading=True)] if block.title and block.title != heading else []
            texts = [item for item in inside if isinstance(item, Text) and item.tone == "plain"]
            if len(texts) == len(inside):
                lines = (*title, *(line for text in texts for line in text.lines))
                return [Text(lines, block.tone)] if lines else []
            return [Text(tuple(title)), *inside] if title else inside
        case Columns():
            columns = tuple(tuple(item for each in column for item in items_of(each)) for column in block.columns)
            return [Grid(columns, block.widths)]
        case Chart():
            return [ChartItem(block, has_title=block.plot.title != heading)]
        case Picture():
            return [PictureItem(block)]
        case Table():
            return [TableItem.of(block)]
        case _:
            lines = tuple(lines_of_text(block))
            return [Text(lines)] if lines else []


def lines_of_text(block: Paragraph | Points | Facts | Steps) -> list[Line]:
    """A block of words as paragraphs."""
    match block:
        case Paragraph():
            words = f"“{block.words}”" if block.tone == "quote" else block.words
            return [Line((Run(words, bold=block.tone == "lead"),))]
        case Points():
            return [Line(_labelled(point.label, point.written_out), is_point=True) for point in block.items]
        case Facts():
            return [Line(_labelled(asked, so)) for asked, so in block.rows]
        case Steps():
            runs: list[Run] = []
            for step in block.items:
                runs += [Run("→")] if runs else []
                runs.append(Run(step.words, bold=step.is_new))
            return [Line(tuple(runs))] if runs else []


def _labelled(label: str, words: str) -> tuple[Run, ...]:
    return (Run(f"{label}:", bold=True), Run(words)) if label else (Run(words),)


def words_of(blocks: tuple[Block, ...]) -> str:
    """Everything that blocks say, as the notes of a slide: charts in words."""
    said: list[str] = []
    for block in walk(blocks):
        match block:
            case Section():
                said += filter(None, (block.title, block.notes))
            case Chart():
                said += [f"{block.plot.title}: {in_words(block.plot)}", *notes_of(block.plot)]
            case Picture():
                said.append(block.words)
            case Table():
                said.append(block.caption)
            case Paragraph() | Points() | Facts() | Steps():
                said += [line.words for line in lines_of_text(block)]
    return "\n".join(filter(None, said))
