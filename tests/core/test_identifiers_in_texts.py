import sys
import time
from itertools import cycle
from random import Random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from nhs_number import generate

from allteach.core.identifiers import ASK, BLOCK, KINDS, check_fields, check_text, findings, findings_in_file_name
from tests.core.sentences import ordinary_sentences

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def parted(digits, sign, sizes=(3, 3, 4)):
    """The digits in groups, with a sign between two."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return sign.join(groups)


SPELLINGS = {
    "plain": lambda digits: digits,
    "spaces": lambda digits: parted(digits, " "),
    "two spaces": lambda digits: parted(digits, "  "),
    "dashes": lambda digits: parted(digits, "-"),
    "dashes with spaces": lambda digits: parted(digits, " - "),
    "en dashes": lambda digits: parted(digits, "–"),
    "no-break hyphens": lambda digits: parted(digits, "\u2011"),
    "dots": lambda digits: parted(digits, "."),
    "middle dots": lambda digits: parted(digits, "·"),
    "slashes": lambda digits: parted(digits, "/"),
    "underscores": lambda digits: parted(digits, "_"),
    "no-break spaces": lambda digits: parted(digits, "\u00a0"),
    "narrow no-break spaces": lambda digits: parted(digits, "\u202f"),
    "figure spaces": lambda digits: parted(digits, "\u2007"),
    "tabs": lambda digits: parted(digits, "\t"),
    "zero width": lambda digits: parted(digits, "\u200b"),
    "full width": lambda digits: digits.translate(FULL_WIDTH),
    "full width with wide spaces": lambda digits: parted(digits.translate(FULL_WIDTH), "\u3000"),
    "Arabic digits": lambda digits: parted(digits.translate(ARABIC), " "),
    "three and seven": lambda digits: parted(digits, " ", (3, 7)),
    "six and four": lambda digits: parted(digits, " ", (6, 4)),
    "five and five": lambda digits: parted(digits, " ", (5, 5)),
    "pairs": lambda digits: parted(digits, " ", (2,) * 5),
    "one by one": lambda digits: parted(digits, " ", (1,) * 10),
}
AROUND = ["{}", "Seen today: {}.", "NHS no {} on Ward 7", "({})", "Bed 12 {} 3 falls", "id={};", "n°{},", "x{}y"]


def found_in(text):
    """Kind and severity of each finding, and the text it is about."""
    return [(finding.kind, finding.severity, text[finding.start : finding.end]) for finding in findings(text)]


def test_of_10000_valid_nhs_numbers_in_24_spellings_none_is_missed():
    random = Random(10)
    spellings = cycle(SPELLINGS.values())
    texts = [random.choice(AROUND).format(next(spellings)(number)) for number in generate(quantity=10_000)]

    missed = [text for text in texts if not {kind for kind, _, _ in found_in(text)} & {"nhs_number", "record_number"}]

    assert missed == []


def test_numbers_of_every_region_are_found():
    random = Random(5)
    numbers = []
    while len(numbers) < 2_000:
        nine = "".join(random.choices("0123456789", k=9))
        check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
        if check != 10:
            numbers.append(nine + str(check % 11))

    assert [number for number in numbers if not findings(f"It was {number}.")] == []


def test_at_most_one_ordinary_sentence_in_a_thousand_is_questioned():
    sentences = ordinary_sentences(10_000, seed=2026)

    questioned = [(sentence, found_in(sentence)) for sentence in sentences if findings(sentence)]

    assert len(questioned) <= 10, questioned[:10]
    assert [sentence for sentence, found in questioned if any(severity == BLOCK for _, severity, _ in found)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Card 1234-567-897-AB was out", ("health_card", BLOCK, "1234-567-897-AB")),
        ("Card 1234 567 897 was out", ("health_card", BLOCK, "1234 567 897")),
        ("Card 1234567897AB", ("health_card", BLOCK, "1234567897AB")),
        ("OHIP: 1234567897.", ("health_card", BLOCK, "1234567897")),
        ("reference 1234567897", ("health_card", ASK, "1234567897")),
        ("SIN 046 454 286", ("record_number", BLOCK, "046 454 286")),
        ("her SIN was 046454286", ("social_insurance_number", BLOCK, "046454286")),
        ("046 454 286 and $046 454 286", ("social_insurance_number", ASK, "046 454 286")),
        ("046-454-286", ("social_insurance_number", BLOCK, "046-454-286")),
        ("046 454 286", ("social_insurance_number", ASK, "046 454 286")),
        ("MRN 00123456", ("record_number", BLOCK, "00123456")),
        ("hospital number: A1234567", ("record_number", BLOCK, "A1234567")),
        ("NHS number 943 476 5918", ("record_number", BLOCK, "943 476 5918")),
        ("patient ID=88412", ("record_number", BLOCK, "88412")),
        ("DOB 12/03/1956", ("date_of_birth", BLOCK, "DOB 12/03/1956")),
        ("d.o.b. 3 Mar 56", ("date_of_birth", BLOCK, "d.o.b. 3 Mar")),
        ("date of birth: 1956", ("date_of_birth", BLOCK, "date of birth: 1956")),
        ("née le 3 mars 1956", ("date_of_birth", BLOCK, "née le 3 mars 1956")),
        ("She was born on 12 March 1956", ("date_of_birth", ASK, "born on 12 March 1956")),
        ("lives at SW1A 1AA", ("postcode", ASK, "SW1A 1AA")),
        ("lives at sw1a 1aa", ("postcode", ASK, "sw1a 1aa")),
        ("lives at M11AE", ("postcode", ASK, "M11AE")),
        ("lives at K1A 0B1", ("postcode", ASK, "K1A 0B1")),
        ("ring 07700 900123", ("phone", ASK, "07700 900123")),
        ("ring 020 7946 0018", ("phone", ASK, "020 7946 0018")),
        ("ring 02079460018", ("phone", ASK, "02079460018")),
        ("ring +44 (0)20 7946 0018", ("phone", ASK, "+44 (0)20 7946 0018")),
        ("ring +1 416 555 0123", ("phone", ASK, "+1 416 555 0123")),
        ("ring 1-416-555-0123", ("phone", ASK, "1-416-555-0123")),
        ("ring (416) 555-0123", ("phone", ASK, "(416) 555-0123")),
        ("ring 416.555.0123", ("phone", ASK, "416.555.0123")),
        ("appelez 01 23 45 67 80", ("phone", ASK, "01 23 45 67 80")),
        ("write to a.okafor@example.org", ("email", ASK, "a.okafor@example.org")),
        ("Mrs O. was in bed 4", ("name", ASK, "Mrs O.")),
        ("Mr Smith fell", ("name", ASK, "Mr Smith")),
        ("mr smith fell", ("name", ASK, "mr smith")),
        ("Mrs. O’Brien fell", ("name", ASK, "Mrs. O’Brien")),
        ("Miss Patel fell", ("name", ASK, "Miss Patel")),
        ("Mme Tremblay est tombée", ("name", ASK, "Mme Tremblay")),
        ("Patient J.S. fell", ("name", ASK, "Patient J.S.")),
        ("a 93-year-old fell", ("great_age", ASK, "93-year-old")),
        ("aged 101, alone", ("great_age", ASK, "aged 101")),
        ("âgée de 94 ans", ("great_age", ASK, "âgée de 94")),
        ("She was admitted on 12 March 2026", ("clinical_date", ASK, "admitted on 12 March 2026")),
        ("He died at home on 12/03/2026", ("clinical_date", ASK, "died at home on 12/03/2026")),
        ("her operation was on Tuesday 3 May", ("clinical_date", ASK, "her operation was on Tuesday 3 May")),
        ("He had a fall on March 12, 2026", ("clinical_date", ASK, "had a fall on March 12, 2026")),
    ],
)
def test_what_may_point_to_a_person_is_found(text, expected):
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "Nothing here.", "9434765918", "3.1415926535", "0.9434765919 of them", "9434765919.5"),
        *("£125 000 000 a year", "from 12000-15000 to 20000", "2026-03-14 10:30", "20260314103000", "12 345 678"),
        *("Near Miss Reporting", "the Ms Teams call", "MR scan", "Missed doses", "Dr Khan spoke", "mrs"),
        *("people aged 90 and over", "aged 90+", "aged 18 to 95", "between 18 and 95 years old", "over 100 days"),
        *("a 100-year-old building", "aged 93%", "page 95", "average 95", "99 problems"),
        *("patients admitted on 12 March", "babies born on 12 March 2026", "The team discharged it on 3 May"),
        *("Q3 2nd place", "at 6 4pm", "2026-W11 4th team", "A1C 8%", "Mixed Case: sW1a 1Aa", "QX1 1AA", "B12 levels"),
        *("NHS number completeness 98%", "DOB missing", "patient no 12", "MRN not known", "SIN wave", "our MRN 12%"),
        *("@home", "a@b", "1 2 3 4 5", "Call 111 or 999", "0800 1111", "12/12/12/12/12", "2025 120 140"),
        *("1 143 176 5918", "000 000 000 0001", "046.454 286", "0161/496/0000", "12 " * 40, "46 454 286"),
        *(
            "6 1 4 3 4 7 6 5 9 1",
            "12/14/15/20/31",
            "123456/2026",
            "943 4765918",
            "943-476.591 8",
            "+12 345 67",
            "patient no 1 2 34",
        ),
    ],
)
def test_what_points_to_nobody_is_left_alone(text):
    assert found_in(text) == []


def test_a_number_right_after_another_is_still_found():
    assert found_in("Ward 7 943 476 5919 12 falls") == [("nhs_number", BLOCK, "943 476 5919")]
    assert found_in("124 943 476 5919") == [("nhs_number", BLOCK, "943 476 5919")]
    assert found_in("1 943 476 5919") == [("nhs_number", BLOCK, "943 476 5919")]


def test_where_two_kinds_overlap_the_surer_is_told():
    assert found_in("Tel 943 476 5919; aged 93, 9434765919") == [
        ("nhs_number", BLOCK, "943 476 5919"),
        ("great_age", ASK, "aged 93"),
        ("nhs_number", BLOCK, "9434765919"),
    ]


def test_a_title_with_a_name_is_quoted_and_another_word_offered():
    (finding,) = findings("Then Mrs O. fell.")

    assert finding.words == "“Mrs O.” may point to a person. Write “one patient” instead?"


def test_no_message_repeats_a_number_a_date_or_an_address():
    for text in (
        "943 476 5919",
        "Card 1234-567-897-AB",
        "SIN 046-454-286",
        "MRN 00123456",
        "DOB 12/03/1956",
        "SW1A 1AA",
        "ring 07700 900123",
        "a.okafor@example.org",
        "aged 93",
        "She died on 12 March 2026",
    ):
        (finding,) = findings(text)
        said = text[finding.start : finding.end]

        assert said not in finding.words
        assert not {digits for digits in said.split() if digits.isdigit()} & set(finding.words.split())


def test_every_kind_says_what_to_do():
    assert {key: str(kind.says).endswith((".", "?")) for key, kind in KINDS.items()} == dict.fromkeys(KINDS, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("falls_2026-03_ward_7.xlsx", []),
        ("export-20260314-1030.csv", []),
        ("943_476_5919.pdf", [("nhs_number", BLOCK)]),
        ("Mr_Smith_letter.docx", [("name", ASK)]),
        ("notes DOB 12-03-1956.csv", [("date_of_birth", BLOCK)]),
    ],
)
def test_the_name_of_a_file_is_searched_as_well(name, expected):
    assert [(finding.kind, finding.severity) for finding in findings_in_file_name(name)] == expected


def test_a_text_that_names_a_person_is_refused_whoever_has_checked_it():
    for was_checked in (False, True):
        with pytest.raises(ValidationError) as refused:
            check_text("NHS 943 476 5919", was_checked=was_checked)

        assert [error.code for error in refused.value.error_list] == ["identifier"]


def test_a_text_that_may_name_a_person_is_refused_until_somebody_has_checked_it():
    with pytest.raises(ValidationError) as refused:
        check_text("Mrs O. rang; Mrs O. came; ring 07700 900123.")

    assert [error.code for error in refused.value.error_list] == ["may_identify"] * 2
    assert check_text("Mrs O. rang; Mrs O. came; ring 07700 900123.", was_checked=True) is None


def test_fields_are_refused_by_name_all_at_once():
    with pytest.raises(ValidationError) as refused:
        check_fields(remark="DOB 12/03/1956", reason="Mr Smith fell", title="Fewer falls")

    assert {field: [error.code for error in errors] for field, errors in refused.value.error_dict.items()} == {
        "remark": ["identifier"],
        "reason": ["may_identify"],
    }
    assert check_fields(remark="Fewer falls", reason="") is None


@given(st.text())
def test_any_text_is_searched_and_places_are_those_of_the_text(text):
    ends = [0]
    for finding in findings(text):
        assert ends[-1] <= finding.start < finding.end <= len(text)
        ends.append(finding.end)


HOSTILE = [
    *("9", "1 ", "12/", "12 ", "943-", "0 ", "9 4 3 4 7 6 5 9 1 9 ", "9434765919 ", "1\u2060\u2060\u2060", "٣"),
    *("a@", "a.", "a", "@b.", "Mr ", "Mrs O. ", "admitted ", "admitted a a a a on ", "had a ", "born on the "),
    *("dob ", "née le ", "NHS number is: ", "MRN ABCD1", "+12 ", "+1-", "(416) ", "aged 9", "A1 ", "AB1 1A"),
    *(
        "943-" * 20 + ";",
        "046-454-286 ",
        "1 jan ",
        "January 1 ",
        "patient A. ",
        " ",
        "-",
        "\n",
        "\u2060",
        "NHS" + " " * 50,
    ),
]


# Where each line is counted, as for coverage, everything takes several times as long.
A_SECOND = 1 if sys.gettrace() is None else 10


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_hostile_signs_are_searched_in_under_a_second(piece):
    text = (piece * 100_000)[:100_000]
    started = time.process_time()

    findings(text)

    assert time.process_time() - started < A_SECOND
