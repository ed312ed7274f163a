"""One factory for each model: the least that is valid. Related rows agree without being told."""

from tests.factories.congress import AwardFactory, NominationFactory
from tests.factories.improvement import (
    AimFactory,
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    RampFactory,
    SpreadPlanFactory,
)
from tests.factories.measures import (
    AnnotationFactory,
    DefinitionFactory,
    MeasureFactory,
    MeasurementFactory,
    TeamMeasureFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitmentFactory,
    ContactFactory,
    MeetingFactory,
    VisitFactory,
)
from tests.factories.people import AccountFactory, OrganisationFactory, PersonFactory
from tests.factories.recruitment import ApplicationFactory, RecruitmentFactory
from tests.factories.reports import SentReportFactory
from tests.factories.spaces import (
    CharterFactory,
    CollaborativeFactory,
    DataAgreementFactory,
    MembershipFactory,
    TeamFactory,
    TimetableFactory,
)

__all__ = [
    "AccountFactory",
    "AgendaItemFactory",
    "AimFactory",
    "AnnotationFactory",
    "ApplicationFactory",
    "AttendanceFactory",
    "AwardFactory",
    "ChangeIdeaFactory",
    "CharterFactory",
    "CollaborativeFactory",
    "CommitmentFactory",
    "ContactFactory",
    "CycleFactory",
    "DataAgreementFactory",
    "DefinitionFactory",
    "ImplementedChangeFactory",
    "MeasureFactory",
    "MeasurementFactory",
    "MeetingFactory",
    "MembershipFactory",
    "NominationFactory",
    "OrganisationFactory",
    "PersonFactory",
    "RampFactory",
    "RecruitmentFactory",
    "SentReportFactory",
    "SpreadPlanFactory",
    "TeamFactory",
    "TeamMeasureFactory",
    "TimetableFactory",
    "VisitFactory",
]
