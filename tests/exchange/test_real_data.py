"""Two files of real organisations, read as a newcomer would send them: every row is accounted for."""

from collections import Counter
from decimal import Decimal

from allteach.exchange.files import read_file
from allteach.exchange.layout import propose
from allteach.exchange.mapping import Amount, Mapping, Reading
from allteach.exchange.questions import answer, questions_about
from allteach.exchange.rows import rows_of
from allteach.exchange.survey import survey

WAITS = "nhs_england_ae_attendances_2016_2019.csv"
INFECTIONS = "denmark_hospital_infections_2015_2016.csv"


def test_emergency_waits_of_english_hospitals(real_data):
    with read_file(real_data / WAITS, name=WAITS) as sheet:
        layout = propose(sheet)
        attendances = Amount("attendances")
        mapping = Mapping(
            team=layout.mapping.team,
            period=layout.mapping.period,
            readings=(
                Reading("seen", numerator=Amount("attendances", minus="breaches"), denominator=attendances),
                Reading("attendances", numerator=attendances),
            ),
        )
        (question,) = questions_about(sheet, mapping, survey(sheet, mapping))
        mapping = answer(mapping, question, "only:type=1")
        assert questions_about(sheet, mapping, survey(sheet, mapping)) == []

        rows = rows_of(sheet, mapping)
        values = list(rows)

    assert (rows.account.lines, rows.account.filtered, rows.account.read) == (12_766, 7_833, 4_932)
    assert rows.account.left_out == Counter(header=1)
    assert rows.account.is_complete()
    assert Counter(row.measure_key for row in values) == {"seen": 4_932, "attendances": 4_932}
    assert [row for row in values if row.problems or row.state != "given"] == []
    assert len({row.team_key for row in values}) == 140
    assert sorted({str(row.period) for row in values})[::35] == ["2016-04", "2019-03"]
    march = next(row for row in values if row.line == 2 and row.measure_key == "seen")
    assert (march.team_key, str(march.period), march.numerator, march.denominator) == ("RF4", "2017-03", 18_410, 21_289)


def test_infections_of_danish_hospitals_need_no_answer_at_all(real_data):
    with read_file(real_data / INFECTIONS, name=INFECTIONS) as sheet:
        mapping = propose(sheet).mapping
        assert questions_about(sheet, mapping, survey(sheet, mapping)) == []

        rows = rows_of(sheet, mapping)
        values = list(rows)

    assert (rows.account.lines, rows.account.read, len(values)) == (433, 432, 432)
    assert Counter(row.measure_key for row in values) == {"BAC": 144, "CDI": 144, "UTI": 144}
    assert len({row.team_key for row in values}) == 6
    assert [row for row in values if row.problems] == []
    assert (values[0].numerator, values[0].denominator) == (17, Decimal("17233.6666666627"))
