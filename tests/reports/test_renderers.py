"""Every block in every format; long texts, letters of other scripts, empty documents; and whether pages hold them."""

import json
import re
from html import unescape

import pytest

from allteach.reports import pdf as pdf_module
from allteach.reports.document import KINDS, Chart, Paragraph, Section, Table, notes_of, walk
from allteach.reports.formats import FORMATS, file_of
from allteach.reports.html import html
from allteach.reports.pdf import pdf, png
from allteach.reports.slides import slides
from allteach.reports.slides.items import words_of
from allteach.reports.slides.look import lines_of
from tests.reports.specimens import (
    BLOCKS,
    NUMBERS,
    SAID,
    board,
    document,
    fonts_in,
    opened,
    pages_in,
    plot,
    shapes_in,
    streams,
    words_on,
)

LONG = "A long sentence that goes on and says little. " * 25
CREE = "ᓀᐦᐃᔭᐍᐏᐣ"


def words_in(fragment: str) -> str:
    """What stands in HTML, and what it tells those who cannot see it."""
    labels = re.findall(r'aria-label="([^"]*)"', fragment)
    return unescape("\n".join([re.sub(r"<[^>]*>", " ", fragment), *labels]))


def inside_a_pdf(said) -> str:
    """The data that a PDF is made of: what stands in it is compressed by glyph, and is not words any more."""
    return json.dumps(pdf_module._whole(said, said.papers[0]), ensure_ascii=False)


def test_there_is_a_specimen_of_every_kind_of_block():
    assert set(BLOCKS) == set(SAID) == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_says_everything_on_a_page(kind):
    said = words_in(html(document(BLOCKS[kind])))

    assert [words for words in SAID[kind] if words not in said] == []


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_says_everything_on_slides(kind):
    said = words_on(slides(document(BLOCKS[kind])))

    assert [words for words in SAID[kind] if words not in said] == []


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_says_everything_in_a_pdf(kind):
    whole = document(BLOCKS[kind])

    assert [words for words in SAID[kind] if words not in inside_a_pdf(whole)] == []
    assert pages_in(pdf(whole)) == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("kind", ["Paragraph", "Section"])
def test_a_format_makes_a_file_with_a_safe_name(form, kind):
    whole = document(BLOCKS[kind], name="Érable / Gate: 2026?")

    assert file_of(whole, form).name == f"erable-gate-2026.{form}"


def test_a_format_or_paper_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="no format 'doc'"):
        file_of(document(), "doc")
    with pytest.raises(ValueError, match="printed on a4, not on a3"):
        file_of(document(), "pdf", paper="a3")


def test_another_paper_is_told_by_the_name_of_the_file():
    whole = board()

    assert file_of(whole, "pdf", paper="a1").name == "a-document-a1.pdf"
    assert file_of(whole, "pdf", paper="a3").name == "a-document.pdf"


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_a_pdf_says_that_readers_can_follow_it():
    made = streams(pdf(document(*BLOCKS.values())))

    assert b"pdfuaid:part>1<" in made.replace(b'pdfuaid:part="1"', b"pdfuaid:part>1<")
    assert b"/StructTreeRoot" in made
    assert re.search(rb"/Lang\s*\(en-GB\)", made)
    assert re.search(rb"/Alt\s*\(", made) or re.search(rb"/Alt\s*<", made)


@pytest.mark.parametrize("long", ["", LONG])
def test_a_board_is_one_page_however_much_is_said(long):
    assert pages_in(pdf(board(long=long))) == 1


@pytest.mark.parametrize(("paper", "wide"), [("a3", 1190), ("a1", 2383)])
def test_a_board_is_as_large_as_its_paper(paper, wide):
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", streams(pdf(board(), paper=paper)))

    assert int(float(boxes[0][0])) == wide


def test_cree_and_accents_are_set_in_fonts_that_are_inside():
    fonts = fonts_in(pdf(document(Paragraph(f"{CREE} Érablière Gwŷn"))))

    assert any("CanadianAboriginal" in font for font in fonts)
    assert any(font.startswith("Inter") for font in fonts)


def test_words_of_people_are_never_read_as_markup():
    typed = '#import "x" $ * _ ` <b> \\ [ ] #sys.inputs & = heading'

    assert pages_in(pdf(document(Paragraph(typed), Section(typed, (Paragraph(typed),)), title=typed))) == 1
    assert "<b> \\" not in html(document(Paragraph(typed)))
    assert typed in words_on(slides(document(Paragraph(typed))))


