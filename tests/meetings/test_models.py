"""What rows are called, and what the tables themselves refuse."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from allteach.meetings.models import (
    AgendaItem,
    Attendance,
    CircleAnswer,
    CircleQuestion,
    Commitment,
    Contact,
    Decided,
    Feedback,
    Look,
    Material,
    Presentation,
    PrivateNote,
    TalkingPoint,
    TopicCard,
    Turn,
    Visit,
)
from tests.factories import AttendanceFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def test_rows_say_what_they_are(world):
    meeting = MeetingFactory(title="Call of March")

    assert str(meeting) == "Call of March"
    assert str(AgendaItem(words="Round of teams")) == "Round of teams"
    assert str(Material(title="Slides")) == "Slides"
    assert str(Commitment(words="Send the card")) == "Send the card"
    assert str(Attendance(guest="Mo", state="attended")) == "Mo: Was there"
    assert str(Turn(team=world.ward_7, meeting=meeting)) == "Ward 7 at Call of March"
    assert str(TopicCard(team=world.ward_7, words="Foot checks")) == "Ward 7: Foot checks"
    assert str(Presentation(team=world.ward_7, meeting=meeting)) == "Ward 7 at Call of March"
    assert str(Feedback(meeting=meeting)) == "Feedback on Call of March"
    assert str(Contact(way="phone", on=date(2025, 3, 1))) == "Phone, 2025-03-01"
    assert str(Visit(purpose="Walk the ward")) == "Walk the ward"
    assert str(Look(person=world.dana, team=world.ward_7)) == "Dana at Ward 7"
    assert str(CircleQuestion(words="What helped yours?")) == "What helped yours?"
    assert str(CircleAnswer(words="One test a week")) == "One test a week"
    assert str(TalkingPoint(words="The night shift")) == "The night shift"
    assert str(Decided(words="Two more bells")) == "Two more bells"


def test_a_private_note_is_not_called_by_its_words(world):
    assert str(PrivateNote(person=world.dana, text="Mine")) == f"Note of {world.dana.pk}"


def refuses(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


def test_a_meeting_ends_after_it_begins():
    now = timezone.now()

    assert refuses(lambda: MeetingFactory(starts_at=now, ends_at=now))


def test_an_entry_of_the_calendar_has_one_meeting(world):
    MeetingFactory(in_space=world.falls, key="call-2025-03")

    assert refuses(lambda: MeetingFactory(in_space=world.falls, key="call-2025-03"))


def test_meetings_that_are_in_no_calendar_do_not_get_into_each_others_way(world):
    keys = [MeetingFactory(in_space=world.falls, starts_at=timezone.now() + timedelta(days=n)).key for n in range(2)]

    assert keys == ["", ""]


def test_minutes_are_posted_only_of_a_meeting_that_was_held(world):
    now, by = timezone.now(), world.esi

    assert refuses(lambda: MeetingFactory(minutes_posted_at=now, minutes_posted_by=by))
    assert MeetingFactory(minutes_posted_at=now, minutes_posted_by=by, held_at=now).minutes_posted_by == by


def test_a_meeting_that_was_held_is_not_cancelled(world):
    now = timezone.now()

    assert refuses(lambda: MeetingFactory(cancelled_at=now, cancelled_by=world.esi, held_at=now))


def test_a_person_comes_once_and_a_team_is_called_once(world):
    meeting = MeetingFactory()
    AttendanceFactory(meeting=meeting, person=world.amina, team=world.ward_7)
    AttendanceFactory(meeting=meeting, team=world.ward_7)

    assert refuses(lambda: AttendanceFactory(meeting=meeting, person=world.amina))
    assert refuses(lambda: AttendanceFactory(meeting=meeting, team=world.ward_7))


def test_attendance_is_of_somebody():
    assert refuses(lambda: AttendanceFactory(guest=""))
