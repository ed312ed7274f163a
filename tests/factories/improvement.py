from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from allteach.improvement.models import (
    Aim,
    AimVersion,
    ChangeIdea,
    Cycle,
    ImplementedChange,
    Prediction,
    Ramp,
    SpreadPlan,
)
from tests.factories.people import PersonFactory
from tests.factories.spaces import CollaborativeFactory, TeamFactory


class ChangeIdeaFactory(DjangoModelFactory):
    class Meta:
        model = ChangeIdea

    kind = "change_idea"
    space = factory.SubFactory(CollaborativeFactory)
    title = factory.Sequence(lambda n: f"Idea {n}")
    plain_summary = "Do it another way."


class RampFactory(DjangoModelFactory):
    class Meta:
        model = Ramp

    team = factory.SubFactory(TeamFactory)
    title = factory.Sequence(lambda n: f"Change {n}")
    slug = factory.Sequence(lambda n: f"change-{n}")


class CycleFactory(DjangoModelFactory):
    """A planned cycle with one prediction, the first on a ramp of its own. Later stages are reached by actions."""

    class Meta:
        model = Cycle
        skip_postgeneration_save = True

    kind = "cycle"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    title = factory.SelfAttribute("ramp.title")
    audience = "team"
    state = "planned"
    number = factory.LazyAttribute(lambda cycle: Cycle.objects.filter(team=cycle.team).count() + 1)
    ramp = factory.SubFactory(RampFactory, team=factory.SelfAttribute("..team"))
    planned_end_on = date(2025, 3, 14)

    @factory.post_generation
    def predicts(self, create, extracted, **kwargs):
        """`predicts=["Five minutes", "Nobody minds"]`; one prediction unless said otherwise."""
        for position, words in enumerate(["Under five minutes"] if extracted is None else extracted, start=1):
            Prediction.objects.create(cycle=self, position=position, prediction=words, written_at=timezone.now())


class ImplementedChangeFactory(DjangoModelFactory):
    class Meta:
        model = ImplementedChange

    kind = "implemented_change"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    title = factory.Sequence(lambda n: f"How we work now {n}")
    state = "in_place"
    number = factory.LazyAttribute(lambda change: ImplementedChange.objects.filter(team=change.team).count() + 1)
    change_idea = factory.SubFactory(ChangeIdeaFactory, space=factory.SelfAttribute("..team.parent"))
    kept_on = date(2025, 6, 2)
    owner_post = "Practice manager"


class AimFactory(DjangoModelFactory):
    """An aim in its first version. `wording__unit="%"` and the like reach it."""

    class Meta:
        model = Aim
        skip_postgeneration_save = True

    kind = "aim"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    title = "reduce falls"

    @factory.post_generation
    def wording(self, create, extracted, **kwargs):
        answers = {"what_improves": self.title, "target_value": Decimal(3), "by_when": date(2027, 6, 30), **kwargs}
        self.current = AimVersion.objects.create(aim=self, by=PersonFactory(), **answers)
        self.save()


class SpreadPlanFactory(DjangoModelFactory):
    """A draft for nine clinicians, from March to September 2025. Later states are reached by actions."""

    class Meta:
        model = SpreadPlan

    kind = "spread_plan"
    team = factory.SubFactory(TeamFactory)
    space = factory.SelfAttribute("team")
    title = "Goal card with every clinician"
    audience = "team"
    state = "draft"
    number = factory.LazyAttribute(lambda plan: SpreadPlan.objects.filter(team=plan.team).count() + 1)
    unit_word = "clinicians"
    units_in_all = 9
    aim_units = 8
    starts_on = date(2025, 3, 1)
    reach_by = date(2025, 9, 1)
