"""What each stage ends with, and how far the record shows that it is reached."""

from datetime import date, timedelta

import pytest
import time_machine

from allteach.collaboratives.actions.prework import sign_off
from allteach.collaboratives.models import Timetable
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.improvement import actions
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.progress.queries.stage_tests import StageTest, stage_tests_of
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from tests.factories import (
    AimFactory,
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MembershipFactory,
    SpreadPlanFactory,
    TeamFactory,
    TimetableFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def worked_out(world, **timetable) -> dict[str, StageTest]:
    calendar = calendar_of(TimetableFactory(space=world.falls, **timetable))
    return stage_tests_of(Space.objects.get(pk=world.falls.pk), calendar, today=TODAY)


def reached(found) -> dict[str, tuple[int | None, int | None]]:
    return {key: (test.reached, test.asked) for key, test in found.items()}


def test_an_empty_record_reaches_nothing_and_says_what_it_cannot_tell(world):
    assert world.ward_7
    assert world.ward_9

    found = worked_out(world, sessions=4)

    assert not found["topic"].is_known
    assert [key for key, test in found.items() if test.is_passed] == ["recruitment"]
    assert (found["session-1"].reached, found["session-1"].asked) == (0, 2)
    assert (found["prework"].unit, found["prework"].reached, found["prework"].wanted > 0) == ("items", 0, True)
    assert "congress" not in found


def test_a_collaborative_without_teams_passes_nothing_by_counting_nobody(world):
    assert world.falls

    assert not any(test.is_passed for test in worked_out(world).values())


def test_teams_count_once_they_have_aim_measures_and_a_first_test(world):
    assert world.ward_9
    assert world.ward_7_falls
    AimFactory(team=world.ward_7)
    before = reached(worked_out(world))["session-1"]
    CycleFactory(team=world.ward_7)
    world.falls.timetable.delete()

    after = reached(worked_out(world))["session-1"]

    assert (before, after) == ((0, 2), (1, 2))


def test_later_stages_ask_for_tests_numbers_kept_changes_spread_and_a_signed_plan(world):
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    chart = world.ward_7_falls
    for element in ("decision_support", "health_system", "community_resources"):
        ChangeIdeaFactory(space=world.falls, care_element=element)
    for element in ("decision_support", "health_system"):
        CycleFactory(team=world.ward_7, care_element=element)
    Cycle.objects.update(begun_at="2026-03-01T12:00Z", started_on=date(2026, 3, 1), begun_by=world.amina)
    change = ImplementedChangeFactory(
        team=world.ward_7,
        change_idea=ChangeIdeaFactory(space=world.falls, care_element="health_system"),
        kept_on=date(2025, 6, 2),
    )
    change.charts.add(chart)
    SpreadPlanFactory(team=world.ward_7, state="approved")
    actions.write_control_plan(
        change=change,
        chart=chart,
        standard_work="Handbook",
        reviewer_post="Manager",
        response="Huddle",
        by=world.amina,
    )
    actions.approve_control_plan(change=change, by=world.stan)

    found = reached(worked_out(world, sessions=4))

    assert {key: number for key, (number, _asked) in found.items() if key.startswith(("session", "action"))} == {
        "session-1": 0,  # No aim.
        "action-1": 1,
        "session-2": 1,
        "action-2": 1,
        "session-3": 1,
        "action-3": 0,  # Kept in one part of three.
        "session-4": 1,
        "action-4": found["action-4"][0],  # Whether the last month is in follows from the calendar.
    }


@pytest.mark.parametrize("sessions", [2, 3, 4])
def test_the_last_session_ends_with_a_signed_plan_however_many_there_are(world, sessions):
    found = worked_out(world, sessions=sessions)

    assert "signed" in str(found[f"session-{sessions}"].words)
    assert "first test" in str(found["session-1"].words)
    assert "last numbers" in str(found[f"action-{sessions}"].words)


def test_three_teams_cost_as_many_queries_as_one(world, django_assert_max_num_queries):
    assert world.ward_7_falls
    calendar = calendar_of(TimetableFactory(space=world.falls))
    for _ in range(2):
        CycleFactory(team=TeamFactory(parent=world.falls))

    # Teams, charter, aims, charts and their months, tests, kept changes, parts, spread, signed, checks, results, and of
    # pre-work its weeks, thresholds (twice) and what is signed off.
    with django_assert_max_num_queries(17):
        stage_tests_of(world.falls, calendar, today=TODAY)


# --- as it stood when the stage ended --------------------------------------------------------------------------------


@pytest.fixture
def begun(world):
    """Ward 7 of a collaborative whose first session was on 2 and 3 March 2026; it writes its aim on the first day."""
    assert world.ward_7_falls
    TimetableFactory(space=world.falls, first_session=date(2026, 3, 2))
    with time_machine.travel("2026-03-02T15:00Z"):
        AimFactory(team=world.ward_7)
    TeamMeasure.objects.update(made_at="2026-01-15T12:00Z")
    return Space.objects.get(pk=world.falls.pk)


def stood(space, today=TODAY) -> dict[str, tuple[int | None, int | None]]:
    calendar = calendar_of(Timetable.objects.get(space=space))
    return {key: (test.stood, test.reached) for key, test in stage_tests_of(space, calendar, today=today).items()}


def test_what_came_after_a_stage_does_not_count_for_its_end(world, begun):
    with time_machine.travel("2026-03-03T15:00Z"):
        CycleFactory(team=world.ward_7)
    in_time = stood(begun)["session-1"]
    Cycle.objects.update(made_at="2026-03-12T12:00Z")
    late = stood(begun)["session-1"]

    assert (in_time, late) == ((1, 1), (0, 1))


def test_a_test_told_afterwards_counts_from_the_day_on_which_it_began(world, begun):
    with time_machine.travel("2026-03-20T15:00Z"):
        cycle = CycleFactory(team=world.ward_7)
        actions.begin_do(cycle=cycle, started_on=date(2026, 3, 3), by=world.amina)

    assert stood(begun)["session-1"] == (1, 1)


def test_what_was_kept_when_a_stage_ended_counts_for_it_though_it_is_over_now(world, begun):
    ImplementedChangeFactory(
        team=world.ward_7,
        kept_on=date(2026, 3, 9),
        over_on=date(2026, 10, 1),
        state="lapsed",
        change_idea=ChangeIdeaFactory(space=world.falls, care_element="health_system"),
    )

    assert stood(begun)["action-3"] == (None, 0)  # It goes on, so there is only today.
    ends = calendar_of(Timetable.objects.get(space=begun)).entry("action-3").end
    assert stood(begun, today=ends + timedelta(days=1))["action-3"] == (0, 0)
    ImplementedChange.objects.update(over_on=ends + timedelta(days=9))
    assert stood(begun, today=ends + timedelta(days=30))["action-3"] == (1, 0)


def test_a_stage_that_goes_on_or_whose_day_is_not_known_has_only_today(world, begun):
    during = stood(begun, today=date(2026, 3, 3))

    assert during["session-1"] == (None, 0)
    assert (during["recruitment"][0], during["topic"]) == (None, (None, None))
    assert during["design"] == (0, 0)


def test_prework_counts_what_was_signed_off_by_its_last_day(world, begun):
    for item, day in (("team", "2026-02-20T12:00Z"), ("aim", "2026-03-20T12:00Z")):
        with time_machine.travel(day):
            sign_off(team=world.ward_7, item=ITEMS[item], by=world.dana)

    assert stood(begun)["prework"] == (1, 2)
