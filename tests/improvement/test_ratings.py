"""What people rate from 1 to 5, kept and shown together."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import RatingScore, RatingSheet
from allteach.improvement.permissions import can_rate
from allteach.improvement.queries.ratings import answers_of, profile_of, profiles_of
from allteach.improvement.rating import HOLDS, SCALES, SPREADS
from tests.factories import SpreadPlanFactory

FINE = {item.key: 4 for item in SPREADS}


@pytest.fixture
def plan(world):
    return SpreadPlanFactory(team=world.ward_7)


def rate(plan, by, scores=None, **given):
    return actions.rate(subject=plan, scale="spreads", scores={**FINE, **(scores or {})}, by=by, **given)


def profile(plan, least=3):
    return profile_of(plan, "spreads", least=least, low_below=3)


def test_everything_that_makes_a_change_easy_to_take_up_or_hold_is_asked():
    assert [item.key for item in SPREADS] == [
        *("advantage", "compatibility", "simplicity", "trialability", "observability")
    ]
    assert len(HOLDS) == 10
    assert set(SCALES) == set(RatingSheet.Scale.values)


def test_a_person_rates_once_and_may_think_again(world, plan):
    rate(plan, world.amina)
    sheet = rate(plan, world.amina, {"trialability": 1})

    assert RatingSheet.objects.get() == sheet
    assert answers_of(plan, "spreads", rater=world.amina) == {**FINE, "trialability": 1}
    assert answers_of(plan, "spreads", rater=world.ben) == {}
    assert (str(sheet), str(sheet.scores.get(item="trialability"))) == (f"spreads of {plan.pk}", "trialability: 1")


def test_what_was_answered_is_not_in_the_record(world, plan):
    rate(plan, world.amina)
    rate(plan, world.amina)

    first, again = Event.objects.filter(name__in=(events.RATED, events.RATED_AGAIN)).order_by("pk")
    assert first.facts == again.facts == {"scale": "spreads", "on_paper": False}


def test_answers_on_paper_are_each_another_person(world, plan):
    for _ in range(3):
        rate(plan, world.amina, is_on_paper=True)

    assert (profile(plan).raters, RatingSheet.objects.filter(rater=None).count()) == (3, 3)


@pytest.mark.parametrize("score", [None, 0, 6, "3"])
def test_every_item_is_answered_from_one_to_five(world, plan, score):
    with pytest.raises(ValidationError) as refused:
        rate(plan, world.amina, {"simplicity": score})

    assert list(refused.value.error_dict) == ["simplicity"]
    assert not RatingScore.objects.exists()


def test_a_scale_asks_nothing_else(world, plan):
    with pytest.raises(TypeError, match="beauty"):
        rate(plan, world.amina, {"beauty": 5})


def test_too_few_answers_are_only_counted(world, plan):
    rate(plan, world.amina, {"trialability": 1})
    rate(plan, world.ben, {"trialability": 1})

    shown = profile(plan)

    assert (shown.raters, shown.is_shown, shown.low) == (2, False, ())
    assert {rated.middle for rated in shown.items} == {None}


def test_enough_answers_show_the_middle_how_far_they_lie_apart_and_what_is_low(world, plan):
    for score in (1, 2, 5):
        rate(plan, world.amina, {"trialability": score, "simplicity": 3}, is_on_paper=True)

    shown = profile(plan)

    by_key = {rated.item.key: rated for rated in shown.items}
    trial = by_key["trialability"]
    assert (trial.middle, trial.lowest, trial.highest, trial.is_low) == (2, 1, 5, True)
    assert not by_key["simplicity"].is_low
    assert shown.low == (trial,)


def test_many_subjects_are_read_in_one_query(world, plan, django_assert_num_queries):
    other = SpreadPlanFactory(team=world.ward_7)
    rate(plan, world.amina)

    with django_assert_num_queries(1):
        found = profiles_of([plan.pk, other.pk], "spreads", least=1, low_below=3)

    assert [found[pk].raters for pk in (plan.pk, other.pk)] == [1, 0]


def test_those_who_would_work_this_way_rate(world):
    people = (world.amina, world.ben, world.dana, world.esi)

    assert [can_rate(person, world.ward_7) for person in people] == [True, True, False, False]
