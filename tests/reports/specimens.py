"""Documents that hold every kind of block, and what is read out of the files made of them."""

import re
import zlib
from datetime import date
from io import BytesIO

from pptx import Presentation

from allteach.charts import LaterNote, Note, Plot, sparkline
from allteach.reports.document import (
    Chart,
    Columns,
    Document,
    Facts,
    Paragraph,
    Picture,
    Point,
    Points,
    Section,
    Step,
    Steps,
    Table,
)
from allteach.spc import Plan, Series, analyse

MONTHS = tuple((date(2025 + i // 12, i % 12 + 1, 1), "month") for i in range(14))
NUMBERS = (12, 14, 13, 15, 11, 13, 14, 12, 25, 31, 38, 44, 51, 55)


def plot(title="Patients with a goal", *, suppressed=(), of=100):
    numbers = [None if at in suppressed else number for at, number in enumerate(NUMBERS)]
    series = Series.of(numerator=numbers, denominator=[of] * len(NUMBERS))
    return Plot(
        title=title,
        measure_words="adults with a goal of their own",
        analysis=analyse(series, Plan(chart="p", direction="up", per=100, freeze=8, target=70)),
        periods=MONTHS,
        unit="%",
        goal=70,
        suppressed=frozenset(suppressed),
        notes=(Note(8, 1, "test", "Goal card with one patient"), Note(10, 2, "kept", "Everybody uses the card")),
        later=(LaterNote(date(2027, 3, 14), 3, "event", "Move to the new house"),),
    )


BLOCKS = {
    "Paragraph": Paragraph("Said in a paragraph."),
    "Points": Points((Point("short card", "Worked"), Point("said in a point"))),
    "Facts": Facts((("Region", "said in facts"),)),
    "Chart": Chart(plot("Said on a chart")),
    "Table": Table("Said above a table", ("Team", "Late"), (("said in a table", "3"),), numbers=frozenset({1})),
    "Steps": Steps((Step("List the day before"), Step("said in a step", is_new=True))),
    "Picture": Picture(sparkline(plot().analysis, label="x"), "Said of a picture"),
    "Section": Section("Said above a section", (Paragraph("said in a section"),), tone="offer"),
    "Columns": Columns(((Paragraph("said at the left"),), (Paragraph("said at the right"),)), shares=(1, 2)),
}
SAID = {
    "Paragraph": ("Said in a paragraph.",),
    "Points": ("Worked", "short card", "said in a point"),
    "Facts": ("Region", "said in facts"),
    "Chart": ("Said on a chart",),
    "Table": ("Said above a table", "said in a table", "Late"),
    "Steps": ("List the day before", "said in a step"),
    "Picture": ("Said of a picture",),
    "Section": ("Said above a section", "said in a section"),
    "Columns": ("said at the left", "said at the right"),
}


def document(*blocks, **more):
    return Document(
        **{"title": "A document", "name": "a-document", "blocks": blocks, "foot": "Made for a test.", **more}
    )


def board(*, long="", papers=("a3", "a1"), **more):
    """A storyboard as a team might fill it; `long` stands in every box."""
    small = tuple((Chart(plot(f"Small {number}"), is_small=True),) for number in (1, 2, 3))
    columns = Columns(
        (
            (
                Section("Who we are", (Paragraph("Amina, Sam, Colette"), Paragraph("183 adults", "quiet"))),
                Section("How a visit goes now", (BLOCKS["Steps"],)),
                Section("What we tested", (BLOCKS["Points"],)),
                Section("What surprised us", (Paragraph(long or "Goals are about grandchildren."),)),
            ),
            (Chart(plot()), Columns(small)),
            (
                Section("Ask us about", (Paragraph(long or "The card."),), tone="offer"),
                Section("Help us with", (Paragraph(long or "Interpreters."),), tone="ask"),
                Section("In a patient's words", (Paragraph("What did I want it for?", "quote"),)),
            ),
        ),
        shares=(26, 48, 26),
    )
    more = {
        "title": "Maple Gate",
        "over": "Learning session 2",
        "lead": "70 of every 100 adults will have a goal.",
        **more,
    }
    return document(columns, is_board=True, papers=papers, **more)


# --- what is in a PDF ---------------------------------------------------------------------------------------------


def streams(pdf: bytes) -> bytes:
    """Everything that a PDF holds, its compressed parts opened."""
    found = [pdf]
    for each in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(each[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", streams(pdf)))


def fonts_in(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([\w-]+)", streams(pdf))}


# --- what is on slides --------------------------------------------------------------------------------------------


def opened(pptx: bytes):
    return Presentation(BytesIO(pptx))


def shapes_in(pptx: bytes):
    return [shape for slide in opened(pptx).slides for shape in slide.shapes]


def words_on(pptx: bytes) -> str:
    """Every word on slides: of text, tables and the descriptions of charts and pictures."""
    said = []
    for shape in shapes_in(pptx):
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        if shape.has_table:
            said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        said += shape._element.xpath(".//p:cNvPr/@descr")
        said += shape._element.xpath(".//p:cNvPr/@title")
    return "\n".join(said)
