"""A team's own meetings."""

from datetime import date, timedelta

import pytest

from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.actions import Promise
from allteach.meetings.models import Commitment, Meeting
from tests.factories import CommitmentFactory
from tests.meetings.moments import DAY, NOON, at, call_in, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day_itself():
    with at(NOON + DAY):
        yield


def meet(world, **said):
    answers = {
        "team": world.ward_7,
        "starts_at": NOON,
        "duration": 45,
        "present": [world.amina, world.ben],
        "minutes": "We keep the rails down.",
        "by": world.amina,
    }
    return {**answers, **said}


def test_one_screen_keeps_what_a_meeting_was(world):
    old = CommitmentFactory(meeting=call_in(world.falls), team=world.ward_7)
    meeting = actions.record_team_meeting(
        **meet(
            world,
            looked_at=[world.ward_7_falls],
            promises=[
                Promise("Ask the night staff", owner=world.ben, due_on=date(2025, 4, 1)),
                Promise("Buy socks", owner_words="The ward clerk"),
            ],
            kept=[old],
            partner_voice="People are cold at night.",
            mood=4,
            next_on=date(2025, 3, 26),
        )
    )

    assert (meeting.kind, meeting.audience, meeting.space, meeting.title) == (
        "team_meeting",
        "team",
        world.ward_7,
        "Team meeting of 19 March 2025",
    )
    assert (meeting.ends_at - meeting.starts_at, meeting.mood, meeting.partner_voice) == (
        timedelta(minutes=45),
        4,
        "People are cold at night.",
    )
    assert [subject.pk for subject in meeting.looked_at.all()] == [world.ward_7_falls.pk]
    assert sorted(str(row.person) for row in meeting.attendance.attended()) == ["Amina", "Ben"]
    assert [one.words for one in Commitment.objects.open()] == ["Ask the night staff", "Buy socks"]
    assert Event.objects.get(name=events.MEETING_HELD).facts["people"] == 2


def test_a_meeting_is_put_right(world):
    meeting = actions.record_team_meeting(**meet(world))

    again = actions.record_team_meeting(**meet(world, meeting=meeting, present=[world.ben], duration=60, version=1))

    assert (again.pk, again.version, Meeting.objects.count()) == (meeting.pk, 2, 1)
    assert [str(row.person) for row in again.attendance.all()] == ["Ben"]
    assert refused(actions.record_team_meeting, **meet(world, meeting=meeting, version=1)) == {
        "": "Somebody else changed this while you were writing."
    }


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (lambda world: {"starts_at": NOON + 2 * DAY}, "starts_at", "This day has not come yet."),
        (lambda world: {"starts_at": NOON.replace(year=2010)}, "starts_at", "Is the year right?"),
        (lambda world: {"duration": 0}, "duration", "Write how many minutes it took: from 1 to 720."),
        (lambda world: {"next_on": date(2025, 3, 19)}, "next_on", "The next time comes after this one."),
        (lambda world: {"present": [world.chidi]}, "present", "Chidi did not belong to the team on that day."),
        (lambda world: {"looked_at": [world.clinic_feet]}, "looked_at", "Choose from the team’s own charts and tests."),
        (lambda world: {"promises": [Promise(" ")]}, "promises", "Say what will be done."),
        (
            lambda world: {"kept": [CommitmentFactory(team=world.ward_9)]},
            "kept",
            "Choose from what this team promised.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(world, said, field, words):
    answers = meet(world, **said(world))

    assert refused(actions.record_team_meeting, **answers) == {field: words}
    assert not Meeting.objects.filter(kind="team_meeting").exists()


def test_somebody_who_had_left_was_not_there(world):
    world.ben.memberships.update(ended_at=NOON - DAY)

    assert refused(actions.record_team_meeting, **meet(world)) == {
        "present": "Ben did not belong to the team on that day."
    }


def test_words_that_point_to_a_patient_are_refused(world):
    assert list(refused(actions.record_team_meeting, **meet(world, minutes="Mrs Jones fell again"))) == ["minutes"]
