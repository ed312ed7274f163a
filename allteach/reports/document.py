"""What a document says, once: blocks of finished words, numbers and charts. Every format is made from it.

To add a kind of block, write its class, add it to Block, and teach it to each renderer: a test says which lacks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from django.utils.translation import gettext as _

from allteach.charts import Language, LaterNote, Note, Plot
from allteach.charts.figure import after_the_last_point
from allteach.charts.reading import read

Tone = Literal["plain", "quiet", "lead", "quote"]
BoxTone = Literal["plain", "offer", "ask"]

LONGEST_NAME = 80


@dataclass(frozen=True)
class Paragraph:
    """A few sentences. `lead` is large, `quote` is somebody's own words."""

    words: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Point:
    """One line of a list; the label stands before it, bold. `link` is where the label leads; paper writes it out."""

    words: str
    label: str = ""
    link: str = ""

    @property
    def written_out(self) -> str:
        """The words with the address behind them, for paper and slides."""
        return f"{self.words} ({self.link})" if self.link else self.words


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[Point, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of what is asked and what is so: "Region: North"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """A run or control chart, as its viewer may see it. A small one stands beside others, without its notes."""

    plot: Plot
    is_small: bool = False

    @property
    def drawn(self) -> Plot:
        """The plot as it is drawn: in a small one there is no room for pins and names of stretches."""
        return replace(self.plot, notes=(), later=(), phases=()) if self.is_small else self.plot


@dataclass(frozen=True)
class Table:
    """Rows under headings. `numbers` says which columns stand right, counted from 0."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Step:
    """One step of how the care goes; what was changed is framed."""

    words: str
    is_new: bool = False


@dataclass(frozen=True)
class Steps:
    """How the care goes, step by step."""

    items: tuple[Step, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of `charts` that is not a run chart, and what somebody would say who could see it."""

    svg: str
    words: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. `offer` and `ask` stand in a box; `notes` are for the speaker."""

    title: str
    blocks: tuple[Block, ...]
    tone: BoxTone = "plain"
    notes: str = ""


@dataclass(frozen=True)
class Columns:
    """Blocks side by side on paper and wide screens, one after another on a phone. `shares` are their widths."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[int, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """The share of each column; equal when nothing was said."""
        return self.shares or (1,) * len(self.columns)


Block = Paragraph | Points | Facts | Chart | Table | Steps | Picture | Section | Columns
KINDS: tuple[type, ...] = (Paragraph, Points, Facts, Chart, Table, Steps, Picture, Section, Columns)


@dataclass(frozen=True)
class Paper:
    """A size of paper. A board is laid out for A3; on A1 it is the same, twice as large."""

    key: str
    name: str
    is_landscape: bool = False
    scale: float = 1.0


PAPERS = {
    paper.key: paper
    for paper in (
        Paper("a1", "A1", is_landscape=True, scale=2.0),
        Paper("a3", "A3", is_landscape=True),
        Paper("a4", "A4"),
        Paper("a5", "A5", scale=0.94),
    )
}


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document.

    `over` stands above the title, `lead` beside or below it in large type, `foot` at the end with when it was made and
    what is hidden. A board is one page whatever it says: what is long is set smaller. What is framed hangs on a wall by
    itself: a few words in the middle of one page. `papers` are the sizes it can be printed on, the first unless another
    is asked for.
    """

    title: str
    name: str
    blocks: tuple[Block, ...]
    over: str = ""
    lead: str = ""
    foot: str = ""
    is_board: bool = False
    is_framed: bool = False
    papers: tuple[str, ...] = ("a4",)
    author: str = "Allteach"
    language: Language = field(default_factory=Language.english)

    @property
    def file_name(self) -> str:
        """A name for its files that every system takes: small letters, digits and hyphens."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_NAME].strip("-") or "document"


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, in reading order, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from walk(block.blocks)
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from walk(column)


@dataclass(frozen=True)
class Part:
    """What stands under one heading: on slides of its own, on a sheet of its own."""

    title: str
    blocks: tuple[Block, ...]
    notes: str = ""


def parts_of(document: Document) -> list[Part]:
    """A document as parts: each section, each chart, table or picture outside of one, and the words between them."""
    parts: list[Part] = []
    loose: list[Block] = []

    def close() -> None:
        if loose:
            parts.append(Part(document.title, tuple(loose)))
            loose.clear()

    for block in _flattened(document.blocks):
        if isinstance(block, Section):
            close()
            parts.append(Part(block.title or document.title, block.blocks, block.notes))
        elif isinstance(block, Chart | Table | Picture | Columns):
            close()
            parts.append(Part(_title_of(block) or document.title, (block,)))
        else:
            loose.append(block)
    close()
    return parts


def _flattened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks in reading order, columns of sections taken apart; charts side by side stay together."""
    for block in blocks:
        if isinstance(block, Columns) and any(isinstance(each, Section) for column in block.columns for each in column):
            for column in block.columns:
                yield from _flattened(column)
        else:
            yield block


def _title_of(block: Block) -> str:
    if isinstance(block, Chart):
        return block.plot.title
    return block.caption if isinstance(block, Table) else ""


def notes_of(plot: Plot) -> list[str]:
    """What is pinned to a chart, as lines: "(1) March 2026: Goal card"; a number never stands apart from its day."""
    said: list[tuple[Note | LaterNote, str]] = [
        (note, plot.language.period(*plot.periods[note.at], "medium")) for note in plot.notes
    ]
    said += [(note, after_the_last_point(note, plot.language)) for note in plot.later]
    said.sort(key=lambda one: one[0].number)
    return [f"({note.number})\N{NO-BREAK SPACE}{when}: {note.words}" for note, when in said]


def latest_and_goal(plot: Plot) -> str:
    """Where a chart stands, in a few words: "59%, goal 75%". Empty where nothing may be shown."""
    reading = read(plot)
    if reading.last is None:
        return ""
    latest = reading.value_said(reading.values[reading.last] or 0.0)
    if reading.goal is None:
        return latest
    return _("%(latest)s, goal %(goal)s") % {"latest": latest, "goal": reading.value_said(reading.goal)}
