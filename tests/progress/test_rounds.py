"""What a team could say in the round of a call, and a round that is begun from the record."""

from datetime import UTC, datetime

import pytest

from allteach.meetings.actions import take_turn
from allteach.progress.actions.rounds import fill_round
from allteach.progress.rounds import Prepared, prepared_for
from tests.factories import CycleFactory, MeetingFactory, TeamFactory, TeamMeasureFactory
from tests.progress.ward_reports import sent

RISING = [(30, 100)] * 12 + [(60, 100)] * 9
FALLING = [(60, 100)] * 12 + [(30, 100)] * 9


@pytest.fixture
def falls(world):
    world.everybody()
    return world


def closed(team, by, title="Rails down", **said):
    said = {"lesson": "Ask twice", "decision": "adopt"} | said
    at = datetime(2025, 5, 1, tzinfo=UTC)
    return CycleFactory(
        team=team, ramp__title=title, state="acted", audience="collaborative", decided_by=by, decided_at=at, **said
    )


def test_a_turn_is_prepared_from_the_last_test_and_the_last_ask(falls):
    closed(falls.ward_7, falls.amina)
    sent(falls, ask="Who has a card?")

    prepared = prepared_for([falls.ward_7, falls.ward_9], seen_by=falls.again(falls.dana))

    assert prepared[falls.ward_7.pk] == Prepared(test="Rails down (adopt): Ask twice", ask="Who has a card?")
    assert prepared[falls.ward_9.pk] == Prepared()


def test_a_test_that_taught_nothing_is_told_with_what_was_decided(falls):
    closed(falls.ward_7, falls.amina, lesson="", decision="abandon")

    assert prepared_for([falls.ward_7], seen_by=falls.again(falls.dana))[falls.ward_7.pk].test == "Rails down (abandon)"


@pytest.mark.parametrize(
    ("values", "tells_values", "words"),
    [
        (RISING, True, "Foot checks: now 60%, better than before"),
        (RISING, False, "Foot checks: better than before"),
        (FALLING, True, "Foot checks: now 30%, worse than before"),
        (FALLING, False, "Foot checks: worse than before"),
        (RISING[:3], True, ""),
    ],
    ids=["better", "better, no number", "worse", "worse, no number", "nothing new"],
)
def test_the_result_is_the_first_chart_that_says_something(world, values, tells_values, words):
    chart = TeamMeasureFactory(team=world.clinic, measure=world.foot_checks, values=values)

    prepared = prepared_for([chart.team], seen_by=world.farah, tells_values=tells_values)

    assert prepared[world.clinic.pk].result.replace("\N{NO-BREAK SPACE}", "") == words


def test_a_round_is_filled_for_those_who_have_something_to_tell_and_took_no_turn_yet(falls):
    third = TeamFactory(parent=falls.falls, organisation=falls.hospital, signed=False)
    call = MeetingFactory(in_space=falls.falls)
    closed(falls.ward_7, falls.amina)
    closed(falls.ward_9, falls.chidi)
    own = take_turn(meeting=call, team=falls.ward_9, ask="In our own words", by=falls.chidi)

    turns = fill_round(meeting=call, teams=[falls.ward_7, falls.ward_9, third], by=falls.again(falls.esi))

    assert [(turn.team, turn.test) for turn in turns] == [(falls.ward_7, "Rails down (adopt): Ask twice")]
    own.refresh_from_db()
    assert (own.ask, own.test, call.turns.count()) == ("In our own words", "", 2)
