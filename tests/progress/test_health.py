"""How the collaborative itself fares: seven things from 1 to 5, by each of its staff, for each action period."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.progress.actions import check_health
from allteach.progress.health import ITEMS, MIDDLE
from allteach.progress.models import HealthCheck
from allteach.progress.permissions import can_check_health
from allteach.progress.queries.health import health_of

THREES = dict.fromkeys(ITEMS, 3)


@pytest.fixture
def falls(world):
    assert world.falls_timetable
    return world.falls


def test_seven_things_are_asked_whose_middle_is_twenty_one():
    assert (len(ITEMS), MIDDLE) == (7, 21)


def test_a_check_is_kept_for_an_action_period_and_changed_by_whoever_made_it(world, falls):
    said = {"collaborative": falls, "action_period": 1, "by": world.esi}
    first = check_health(**said, ratings=THREES, words="Too many measures")
    again = check_health(**said, ratings={**THREES, "measures": 1}, version=1)

    assert (again.pk, again.ratings["measures"], again.version, HealthCheck.objects.count()) == (first.pk, 1, 2, 1)
    event = Event.objects.filter(name="progress.health_checked").earliest("pk")
    assert (event.space, sorted(event.facts)) == (falls.pk, ["action_period", "texts"])


@pytest.mark.parametrize("rating", [None, 0, 6])
def test_each_of_the_seven_is_rated_from_one_to_five(world, falls, rating):
    with pytest.raises(ValidationError) as broken:
        check_health(collaborative=falls, action_period=1, ratings={**THREES, "topic": rating}, by=world.esi)

    assert broken.value.message_dict == {"topic": ["Choose from 1 to 5."]}
    assert not HealthCheck.objects.exists()


@pytest.mark.parametrize("period", [0, 9])
def test_an_action_period_that_is_not_in_the_calendar_is_not_checked(world, falls, period):
    with pytest.raises(ValidationError, match="has not begun"):
        check_health(collaborative=falls, action_period=period, ratings=THREES, by=world.esi)


def test_without_a_calendar_there_is_no_action_period(world):
    with pytest.raises(ValidationError, match="no calendar"):
        check_health(collaborative=world.sugar, action_period=1, ratings=THREES, by=world.esi)


def test_the_staff_check_it_and_nobody_else(world, falls):
    world.everybody()

    assert [name for name in ("amina", "dana", "esi", "farah") if can_check_health(getattr(world, name), falls)] == [
        "dana",
        "esi",
    ]


def test_each_period_tells_the_middle_the_lowest_and_the_highest_the_newest_first(world, falls):
    said = {"collaborative": falls, "by": world.esi}
    check_health(**said, action_period=1, ratings=THREES, words="Too many measures")
    check_health(collaborative=falls, action_period=1, ratings={**THREES, "topic": 5}, by=world.dana)
    check_health(**said, action_period=2, ratings=THREES)

    second, first = health_of(falls, seen_by=world.dana)

    assert (second.number, second.people, second.total, second.words, second.has_rated) == (2, 1, 21, (), False)
    assert (first.number, first.people, first.total, first.words, first.has_rated) == (
        *(1, 2, 22, ("Too many measures",), True),
    )
    assert [(each.lowest, each.middle, each.highest) for each in first.items if each.item is ITEMS["topic"]] == [
        (3, 4, 5)
    ]
