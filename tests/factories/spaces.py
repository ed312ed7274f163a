from datetime import date

import factory
from factory.django import DjangoModelFactory

from allteach.collaboratives.models import Charter, CharterVersion, TeamProfile, Timetable
from allteach.spaces.models import DataAgreement, DisclosurePolicy, Membership, Space
from allteach.spaces.roles import Role
from tests.factories.people import OrganisationFactory, PersonFactory


class CollaborativeFactory(DjangoModelFactory):
    class Meta:
        model = Space
        skip_postgeneration_save = True

    kind = Space.Kind.COLLABORATIVE
    name = factory.Sequence(lambda n: f"Collaborative {n}")
    slug = factory.Sequence(lambda n: f"collaborative-{n}")
    code = factory.Sequence(lambda n: f"c{n:05d}")

    @factory.post_generation
    def policy(self, create, extracted, **kwargs):
        DisclosurePolicy.objects.create(space=self, **kwargs)


class DataAgreementFactory(DjangoModelFactory):
    class Meta:
        model = DataAgreement

    collaborative = factory.SubFactory(CollaborativeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    ground = "Signed on paper"
    signatory = "The practice manager"
    signed_on = date(2025, 1, 6)
    names_teams = True
    recorded_by = factory.SubFactory(PersonFactory)


class TeamFactory(DjangoModelFactory):
    """A team whose organisation has signed, unless `signed=False`."""

    class Meta:
        model = Space
        skip_postgeneration_save = True

    kind = Space.Kind.TEAM
    parent = factory.SubFactory(CollaborativeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Team {n}")
    slug = factory.Sequence(lambda n: f"team-{n}")
    code = factory.Sequence(lambda n: f"t{n:05d}")

    @factory.post_generation
    def signed(self, create, extracted, **kwargs):
        TeamProfile.objects.create(team=self)
        if extracted is not False:
            DataAgreementFactory(collaborative=self.parent, organisation=self.organisation, **kwargs)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    space = factory.SubFactory(TeamFactory)
    role = Role.TEAM_MEMBER


class CharterFactory(DjangoModelFactory):
    """A charter with the first draft."""

    class Meta:
        model = Charter
        skip_postgeneration_save = True

    kind = "charter"
    collaborative = factory.SubFactory(CollaborativeFactory)
    space = factory.SelfAttribute("collaborative")
    title = "Charter"

    @factory.post_generation
    def draft(self, create, extracted, **kwargs):
        CharterVersion.objects.create(
            charter=self, number=1, sections={"mission": "Nobody falls", "aim": "Half"}, **kwargs
        )


class TimetableFactory(DjangoModelFactory):
    """A calendar that begins on Monday, 3 February 2025."""

    class Meta:
        model = Timetable

    space = factory.SubFactory(CollaborativeFactory)
    first_session = date(2025, 2, 3)
