"""Mail about what teams keep: a check that is due, a spread plan that waits for its sponsor."""

from datetime import UTC, datetime

import pytest

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.messaging.holding_letters import (
    check_due,
    checks_that_are_due,
    plan_waits,
    sponsors_who_approve,
)
from allteach.messaging.models import Message
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role
from tests.factories import AccountFactory, ImplementedChangeFactory, MembershipFactory
from tests.web.access_spread import proposed


def on(day, hour=12):
    return datetime(2025, 9, day, hour, tzinfo=UTC)


@pytest.fixture
def change(world):
    change = ImplementedChangeFactory(team=world.ward_7, title="Rails down")
    actions.write_control_plan(
        change=change,
        chart=world.ward_7_falls,
        standard_work="Handbook",
        reviewer_post="Ward manager",
        response="Huddle",
        by=world.amina,
    )
    return change


def letter(person, change, number=1):
    about = f"improvement.implementedchange:{change.pk}"
    return Message(person=person, letter="check_due", about=about, period=f"check {number}")


@pytest.mark.parametrize(("moment", "count"), [(on(1), 0), (on(2, 1), 0), (on(2), 1), (on(9), 1), (on(10), 0)])
def test_the_lead_hears_of_a_check_on_its_day_and_not_at_night_nor_long_after(world, change, moment, count):
    owed = list(checks_that_are_due(moment))

    assert len(owed) == count
    assert {(each.reader.person, each.period) for each in owed} <= {(world.amina, "check 1")}


def test_what_was_looked_at_meanwhile_needs_no_mail(world, change):
    said = check_due(letter(world.amina, change))
    assert (said["change"], said["chart"]) == ("Rails down", "Falls with harm")

    actions.check_change(change=change, outcome="held", seen="x", checked_on=on(2).date(), by=world.amina)

    assert check_due(letter(world.amina, change)) is None
    assert list(checks_that_are_due(on(3))) == []


def test_whoever_leads_no_more_gets_no_mail(world, change):
    assert check_due(letter(world.ben, change)) is None
    Membership.objects.filter(person=world.amina).update(role=Role.TEAM_MEMBER)

    assert check_due(letter(world.amina, change)) is None


def test_a_sponsor_hears_of_a_plan_until_it_is_approved(world):
    sponsor = AccountFactory().person
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=sponsor)
    plan = proposed(world)
    message = Message(person=sponsor, letter="spread_plan_waits", about=f"improvement.spreadplan:{plan.pk}")

    event = Event.objects.get(name=events.SPREAD_PLAN_PROPOSED)
    assert [reader.person for reader in sponsors_who_approve(event)] == [sponsor]
    assert plan_waits(message)["plan"] == "Goal card"
    assert plan_waits(Message(person=world.ben, about=message.about)) is None

    actions.approve_spread_plan(plan=plan, by=sponsor)

    assert plan_waits(message) is None
