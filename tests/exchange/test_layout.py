"""What the columns of a file seem to mean is proposed, with a reason for each guess."""

import pytest

from allteach.exchange.layout import Group, propose
from allteach.exchange.mapping import AcrossColumn, Amount, Mapping, Reading
from allteach.exchange.survey import survey


def test_a_long_table_with_a_row_for_each_measure(read):
    layout = propose(
        read("Team,Measure,Month,Numerator,Denominator,Note\nWard 7,Falls,2025-01,1,3,x\nWard 8,Pain,2025-01,2,4,\n")
    )

    assert layout.mapping == Mapping(
        team="Team",
        measure="Measure",
        period="Month",
        note="Note",
        readings=(Reading(numerator=Amount("Numerator"), denominator=Amount("Denominator")),),
    )
    assert (layout.shape, layout.confidence) == ("long", 1.0)


def test_measures_side_by_side_with_a_column_for_each_part(read):
    layout = propose(
        read("Team,Month,Falls numerator,Falls denominator,Pain score\nWard 7,2025-01,1,3,4.5\nWard 8,2025-01,2,4,5\n")
    )

    assert layout.mapping.readings == (
        Reading("Falls", numerator=Amount("Falls numerator"), denominator=Amount("Falls denominator")),
        Reading("Pain", value=Amount("Pain score")),
    )


def test_known_measures_side_by_side_are_named_by_their_key(read):
    layout = propose(read("Team,Month,Falls,Pressure ulcers\nWard 7,2025-01,1,3\n"), measures={"falls": "falls-harm"})

    assert layout.mapping.readings == (
        Reading("falls-harm", numerator=Amount("Falls")),
        Reading("", numerator=Amount("Pressure ulcers")),
    )
    assert layout.reasons[-1] == "Please say which measure each column of numbers belongs to."


def test_periods_across(read):
    layout = propose(read("Ward,Apr 2025,May-25,2025-06,Total\nWard 7,1,2,3,6\nWard 8,1,*,,1\n"))

    assert layout.mapping == Mapping(team="Ward", across="period")
    assert layout.reasons == (
        "The header has 3 periods across, from “Apr 2025” to “2025-06”.",
        "“Ward” names the team.",
        "Please say which measure the table is about.",
    )
    assert (layout.shape, layout.confidence) == ("periods_across", 0.8)


def test_periods_across_with_a_measure_in_each_row(read):
    layout = propose(read("Ward,Indicator,Apr 2025,May 2025\nWard 7,Falls,1,2\nWard 7,Pain,1,2\n"))

    assert layout.mapping == Mapping(team="Ward", measure="Indicator", across="period")
    assert layout.confidence == 1.0


@pytest.mark.parametrize("teams", [None, {"ward 7": "ward-7", "ward 8": "ward-8"}])
def test_teams_across(read, teams):
    layout = propose(read("Month,Ward 7,Ward 8\n2025-01,1,2\n2025-02,3,4\n"), teams=teams)

    keys = list(teams.values()) if teams else ["Ward 7", "Ward 8"]
    columns = tuple(AcrossColumn(column, key) for column, key in zip(["Ward 7", "Ward 8"], keys, strict=True))
    assert layout.mapping == Mapping(period="Month", across="team", across_columns=columns)
    assert layout.shape == "teams_across"


def test_a_team_is_known_by_its_name_whatever_its_column_is_called(read):
    layout = propose(
        read("Where,When,n\nMaple Gate,2025-01,1\nElm Court,2025-01,2\n"),
        teams={"maple gate": "maple", "elm court": "elm"},
    )

    assert (layout.mapping.team, layout.mapping.period) == ("Where", "When")


def test_a_column_of_few_codes_is_shown_as_groups_to_choose_from(read):
    rows = "".join(f"RX{i},2025-0{m},{kind},{i},{m}\n" for i in range(9) for m in (1, 2) for kind in (1, 2))

    layout = propose(read(f"org_code,period,type,seen,waiting\n{rows}"))

    assert layout.groups == (Group("type", ("1", "2")),)
    assert layout.mapping.team == "org_code"


def test_nothing_to_go_by_is_said(read):
    layout = propose(read("a,b\nx,y\nz,w\n"))

    assert layout.reasons[-2:] == ("We found no column of numbers.", "We found no column of dates or periods.")
    assert layout.confidence < 0.2


@pytest.mark.parametrize("kind", ["week", "month"])
def test_the_kind_of_period_is_the_collaboratives(read, kind):
    assert propose(read("Team,Month,n\nWard 7,2025-01,1\n"), period_kind=kind).mapping.period_kind == kind


def test_a_proposal_always_fits_its_own_file(read):
    for text in ("a\n1\n", "1\n2\n3\n", "Team,Apr 2025\nx,1\n", ",,\n,,1\n", "x" * 50, "Month,1,2\n2025-01,a,b\n"):
        sheet = read(text)
        survey(sheet, propose(sheet).mapping)
        sheet.discard()


def test_measures_across_with_their_parts_below(read):
    layout = propose(read("Team,Month,Falls,,Pain,\n,,n,d,n,d\nWard 7,2025-01,1,3,2,4\nWard 8,2025-01,2,4,1,5\n"))

    assert layout.mapping.readings == (
        Reading("Falls", numerator=Amount("Falls · n"), denominator=Amount("Falls · d")),
        Reading("Pain", numerator=Amount("Pain · n"), denominator=Amount("Pain · d")),
    )


def test_a_numerator_takes_the_one_other_number_that_is_called_like_a_denominator(read):
    layout = propose(read("Team,Month,Count,Bed days\nWard 7,2025-01,1,300\nWard 8,2025-01,2,310\n"))

    assert layout.mapping.readings == (Reading(numerator=Amount("Count"), denominator=Amount("Bed days")),)


def test_a_column_of_groups_is_no_measure_if_it_is_called_a_kind(read):
    rows = "".join(f"Ward {i},2025-01,{kind},1,300\n" for i in range(6) for kind in ("day", "night"))

    layout = propose(read(f"Team,Month,Type,n,Days\n{rows}"))

    assert layout.mapping.measure == ""
    assert layout.groups == (Group("Type", ("day", "night")),)


def test_a_note_and_a_stratum_are_told_by_their_name(read):
    layout = propose(read("Team,Month,Sex,n,Remarks\nWard 7,2025-01,f,1,new beds\nWard 7,2025-01,m,1,\n"))

    assert (layout.mapping.stratum, layout.mapping.note) == ("Sex", "Remarks")


def test_a_number_that_is_a_label_is_no_amount(read):
    layout = propose(read("Team,Month,Year,Site code,Falls\nWard 7,2025-01,2025,1001,3\nWard 8,2025-01,2025,1002,4\n"))

    assert [str(reading.numerator) for reading in layout.mapping.readings] == ["Falls"]


def test_a_file_without_header_is_read_with_less_confidence_and_says_so(read):
    layout = propose(read("RF4,2017-03,12\nRF5,2017-03,13\n"))

    assert layout.reasons[0] == "The file has no header, so we call its columns Column 1, Column 2 and so on."
    assert (layout.mapping.team, layout.mapping.period, layout.confidence) == ("Column 1", "Column 2", 0.7)


def test_the_part_may_stand_before_the_name_of_the_measure(read):
    layout = propose(read("Team,Month,Numerator falls,Denominator falls\nWard 7,2025-01,1,3\n"))

    assert layout.mapping.readings == (
        Reading("falls", numerator=Amount("Numerator falls"), denominator=Amount("Denominator falls")),
    )
