"""What each stage ends with, and how far the record shows that it is reached."""

from datetime import date

import pytest

from allteach.collaboratives.queries.calendars import calendar_of
from allteach.improvement import actions
from allteach.improvement.models import Cycle
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
