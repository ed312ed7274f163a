from datetime import UTC, date, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from allteach.meetings.models import AgendaItem, Attendance, Commitment, Contact, Meeting, Visit
from tests.factories.people import PersonFactory
from tests.factories.spaces import CollaborativeFactory, TeamFactory


def noon_of(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


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


class ContactFactory(DjangoModelFactory):
    """A phone call of a quarter of an hour on the first of March 2025."""

    class Meta:
        model = Contact

    team = factory.SubFactory(TeamFactory)
    on = date(2025, 3, 1)
    by = factory.SubFactory(PersonFactory)
    way = "phone"
    minutes = 15
    meeting = factory.SubFactory(
        MeetingFactory,
        kind="coach_contact",
        title="In touch: Phone",
        audience="team",
        in_space=factory.SelfAttribute("..team"),
        starts_at=factory.LazyAttribute(lambda meeting: noon_of(meeting.factory_parent.on)),
    )


class VisitFactory(DjangoModelFactory):
    """A visit on the first of March 2025 that nobody has written up."""

    class Meta:
        model = Visit

    team = factory.SubFactory(TeamFactory)
    on = date(2025, 3, 1)
    purpose = "Walk the foot clinic"
    meeting = factory.SubFactory(
        MeetingFactory,
        kind="visit",
        title="Visit",
        audience="team",
        in_space=factory.SelfAttribute("..team"),
        led_by=factory.SubFactory(PersonFactory),
        starts_at=factory.LazyAttribute(lambda meeting: noon_of(meeting.factory_parent.on)),
    )
