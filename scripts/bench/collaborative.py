"""A collaborative as large as one may be: 120 teams that report for 15 months, test, keep, and ask each other."""

from datetime import UTC, date, datetime

from allteach.improvement.models import Cycle
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport, ReportVersion
from allteach.spaces.models import Space
from allteach.spaces.roles import Role
from scripts.bench.story import grow
from tests.factories import (
    AccountFactory,
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MembershipFactory,
    TimetableFactory,
)

TEAMS, MONTHS, CHARTS = 120, 15, 11
FIRST_SESSION = date(2022, 1, 10)
LAST_MONTH = date(2023, 3, 1)
TODAY = date(2023, 4, 19)  # The day of the call about the last month.
ASKS = ("How do you keep an interpreter on the line?", "Who has turned foot checks?", "", "Who pays partners sooner?")


def make_collaborative() -> tuple[Space, Person]:
    """The collaborative and its director. Every fifth team has not sent its last report."""
    grow(TEAMS, charts=CHARTS, months=MONTHS)
    collaborative = Space.objects.get(slug="bench")
    TimetableFactory(space=collaborative, first_session=FIRST_SESSION)
    director = AccountFactory().person
    MembershipFactory(person=director, space=collaborative, role=Role.DIRECTOR)
    idea = ChangeIdeaFactory(space=collaborative, title="Foot checks at rooming")
    sent_at = datetime(2023, 4, 6, 12, tzinfo=UTC)
    for number, team in enumerate(Space.objects.filter(kind=Space.Kind.TEAM).order_by("pk")):
        ImplementedChangeFactory(team=team, change_idea=idea, title=f"Foot checks at rooming, way {number}")
        test = CycleFactory(team=team, ramp__title=f"Interpreter by video, way {number}", audience="collaborative")
        began = {"begun_at": sent_at, "begun_by": director, "started_on": LAST_MONTH}
        decided = {"decision": "adopt", "decided_at": sent_at, "decided_by": director, "state": "acted"}
        Cycle.objects.filter(pk=test.pk).update(**began, **decided)
        if number % 5:
            report = MonthlyReport.objects.create(
                kind="monthly_report",
                team=team,
                space=team,
                title="Report",
                month=LAST_MONTH,
                state=MonthlyReport.State.SENT,
                sent_at=sent_at,
                sent_by=director,
            )
            said = {"ask": ASKS[number % len(ASKS)]}
            ReportVersion.objects.create(report=report, number=1, said=said, told={}, sent_at=sent_at, sent_by=director)
    return Space.objects.select_related("disclosure").get(pk=collaborative.pk), Person.objects.get(pk=director.pk)
