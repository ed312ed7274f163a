"""The goal and target of a measure: set, corrected, set anew, refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.collaboratives.models import Goal
from allteach.measures.actions import set_target
from tests.factories import MeasureFactory

MARCH, SEPTEMBER = date(2025, 3, 1), date(2025, 9, 1)


@pytest.fixture
def feet(world):
    return MeasureFactory(space=world.falls, kind_key="proportion", goal=None, definition__plain_name="feet examined")


def test_a_measure_without_a_goal_gets_one_in_its_plain_words(world, feet):
    goal = set_target(measure=feet, target=Decimal(75), holds_from=MARCH, reach_by=date(2026, 3, 31), by=world.esi)

    feet.refresh_from_db()
    assert (feet.goal, goal.words, goal.space) == (goal, "feet examined", world.falls)
    assert [(target.value, target.holds_from) for target in goal.targets.all()] == [(Decimal(75), MARCH)]


def test_a_later_target_leaves_the_earlier_one_and_the_same_day_corrects_it(world, feet):
    for number, day in ((75, MARCH), (80, SEPTEMBER), (85, SEPTEMBER)):
        feet.refresh_from_db()
        goal = set_target(measure=feet, target=Decimal(number), holds_from=day, words="Feet", by=world.esi)

    assert [(target.value, target.holds_from) for target in goal.targets.all()] == [(75, MARCH), (85, SEPTEMBER)]
    assert (Goal.objects.count(), goal.words) == (1, "Feet")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"target": Decimal(120)}, "target"),
        ({"target": Decimal(-1)}, "target"),
        ({"stretch": Decimal(101)}, "stretch"),
        ({"baseline": Decimal(101)}, "baseline"),
        ({"reach_by": date(2024, 1, 1)}, "reach_by"),
        ({"words": "Ask Mrs Evans"}, "words"),
    ],
)
def test_what_the_measure_can_never_show_is_refused_at_its_field(world, feet, said, field):
    with pytest.raises(ValidationError) as refused:
        set_target(**{"measure": feet, "target": Decimal(75), "holds_from": MARCH, "by": world.esi, **said})

    assert list(refused.value.error_dict) == [field]
    assert not Goal.objects.exists()


def test_the_bounds_of_a_definition_hold_for_its_target_too(world):
    days = MeasureFactory(space=world.falls, kind_key="mean", definition__least_value=0, definition__most_value=60)

    with pytest.raises(ValidationError, match="The most that can be is 60"):
        set_target(measure=days, target=Decimal(61), holds_from=MARCH, by=world.esi)


def test_two_who_write_at_once_are_told(world, feet):
    seen = set_target(measure=feet, target=Decimal(75), holds_from=MARCH, by=world.esi).version
    feet.refresh_from_db()
    set_target(measure=feet, target=Decimal(80), holds_from=MARCH, version=seen, by=world.esi)

    with pytest.raises(ValidationError) as refused:
        set_target(measure=feet, target=Decimal(70), holds_from=MARCH, version=seen, by=world.esi)

    assert refused.value.code == "conflict"
