"""A small world whose people every test can call by name.

    Falls collaborative: keeps results to each team
    ├── Ward 7     Amina (lead), Ben (patient partner), Dana (coach)     measures: falls-harm
    ├── Ward 9     Chidi (member)
    └── as a whole Dana (coach), Esi (director)
    Sugar collaborative: teams see each other's results, by name
    ├── Clinic     Farah (lead)
    └── Surgery    Gil (member)
    Nowhere: Stan, who has an account and is in no space; and whoever is not signed in.

Each is made when first asked for, so a test pays only for whom it mentions.
"""

from functools import cached_property

from allteach.measures.models import Baseline
from allteach.people.models import Person
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    AnnotationFactory,
    CharterFactory,
    CollaborativeFactory,
    DataAgreementFactory,
    MeasureFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    TeamMeasureFactory,
    TimetableFactory,
)

CAST = ("amina", "ben", "chidi", "dana", "esi", "farah", "gil", "stan")


class World:
    # --- spaces ---------------------------------------------------------------------------------------------------
    @cached_property
    def falls(self):
        return CollaborativeFactory(name="Falls", slug="falls", code="cfalls", shares_results=False)

    @cached_property
    def sugar(self):
        return CollaborativeFactory(name="Sugar", slug="sugar", code="csugar", shares_results=True)

    @cached_property
    def ward_7(self):
        return self._ward("Ward 7", "ward-7", "tward7")

    @cached_property
    def ward_9(self):
        return self._ward("Ward 9", "ward-9", "tward9")

    @cached_property
    def clinic(self):
        return TeamFactory(parent=self.sugar, name="Clinic", slug="clinic", code="tclinic")

    @cached_property
    def surgery(self):
        return TeamFactory(parent=self.sugar, name="Surgery", slug="surgery", code="tsurgery")

    @cached_property
    def hospital(self):
        return OrganisationFactory(name="Hill Hospital", slug="hill-hospital")

    @cached_property
    def hospital_agreement(self):
        return DataAgreementFactory(collaborative=self.falls, organisation=self.hospital)

    @cached_property
    def falls_charter(self):
        return CharterFactory(collaborative=self.falls)

    @cached_property
    def falls_timetable(self):
        return TimetableFactory(space=self.falls)

    # --- people ---------------------------------------------------------------------------------------------------
    @cached_property
    def amina(self):
        return self._person("Amina", (self.ward_7, Role.TEAM_LEAD))

    @cached_property
    def ben(self):
        return self._person("Ben", (self.ward_7, Role.PARTNER))

    @cached_property
    def chidi(self):
        return self._person("Chidi", (self.ward_9, Role.TEAM_MEMBER))

    @cached_property
    def dana(self):
        return self._person("Dana", (self.falls, Role.COACH), (self.ward_7, Role.COACH))

    @cached_property
    def esi(self):
        return self._person("Esi", (self.falls, Role.DIRECTOR))

    @cached_property
    def farah(self):
        return self._person("Farah", (self.clinic, Role.TEAM_LEAD))

    @cached_property
    def gil(self):
        return self._person("Gil", (self.surgery, Role.TEAM_MEMBER))

    @cached_property
    def stan(self):
        return self._person("Stan")

    # --- measures -------------------------------------------------------------------------------------------------
    @cached_property
    def falls_harm(self):
        return MeasureFactory(
            space=self.falls,
            title="Falls with harm",
            slug="falls-harm",
            counts_people=False,
            definition__direction="down",
        )

    @cached_property
    def ward_7_falls(self):
        return TeamMeasureFactory(
            team=self.ward_7, measure=self.falls_harm, values=[(6, 40), (5, 41), (7, 44), (4, 40), (6, 43), (5, 42)]
        )

    @cached_property
    def foot_checks(self):
        return MeasureFactory(space=self.sugar, title="Foot checks", slug="foot-checks")

    @cached_property
    def clinic_feet(self):
        return TeamMeasureFactory(
            team=self.clinic,
            measure=self.foot_checks,
            values=[(60, 140), (63, 141), (70, 144), (3, 8), (76, 143), (75, 142)],
        )

    @cached_property
    def surgery_feet(self):
        return TeamMeasureFactory(team=self.surgery, measure=self.foot_checks, values=[(30, 90), (33, 91), (36, 90)])

    @cached_property
    def ward_7_note(self):
        return AnnotationFactory(space=self.ward_7, team_measure=self.ward_7_falls)

    @cached_property
    def ward_7_baseline(self):
        return Baseline.objects.create(
            measure=self.falls_harm, team_measure=self.ward_7_falls, points=3, reason="Before"
        )

    def everybody(self):
        """The whole cast, made."""
        return [getattr(self, name) for name in CAST]

    def again(self, person: Person) -> Person:
        """The same person as a new request would load them: what they may do is read anew."""
        return Person.objects.get(pk=person.pk)

    def _ward(self, name: str, slug: str, code: str):
        assert self.hospital_agreement
        return TeamFactory(parent=self.falls, name=name, slug=slug, code=code, organisation=self.hospital, signed=False)

    def _person(self, name: str, *places):
        account = AccountFactory(person__name=name, email=f"{name.lower()}@allteach.example")
        for space, role in places:
            MembershipFactory(person=account.person, space=space, role=role)
        return account.person
