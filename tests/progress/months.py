"""A month in which a team did a little of everything that a report tells beside numbers."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import timezone

from allteach.core.periods import Period
from allteach.measures import actions as measures
from allteach.meetings import actions as meetings
from allteach.progress import actions
from allteach.spaces.roles import Role
from tests.factories import CycleFactory, ImplementedChangeFactory, MembershipFactory, SpreadPlanFactory

JUNE = Period.parse("2025-06")


def a_month_with_a_remark(world):
    """June's number of ward 7, with what the team noted of it."""
    measures.report_value(
        team_measure=world.ward_7_falls,
        period=JUNE,
        numerator=Decimal(5),
        denominator=Decimal(42),
        remark="Two weeks without a clerk.",
        by=world.amina,
    )


def a_full_month(world):
    """What a month of a team can hold beside numbers and tests."""
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    CycleFactory(
        team=world.ward_7,
        begun_at=timezone.now(),
        begun_by=world.amina,
        state="doing",
        started_on=date(2025, 6, 3),
        has_partner=True,
        partner_part="Ben tried the card first.",
    )
    ImplementedChangeFactory(
        team=world.ward_7,
        title="Rails down",
        owner_post="Ward clerk",
        training="All were shown.",
        standard_work="A list",
    )
    plan = SpreadPlanFactory(team=world.ward_7, state="approved", audience="collaborative")
    for number, on in enumerate((date(2025, 4, 2), date(2025, 6, 12), date(2025, 7, 3)), start=1):
        unit = plan.units.create(number=number, name=f"Room {number}")
        unit.steps.create(state="adopted", on=on, by=world.amina)
    SpreadPlanFactory(team=world.ward_7, title="Still drawn up")
    actions.score_self(
        team=world.ward_7, month=JUNE.start, value=Decimal("3.0"), words="Two tests closed.", by=world.amina
    )
    meetings.record_team_meeting(
        team=world.ward_7,
        starts_at=datetime(2025, 6, 10, 12, tzinfo=UTC),
        duration=45,
        present=[world.amina, world.ben],
        by=world.amina,
    )
