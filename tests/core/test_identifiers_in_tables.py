from datetime import date
from random import Random

import pytest
from nhs_number import generate

from allteach.core.identifiers import ASK, BLOCK, findings_in_table
from allteach.core.identifiers.names import looks_like_a_name

NUMBERS = generate(quantity=30)


def found_in(heading, rows):
    """Kind, severity, column and first row of each finding."""
    return [
        (finding.kind, finding.severity, finding.column, finding.row) for finding in findings_in_table(heading, rows)
    ]


def column(*cells, heading=""):
    """What is found in a table of one column."""
    return found_in([heading], [[cell] for cell in cells])


def test_counts_and_decimals_are_no_identifiers_whatever_their_digits():
    random = Random(3)
    rows = [
        [f"2026-{month:02}", random.randint(0, 900), random.uniform(0, 1), f"{random.uniform(0, 99):.10f}", "1,234"]
        for month in range(1, 13)
        for _ in range(100)
    ]

    assert found_in(["Period", "Numerator", "Rate", "Percent", "Total"], rows) == []


def test_the_digits_of_a_decimal_may_pass_a_check_digit():
    assert column("0.9434765919", 0.9434765919, "9434765919.25", "12", "<5", "*", None, "") == []


def test_large_numbers_of_which_a_few_pass_by_chance_are_no_identifiers():
    random = Random(9)

    assert column(*(random.randint(1_000_000_000, 9_999_999_999) for _ in range(500)), heading="Minutes") == []


@pytest.mark.parametrize("spelled", [str, int, float, lambda number: f"{number[:3]} {number[3:6]} {number[6:]}"])
def test_a_column_of_nhs_numbers_is_found_as_text_and_as_numbers(spelled):
    assert column("n/a", *map(spelled, NUMBERS), heading="Ref") == [("nhs_number", BLOCK, 0, 1)]


def test_one_nhs_number_among_texts_is_found():
    assert column("Fine", "late report", "see 943 476 5919", heading="Note") == [("nhs_number", BLOCK, 0, 2)]


def test_one_nhs_number_alone_in_a_column_is_found():
    assert column(9434765919) == [("nhs_number", BLOCK, 0, 0)]


def test_a_column_of_health_cards_is_found():
    assert column("1234567897", 1234567897) == [("health_card", BLOCK, 0, 0)]


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("NHS Number", "x1", "nhs_number"),
        ("nhs_no", 12, "nhs_number"),
        ("OHIP", "123", "health_card"),
        ("SIN", "1", "social_insurance_number"),
        ("MRN", "A1", "record_number"),
        ("Patient ID", 7, "record_number"),
        ("hospital-number", 7, "record_number"),
        ("Date of birth", date(1956, 3, 12), "date_of_birth"),
        ("DOB", "?", "date_of_birth"),
        ("Surname", "O", "name"),
        ("Patient", "J", "name"),
        ("first name", "J", "name"),
    ],
)
def test_a_column_is_known_by_its_heading(heading, cell, kind):
    assert column(cell, heading=heading) == [(kind, BLOCK, 0, 0)]


@pytest.mark.parametrize(
    "heading", ["Patient", "Patients", "Child", "NHS number recorded (%)", "Organisation name", "n"]
)
def test_a_column_of_counts_under_a_heading_of_people_is_fine(heading):
    assert column(12, 40, "31", heading=heading) == []


def test_an_empty_column_is_nothing_whatever_it_is_called():
    assert column(None, "", " ", heading="NHS number") == []


def test_a_column_of_names_is_found():
    names = ["Jane Okafor", "SMITH, Robert", "A. Patel", "Mary-Ann Jones", "Li Wei"]

    assert column(*names, heading="Who") == [("name", BLOCK, 0, 0)]


def test_a_column_of_places_is_fine_however_often_each_comes():
    places = ["Maple Gate", "Royal Victoria Hospital", "Ward 7", "St Thomas Health Centre", "Riverside", "Queen Mary"]

    assert column(*places * 5, heading="Team") == []


def test_names_and_remarks_that_may_point_to_somebody_are_asked_about():
    assert column("fine", "Mrs O. was moved", "ring 07700 900123", heading="Note") == [
        ("name", ASK, 0, 1),
        ("phone", ASK, 0, 2),
    ]


def test_the_surest_of_several_of_a_kind_in_a_column_is_told():
    cells = ["born on 3 May 1956", "DOB 3 May 1956", "born on 4 May 1956", "DOB 5 May 1956"]

    assert column(*cells, heading="Note") == [("date_of_birth", BLOCK, 0, 1)]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (["Ref", "Age", "Sex", "Admission date"], True),
        (["id", "Gender", "Diagnosis", "Length of stay"], True),
        (["Age", "Sex", "Numerator", "Denominator"], False),
        (["Period", "Age group", "Sex", "Number of falls"], False),
        (["Period", "Team", "Sex"], False),
        (["Admission date", "Percentage"], False),
    ],
)
def test_a_table_with_a_row_for_each_patient_is_known_by_its_headings(heading, expected):
    rows = [["r1", "x", "y", "z"][: len(heading)]]

    found = found_in(heading, rows)

    assert found == ([("row_for_each_patient", BLOCK, None, None)] if expected else [])
    assert found_in(heading, []) == []


def test_cells_beyond_the_heading_are_searched_too():
    assert found_in(["Period"], [["2026-03", 4, "DOB 3/5/1956"]]) == [("date_of_birth", BLOCK, 2, 0)]


def test_what_is_said_names_the_column_and_repeats_nothing():
    (named,) = findings_in_table(["Ref"], [[number] for number in NUMBERS])
    (unnamed,) = findings_in_table([None], [[number] for number in NUMBERS])

    assert named.words == "The column “Ref” seems to hold NHS numbers. Please take it out and send counts only."
    assert unnamed.words == "Column 1 seems to hold NHS numbers. Please take it out and send counts only."


def test_a_column_of_very_many_different_texts_is_searched_to_its_end():
    rows = [[f"remark {number}"] for number in range(11_000)] + [["DOB 3/5/1956"]]

    assert found_in(["Note"], rows) == [("date_of_birth", BLOCK, 0, 11_000)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Okafor", True),
        ("J. Okafor", True),
        ("Okafor, Ngozi", True),
        ("Mary Ann Jones", True),
        ("Jane", False),
        ("jane okafor", False),
        ("Royal Hospital", False),
        ("Mary Ward", False),
        ("Maple Gate", False),
        ("A Very Long Name With Words", False),
        ("Jane " + "O" * 80, False),
        ("", False),
    ],
)
def test_a_persons_name_is_told_from_a_places(text, expected):
    assert looks_like_a_name(text) == expected