def test_a_long_table_goes_on_on_the_next_page():
    rows = tuple((f"Team {number}", LONG[:60]) for number in range(90))

    assert pages_in(pdf(document(Table("Late", ("Team", "Why"), rows)))) > 1


def test_a_drawing_becomes_a_picture():
    assert png(BLOCKS["Picture"].svg, width=100).startswith(b"\x89PNG")


# --- slides -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("long", ["", LONG, LONG * 4])
def test_nothing_stands_outside_a_slide(long):
    made = slides(board(long=long))
    deck = opened(made)

    outside = [
        shape.name
        for shape in shapes_in(made)
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > deck.slide_width
        or shape.top + shape.height > deck.slide_height
    ]
    assert outside == []


@pytest.mark.parametrize("whole", [board(), board(long=LONG[:300]), document(*BLOCKS.values())])
def test_no_two_things_on_a_slide_lie_over_each_other(whole):
    for slide in opened(slides(whole)).slides:
        boxes = [
            (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for shape in slide.shapes
            if shape.shape_type != 9 and shape.width and shape.height
        ]
        over = [
            (one, other)
            for at, one in enumerate(boxes)
            for other in boxes[at + 1 :]
            if min(one[2], other[2]) - max(one[0], other[0]) > 9525
            and min(one[3], other[3]) - max(one[1], other[1]) > 9525
        ]
        assert over == []


def test_a_board_is_one_slide_until_nobody_could_read_it():
    assert [len(opened(slides(board(long=long))).slides) for long in ("", LONG[:300])] == [1, 1]
    assert len(opened(slides(board(long=LONG * 4))).slides) > 1


def test_long_words_are_all_on_the_slides():
    counted = "".join(f"word{number} " for number in range(900))
    said = words_on(slides(document(Section("Long", (Paragraph(counted),)))))

    assert [number for number in range(900) if f"word{number}" not in said] == []


def test_a_long_table_goes_on_under_its_headings():
    rows = tuple((f"Team {number}", "late") for number in range(60))
    deck = opened(slides(document(Table("Late", ("Team", "Why"), rows))))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert len(tables) > 1
    assert {table.cell(0, 0).text_frame.text for table in tables} == {"Team"}
    assert sum(len(table.rows) - 1 for table in tables) == 60


def test_a_chart_can_be_edited_and_is_described():
    [shape] = [shape for shape in shapes_in(slides(document(BLOCKS["Chart"]))) if shape.has_chart]
    series = {line.name: list(line.values) for line in shape.chart.plots[0].series}

    assert series["Said on a chart"] == list(NUMBERS)
    assert series["Goal"] == [70] * len(NUMBERS)
    assert shape._element.xpath(".//p:cNvPr/@descr")[0].startswith("Adults with a goal of their own")


def test_a_small_chart_tells_nothing_of_what_its_pins_would_stand_for():
    assert notes_of(Chart(plot("x"), is_small=True).drawn) == []


def test_what_is_pinned_to_a_chart_is_told_with_its_time():
    assert notes_of(plot("x"))[1:] == [
        f"(2)\N{NO-BREAK SPACE}{plot('x').language.period(*plot('x').periods[10], 'medium')}: Everybody uses the card",
        "(3)\N{NO-BREAK SPACE}14 Mar 2027, after the last point: Move to the new house",
    ]


def test_a_number_that_may_not_be_shown_is_in_no_file():
    hidden = document(type(BLOCKS["Chart"])(plot(suppressed=(4,))))
    [shape] = [shape for shape in shapes_in(slides(hidden)) if shape.has_chart]

    assert next(iter(shape.chart.plots[0].series)).values[4] is None
    assert "11%" not in inside_a_pdf(hidden)
    assert "11%" not in html(hidden)


def test_the_speaker_reads_the_whole_board():
    [slide] = opened(slides(board())).slides

    assert slide.notes_slide.notes_text_frame.text == words_of(board().blocks)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_document_that_says_nothing_is_still_a_document(form):
    assert file_of(document(foot=""), form).content


def test_a_word_longer_than_a_line_is_broken():
    assert lines_of("x" * 400, 2, 12) > 10


def test_walking_comes_by_every_block():
    inside = [type(block).__name__ for block in walk(tuple(BLOCKS.values()))]

    assert sorted(inside) == sorted([*BLOCKS, "Paragraph", "Paragraph", "Paragraph"])
