"""A team's plan from one session to the next: all of it begins, or nothing of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.improvement.models import Cycle
from allteach.meetings.actions import Promise
from allteach.meetings.models import Commitment
from allteach.progress.actions.plans import PlannedTest, plan_action_period
from tests.factories import ChangeIdeaFactory, MeetingFactory

SOCKS = PlannedTest("Red socks", "Nobody slips", timezone.localdate() + timedelta(days=14))


def plan(world, tests=(), promises=()):
    session = MeetingFactory(kind="learning_session", in_space=world.falls)
    return plan_action_period(meeting=session, team=world.ward_7, tests=tests, promises=promises, by=world.amina)


def test_tests_are_opened_and_promises_kept(world):
    idea = ChangeIdeaFactory(space=world.falls)
    test = PlannedTest(SOCKS.title, SOCKS.prediction, SOCKS.planned_end_on, change_idea=idea, chart=world.ward_7_falls)

    [cycle], [promise] = plan(world, [test], [Promise("Buy socks", owner=world.ben)])

    assert (cycle.title, cycle.change_idea, cycle.charts.get()) == ("Red socks", idea, world.ward_7_falls)
    assert (promise.words, promise.owner, promise.team.pk) == ("Buy socks", world.ben, world.ward_7.pk)


@pytest.mark.parametrize(
    ("tests", "promises", "fields"),
    [
        ((), (), {"title_1"}),
        ((SOCKS, PlannedTest("Blue socks", "", None)), (), {"prediction_2", "planned_end_on_2"}),
        ((SOCKS,), (Promise("Buy socks"), Promise("")), {"words_2"}),
    ],
    ids=["empty", "a test without prediction", "a promise without words"],
)
def test_a_plan_that_is_not_whole_is_refused_in_its_row_and_begins_nothing(world, tests, promises, fields):
    with pytest.raises(ValidationError) as refused:
        plan(world, tests, promises)

    assert fields <= set(refused.value.message_dict)
    assert (Cycle.objects.count(), Commitment.objects.count()) == (0, 0)
