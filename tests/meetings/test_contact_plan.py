"""How often a coach is in touch with a team, by the stage of the collaborative."""

from datetime import date, timedelta

import pytest

from allteach.collaboratives.calendar import Calendar, Rhythm
from allteach.collaboratives.thresholds import USUAL
from allteach.meetings.contact_plan import days_between, next_contact_on, stage_key

CALENDAR = Calendar(Rhythm(first_session=date(2025, 2, 3)))
FIRST, SECOND, THIRD, LAST = CALENDAR.action_periods


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2024, 6, 3), None),  # Before anybody applies.
        (date(2024, 11, 11), None),  # Practices have applied and hear nothing yet.
        (date(2024, 12, 16), 7),  # Pre-work.
        (date(2025, 2, 3), 7),  # At the first session.
        (FIRST.start + timedelta(weeks=6) - timedelta(days=1), 7),
        (FIRST.start + timedelta(weeks=6), 14),
        (SECOND.start, 14),
        (THIRD.start, 18),
        (LAST.start, 30),
        (CALENDAR.congress.end + timedelta(days=1), None),
    ],
)
def test_the_plan_follows_the_stages(day, days):
    assert days_between(CALENDAR, day, USUAL) == days


def test_with_two_sessions_the_first_action_period_is_no_third_one():
    short = Calendar(Rhythm(first_session=date(2025, 2, 3), sessions=2, months=8))

    assert days_between(short, short.action_periods[0].end, USUAL) == 14
    assert days_between(short, short.action_periods[1].start, USUAL) == 30


def test_without_a_calendar_nobody_is_forgotten():
    assert days_between(None, date(2025, 2, 3), USUAL) == 14
    assert stage_key(None, date(2025, 2, 3)) == ""


def test_what_a_collaborative_settled_holds():
    assert days_between(CALENDAR, SECOND.start, {**USUAL, "contact.action_period_days": 21}) == 21


@pytest.mark.parametrize(
    ("last_on", "agreed_on", "days", "due"),
    [
        (date(2025, 3, 3), None, 14, date(2025, 3, 17)),
        (date(2025, 3, 3), date(2025, 3, 5), 14, date(2025, 3, 5)),
        (None, None, 7, date(2025, 1, 8)),
        (date(2025, 3, 3), date(2025, 3, 5), None, None),
        (date(2025, 3, 1), None, 14, date(2025, 3, 17)),  # A Saturday goes to the Monday after.
        (date(2025, 3, 2), None, 14, date(2025, 3, 17)),  # A Sunday too.
    ],
)
def test_the_next_contact_is_the_day_agreed_or_the_plans(last_on, agreed_on, days, due):
    found = next_contact_on(last_on=last_on, agreed_on=agreed_on, since=date(2025, 1, 1), days=days)

    assert found == due


def test_a_contact_keeps_the_stage_of_its_day():
    assert stage_key(CALENDAR, SECOND.start) == "action-2"
