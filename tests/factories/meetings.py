from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from allteach.meetings.models import AgendaItem, Attendance, Commitment, Meeting
from tests.factories.spaces import CollaborativeFactory


class MeetingFactory(DjangoModelFactory):
    """A call of all teams, an hour long, at noon of the first of March 2025."""

    class Meta:
        model = Meeting

    kind = "all_team_call"
    in_space = factory.SubFactory(CollaborativeFactory)
    space = factory.SelfAttribute("in_space")
    title = "Call"
    starts_at = datetime(2025, 3, 1, 12, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=1))


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    minutes = 30
    words = factory.Sequence(lambda n: f"Block {n}")


class AttendanceFactory(DjangoModelFactory):
    """A guest; give `person` or `team` for somebody known."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    guest = factory.LazyAttribute(lambda one: "" if one.person or one.team else "Somebody")
    person = None
    team = None


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    meeting = factory.SubFactory(MeetingFactory)
    words = factory.Sequence(lambda n: f"Do thing {n}")
