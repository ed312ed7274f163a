"""Mail about scores: who hears that one is released, and who that a month can be scored; never the score itself."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from allteach.core.models import Event
from allteach.messaging import score_letters
from allteach.messaging.models import Message
from allteach.messaging.notices import LETTERS, NOTICES
from allteach.progress import actions, events
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory

JULY = date(2025, 7, 1)


@pytest.fixture
def falls(world):
    world.everybody()
    assert world.falls_timetable
    MembershipFactory(person=world.gil, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    return world


def released(world):
    for who in (world.esi, world.gil):
        actions.score_team(team=world.ward_7, month=JULY, value=Decimal("2.5"), by=who)
    score = actions.agree_score(
        team=world.ward_7, month=JULY, value=Decimal("2.5"), justification="Slippers", by=world.esi
    )
    return actions.release_score(score=score, by=world.esi)


def test_the_team_its_coach_and_sponsor_hear_that_a_score_is_released(falls):
    released(falls)
    event = Event.objects.get(name=events.SCORE_RELEASED)

    readers = NOTICES[events.SCORE_RELEASED].to(event)

    assert {reader.person.name for reader in readers} == {"Amina", "Ben", "Dana"}


def test_the_letter_says_where_the_score_is_read_and_not_the_score(falls):
    score = released(falls)
    message = Message(letter="score_released", person=falls.amina, about=f"progress.assessmentscore:{score.pk}")

    said = LETTERS["score_released"].says(message)

    assert (said["space"], said["month"], said["is_changed"]) == ("Ward 7", "July 2025", False)
    assert said["link"].endswith("/teams/ward-7/scores/")
    assert "2.5" not in str(said)
    assert LETTERS["score_released"].says(Message(person=falls.chidi, about=message.about)) is None


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [(10, 15, 0), (11, 5, 0), (11, 15, 2), (12, 15, 2), (13, 15, 0)],
)
def test_both_scorers_hear_once_the_day_after_a_month_was_due(falls, day, hour, told):
    owed = list(score_letters.months_to_score(datetime(2025, 8, day, hour, tzinfo=UTC)))

    assert [each.period for each in owed] == ["2025-07"] * told
    assert {each.reader.person.name for each in owed} == ({"Esi", "Gil"} if told else set())


def test_nobody_is_asked_to_score_a_month_before_the_first_session_or_long_after_the_last(falls):
    assert list(score_letters.months_to_score(datetime(2025, 2, 11, 15, tzinfo=UTC))) == []
    assert list(score_letters.months_to_score(datetime(2029, 8, 11, 15, tzinfo=UTC))) == []


def test_whoever_has_scored_every_team_hears_nothing(falls):
    message = Message(letter="scoring_open", person=falls.esi, about=f"spaces.space:{falls.falls.pk}", period="2025-07")
    before = LETTERS["scoring_open"].says(message)
    for team in (falls.ward_7, falls.ward_9):
        actions.score_team(team=team, month=JULY, value=Decimal("2.0"), by=falls.esi)

    assert (before["count"], before["month"]) == (2, "July 2025")
    assert LETTERS["scoring_open"].says(message) is None
    assert LETTERS["scoring_open"].says(Message(person=falls.amina, about=message.about, period="2025-07")) is None
