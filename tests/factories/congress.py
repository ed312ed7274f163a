from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from allteach.progress.models import Award, Nomination
from tests.factories.people import PersonFactory
from tests.factories.spaces import TeamFactory


class AwardFactory(DjangoModelFactory):
    """An award for teaching, given on the day of the congress."""

    class Meta:
        model = Award

    kind = "award"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    award = "teaching"
    title = "Award for teaching others"
    why = "They showed us how."
    given_at = datetime(2026, 4, 27, 15, tzinfo=UTC)
    given_by = factory.SubFactory(PersonFactory)


class NominationFactory(DjangoModelFactory):
    """Somebody put forward for teaching."""

    class Meta:
        model = Nomination

    team = factory.SubFactory(TeamFactory)
    collaborative = factory.SelfAttribute("team.parent")
    award = "teaching"
    words = "They showed us how."
    by = factory.SubFactory(PersonFactory)
    made_at = datetime(2026, 4, 20, 15, tzinfo=UTC)
