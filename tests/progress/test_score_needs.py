"""What scores and health need of whom."""

from datetime import date
from decimal import Decimal

import pytest

from allteach.progress import actions
from allteach.progress.health import ITEMS
from allteach.progress.needs import needs_of
from allteach.progress.score_needs import health_to_check, scores_to_give, scores_to_read
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory, TimetableFactory

JULY = date(2025, 7, 1)
DUE, OPEN = date(2025, 8, 10), date(2025, 8, 11)


@pytest.fixture
def falls(world):
    world.everybody()
    assert world.falls_timetable
    MembershipFactory(person=world.gil, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    return world


def found(world, row, who, today=OPEN):
    person = world.again(getattr(world, who))
    return list(row(person, {each.space_id: each.space for each in person.standing.memberships}, today))


def test_both_scorers_are_asked_for_scores_from_the_day_after_a_month_was_due(falls):
    [need] = found(falls, scores_to_give, "esi")

    assert (need.space.name, need.about.counts["score"], need.is_due_now) == ("Falls", 2, True)
    assert found(falls, scores_to_give, "esi", DUE) == []
    assert [found(falls, scores_to_give, who) for who in ("dana", "amina", "stan")] == [[], [], []]


def test_a_scorer_who_is_done_is_asked_for_nothing_until_the_other_is(falls):
    for team in (falls.ward_7, falls.ward_9):
        actions.score_team(team=team, month=JULY, value=Decimal("2.0"), by=falls.esi)
    alone = found(falls, scores_to_give, "esi")
    actions.score_team(team=falls.ward_7, month=JULY, value=Decimal("2.0"), by=falls.gil)
    [both] = found(falls, scores_to_give, "esi")

    assert alone == []
    assert (both.about.counts["agree"], both.about.counts["waits"]) == (1, 1)


def test_a_new_score_is_there_to_be_read_by_whoever_leads_the_team(falls):
    for who in (falls.esi, falls.gil):
        actions.score_team(team=falls.ward_7, month=JULY, value=Decimal("2.0"), by=who)
    score = actions.agree_score(team=falls.ward_7, month=JULY, value=Decimal("2.0"), justification="x", by=falls.esi)
    before = found(falls, scores_to_read, "amina")
    actions.release_score(score=score, by=falls.esi)

    assert before == []
    assert [need.about.pk for need in found(falls, scores_to_read, "amina")] == [score.pk]
    assert found(falls, scores_to_read, "ben") == []


def test_staff_are_asked_how_the_collaborative_fares_in_the_second_half_of_an_action_period(falls):
    # Action period 1 runs from 5 February to 11 May 2025.
    early, late = date(2025, 3, 1), date(2025, 4, 1)
    asked = [found(falls, health_to_check, "esi", day) for day in (early, late)]
    actions.check_health(collaborative=falls.falls, action_period=1, ratings=dict.fromkeys(ITEMS, 3), by=falls.esi)

    assert [len(each) for each in asked] == [0, 1]
    assert (found(falls, health_to_check, "esi", late), len(found(falls, health_to_check, "dana", late))) == ([], 1)
    assert found(falls, health_to_check, "amina", late) == []


def test_scores_stand_among_the_needs_of_the_desk(falls):
    assert "scoring" in [need.kind for need in needs_of(falls.again(falls.esi), today=OPEN)]


@pytest.mark.parametrize("collaboratives", [1, 3])
def test_needs_of_scores_take_as_many_queries_for_three_collaboratives_as_for_one(
    falls, collaboratives, django_assert_max_num_queries
):
    for _ in range(collaboratives - 1):
        MembershipFactory(person=falls.esi, space=TimetableFactory().space, role=Role.DIRECTOR)
    esi = falls.again(falls.esi)
    spaces = {each.space_id: each.space for each in esi.standing.memberships}

    with django_assert_max_num_queries(8):
        list(scores_to_give(esi, spaces, OPEN))
        list(health_to_check(esi, spaces, OPEN))
