"""Mails about sessions and calls: who hears what and when, who does not, and once only."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from allteach.collaboratives.models import TeamProfile
from allteach.meetings.actions import cancel_meeting, post_minutes, write_minutes
from allteach.messaging import meeting_letters, outbox
from allteach.messaging.models import Message, Preference
from allteach.messaging.notices import LETTERS
from allteach.spaces.models import Membership
from tests.factories import AttendanceFactory, MeetingFactory, MembershipFactory, TeamFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2025, 6, 18, 12, tzinfo=UTC)  # A Wednesday; one in London.
IN_FALLS = ["Amina", "Ben", "Chidi", "Dana", "Esi"]


@pytest.fixture
def falls(world):
    world.everybody()
    return world.falls


def call(space, begins=NOON, **said):
    return MeetingFactory(in_space=space, starts_at=begins, ends_at=begins + HOUR, **said)


def session(space, begins=NOON, **said):
    said = {"kind": "learning_session"} | said
    return MeetingFactory(in_space=space, starts_at=begins, ends_at=begins + 2 * DAY, **said)


def heard(owed, at) -> list[str]:
    """Whose mails are owed at a moment, in one order."""
    return sorted(each.reader.person.name for each in owed(at))


def days_of(owed, around=NOON, before=70, after=10, hour=9) -> list[int]:
    """On which days around one anything is owed, counted from it."""
    start = around.replace(hour=hour)
    return [day for day in range(-before, after) if any(True for _each in owed(start + day * DAY))]


def says(letter, person, meeting, at=NOON - DAY):
    """What a mail about a meeting says to somebody at a moment; None when it does not go."""
    message = Message(letter=letter, person=person, about=f"meetings.meeting:{meeting.pk}")
    with time_machine.travel(at, tick=False):
        return LETTERS[letter].says(message)


def leave(person, space=None) -> None:
    held = Membership.objects.filter(person=person)
    (held.filter(space=space) if space else held).update(ended_at=timezone.now())


def withdraw(team) -> None:
    TeamProfile.objects.filter(team=team).update(withdrawn_on=date(2025, 3, 1))


def close(space, by) -> None:
    space.closed_at, space.closed_by = timezone.now(), by
    space.save()


# --- A call that comes ----------------------------------------------------------------------------------------------


def test_everybody_in_a_collaborative_hears_of_a_call_a_week_and_a_day_before_and_nobody_else(falls):
    call(falls)

    assert heard(meeting_letters.calls_to_come, NOON - 7 * DAY) == IN_FALLS
    assert days_of(meeting_letters.calls_to_come) == [-7, -6, -1, 0]  # A day late where no worker ran.


def test_each_reminder_of_a_call_is_one_mail_however_often_the_clock_strikes(falls, world):
    meeting = call(falls)
    for day in range(-10, 2):
        for hour in (7, 8, 11, 15):
            outbox.owe("call_to_come", meeting_letters.calls_to_come(NOON.replace(hour=hour) + day * DAY))

    mails = Message.objects.filter(letter="call_to_come", person=world.amina).values_list("about", "period")
    assert sorted(mails) == [(f"meetings.meeting:{meeting.pk}", f"2025-06-18 {step}") for step in ("-1", "-7")]


def test_a_call_that_was_moved_is_told_of_again_before_its_new_day(falls, world):
    meeting = call(falls)
    outbox.owe("call_to_come", meeting_letters.calls_to_come(NOON - 7 * DAY))
    meeting.starts_at, meeting.ends_at = NOON + 14 * DAY, NOON + 14 * DAY + HOUR
    meeting.save()

    outbox.owe("call_to_come", meeting_letters.calls_to_come(NOON + 7 * DAY))

    mails = Message.objects.filter(letter="call_to_come", person=world.amina).values_list("period", flat=True)
    assert sorted(mails) == ["2025-06-18 -7", "2025-07-02 -7"]


@pytest.mark.parametrize(
    ("zone", "begins", "at", "many"),
    [
        ("Europe/London", NOON, datetime(2025, 6, 17, 6, 59, tzinfo=UTC), 0),
        ("Europe/London", NOON, datetime(2025, 6, 17, 7, tzinfo=UTC), 5),
        ("America/Toronto", NOON, datetime(2025, 6, 17, 11, 59, tzinfo=UTC), 0),
        ("America/Toronto", NOON, datetime(2025, 6, 17, 12, tzinfo=UTC), 5),
        # Ten in the morning of the eighteenth in Auckland is still the seventeenth elsewhere.
        ("Pacific/Auckland", datetime(2025, 6, 17, 22, tzinfo=UTC), datetime(2025, 6, 16, 19, 59, tzinfo=UTC), 0),
        ("Pacific/Auckland", datetime(2025, 6, 17, 22, tzinfo=UTC), datetime(2025, 6, 16, 20, tzinfo=UTC), 5),
        # The clocks in London went forward on 30 March, and back on 26 October.
        ("Europe/London", datetime(2025, 3, 31, 11, tzinfo=UTC), datetime(2025, 3, 30, 6, 59, tzinfo=UTC), 0),
        ("Europe/London", datetime(2025, 3, 31, 11, tzinfo=UTC), datetime(2025, 3, 30, 7, tzinfo=UTC), 5),
        ("Europe/London", datetime(2025, 10, 27, 12, tzinfo=UTC), datetime(2025, 10, 26, 7, 59, tzinfo=UTC), 0),
        ("Europe/London", datetime(2025, 10, 27, 12, tzinfo=UTC), datetime(2025, 10, 26, 8, tzinfo=UTC), 5),
    ],
)
def test_a_reminder_waits_for_eight_in_the_morning_where_the_call_is(falls, zone, begins, at, many):
    falls.time_zone = zone
    falls.save()
    call(falls, begins)

    assert len(heard(meeting_letters.calls_to_come, at)) == many


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Europe/London", "26 October 2025", "12:00"),  # The clocks went back that night.
        ("America/Toronto", "26 October 2025", "08:00"),  # Theirs a week later.
        ("Pacific/Auckland", "27 October 2025", "01:00"),
    ],
)
def test_a_reminder_says_day_and_hour_by_its_readers_own_clock(falls, world, zone, day, hour):
    world.amina.time_zone = zone
    world.amina.save()
    begins = datetime(2025, 10, 26, 12, tzinfo=UTC)

    said = says("call_to_come", world.amina, call(falls, begins), begins - DAY)

    assert (said["day"], said["hour"]) == (day, hour)


def test_whoever_left_and_teams_that_left_or_were_closed_hear_of_no_call(falls, world):
    call(falls)
    leave(world.ben)
    withdraw(world.ward_9)
    assert heard(meeting_letters.calls_to_come, NOON - DAY) == ["Amina", "Dana", "Esi"]

    close(world.ward_7, world.esi)

    assert heard(meeting_letters.calls_to_come, NOON - DAY) == ["Dana", "Esi"]  # The coach is also the collaborative's.


def test_whoever_sent_apologies_is_not_reminded_and_neither_is_a_team_that_did(falls, world):
    meeting = call(falls)
    AttendanceFactory(meeting=meeting, person=world.ben, team=world.ward_7, state="apologies")
    AttendanceFactory(meeting=meeting, team=world.ward_9, state="apologies")
    AttendanceFactory(meeting=meeting, team=world.ward_7, guest="Their cousin", state="apologies")

    assert heard(meeting_letters.calls_to_come, NOON - DAY) == ["Amina", "Dana", "Esi"]


def test_funders_hear_of_no_call(falls):
    call(falls)
    MembershipFactory(space=falls, role="funder", person__name="Zola")

    assert heard(meeting_letters.calls_to_come, NOON - DAY) == IN_FALLS


def test_whoever_declined_the_mail_is_owed_none(falls, world):
    call(falls)
    Preference.objects.create(person=world.ben, letter="call_to_come", pace="never")

    outbox.owe("call_to_come", meeting_letters.calls_to_come(NOON - DAY))

    readers = Message.objects.filter(letter="call_to_come").values_list("person__name", flat=True)
    assert sorted(readers) == ["Amina", "Chidi", "Dana", "Esi"]


@pytest.mark.parametrize("change", [{"cancelled_at": NOON}, {"kind": "team_meeting"}])
def test_a_call_that_was_cancelled_or_is_no_call_of_all_teams_is_not_told_of(falls, world, change):
    if "cancelled_at" in change:
        change = change | {"cancelled_by": world.esi}
    call(falls, **change)

    assert days_of(meeting_letters.calls_to_come) == []


def test_no_call_of_a_closed_collaborative_is_told_of(falls, world):
    call(falls)
    close(falls, world.esi)

    assert days_of(meeting_letters.calls_to_come) == []


def test_a_call_that_has_begun_is_not_told_of_any_more(falls, world):
    early = NOON.replace(hour=6)  # Seven in London, before anybody is reminded.
    meeting = call(falls, early)

    assert heard(meeting_letters.calls_to_come, NOON) == []
    assert says("call_to_come", world.amina, meeting, early - HOUR)["topic"] == ""
    assert says("call_to_come", world.amina, meeting, early) is None


@pytest.mark.parametrize("who", ["farah", "stan"])
def test_the_mail_says_nothing_to_somebody_of_another_collaborative(falls, world, who):
    assert says("call_to_come", getattr(world, who), call(falls)) is None


def test_the_queries_are_as_many_for_three_teams_as_for_one(falls, django_assert_num_queries):
    call(falls)
    for _ in range(3):
        MembershipFactory(space=TeamFactory(parent=falls), role="team_lead")

    with django_assert_num_queries(4):  # The calls; when they are told of; who sent apologies; who may come.
        assert len(heard(meeting_letters.calls_to_come, NOON - DAY)) == 8


# --- Minutes --------------------------------------------------------------------------------------------------------


def test_missing_minutes_are_asked_for_a_day_and_three_days_after_a_call(falls):
    call(falls)

    assert days_of(meeting_letters.minutes_missing) == [1, 2, 3, 4]
    assert heard(meeting_letters.minutes_missing, NOON + DAY) == ["Esi"]


def test_whoever_led_a_call_is_asked_for_its_minutes_and_failing_them_the_next(falls, world):
    meeting = call(falls, led_by=world.dana, led_team=world.ward_7)
    asked = [heard(meeting_letters.minutes_missing, NOON + DAY)]
    leave(world.dana)
    asked.append(heard(meeting_letters.minutes_missing, NOON + DAY))
    meeting.led_by = None
    meeting.save()
    asked.append(heard(meeting_letters.minutes_missing, NOON + DAY))
    withdraw(world.ward_7)
    asked.append(heard(meeting_letters.minutes_missing, NOON + DAY))

    assert asked == [["Dana"], ["Amina"], ["Amina"], ["Esi"]]


def test_posted_minutes_are_not_asked_for_and_told_to_all_but_whoever_posted_them(falls, world):
    meeting = call(falls)
    with time_machine.travel(NOON + DAY, tick=False):
        write_minutes(meeting=meeting, minutes="We tried, and it worked.", version=meeting.version, by=world.esi)
        meeting.refresh_from_db()
        post_minutes(meeting=meeting, by=world.esi)
        outbox.write_notices()
        outbox.write_notices()

    mails = Message.objects.filter(letter="minutes_posted")
    assert sorted(mails.values_list("person__name", flat=True)) == ["Amina", "Ben", "Chidi", "Dana"]
    assert heard(meeting_letters.minutes_missing, NOON + DAY) == []
    assert says("minutes_missing", world.esi, meeting, NOON + DAY) is None
    assert says("minutes_posted", world.ben, meeting, NOON + DAY)["link"].endswith(f"/meetings/{meeting.pk}/")


def test_a_call_that_was_called_off_is_told_with_its_reason(falls, world):
    meeting = call(falls)
    with time_machine.travel(NOON - 3 * DAY, tick=False):
        cancel_meeting(meeting=meeting, reason="It snows", by=world.esi)
        outbox.write_notices()

    mails = Message.objects.filter(letter="meeting_cancelled")
    assert sorted(mails.values_list("person__name", flat=True)) == ["Amina", "Ben", "Chidi", "Dana"]
    assert says("meeting_cancelled", world.ben, meeting)["reason"] == "It snows"
    assert says("call_to_come", world.ben, meeting) is None


def test_a_teams_own_meeting_that_was_called_off_is_no_mail(world):
    world.everybody()
    own = call(world.ward_7, kind="team_meeting")
    with time_machine.travel(NOON - 3 * DAY, tick=False):
        cancel_meeting(meeting=own, reason="It snows", by=world.amina)
        outbox.write_notices()

    assert Message.objects.count() == 0


# --- Sessions -------------------------------------------------------------------------------------------------------


@pytest.fixture
def leads(falls, world):
    """Ward 9 has a lead as well."""
    return MembershipFactory(space=world.ward_9, role="team_lead", person__name="Hana").person


@pytest.mark.parametrize("kind", ["learning_session", "congress"])
def test_leads_of_teams_that_said_nothing_hear_a_week_and_a_day_before_registration_closes(falls, world, leads, kind):
    meeting = session(falls, NOON + 20 * DAY, kind=kind, register_by=NOON.date())

    assert days_of(meeting_letters.registrations_to_make) == [-7, -6, -1, 0]
    assert heard(meeting_letters.registrations_to_make, NOON - DAY) == ["Amina", "Hana"]
    AttendanceFactory(meeting=meeting, team=world.ward_7, person=world.ben)
    assert heard(meeting_letters.registrations_to_make, NOON - DAY) == ["Hana"]


def test_a_team_that_turned_a_session_down_that_left_or_was_closed_is_not_asked_who_comes(falls, world, leads):
    meeting = session(falls, NOON + 20 * DAY, register_by=NOON.date())
    away = MembershipFactory(space=TeamFactory(parent=falls, name="Away"), role="team_lead", person__name="Ida")
    AttendanceFactory(meeting=meeting, team=world.ward_7, state="apologies")
    withdraw(world.ward_9)
    assert heard(meeting_letters.registrations_to_make, NOON - DAY) == ["Ida"]

    close(away.space, world.esi)

    assert heard(meeting_letters.registrations_to_make, NOON - DAY) == []
    for person in (world.amina, leads, away.person):
        assert says("register_for_session", world.again(person), meeting) is None


def test_the_mail_about_registration_names_the_team_that_has_not_said_yet(falls, world):
    meeting = session(falls, NOON + 20 * DAY, register_by=NOON.date())
    second = TeamFactory(parent=falls, name="Annexe", slug="annexe")
    MembershipFactory(space=second, person=world.amina, role="team_lead")
    amina = world.again(world.amina)
    said = [says("register_for_session", amina, meeting)]
    AttendanceFactory(meeting=meeting, team=second, person=amina)
    said.append(says("register_for_session", amina, meeting))

    assert [each["team"] for each in said] == ["Annexe", "Ward 7"]
    assert said[1]["link"].endswith(f"/spaces/falls/meetings/{meeting.pk}/registrations/ward-7/")
    assert heard(meeting_letters.registrations_to_make, NOON - DAY) == ["Amina"]


@pytest.mark.parametrize("said", [{"register_by": None}, {"register_by": NOON.date(), "held_at": NOON}])
def test_a_session_without_registration_or_that_was_held_asks_nobody(falls, said):
    session(falls, NOON + 20 * DAY, **said)

    assert days_of(meeting_letters.registrations_to_make) == []


def test_whoever_directs_chooses_who_presents_two_months_before_and_hears_no_more_once_a_team_is_chosen(falls, world):
    meeting = session(falls)

    assert days_of(meeting_letters.presenters_to_choose) == [-60, -59]
    assert heard(meeting_letters.presenters_to_choose, NOON - 60 * DAY) == ["Esi"]
    assert says("choose_presenters", world.esi, meeting)["link"].endswith("/presenters/")
    meeting.presentations.create(team=world.ward_7, chosen_at=NOON, chosen_by=world.esi)
    assert days_of(meeting_letters.presenters_to_choose) == []
    assert says("choose_presenters", world.esi, meeting) is None


def test_leads_of_the_teams_that_present_hear_a_month_before(falls, world, leads):
    meeting = session(falls)
    for team in (world.ward_7, world.ward_9):
        meeting.presentations.create(team=team, topic="Huddles", chosen_at=NOON, chosen_by=world.esi)
    withdraw(world.ward_9)

    assert days_of(meeting_letters.presenters_to_invite) == [-30, -29]
    assert heard(meeting_letters.presenters_to_invite, NOON - 30 * DAY) == ["Amina"]
    assert says("present_at_session", world.amina, meeting)["topic"] == "Huddles"
    meeting.presentations.all().delete()
    assert says("present_at_session", world.amina, meeting) is None


def test_presentations_that_nobody_looked_at_are_named_to_whoever_directs_and_to_the_teams(falls, world, leads):
    meeting = session(falls)
    for team in (world.ward_7, world.ward_9):
        meeting.presentations.create(team=team, chosen_at=NOON, chosen_by=world.esi)

    assert days_of(meeting_letters.presentations_to_review) == [-14, -13]
    assert heard(meeting_letters.presentations_to_review, NOON - 14 * DAY) == ["Amina", "Esi", "Hana"]
    assert says("presentation_review", world.amina, meeting)["team"] == "Ward 7"
    assert says("presentation_review", world.esi, meeting)["link"].endswith("/presenters/")

    meeting.presentations.filter(team=world.ward_7).update(reviewed_at=NOON, reviewed_by=world.esi)

    assert heard(meeting_letters.presentations_to_review, NOON - 14 * DAY) == ["Esi", "Hana"]
    assert says("presentation_review", world.amina, meeting) is None
    meeting.presentations.update(reviewed_at=NOON, reviewed_by=world.esi)
    assert heard(meeting_letters.presentations_to_review, NOON - 14 * DAY) == []
    assert says("presentation_review", world.esi, meeting) is None


def test_the_director_who_left_is_asked_nothing(falls, world):
    session(falls)
    leave(world.esi)

    assert days_of(meeting_letters.presenters_to_choose) == []
