"""Rows become values, or sentences that say what is wrong and where; nothing is guessed and nothing lost."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from allteach.core.periods import Period
from allteach.exchange.mapping import NEW, AcrossColumn, Amount, Filter, Mapping, Reading
from allteach.exchange.places import MappingDoesNotFit
from allteach.exchange.quantities import State
from allteach.exchange.refusals import FileRefused
from allteach.exchange.rows import rows_of

JANUARY = Period(date(2025, 1, 1), "month")
FEBRUARY = JANUARY.next()
FALLS = Mapping(
    team="Team",
    period="Month",
    readings=(Reading("falls", numerator=Amount("Falls"), denominator=Amount("Days")),),
)


def told(rows):
    return [(row.team_key, str(row.period), row.numerator, row.denominator, str(row.state)) for row in rows]


def problems(rows):
    return [problem.words for row in rows for problem in row.problems]


def test_a_row_gives_a_value_for_its_team_measure_and_period(read):
    sheet = read("Team,Month,Falls,Days,Note\nWard 7,2025-01,3,620,New beds\n")

    (row,) = rows_of(sheet, Mapping(**{**vars(FALLS), "note": "Note"}))

    assert row._asdict() == {
        "line": 2,
        "team_key": "Ward 7",
        "measure_key": "falls",
        "period": JANUARY,
        "numerator": Decimal(3),
        "denominator": Decimal(620),
        "value": None,
        "state": State.GIVEN,
        "note": "New beds",
        "stratum": "",
        "problems": (),
    }


def test_several_measures_of_one_row_and_a_numerator_by_subtraction(read):
    sheet = read("org,period,type,attendances,breaches\nRF4,2017-03-01,1,21289,2879\nRF4,2017-03-01,2,813,22\n")
    attendances = Amount("attendances")
    mapping = Mapping(
        team="org",
        period="period",
        readings=(
            Reading("seen", numerator=Amount("attendances", minus="breaches"), denominator=attendances),
            Reading("attendances", numerator=attendances),
        ),
        filters=(Filter("type", "1"),),
    )

    rows = rows_of(sheet, mapping)

    assert [(row.measure_key, row.numerator, row.denominator) for row in rows] == [
        ("seen", 18410, 21289),
        ("attendances", 21289, None),
    ]
    assert (rows.account.filtered, rows.account.read, rows.account.is_complete()) == (1, 1, True)


def test_more_taken_off_than_there_is_is_refused(read):
    sheet = read("Team,Month,Seen,Late\nWard 7,2025-01,10,12\n")
    reading = Reading("on-time", numerator=Amount("Seen", minus="Late"), denominator=Amount("Seen"))

    rows = rows_of(sheet, Mapping(team="Team", period="Month", readings=(reading,)))

    assert problems(rows) == ["Line 2, “Seen”: “Late” is 12, which is more than 10."]


@pytest.mark.parametrize(
    ("cells", "state"),
    [("<5,620", "suppressed"), ("*,*", "suppressed"), (",", "missing"), ("-,n/a", "missing"), ("<5,", "suppressed")],
)
def test_what_is_hidden_or_missing_is_never_nought(read, cells, state):
    rows = rows_of(read(f"Team,Month,Falls,Days\nWard 7,2025-01,{cells}\n"), FALLS)

    assert told(rows) == [("Ward 7", "2025-01", None, None, state)]
    assert problems(rows) == []


def test_half_a_value_is_refused(read):
    rows = rows_of(read("Team,Month,Falls,Days\nWard 7,2025-01,3,\n"), FALLS)

    assert problems(rows) == ["Line 2, “Days”: the number is missing."]


def test_each_refusal_says_line_and_column_in_words(read):
    sheet = read("Team,Month,Falls,Days\nWard 7,2025-13,3,620\nWard 7,2025-01,three,620\n,2025-02,1,95%\n")

    assert problems(rows_of(sheet, FALLS)) == [
        "Line 2, “Month”: There is no month 13: months run from 1 to 12.",
        "Line 3, “Falls”: “three” is not a number.",
        "Line 4, “Team”: the team is missing.",
        "Line 4, “Days”: “95%” has a percent sign. Please write the number alone.",
    ]


def test_names_that_nobody_knows_are_refused_and_answers_are_kept(read):
    names = ("Ward 7", "Wd 8", "Ward 9", "Old", "New")
    sheet = read("Team,Month,Falls,Days\n" + "".join(f"{name},2025-01,1,2\n" for name in names))
    mapping = Mapping(**{**vars(FALLS), "teams": {"Wd 8": "ward-8", "Old": "", "New": NEW}})

    rows = rows_of(sheet, mapping, teams={"ward 7": "ward-7", "ward 8": "ward-8"})

    assert [row.team_key for row in rows] == ["ward-7", "ward-8", "Ward 9", "New"]
    assert problems(rows) == ["Line 4, “Team”: we know no team “Ward 9”."]
    assert rows.account.not_wanted == Counter({("team", "Old"): 1})


def test_a_measure_that_nobody_knows_is_refused(read):
    sheet = read("Team,Month,Falls,Days\nWard 7,2025-01,1,2\n")

    assert problems(rows_of(sheet, FALLS, measures={"pain": "pain"})) == ["Line 2: we know no measure “falls”."]


def test_rows_for_one_key_are_all_refused_until_a_person_says_which_counts(read):
    sheet = read("Team,Month,Falls,Days\nWard 7,2025-01,1,10\nWard 8,2025-01,1,10\nWard 7,January 2025,2,20\n")

    assert problems(rows_of(sheet, FALLS)) == [
        "Line 2: lines 2, 4 give the same team, measure and period. Please say which of them counts.",
        "Line 4: lines 2, 4 give the same team, measure and period. Please say which of them counts.",
    ]


@pytest.mark.parametrize(("repeated", "value"), [("first", (1, 10)), ("last", (2, 20)), ("sum", (3, 30))])
def test_an_answer_settles_rows_for_one_key(read, repeated, value):
    sheet = read("Team,Month,Falls,Days\nWard 7,2025-01,1,10\nWard 8,2025-01,5,10\nWard 7,2025-01,2,20\n")

    rows = rows_of(sheet, Mapping(**{**vars(FALLS), "repeated": repeated}))

    assert {row.team_key: (row.numerator, row.denominator) for row in rows} == {"Ward 7": value, "Ward 8": (5, 10)}
    assert problems(rows) == []
    assert (rows.account.values, rows.account.not_counted) == (2, 1)


def test_a_sum_with_a_hidden_part_is_hidden_and_of_a_missing_part_missing(read):
    mapping = Mapping(**{**vars(FALLS), "repeated": "sum"})
    hidden = read("Team,Month,Falls,Days\nWard 7,2025-01,1,10\nWard 7,2025-01,*,20\n")
    missing = read("Team,Month,Falls,Days\nWard 7,2025-01,1,10\nWard 7,2025-01,,\n")

    assert told(rows_of(hidden, mapping)) == [("Ward 7", "2025-01", None, None, "suppressed")]
    assert told(rows_of(missing, mapping)) == [("Ward 7", "2025-01", None, None, "missing")]


def test_averages_are_not_added(read):
    mapping = Mapping(team="Team", period="Month", readings=(Reading("wait", value=Amount("Wait")),), repeated="sum")
    sheet = read("Team,Month,Wait\nWard 7,2025-01,1.5\nWard 7,2025-01,2\n")

    assert problems(rows_of(sheet, mapping)) == ["Line 3: rates and averages of several rows cannot be added."]


def test_strata_of_one_team_do_not_meet(read):
    sheet = read("Team,Month,Sex,Falls,Days\nWard 7,2025-01,f,1,10\nWard 7,2025-01,m,2,20\n")

    rows = rows_of(sheet, Mapping(**{**vars(FALLS), "stratum": "Sex"}))

    assert [(row.stratum, row.numerator) for row in rows] == [("f", 1), ("m", 2)]
    assert problems(rows) == []


def test_periods_across_give_a_value_for_each_cell(read):
    sheet = read("Falls\nTeam,Jan 2025,Feb 2025,Total\nWard 7,1,2,3\nWard 8,,<5,\nTotal,1,2,3\n")
    mapping = Mapping(team="Team", across="period", across_role="numerator", readings=(Reading("falls"),))

    rows = rows_of(sheet, mapping)

    assert told(rows) == [
        ("Ward 7", "2025-01", 1, None, "given"),
        ("Ward 7", "2025-02", 2, None, "given"),
        ("Ward 8", "2025-01", None, None, "missing"),
        ("Ward 8", "2025-02", None, None, "suppressed"),
    ]
    assert rows.account.left_out == Counter(title=1, header=1, total=1)
    assert rows.account.is_complete()


def test_periods_across_with_numerator_and_denominator_under_each(read):
    sheet = read("Team,Jan 2025,,Feb 2025,\n,Num,Den,Num,Den\nWard 7,1,20,2,30\n")

    rows = rows_of(sheet, Mapping(team="Team", across="period", readings=(Reading("falls"),)))

    assert told(rows) == [("Ward 7", "2025-01", 1, 20, "given"), ("Ward 7", "2025-02", 2, 30, "given")]


def test_teams_across_give_a_value_for_each_cell(read):
    sheet = read("Month,Ward 7,Ward 8\n2025-01,1,2\n2025-02,3,4\n")
    columns = (AcrossColumn("Ward 7", "w7", "numerator"), AcrossColumn("Ward 8", "w8", "numerator"))

    rows = rows_of(sheet, Mapping(period="Month", across="team", across_columns=columns, readings=(Reading("falls"),)))

    assert [(row.team_key, str(row.period), row.numerator) for row in rows] == [
        ("w7", "2025-01", 1),
        ("w8", "2025-01", 2),
        ("w7", "2025-02", 3),
        ("w8", "2025-02", 4),
    ]


def test_a_file_of_one_team_and_period_needs_no_column_for_them(read):
    sheet = read("Measure,Count\nFalls,3\nPain,4\n")
    mapping = Mapping(
        measure="Measure", readings=(Reading(team="ward-7", period="2025-01", numerator=Amount("Count")),)
    )

    assert [(row.team_key, row.measure_key, row.period, row.numerator) for row in rows_of(sheet, mapping)] == [
        ("ward-7", "Falls", JANUARY, 3),
        ("ward-7", "Pain", JANUARY, 4),
    ]


def test_the_last_line_may_settle_the_first_date(read):
    sheet = read("Team,Month,Falls,Days\nWard 7,01/02/2025,1,10\nWard 7,28/02/2026,1,10\n")

    assert [str(row.period) for row in rows_of(sheet, FALLS)] == ["2025-02", "2026-02"]


def test_an_open_date_is_refused_and_said_both_ways(read):
    sheet = read("Team,Month,Falls,Days\nWard 7,01/02/2025,1,10\n")

    assert problems(rows_of(sheet, FALLS)) == [
        "Line 2, “Month”: “01/02/2025” may be 1 February 2025 or 2 January 2025."
    ]


def test_a_column_that_the_file_lacks_is_said(read):
    with pytest.raises(MappingDoesNotFit) as refused:
        rows_of(read("Team,Month\nWard 7,2025-01\n"), FALLS)

    assert refused.value.message_dict in (
        {"mapping": [f"The file has no column “{name}”."]} for name in ("Falls", "Days")
    )


def test_columns_are_found_by_their_header_wherever_they_stand_and_however_it_is_written(read):
    sheet = read("DAYS;falls;month;team\n620;3;2025-01;Ward 7\n")

    assert told(rows_of(sheet, FALLS)) == [("Ward 7", "2025-01", 3, 620, "given")]


def test_a_table_that_gives_too_many_values_is_refused(read, monkeypatch):
    monkeypatch.setattr("allteach.exchange.survey.MOST_VALUES", 3)
    sheet = read("Team,Month,Falls,Days\n" + "Ward 7,2025-01,1,10\n" * 4)

    with pytest.raises(FileRefused) as refused:
        rows_of(sheet, FALLS)

    assert str(refused.value) == "The table gives more than 3 values. Please send it in parts."


def test_rows_may_be_walked_again(read):
    rows = rows_of(read("Team,Month,Falls,Days\nWard 7,2025-01,1,10\n"), FALLS)

    assert list(rows) == list(rows)
    assert rows.account.values == 1


def test_the_account_says_in_words_where_every_line_went(read):
    sheet = read(
        "Falls\nTeam,Month,Falls,Days\nWard 7,2025-01,1,10\nOld,2025-01,1,10\nWard 7,2025-01,2,10\nTotal,,3,30\n"
    )
    rows = rows_of(sheet, Mapping(**{**vars(FALLS), "teams": {"Old": ""}, "repeated": "last"}))

    list(rows)

    assert rows.account.in_words() == [
        ("Lines of the file, blank ones apart", 6),
        ("Title above the table", 1),
        ("Header", 1),
        ("Total or average of other rows", 1),
        ("Rows read", 3),
        ("Values of teams or measures that are left out", 1),
        ("Values for which another row counts", 1),
        ("Values", 1),
    ]


@pytest.mark.parametrize(("late", "state"), [("*", "suppressed"), ("", "missing")])
def test_a_subtraction_of_what_is_not_given_is_not_given(read, late, state):
    sheet = read(f"Team,Month,Seen,Late\nWard 7,2025-01,10,{late}\n")
    reading = Reading("on-time", numerator=Amount("Seen", minus="Late"))

    assert told(rows_of(sheet, Mapping(team="Team", period="Month", readings=(reading,)))) == [
        ("Ward 7", "2025-01", None, None, state)
    ]


def test_a_file_of_nothing_but_titles_has_no_values(read):
    rows = rows_of(read("Falls in our wards\nSource: ourselves\n"), Mapping())

    assert list(rows) == []
    assert rows.account.is_complete()
