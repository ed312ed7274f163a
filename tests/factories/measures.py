from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from allteach.measures.kinds import KINDS
from allteach.measures.models import Annotation, Definition, Measure, Measurement, TeamMeasure
from tests.factories.spaces import CollaborativeFactory, TeamFactory


class DefinitionFactory(DjangoModelFactory):
    class Meta:
        model = Definition

    number = 1
    name = factory.SelfAttribute("measure.title")
    plain_name = factory.SelfAttribute("measure.title")
    per = factory.LazyAttribute(lambda definition: KINDS[definition.measure.kind_key].per)
    unit = factory.LazyAttribute(lambda definition: str(KINDS[definition.measure.kind_key].unit))


class MeasureFactory(DjangoModelFactory):
    """A proportion, defined. `definition__direction="down"` and the like reach its first definition."""

    class Meta:
        model = Measure
        skip_postgeneration_save = True

    kind = "measure"
    space = factory.SubFactory(CollaborativeFactory)
    in_space = factory.SelfAttribute("space")
    title = factory.Sequence(lambda n: f"Measure {n}")
    slug = factory.Sequence(lambda n: f"measure-{n}")
    kind_key = "proportion"

    @factory.post_generation
    def definition(self, create, extracted, **kwargs):
        self.current = DefinitionFactory(measure=self, **kwargs)
        self.save()


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    period_start = date(2025, 1, 1)
    at = factory.LazyFunction(timezone.now)


class TeamMeasureFactory(DjangoModelFactory):
    class Meta:
        model = TeamMeasure
        skip_postgeneration_save = True

    kind = "team_measure"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    measure = factory.SubFactory(MeasureFactory, space=factory.SelfAttribute("..team.parent"))
    title = factory.SelfAttribute("measure.title")

    @factory.post_generation
    def values(self, create, pairs, **kwargs):
        """`values=[(3, 10), None, (4, 10)]` reports January 2025, nothing for February, and March."""
        for i, pair in enumerate(pairs or []):
            if pair is None:
                continue
            numbers = (
                {"numerator": Decimal(pair[0]), "denominator": Decimal(pair[1])}
                if isinstance(pair, tuple)
                else {"value": Decimal(pair)}
            )
            MeasurementFactory(team_measure=self, period_start=date(2025 + i // 12, i % 12 + 1, 1), **numbers)


class AnnotationFactory(DjangoModelFactory):
    class Meta:
        model = Annotation

    space = factory.SubFactory(TeamFactory)
    on = date(2025, 2, 10)
    words = "A new form at the front desk"
