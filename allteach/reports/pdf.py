"""A document as PDF that screen readers can follow (PDF/UA-1): tagged, titled, every picture described, fonts inside.

Made by typst from data: nothing that a person typed is ever read as markup. No program of the system is needed.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from allteach.charts import THEMES, draw, in_words
from allteach.charts.reading import read
from allteach.charts.sentence import says
from allteach.charts.theme import apply
from allteach.reports.document import (
    PAPERS,
    Block,
    Chart,
    Columns,
    Document,
    Facts,
    Paragraph,
    Picture,
    Points,
    Section,
    Steps,
    Table,
    latest_and_goal,
    notes_of,
)

TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = settings.ROOT / "allteach" / "web" / "static" / "build" / "fonts"
# Inter holds Latin, Greek and Cyrillic; what else is written is set in the next that has it.
FAMILIES = ("Inter", "Noto Sans Canadian Aboriginal", "Noto Sans", "DejaVu Sans")
WIDTH, SMALL = 700, (300, 210)  # Of a chart, in pixels; of a small one its height too.
FEW, TALL, LOW = 4, 310, 225  # Of so few charts two fit on a page, of more three: how high they are.
GAP = 3  # Letters that the space between two columns takes.
LONGEST_CELL = 40  # A column of sentences is at most so many times as wide as one of single letters.


def pdf(document: Document, *, paper: str = "") -> bytes:
    """The document on one of its sizes of paper; the first of them when none is asked for.

    Raises ValueError for a paper that it cannot be printed on.
    """
    key = paper or document.papers[0]
    if key not in document.papers:
        raise ValueError(f"{document.name} is printed on {', '.join(document.papers)}, not on {key}")
    return _compiler().compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"document": json.dumps(_whole(document, key), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.now(UTC).replace(microsecond=0),
    )


@cache
def _compiler():
    """Typst with its fonts, which it reads once."""
    import typst

    fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(FONTS)] if FONTS.is_dir() else [])
    return typst.Compiler(font_paths=fonts)


def png(svg: str, *, width: int, points: int = 144) -> bytes:
    """A drawing as a picture `width` points wide, with so many dots to the inch."""
    page = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
    )
    return _compiler().compile(page.encode(), format="png", ppi=points, sys_inputs={"picture": svg})


def _whole(document: Document, paper: str) -> dict:
    language, _dash, region = document.language.code.partition("-")
    size = PAPERS[paper]
    return {
        "title": document.title,
        "over": document.over,
        "lead": document.lead,
        "foot": document.foot,
        "author": document.author,
        "lang": language,
        "region": region.upper() or None,
        "paper": size.key,
        "landscape": size.is_landscape,
        "scale": size.scale,
        "board": document.is_board,
        "framed": document.is_framed,
        "fonts": FAMILIES,
        "page": _("Page {page} of {pages}"),
        "blocks": [_block(block, TALL if _charts_in(document.blocks) <= FEW else LOW) for block in document.blocks],
    }


def _charts_in(blocks: Iterable[Block]) -> int:
    """How many charts of the whole width stand in these blocks."""
    return sum(
        _charts_in(block.blocks) if isinstance(block, Section) else isinstance(block, Chart) and not block.is_small
        for block in blocks
    )


def _block(block: Block, height: int) -> dict:
    """One block as data; `height` is that of a chart of the whole width."""
    match block:
        case Paragraph():
            return {"kind": "paragraph", "words": block.words, "tone": block.tone}
        case Points():
            items = [
                {"label": f"{item.label}:" if item.label else "", "words": item.written_out} for item in block.items
            ]
            return {"kind": "points", "items": items}
        case Facts():
            return {"kind": "facts", "rows": block.rows}
        case Chart():
            return _chart(block, height)
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "headings": block.headings,
                "rows": block.rows,
                "numbers": sorted(block.numbers),
                "shares": _shares(block),
            }
        case Steps():
            return {"kind": "steps", "items": [{"words": item.words, "new": item.is_new} for item in block.items]}
        case Picture():
            return {"kind": "picture", "svg": apply(THEMES["print"], block.svg, around=0), "words": block.words}
        case Section():
            inside = [_block(each, height) for each in block.blocks]
            return {"kind": "section", "title": block.title, "tone": block.tone, "blocks": inside}
        case Columns():
            columns = [[_block(each, height) for each in column] for column in block.columns]
            return {"kind": "columns", "shares": block.widths, "columns": columns}


def _chart(block: Chart, height: int) -> dict:
    plot = block.drawn
    width, high = SMALL if block.is_small else (WIDTH, height)
    sentence = says(read(plot))
    return {
        "kind": "chart",
        "small": block.is_small,
        "title": plot.title,
        "verdict": sentence.verdict,
        "rest": sentence.rest,
        "short": latest_and_goal(plot),
        "alt": in_words(plot),
        "svg": draw(plot, ident="chart", width=width, height=high, theme=THEMES["print"]),
        "notes": notes_of(plot),
    }


def _shares(table: Table) -> list[int]:
    """How wide each column is beside the others: as its longest cell, within bounds."""
    return [
        GAP + max(6, min(LONGEST_CELL, max((len(row[at]) for row in (table.headings, *table.rows)), default=0)))
        for at in range(len(table.headings))
    ]
