"""What a file leaves open is asked, and an answer closes it for good."""

import pytest

from allteach.exchange.layout import propose
from allteach.exchange.mapping import Filter
from allteach.exchange.questions import Choice, answer, questions_about
from allteach.exchange.rows import rows_of
from allteach.exchange.survey import survey


def asked(sheet, mapping, **known):
    return questions_about(sheet, mapping, survey(sheet, mapping, **known), **known)


def test_a_clear_file_asks_nothing(read):
    sheet = read("Team,Month,Falls\nWard 7,2025-01,1\nWard 8,2025-01,2.5\n")

    assert asked(sheet, propose(sheet).mapping, teams={"ward 7": "w7", "ward 8": "w8"}, measures={"falls": "f"}) == []


def test_the_order_of_day_and_month_is_asked_with_both_readings_in_words(read):
    sheet = read("Team,Month,Falls\nWard 7,01/02/2025,1\nWard 8,01/03/2025,2\n")
    mapping = propose(sheet).mapping

    (question,) = asked(sheet, mapping)

    assert (question.code, question.count, question.line) == ("date_order", 2, 2)
    assert question.words == "How should we read “01/02/2025”?"
    assert question.choices == (Choice("day_first", "1 February 2025"), Choice("month_first", "2 January 2025"))
    assert question.suggested == "day_first"  # Only so does each date begin a month.
    assert asked(sheet, answer(mapping, question, "day_first")) == []


def test_a_column_that_settles_its_order_is_not_asked_about(read):
    sheet = read("Team,Month,Falls\nWard 7,01/02/2025,1\nWard 8,31/03/2025,2\n")

    assert asked(sheet, propose(sheet).mapping) == []


def test_a_column_that_contradicts_itself_is_asked_about(read):
    sheet = read("Team,Month,Falls\nWard 7,01/02/2025,1\nWard 8,31/03/2025,2\nWard 9,03/31/2025,2\n")

    (question,) = asked(sheet, propose(sheet).mapping)

    assert question.words == (
        "Some dates of this file have the day first and others the month. How should we read “01/02/2025”?"
    )


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ('"12,5"', ["decimal_comma"]),
        ('"1,234"', ["decimal_comma", "thousands_comma"]),
        ('"12,345,678"', ["thousands_comma"]),
        ('"1,234.5"', ["thousands_comma"]),
        ('"1.234,5"', ["thousands_point"]),
        ("1 234", ["thousands_space", "thousands_space_decimal_comma"]),
        ("1'234", ["thousands_apostrophe"]),
    ],
)
def test_marks_in_numbers_are_asked_about(read, numbers, codes):
    sheet = read(f"Team,Month,Falls\nWard 7,2025-01,{numbers}\nWard 8,2025-01,7\n")

    (question,) = asked(sheet, propose(sheet).mapping)

    assert (question.code, [choice.value for choice in question.choices]) == ("number_marks", codes)
    assert question.suggested == (codes[0] if len(codes) == 1 else "")


def test_the_answer_about_marks_is_how_numbers_are_read(read):
    sheet = read('Team,Month,Falls\nWard 7,2025-01,"1,234"\n')
    mapping = propose(sheet).mapping
    (question,) = asked(sheet, mapping)

    assert [choice.words for choice in question.choices] == ["1.234, with decimals", "1234, a whole number"]
    for value, number in (("decimal_comma", "1.234"), ("thousands_comma", "1234")):
        (row,) = rows_of(sheet, answer(mapping, question, value))
        assert str(row.numerator) == number


def test_where_semicolons_part_cells_a_point_before_three_digits_is_asked_about(read):
    sheet = read("Team;Month;Falls\nWard 7;2025-01;1.234\n")

    (question,) = asked(sheet, propose(sheet).mapping)

    assert [choice.value for choice in question.choices] == ["decimal_point", "thousands_point"]


