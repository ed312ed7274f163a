"""What a person said about the columns is kept as JSON and comes back the same."""

import json

import pytest

from allteach.exchange.mapping import AcrossColumn, Amount, Filter, Mapping, Reading

WAITS = Mapping(
    team="org_code",
    period="period",
    readings=(
        Reading(
            "seen-in-four-hours", numerator=Amount("attendances", minus="breaches"), denominator=Amount("attendances")
        ),
        Reading("attendances", numerator=Amount("attendances")),
    ),
    filters=(Filter("type", "1"),),
    teams={"RF4": "royal-fourth", "R1H": ""},
)


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping(),
        WAITS,
        Mapping(team="Team", across="period", across_role="numerator", date_order="day_first", decimal_mark=","),
        Mapping(period="Month", across="team", across_columns=(AcrossColumn("Ward 7", "ward-7"),)),
    ],
)
def test_a_mapping_comes_back_from_json_as_it_was(mapping):
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_an_amount_may_be_written_as_its_column_alone():
    written = '{"readings": [{"measure": "falls", "numerator": "Falls"}]}'

    assert Mapping.from_json(written).readings == (Reading("falls", numerator=Amount("Falls")),)


def test_a_mapping_knows_the_columns_it_reads():
    assert WAITS.columns() == {"org_code", "period", "attendances", "breaches", "type"}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("not json", "The mapping is not JSON."),
        ("[" * 100_000, "The mapping is not JSON."),
        ("[]", "The mapping should say Mapping as a JSON object."),
        ('{"tema": "x"}', "The mapping says “tema”, which means nothing to us."),
        ('{"team": 3}', "The mapping should say “team” as text."),
        ('{"readings": {}}', "The mapping should say “readings” as a list."),
        ('{"filters": [{"column": "type"}]}', "The mapping leaves out a part of Filter."),
        ('{"teams": {"RF4": 7}}', "The mapping should say “teams” as names and keys."),
        ('{"thousands": "."}', "The mapping has one mark for decimals and for thousands."),
        (
            '{"date_order": "year_first"}',
            "The mapping says “year_first” for date_order; it can be day_first, month_first.",
        ),
    ],
)
def test_what_is_no_mapping_is_refused_in_words(written, words):
    with pytest.raises(ValueError) as refused:
        Mapping.from_json(written)

    assert str(refused.value) == words


def test_the_same_mapping_is_always_written_the_same():
    shuffled = json.dumps(dict(reversed(json.loads(WAITS.to_json()).items())))

    assert Mapping.from_json(shuffled).to_json() == WAITS.to_json()
