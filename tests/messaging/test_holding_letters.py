"""Mail about what teams keep: a check that is due, a plan to sign, a spread plan that waits for its sponsor."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.messaging.holding_letters import (
    check_due,
    checks_that_are_due,
    plan_waits,
    plans_to_sign,
    signature_waits,
    sponsors_who_approve,
)
from allteach.messaging.models import Message
from allteach.messaging.outbox import write_reminders
from allteach.spaces.models import Membership, Space
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


# --- a control plan that the sponsor signs --------------------------------------------------------------------------


def at(day, hour=12):
    return time_machine.travel(datetime(2026, 3, day, hour, tzinfo=UTC), tick=False)


def moment(day, hour=12):
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.fixture
def plan(world):
    """Written on 2 March 2026; Stan sponsors the team."""
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=world.stan)
    assert world.ward_7_falls
    change = ImplementedChangeFactory(team=world.ward_7, title="Rails down")
    with at(2):
        return written(world, change)


def written(world, change, response="Huddle"):
    return actions.write_control_plan(
        change=change,
        chart=world.ward_7_falls,
        standard_work="Handbook",
        reviewer_post="Ward manager",
        response=response,
        by=world.amina,
    )


def asked(day, hour=12):
    return [(str(each.reader.person), each.period) for each in plans_to_sign(moment(day, hour))]


def test_a_sponsor_is_asked_to_sign_the_morning_after_and_once_more(world, plan):
    assert {day: asked(day) for day in (2, 3, 9, 10, 17, 18)} == {
        2: [],
        3: [("Stan", "2026-03-02 1")],
        9: [("Stan", "2026-03-02 1")],  # The same letter, had no worker run before.
        10: [("Stan", "2026-03-02 2")],
        17: [("Stan", "2026-03-02 2")],
        18: [],
    }
    assert asked(3, hour=2) == []


def test_a_plan_put_right_while_it_waits_is_asked_for_no_more_often(world, plan):
    with at(4):
        written(world, plan.change, response="Huddle at noon")

    assert asked(5) == [("Stan", "2026-03-02 1")]


def test_a_plan_written_anew_after_it_was_signed_waits_again(world, plan):
    with at(4):
        actions.approve_control_plan(change=plan.change, by=world.stan)
    signed = asked(5)
    with at(6):
        written(world, plan.change, response="Huddle at noon")

    assert (signed, asked(7)) == ([], [("Stan", "2026-03-06 1")])


def test_each_letter_is_queued_once_however_often_the_clock_asks(world, plan):
    for day in (3, 3, 5, 10, 10):
        write_reminders(moment(day))

    mine = Message.objects.filter(letter="control_plan_waits")
    assert sorted(mine.values_list("period", flat=True)) == ["2026-03-02 1", "2026-03-02 2"]


def test_the_letter_names_the_change_until_it_is_signed_or_over(world, plan):
    message = Message(
        person=world.stan,
        letter="control_plan_waits",
        about=f"improvement.implementedchange:{plan.change_id}",
        period="2026-03-02 1",
    )

    said = signature_waits(message)

    assert (said["space"], said["change"], said["is_again"]) == ("Ward 7", "Rails down", False)
    assert said["link"].endswith(f"/teams/ward-7/changes/{plan.change.number}/")
    for nobody in (world.amina, world.ben, world.esi):
        assert signature_waits(Message(person=nobody, about=message.about, period=message.period)) is None
    actions.approve_control_plan(change=plan.change, by=world.stan)
    assert signature_waits(message) is None


def test_nobody_signs_for_a_team_that_is_closed_or_a_change_that_is_over(world, plan):
    plan.change.state = "lapsed"
    plan.change.over_on = date(2026, 3, 2)
    plan.change.save()
    assert asked(3) == []
    plan.change.state, plan.change.over_on = "in_place", None
    plan.change.save()
    assert asked(3) == [("Stan", "2026-03-02 1")]

    Space.objects.filter(pk=world.ward_7.pk).update(closed_at=moment(2), closed_by=world.esi)

    assert asked(3) == []


def test_the_clock_asks_as_few_questions_for_three_plans_as_for_one(world, plan, django_assert_num_queries):
    with django_assert_num_queries(4):  # Plans, their events, thresholds, sponsors.
        assert len(asked(3)) == 1
    for title in ("Socks", "Lamps"):
        with at(2):
            written(world, ImplementedChangeFactory(team=world.ward_7, title=title))

    with django_assert_num_queries(4):
        assert len(asked(3)) == 3