def test_an_unknown_team_is_asked_about_once_with_those_whose_name_is_near(read):
    sheet = read("Team,Month,Falls\nMapel Gate,2025-01,1\nMapel Gate,2025-02,1\nElm Court,2025-01,1\n")
    mapping = propose(sheet).mapping
    teams = {"maple gate": "maple-gate", "elm court": "elm-court", "willow house": "willow-house"}

    (question,) = asked(sheet, mapping, teams=teams)

    assert (question.code, question.subject, question.count, question.line) == ("unknown_team", "Mapel Gate", 2, 2)
    assert question.words == "We know no team “Mapel Gate”. Which team is it?"
    assert question.choices == (
        Choice("maple-gate", "maple gate"),
        Choice("+", "a new team with this name"),
        Choice("", "leave its rows out"),
    )
    assert question.suggested == "maple-gate"
    for value in ("maple-gate", "+", "", "willow-house"):
        assert asked(sheet, answer(mapping, question, value), teams=teams) == []


def test_an_unknown_measure_is_asked_about_by_its_name_or_the_header_of_its_numbers(read):
    sheet = read("Team,Month,Falls,Days off\nWard 7,2025-01,1,2\n")
    mapping = propose(sheet, measures={"falls": "falls"}).mapping

    (question,) = asked(sheet, mapping, measures={"falls": "falls"})

    assert (question.code, question.subject) == ("unknown_measure", "Days off")
    assert question.choices == (Choice("", "leave its rows out"),)
    settled = answer(mapping, question, "")
    assert [row.measure_key for row in rows_of(sheet, settled, measures={"falls": "falls"})] == ["falls"]


def test_rows_for_one_key_are_asked_about_and_a_column_that_tells_them_apart_is_offered(read):
    sheet = read("org,period,type,seen\nRF4,2017-03,1,10\nRF4,2017-03,2,20\nRX1,2017-03,1,5\nRX1,2017-03,2,6\n")
    mapping = propose(sheet).mapping

    (question,) = asked(sheet, mapping)

    assert question.words == (
        "2 values are there more than once: lines 2, 3 both give RF4, seen, March 2017. Which of them counts?"
    )
    assert [choice.value for choice in question.choices] == ["only:type=1", "only:type=2", "first", "last", "sum"]
    chosen = answer(mapping, question, "only:type=1")
    assert chosen.filters == (Filter("type", "1"),)
    assert asked(sheet, chosen) == []
    assert asked(sheet, answer(mapping, question, "sum")) == []


def test_what_is_no_answer_is_refused(read):
    sheet = read("Team,Month,Falls\nWard 7,01/02/2025,1\n")
    mapping = propose(sheet).mapping
    (question,) = asked(sheet, mapping)

    with pytest.raises(ValueError) as refused:
        answer(mapping, question, "year_first")

    assert str(refused.value) == "Please choose one of the answers."


def test_of_very_many_unknown_names_the_first_thousand_are_asked_about(read):
    sheet = read("Team,Month,Falls\n" + "".join(f"Ward {n},2025-01,1\n" for n in range(1_500)))

    asked_about = asked(sheet, propose(sheet).mapping, teams={"ward": "ward"})

    assert len(asked_about) == 1_000
    assert [len(question.choices) for question in (asked_about[0], asked_about[-1])] == [3, 2]


def test_a_number_that_no_marks_explain_is_not_asked_about(read):
    sheet = read('Team,Month,Falls\nWard 7,2025-01,"1.2.3"\nWard 8,2025-01,7\n')

    assert asked(sheet, propose(sheet).mapping) == []


def test_what_is_asked_once_is_said_of_more_than_two_lines(read):
    sheet = read("Team,Month,Falls\n" + "Ward 7,2025-01,1\n" * 8)

    (question,) = asked(sheet, propose(sheet).mapping)

    assert question.words == (
        "1 values are there more than once: lines 2, 3, 4, 5, 6 and 3 more all give Ward 7, Falls, January 2025. "
        "Which of them counts?"
    )


def test_dates_that_fit_no_order_suggest_none(read):
    sheet = read("Team,Month,Falls\nWard 7,05/06/2025,1\nWard 8,07/08/2025,2\n")

    (question,) = asked(sheet, propose(sheet).mapping)

    assert (question.code, question.suggested) == ("date_order", "")
