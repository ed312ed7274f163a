"""A document as part of a page: the stylesheet gives it colour, and on paper the size that its board has."""

from itertools import count

from django.utils.safestring import SafeString, mark_safe

from allteach.charts import draw, figure, table
from allteach.charts.figure import framed
from allteach.charts.reading import read
from allteach.charts.sentence import says
from allteach.charts.svg import words
from allteach.reports.document import (
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
)

SMALL = (300, 210)
CLASSES = {"plain": "", "quiet": ' class="at-quiet"', "lead": ' class="at-document__lead"'}
BOXES = {"offer": "at-board__box", "ask": "at-board__box at-board__box--ask"}


def html(document: Document, *, level: int = 1) -> SafeString:
    """The document as an article whose title is a heading of this level. Everything in it is escaped here."""
    page = _Page(document.name)
    over = f'<p class="at-quiet">{words(document.over)}</p>' if document.over else ""
    size = "at-display" if level == 1 else "at-h1"
    title = f'<h{level} class="{size}">{words(document.title)}</h{level}>'
    body = "".join(page.block(block, level + 1) for block in document.blocks)
    foot = f'<span>{words(document.foot)}</span><span aria-hidden="true">Allteach</span>'
    if document.is_board:
        lead = f'<p class="at-board__aim">{words(document.lead)}</p>' if document.lead else ""
        return mark_safe(
            f'<article class="at-board"><header class="at-board__head"><div>{over}{title}</div>{lead}</header>'
            f'{body}<footer class="at-board__foot">{foot}</footer></article>'
        )
    lead = f'<p class="at-document__lead">{words(document.lead)}</p>' if document.lead else ""
    return mark_safe(
        f'<article class="at-document"><header>{over}{title}{lead}</header>{body}'
        f'<footer class="at-board__foot">{foot}</footer></article>'
    )


class _Page:
    """Writes blocks; the ids of charts are counted within one document."""

    def __init__(self, name: str) -> None:
        self.name = f"d-{name}"
        self.number = count(1)

    def block(self, block: Block, level: int) -> str:
        """One block as HTML."""
        match block:
            case Paragraph(tone="quote"):
                return f'<blockquote class="at-quote">{words(block.words)}</blockquote>'
            case Paragraph():
                return f"<p{CLASSES[block.tone]}>{words(block.words)}</p>"
            case Points():
                items = (f"<li>{_label(item.label, item.link)}{words(item.words)}</li>" for item in block.items)
                return f"<ul>{''.join(items)}</ul>"
            case Facts():
                rows = (f"<div><dt>{words(asked)}</dt><dd>{words(so)}</dd></div>" for asked, so in block.rows)
                return f'<dl class="at-document__facts">{"".join(rows)}</dl>'
            case Chart():
                return self.chart(block, level)
            case Table():
                return _table(block)
            case Steps():
                marks = (' class="at-flow__changed"' if item.is_new else "" for item in block.items)
                items = (f"<li{mark}>{words(item.words)}</li>" for mark, item in zip(marks, block.items, strict=True))
                return f'<ol class="at-flow">{"".join(items)}</ol>'
            case Picture():
                return (
                    f'<div class="at-document__picture" role="img" aria-label="{words(block.words)}">{block.svg}</div>'
                )
            case Section():
                inside = "".join(self.block(each, level + 1) for each in block.blocks)
                klass = f' class="{BOXES[block.tone]}"' if block.tone in BOXES else ""
                title = f"<h{level}>{words(block.title)}</h{level}>" if block.title else ""
                return f"<section{klass}>{title}{inside}</section>"
            case Columns():
                is_trio = all(isinstance(each, Chart) for column in block.columns for each in column)
                klass = "at-board__trio" if is_trio else "at-board__cols"
                columns = "".join(
                    f"<div>{''.join(self.block(each, level) for each in column)}</div>" for column in block.columns
                )
                return f'<div class="{klass}">{columns}</div>'

    def chart(self, block: Chart, level: int) -> str:
        """A chart with its sentence and table; a small one with where it stands instead of the whole sentence."""
        ident, plot = f"{self.name}-{next(self.number)}", block.drawn
        if not block.is_small:
            return figure(plot, ident=ident, heading=level, classes="")
        width, height = SMALL
        return framed(
            ident=ident,
            title=plot.title,
            chart_words="",
            verdict=says(read(plot)).verdict,
            rest=latest_and_goal(plot),
            wide=draw(plot, ident=f"{ident}-small", width=width, height=height),
            narrow="",
            below="",
            table=table(plot) if plot.analysis is not None else "",
            heading=level,
            language=plot.language,
        )


def _label(label: str, link: str = "") -> str:
    if link:
        return f'<a href="{words(link)}" rel="external">{words(label or link)}</a>: '
    return f'<b class="at-strong">{words(label)}:</b> ' if label else ""


def _table(block: Table) -> str:
    def klass(at: int, cell: str = "–") -> str:
        return ' class="at-n"' if at in block.numbers else "" if cell else ' class="at-nothing"'

    head = "".join(f'<th scope="col"{klass(at)}>{words(each)}</th>' for at, each in enumerate(block.headings))
    rows = []
    for row in block.rows:
        first, *others = row
        cells = "".join(
            f'<td{klass(at, cell)} data-label="{words(block.headings[at])}">{words(cell)}</td>'
            for at, cell in enumerate(others, start=1)
        )
        rows.append(f'<tr><th scope="row">{words(first)}</th>{cells}</tr>')
    caption = f"<caption>{words(block.caption)}</caption>" if block.caption else ""
    table = f"{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return (
        f'<div class="at-scroll" tabindex="0" role="region" aria-label="{words(block.caption)}">'
        f'<table class="at-table at-table--tight at-table--cards">{table}</table></div>'
    )
