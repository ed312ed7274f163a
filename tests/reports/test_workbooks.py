"""Documents as workbooks: every block, real numbers, charts that can be changed, nothing hidden, nothing that runs."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from allteach.charts import Language
from allteach.reports.document import Chart, Document, Facts, Paragraph, Point, Points, Section, Table
from allteach.reports.workbook import workbook
from allteach.reports.workbook.numbers import Number, number_in
from tests.reports.specimens import BLOCKS, NUMBERS, SAID, board, document, plot

FRENCH = Language(code="fr-CA", decimal_mark=",", thousands_mark=" ", percent_gap=" ")
CANARY = 83_947


def parts_in(made: bytes) -> dict[str, str]:
    """Every part of a workbook that is text, by its name."""
    with ZipFile(BytesIO(made)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if not name.endswith(".png")}


def part(made: bytes, name: str) -> str:
    return parts_in(made)[name]


def words_in(made: bytes) -> str:
    """What stands in cells, in names of sheets and tables, and in descriptions."""
    parts = parts_in(made)
    shared = re.sub(r"<[^>]*>", "\n", parts["xl/sharedStrings.xml"])
    told = [said for text in parts.values() for said in re.findall(r'(?:descr|name|altTextSummary)="([^"]*)"', text)]
    return unescape("\n".join([shared, *told]))


def sheets_in(made: bytes) -> list[str]:
    return [unescape(name) for name in re.findall(r'<sheet name="([^"]*)"', part(made, "xl/workbook.xml"))]


def numbers_on(made: bytes, sheet: int) -> list[float]:
    cells = re.findall(r'<c r="[A-Z]+\d+"(?: s="\d+")?><v>([^<]*)</v>', part(made, f"xl/worksheets/sheet{sheet}.xml"))
    return [float(number) for number in cells]


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_says_everything_in_a_workbook(kind):
    said = words_in(workbook(document(BLOCKS[kind])))

    assert [words for words in SAID[kind] if words not in said] == []


def test_each_part_has_a_sheet_and_the_first_leads_to_all_of_them():
    made = workbook(document(Paragraph("Loose."), Section("Who asks", (Paragraph("Nobody."),)), BLOCKS["Chart"]))

    assert sheets_in(made) == ["A document", "A document (2)", "Who asks", "Said on a chart"]
    assert re.findall(r'location="([^"]*)"', part(made, "xl/worksheets/sheet1.xml")) == [
        "'A document (2)'!A1",
        "'Who asks'!A1",
        "'Said on a chart'!A1",
    ]


@pytest.mark.parametrize("title", ["a/b: [c]*?", "x" * 40, "History", "'Ward'", "", "=1+1", "Ward 7’s", "\x01"])
def test_a_sheet_takes_any_title_and_two_of_the_same(title):
    names = sheets_in(workbook(document(*(Section(title, (Paragraph("a"),)) for _ in range(3)))))

    assert len({name.lower() for name in names}) == 4
    assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$|^history$", name, re.I)] == []


def test_a_board_becomes_a_sheet_for_each_of_its_sections():
    names = sheets_in(workbook(board()))

    assert names[0] == "Maple Gate"
    assert {"Who we are", "How a visit goes now", "Ask us about", "Patients with a goal"} <= set(names)


def test_numbers_of_a_table_are_numbers_and_words_are_words():
    table = Table(
        "Late", ("Team", "Late", "Share"), (("12", "3", "48.5%"), ("Maple", "–", "7")), numbers=frozenset({1, 2})
    )
    made = workbook(document(table))

    assert numbers_on(made, 2) == [3, 48.5, 7]
    assert "48.5" not in part(made, "xl/sharedStrings.xml")
    assert "<si><t>12</t></si>" in part(made, "xl/sharedStrings.xml")
    assert 'formatCode="#,##0.0&quot;%&quot;"' in part(made, "xl/styles.xml")
    assert 'altTextSummary="Late"' in part(made, "xl/tables/table1.xml")


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        ("59%", Language(), Number(59, '#,##0"%"')),
        ("1,234.50 days", Language(), Number(1234.5, '#,##0.00" days"')),
        ("−3", Language(), Number(-3, "#,##0")),
        ("7 per 1,000", Language(), Number(7, '#,##0" per 1,000"')),
        ("1 234,5 %", FRENCH, Number(1234.5, '#,##0.0" %"')),
        ("–", Language(), None),
        ("about 7", Language(), None),
        ('7" tall', Language(), None),
        ("7" + " very" * 10, Language(), None),
        ("", Language(), None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(words, language, number):
    assert number_in(words, language) == number


def test_two_headings_alike_and_an_empty_one_make_a_table_that_opens():
    made = workbook(document(Table("", ("Team", "Team", ""), (("a", "b", "c"),)), Table("None", ("Team",), ())))

    assert re.findall(r'<tableColumn id="\d" name="([^"]*)"', part(made, "xl/tables/table1.xml")) == [
        "Team",
        "Team (2)",
        "–",
    ]
    assert "xl/tables/table2.xml" not in parts_in(made)


def test_a_chart_stands_over_its_numbers_and_is_described():
    made = workbook(document(BLOCKS["Chart"]))
    drawn = part(made, "xl/charts/chart1.xml")

    assert [number for number in numbers_on(made, 2) if number in NUMBERS][: len(NUMBERS)]
    assert set(NUMBERS) <= set(numbers_on(made, 2))
    assert re.findall(r"<c:tx><c:strRef>|<c:tx><c:v>([^<]*)", drawn) == [
        "Value (%)",
        "Mean",
        "Lower limit",
        "Upper limit",
        "Goal",
        "Improvement",
    ]
    assert "dispBlanksAs" not in drawn  # Which says that what is missing is a gap.
    assert (
        "Adults with a goal of their own" in re.findall(r'descr="([^"]*)"', part(made, "xl/drawings/drawing1.xml"))[0]
    )


def test_a_chart_of_which_nothing_may_be_shown_is_told_in_words_only():
    made = workbook(document(Chart(plot(suppressed=tuple(range(len(NUMBERS)))))))

    assert "xl/charts/chart1.xml" not in parts_in(made)
    assert "Patients with a goal" in words_in(made)


def test_a_number_that_may_not_be_shown_is_nowhere_in_the_file(monkeypatch):
    from tests.reports import specimens

    monkeypatch.setattr(specimens, "NUMBERS", (*NUMBERS[:4], CANARY, *NUMBERS[5:]))
    seen = {}
    for suppressed in ((), (4,)):
        shown = specimens.plot(suppressed=suppressed, of=100_000)
        seen[suppressed] = "".join(parts_in(workbook(document(Chart(shown)))).values())

    share = f"{CANARY / 1000:.0f}"
    assert f">{share}" in seen[()]
    assert f">{share}" not in seen[4,]
    assert str(CANARY) not in seen[4,]
    assert "fewer than five" in seen[4,] or "fewer than 5" in seen[4,]


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("http://x.example")', "@SUM(A1)", "+1", "http://x.example", "{=1}"]
)
def test_what_people_typed_is_never_a_formula_or_a_link(typed):
    inside = (
        Paragraph(typed),
        Points((Point(typed),)),
        Facts(((typed, typed),)),
        Table(typed, (typed, "n"), ((typed, typed),), numbers=frozenset({1})),
    )
    made = workbook(
        document(Section(typed, inside), Chart(plot(typed)), title=typed, over=typed, lead=typed, foot=typed)
    )
    sheets = "".join(text for name, text in parts_in(made).items() if name.startswith("xl/worksheets/"))

    assert "<f>" not in sheets
    assert "External" not in sheets
    assert set(re.findall(r"<hyperlink ([^>]*)>", sheets)) == {
        link for link in re.findall(r"<hyperlink ([^>]*)>", sheets) if "location=" in link and "r:id" not in link
    }
    assert {ref.split("!")[0] for ref in re.findall(r"<c:f>([^<]*)</c:f>", part(made, "xl/charts/chart1.xml"))} == {
        f"'{sheets_in(made)[2]}'" if re.search(r"\W", sheets_in(made)[2]) else sheets_in(made)[2]
    }


def test_a_workbook_says_what_it_is_whose_and_in_which_language():
    made = part(workbook(document(author="Maple Gate", language=FRENCH, title="Bilan & suite")), "docProps/core.xml")

    assert "<dc:title>Bilan &amp; suite</dc:title>" in made
    assert "<dc:creator>Maple Gate</dc:creator>" in made
    assert "<dc:language>fr-CA</dc:language>" in made


def test_long_words_have_rows_high_enough_for_them():
    long = "A long sentence that goes on and says little. " * 20
    made = part(workbook(document(Section("Long", (Paragraph(long),)))), "xl/worksheets/sheet2.xml")

    assert max(float(high) for high in re.findall(r'ht="([\d.]+)"', made)) > 100


def test_a_document_without_blocks_is_one_sheet():
    assert sheets_in(workbook(Document(title="Nothing", name="nothing", blocks=()))) == ["Nothing"]
