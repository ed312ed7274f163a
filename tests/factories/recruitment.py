"""Rounds of recruitment and applications: begun through the rows, complete unless a test says otherwise."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from allteach.collaboratives.models import Application, ApplicationWriter, ProposedPerson, Recruitment
from allteach.collaboratives.participation import PROMISES
from allteach.spaces.roles import Role
from tests.factories.people import PersonFactory
from tests.factories.spaces import CollaborativeFactory

TEAM = (
    (Role.TEAM_LEAD, "Nurse", "Kim Lead"),
    (Role.CLINICAL_LEAD, "Physician", "Lee Clinic"),
    (Role.DATA_LEAD, "Administration", "Mo Data"),
    (Role.PARTNER, "", "Noor Partner"),
)


class RecruitmentFactory(DjangoModelFactory):
    """A round that is open now; `over=True` makes it one that closed yesterday."""

    class Meta:
        model = Recruitment

    class Params:
        over = factory.Trait(closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)))

    space = factory.SubFactory(CollaborativeFactory)
    number = factory.Sequence(lambda n: n + 1)
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=20))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    places = 2
    announced_at = factory.LazyFunction(timezone.now)
    announced_by = factory.SubFactory(PersonFactory)


class ApplicationFactory(DjangoModelFactory):
    """An application in which nothing is missing, not sent yet; `by` writes it. `is_sent=True` sends it."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        is_sent = factory.Trait(
            state=Application.State.SENT,
            sent_at=datetime(2025, 1, 10, tzinfo=UTC),
            sent_by=factory.SelfAttribute("begun_by"),
        )

    recruitment = factory.SubFactory(RecruitmentFactory)
    practice = factory.Sequence(lambda n: f"Practice {n}")
    practice_kind = "Family health team"
    region = "East"
    patients = 8000
    clinicians = 6
    sponsor_name = "Sam Sponsor"
    sponsor_email = factory.Sequence(lambda n: f"sponsor{n}@practice.example")
    supported_as = "Sam Sponsor"
    supported_at = factory.LazyFunction(timezone.now)
    why_now = "Too many people wait too long."
    population = "Adults with type 2 diabetes"
    population_size = 240
    can_list = "yes"
    can_count = "partly"
    promises = factory.LazyFunction(lambda: list(PROMISES))
    begun_by = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def people(self, create, extracted, **kwargs):
        for position, (role, discipline, name) in enumerate(TEAM if extracted is None else extracted, start=1):
            ProposedPerson.objects.create(
                application=self,
                position=position,
                name=name,
                role=role,
                discipline=discipline,
                email=f"{name.split()[0].lower()}.{self.pk}@practice.example",
                hours=2,
            )

    @factory.post_generation
    def writer(self, create, extracted, **kwargs):
        account = getattr(self.begun_by, "account", None)
        email = account.email if account else f"writer{self.pk}@practice.example"
        ApplicationWriter.objects.create(
            application=self, person=self.begun_by, name=self.begun_by.name, email=email, added_by=self.begun_by
        )
