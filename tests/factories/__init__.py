"""One factory for each model: the least that is valid. Related rows agree without being told."""

from tests.factories.measures import (
    AnnotationFactory,
    DefinitionFactory,
    MeasureFactory,
    MeasurementFactory,
    TeamMeasureFactory,
)
from tests.factories.people import AccountFactory, OrganisationFactory, PersonFactory
from tests.factories.spaces import (
    CollaborativeFactory,
    DataAgreementFactory,
    MembershipFactory,
    TeamFactory,
)

__all__ = [
    "AccountFactory",
    "AnnotationFactory",
    "CollaborativeFactory",
    "DataAgreementFactory",
    "DefinitionFactory",
    "MeasureFactory",
    "MeasurementFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
    "TeamFactory",
    "TeamMeasureFactory",
]
