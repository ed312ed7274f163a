"""A team's own meetings."""

from datetime import date, timedelta

import pytest

from allteach.core.models import Event
from allteach.meetings import actions, events
from allteach.meetings.actions import Point, Promise
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


def test_points_decisions_apologies_and_the_way_of_meeting_are_kept_as_rows(world):
    meeting = actions.record_team_meeting(
        **meet(
            world,
            present=[world.amina],
            apologies=[world.ben],
            mode="video",
            points=[Point("Night lights", "patient", 10), Point(), Point("Rails", minutes=5)],
            decisions=["Lights stay on.", " ", "Rails down."],
        )
    )

    assert [(row.words, row.raised_from, row.minutes) for row in meeting.points.all()] == [
        ("Night lights", "patient", 10),
        ("Rails", "", 5),
    ]
    assert [row.words for row in meeting.decided.all()] == ["Lights stay on.", "Rails down."]
    assert sorted(meeting.attendance.values_list("person__name", "state")) == [
        ("Amina", "attended"),
        ("Ben", "apologies"),
    ]
    assert meeting.mode == "video"
    assert "Lights stay on." not in meeting.words  # What search reads: others read it too.


def test_putting_a_meeting_right_moves_somebody_from_apologies_to_those_who_came(world):
    meeting = actions.record_team_meeting(
        **meet(world, present=[world.amina], apologies=[world.ben], decisions=["Lights stay on."])
    )

    actions.record_team_meeting(**meet(world, meeting=meeting, apologies=[]))

    assert set(meeting.attendance.values_list("person__name", "state")) == {("Amina", "attended"), ("Ben", "attended")}
    assert [row.words for row in meeting.decided.all()] == ["Lights stay on."]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"points": [{"minutes": 5}]}, "point_words_1"),
        ({"points": [{"words": "Rails"}, {"words": "See NHS 943 476 5919"}]}, "point_words_2"),
        ({"points": [{"words": "Rails", "raised_from": "nobody"}]}, "point_raised_from_1"),
        ({"points": [{"words": f"Point {n}"} for n in range(13)]}, "point_words_1"),
        ({"decisions": ["", "See NHS 943 476 5919"]}, "decision_2"),
        ({"decisions": [f"Number {n}" for n in range(13)]}, "decision_1"),
        ({"mode": "pigeon"}, "mode"),
    ],
)
def test_what_cannot_be_in_a_log_is_refused_beside_its_line(world, said, field):
    said = {name: [Point(**row) for row in rows] if name == "points" else rows for name, rows in said.items()}

    assert field in refused(actions.record_team_meeting, **meet(world, **said))
    assert not Meeting.objects.filter(kind="team_meeting").exists()


def test_nobody_was_there_and_sent_apologies(world):
    assert "apologies" in refused(actions.record_team_meeting, **meet(world, apologies=[world.ben]))
    assert "apologies" in refused(actions.record_team_meeting, **meet(world, apologies=[world.chidi]))
