"""A month that is due: reminders by the team's own clock, thanks, who is not in yet, and who hears less."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.thresholds import USUAL
from allteach.core.actions import record
from allteach.core.models import Work
from allteach.core.periods import Period
from allteach.core.schedules import ask_for_what_is_due
from allteach.measures import actions
from allteach.measures.queries.due import latest_periods
from allteach.messaging.models import Message
from allteach.messaging.months import (
    ignored_reminders,
    is_reminded,
    months_that_are_due,
    months_that_are_in,
    silences_in,
    teams_not_in_yet,
)
from allteach.messaging.notices import LETTERS, REMINDERS
from allteach.messaging.outbox import write_reminders
from allteach.messaging.tasks import SCHEDULES, send_reminders
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import AccountFactory, ContactFactory, MembershipFactory, TeamFactory, TeamMeasureFactory

pytestmark = pytest.mark.django_db

MARCH = Period(date(2025, 3, 1), "month")
DUE = datetime(2025, 4, 10, 9, tzinfo=UTC)  # Ten in London, where the clocks are forward.


@pytest.fixture
def team(world):
    """Ward 7 joined in March, reports falls, and Amina leads it; Ben is a partner there, Dana coaches, Esi directs."""
    world.everybody()
    assert world.ward_7_falls.pk
    return joined(world.ward_7)


def joined(team, on=date(2025, 3, 1)):
    team.profile.joined_on = on
    team.profile.save()
    return team


def send(world, team, at=DUE) -> None:
    with time_machine.travel(at, tick=False):
        actions.send_sheet(team=team, period=MARCH, nothing_because="The ward was closed", by=world.amina)


def owed(which, at):
    with time_machine.travel(at, tick=False):
        return sorted((each.reader.key, each.about, each.period) for each in which(at))


def says(letter, person, about, period, at):
    with time_machine.travel(at, tick=False):
        return LETTERS[letter].says(Message(letter=letter, person=person, about=about, period=period))


# --- By the clock ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("Europe/London", 7),  # UTC: eight in the morning there.
        ("America/Vancouver", 15),
        ("Pacific/Kiritimati", 18),  # Of the day before.
        ("Asia/Kolkata", 3),  # Half past eight: the clock asks once an hour.
    ],
)
def test_the_scheduler_reminds_at_eight_in_the_morning_wherever_the_team_is(world, team, zone, hour):
    team.time_zone = zone
    team.save()
    reminders = [schedule for schedule in SCHEDULES if schedule.task is send_reminders]
    start = datetime(2025, 4, 8, tzinfo=UTC)
    for minutes in range(0, 2 * 24 * 60, 20):
        now = start + timedelta(minutes=minutes)
        with time_machine.travel(now, tick=False):
            for _work in ask_for_what_is_due(reminders, now):
                write_reminders(now)

    day = 8 if zone == "Pacific/Kiritimati" else 9  # The day before the tenth, by the team's own clock.
    written = Message.objects.filter(letter="month_due", period="2025-03 -1").values_list("made_at", flat=True)
    assert list(written) == [datetime(2025, 4, day, hour, tzinfo=UTC)]


@pytest.mark.parametrize(
    "jumps", [(0, 0), (0, 1, 0, 1), (1, 0, 1), (0, 24 * 365, 0), (0, -24 * 365, 0)], ids=lambda jumps: f"hours {jumps}"
)
def test_two_schedulers_and_a_clock_that_jumps_write_each_reminder_once(team, jumps):
    at = DUE - timedelta(days=1)
    for hours in jumps:
        now = at + timedelta(hours=hours)
        for _scheduler in range(2):
            with time_machine.travel(now, tick=False):
                ask_for_what_is_due(SCHEDULES, now)
                write_reminders(now)

    assert Message.objects.filter(letter="month_due", period="2025-03 -1").count() == 1
    assert Work.objects.count() == Work.objects.values("key").distinct().count()


# --- Thanks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "many"), [(0, 0), (1, 2), (2, 2), (3, 0)])
def test_a_day_after_it_was_due_everybody_in_a_team_that_is_in_is_thanked_and_nobody_who_supports_it(
    world, team, days, many
):
    send(world, team)

    found = owed(months_that_are_in, DUE + timedelta(days=days))

    readers = {f"person:{person.pk}" for person in (world.amina, world.ben)}
    assert {reader for reader, _about, _period in found} == (readers if many else set())
    assert {(about, period) for _reader, about, period in found} == (
        {(f"spaces.space:{team.pk}", "2025-03")} if many else set()
    )


def test_a_team_that_is_not_in_is_not_thanked_but_asked(team):
    at = DUE + timedelta(days=1)

    assert owed(months_that_are_in, at) == []
    assert [period for _reader, _about, period in owed(months_that_are_due, at)] == ["2025-03 +1"]


def test_the_thanks_name_the_teams_that_are_in_as_far_as_the_reader_may_know_them(world, team):
    other = joined(world.ward_9)
    TeamMeasureFactory(team=other, measure=world.ward_7_falls.measure)
    send(world, team)
    send(world, other)

    said = says("month_in", world.amina, f"spaces.space:{team.pk}", "2025-03", DUE + timedelta(days=1))

    known = [world.ward_9.name] if other.pk in world.amina.standing.named else []
    assert (said["in"], said["of"], said["lines"], said["month"]) == (2, 2, known, "March 2025")


def test_thanks_are_not_said_when_the_month_was_taken_back_or_the_reader_has_gone(world, team):
    about, at = f"spaces.space:{team.pk}", DUE + timedelta(days=1)
    assert says("month_in", world.amina, about, "2025-03", at) is None
    send(world, team)
    assert says("month_in", world.amina, about, "2025-03", at) is not None
    assert says("month_in", world.dana, about, "2025-03", at) is None


# --- The director's list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "period"), [(1, None), (2, "2025-03 +2"), (3, "2025-03 +3"), (4, None)])
def test_two_and_three_days_after_it_was_due_the_director_hears_who_is_not_in_yet(world, team, days, period):
    found = owed(teams_not_in_yet, DUE + timedelta(days=days))

    about = f"spaces.space:{world.falls.pk}"
    assert found == ([(f"person:{world.esi.pk}", about, period)] if period else [])


def test_a_team_that_stands_in_no_collaborative_is_on_no_directors_list(team):
    team.parent = None
    team.save()

    assert owed(teams_not_in_yet, DUE + timedelta(days=2)) == []


def test_the_list_names_each_team_with_its_page_until_it_was_called(world, team):
    TeamProfile.objects.filter(team=world.ward_9).update(withdrawn_on=date(2025, 1, 1))
    about, at = f"spaces.space:{world.falls.pk}", DUE + timedelta(days=2)

    said = says("not_in_yet", world.esi, about, "2025-03 +2", at)

    assert [(each["name"], each["link"].rpartition("/teams/")[2]) for each in said["teams"]] == [("Ward 7", "ward-7/")]
    assert (said["many"], said["link"]) == (1, "http://localhost:8000/spaces/falls/follow-up/")
    assert says("not_in_yet", world.dana, about, "2025-03 +2", at) is None
    ContactFactory(team=team, on=date(2025, 4, 11))
    assert says("not_in_yet", world.esi, about, "2025-03 +2", at) is None


# --- Who reports no longer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COACH])
def test_whoever_has_another_role_now_is_reminded_of_nothing(world, team, role):
    about, at = f"spaces.space:{team.pk}", DUE - timedelta(days=1)
    assert says("month_due", world.amina, about, "2025-03 -1", at) is not None

    Membership.objects.filter(person=world.amina, space=team).update(role=role)
    del world.amina.standing

    assert owed(months_that_are_due, at) == []
    assert says("month_due", world.amina, about, "2025-03 -1", at) is None


# --- Less when nobody acts ------------------------------------------------------------------------------------------


def ignore(person, team, many, *, since=DUE) -> None:
    """So many reminders came, and nothing was done."""
    for number in range(many):
        Message.objects.create(
            letter="month_due",
            person=person,
            reader=f"person:{person.pk}",
            about=f"spaces.space:{team.pk}",
            period=f"before {number}",
            state="sent",
            made_at=since,
            due_at=since,
            sent_at=since - timedelta(days=100 - number),
        )


@pytest.mark.parametrize(
    ("ignored", "steps"),
    [(0, [-7, -1, 1, 3]), (3, [-7, -1, 1, 3]), (4, [-1]), (7, [-1]), (8, []), (20, [])],
)
def test_whoever_acts_on_no_reminder_gets_fewer_and_then_none(world, team, ignored, steps):
    ignore(world.amina, team, ignored)

    found = [owed(months_that_are_due, DUE + timedelta(days=days)) for days in (-7, -1, 1, 3)]

    assert [each[0][2] for each in found if each] == [f"2025-03 {step:+d}" for step in steps]
    assert [step for step in (-7, -1, 1, 3) if is_reminded(step, ignored, USUAL)] == steps


def test_whatever_somebody_does_in_the_team_begins_the_count_anew(world, team):
    ignore(world.amina, team, 8)
    with time_machine.travel(DUE - timedelta(days=96, hours=12), tick=False):
        record("measures.sheet_saved", by=world.amina, about=team, space=team.pk)

    assert ignored_reminders({team.pk}) == {(world.amina.pk, team.pk): 4}
    with time_machine.travel(DUE, tick=False):
        record("measures.sheet_saved", by=world.amina, about=team, space=team.pk)
    assert ignored_reminders({team.pk}) == {}


def test_a_director_sees_who_acts_on_no_reminder_the_longest_silence_first(world, team):
    quiet = AccountFactory().person
    MembershipFactory(person=quiet, space=team, role=Role.DATA_LEAD)
    ignore(world.amina, team, 5)
    ignore(quiet, team, 9)

    found = silences_in(world.falls)

    assert [(each.person, each.ignored, each.hears_nothing) for each in found] == [
        (quiet, 9, True),
        (world.amina, 5, False),
    ]
    assert silences_in(world.sugar) == []


# --- All teams at once ----------------------------------------------------------------------------------------------


def test_reminders_are_worked_out_and_written_in_as_many_questions_for_five_teams_as_for_one(world):
    now = DUE - timedelta(days=1)
    asked = {}
    for teams in (1, 5):
        for _ in range(teams):
            team = joined(TeamFactory(parent=world.falls))
            TeamMeasureFactory(team=team, measure=world.falls_harm)
            MembershipFactory(person=AccountFactory().person, space=team, role=Role.TEAM_LEAD)
        with time_machine.travel(now, tick=False), CaptureQueriesContext(connection) as questions:
            assert write_reminders(now) == teams
        asked[teams] = len(questions)

    assert asked[5] == asked[1] < 2.5 * len(REMINDERS)


@pytest.mark.parametrize("sent", [False, True])
def test_the_latest_periods_are_those_over_last_sent_or_not(world, team, sent):
    if sent:
        send(world, team)

    found = latest_periods([team.pk], today=date(2025, 4, 12))

    assert [(str(each.period), each.due_on, each.sent_at is not None) for each in found] == [
        ("2025-03", date(2025, 4, 10), sent)
    ]
