"""Reminders of a month that is due: when, to whom, once, and not when it was sent meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from allteach.core.periods import Period
from allteach.measures import actions
from allteach.messaging.models import Message, Preference
from allteach.messaging.months import months_that_are_due
from allteach.messaging.notices import LETTERS
from allteach.messaging.outbox import write_reminders
from allteach.messaging.readers import Reader
from allteach.spaces.models import Membership

pytestmark = pytest.mark.django_db

MARCH = Period(date(2025, 3, 1), "month")
DUE = datetime(2025, 4, 10, 9, tzinfo=UTC)  # Ten in London, where the clocks are forward.


@pytest.fixture
def team(world):
    """Ward 7 joined in March, reports falls, and Amina leads it; Ben is a partner there."""
    assert world.ward_7_falls.pk
    assert world.ben.pk
    assert world.amina.pk
    profile = world.ward_7.profile
    profile.joined_on = date(2025, 3, 1)
    profile.save()
    return world.ward_7


def owed(at):
    with time_machine.travel(at, tick=False):
        return [(each.reader.key, each.period) for each in months_that_are_due(at)]


@pytest.mark.parametrize(
    ("days", "step"),
    [(-8, None), (-7, -7), (-6, -7), (-5, None), (-1, -1), (0, -1), (1, 1), (2, 1), (3, 3), (4, 3), (5, None)],
)
def test_whoever_leads_is_reminded_a_week_and_a_day_before_and_one_and_three_days_after(world, team, days, step):
    found = owed(DUE + timedelta(days=days))

    assert found == ([(Reader.of(world.amina).key, f"2025-03 {step:+d}")] if step is not None else [])


@pytest.mark.parametrize(("hour", "many"), [(6, 0), (7, 1)])
def test_nobody_is_reminded_before_eight_of_their_own_clock(team, hour, many):
    assert len(owed(DUE.replace(day=9, hour=hour))) == many


def test_a_reminder_is_written_once_however_often_the_clock_strikes(team):
    at = DUE + timedelta(days=1)
    with time_machine.travel(at, tick=False):
        written = [write_reminders(at) for _ in range(3)]

    assert written == [1, 0, 0]


def test_each_reminder_is_one_mail_of_its_own(team):
    for day in range(-10, 10):
        with time_machine.travel(DUE + timedelta(days=day), tick=False):
            write_reminders(DUE + timedelta(days=day))

    assert sorted(Message.objects.filter(letter="month_due").values_list("period", flat=True)) == [
        "2025-03 +1",
        "2025-03 +3",
        "2025-03 -1",
        "2025-03 -7",
    ]


def test_whoever_wants_none_gets_none(world, team):
    Preference.objects.create(person=world.amina, letter="month_due", pace="never")
    with time_machine.travel(DUE, tick=False):
        assert write_reminders(DUE) == 0


def test_a_team_that_has_left_is_not_reminded(world, team):
    assert owed(DUE) != []
    team.profile.withdrawn_on = date(2025, 4, 1)
    team.profile.save()

    assert owed(DUE) == []


def test_the_letter_says_the_month_the_day_and_how_many_are_left(world, team):
    message = Message(letter="month_due", person=world.amina, about=f"spaces.space:{team.pk}", period="2025-03 -1")
    with time_machine.travel(DUE - timedelta(days=1), tick=False):
        said = LETTERS["month_due"].says(message)

    assert (said["month"], said["due_on"], said["is_late"], said["left"]) == (
        "March 2025",
        date(2025, 4, 10),
        False,
        1,
    )


def test_nothing_is_said_when_the_month_was_sent_meanwhile(world, team):
    message = Message(letter="month_due", person=world.amina, about=f"spaces.space:{team.pk}", period="2025-03 +1")
    with time_machine.travel(DUE + timedelta(days=1), tick=False):
        actions.send_sheet(team=team, period=MARCH, nothing_because="The ward was closed", by=world.amina)

        assert LETTERS["month_due"].says(message) is None


def test_nothing_is_said_to_somebody_who_has_left_the_team(world, team):
    Membership.objects.filter(person=world.amina, space=team).update(ended_at=DUE)
    message = Message(letter="month_due", person=world.amina, about=f"spaces.space:{team.pk}", period="2025-03 +1")

    assert LETTERS["month_due"].says(message) is None
