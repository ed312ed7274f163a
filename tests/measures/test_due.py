"""When a team's periods are due: by the calendar of its collaborative, or else by the measure."""

from datetime import date

import pytest

from allteach.collaboratives.actions import move_entry
from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.queries.calendars import calendar_of
from allteach.core.periods import Period
from allteach.measures.queries.due import due_day_of, due_periods
from tests.factories import MeasureFactory, TeamMeasureFactory, TimetableFactory

MARCH = Period(date(2025, 3, 1), "month")
TODAY = date(2025, 4, 2)


@pytest.fixture
def ward(world):
    """Ward 7, which joined in March 2025 and reports one thing each month."""
    TeamMeasureFactory(team=world.ward_7, measure=MeasureFactory(space=world.falls, due_day=15))
    TeamProfile.objects.update_or_create(team=world.ward_7, defaults={"joined_on": MARCH.start})
    return world.ward_7


def due_on(ward) -> date:
    [due] = due_periods([ward.pk], today=TODAY)[ward.pk]
    return due.due_on


def test_without_a_calendar_a_month_is_due_when_its_measure_says(ward):
    assert due_on(ward) == date(2025, 4, 15)


def test_with_a_calendar_a_month_is_due_when_the_calendar_says(world, ward):
    TimetableFactory(space=world.falls, due_day=7)

    assert due_on(ward) == date(2025, 4, 7)


def test_a_report_that_was_moved_is_due_where_it_was_put_in_the_calendar_and_on_the_desk_alike(world, ward):
    timetable = TimetableFactory(space=world.falls)
    moved = move_entry(space=world.falls, key="report-2025-03", on=date(2025, 4, 22), by=world.esi)

    assert due_on(ward) == date(2025, 4, 22)
    assert calendar_of(moved).entry("report-2025-03").start == date(2025, 4, 22)
    assert timetable.pk == moved.pk


def test_the_calendar_is_one_of_months_only(ward):
    quarter = Period(date(2025, 1, 1), "quarter")

    assert due_day_of(quarter, 15, 7, {}) == date(2025, 4, 15)
