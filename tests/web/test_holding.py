"""What people see of how a kept change is held, and how they say whether it does."""

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import ControlPlan, HoldCheck
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    MembershipFactory,
    TeamMeasureFactory,
)
from tests.web.access_spread import CHECK, HOLDS, control, proposed


@pytest.fixture
def amina(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def change(world):
    change = ImplementedChangeFactory(team=world.ward_7, title="Rails down")
    change.charts.add(world.ward_7_falls)
    return change


def address(page="change"):
    return reverse(f"improvement:{page}", args=["ward-7", 1])


def read(response):
    return response.content.decode()


def test_a_change_that_nobody_holds_asks_who_does(amina, change):
    page = read(amina.get(address()))

    assert "Nobody holds it yet" in page
    assert address("write_control_plan") in page


def test_how_it_is_held_is_written_and_the_days_of_its_checks_stand_there(amina, world, change):
    amina.post(address("write_control_plan"), {**control(world), "version": "1"})

    page = read(amina.get(address()))
    assert "Ward manager: Every month" in page
    assert [day in page for day in ("2 September 2025", "2 December 2025", "2 June 2026")] == [True] * 3
    assert ControlPlan.objects.get().response == "Huddle"


def test_what_is_missing_is_asked_at_its_field_and_what_was_typed_stays(amina, world, change):
    response = amina.post(address("write_control_plan"), {**control(world), "response": ""})

    assert list(response.context["form"].errors) == ["response"]
    assert "Handbook, page 4" in read(response)


def test_two_who_write_at_once_see_both(amina, world, change):
    actions.revise_implemented_change(change=change, standard_work="Theirs", by=world.ben)

    response = amina.post(address("write_control_plan"), {**control(world), "version": "1"})

    assert response.status_code == 409
    assert "Theirs" in read(response)


def test_a_check_is_made_and_the_change_says_the_same(amina, world, change):
    amina.post(address("write_control_plan"), control(world))
    assert "This check was set for 2 September 2025." in read(amina.get(address("check_change")))

    amina.post(address("check_change"), {**CHECK, "outcome": "slipped", "seen": "Two of six were up"})

    page = read(amina.get(address()))
    assert "Two of six were up" in page
    assert "Partly in place" in page
    assert HoldCheck.objects.get().outcome == "slipped"


def test_a_check_of_a_change_that_nobody_holds_is_refused_in_words(amina, change):
    response = amina.post(address("check_change"), CHECK)

    assert "First say how it is held" in read(response)
    assert not HoldCheck.objects.exists()


def test_a_chart_that_turns_the_wrong_way_says_what_was_agreed(amina, world, change):
    injuries = MeasureFactory(space=world.falls, counts_people=False, definition__direction="down")
    chart = TeamMeasureFactory(team=world.ward_7, measure=injuries, values=[(2, 400)] * 8 + [(30, 400)] * 9)

    amina.post(address("write_control_plan"), {**control(world), "chart": chart.pk})

    page = read(amina.get(address()))
    assert "The chart turns the wrong way" in page
    desk = read(amina.get(reverse("home")))
    assert "The chart turns the wrong way: Rails down" in desk
    assert "Does it still hold? Rails down" in desk


def test_what_people_think_will_last_is_shown_once_enough_answered(amina, change):
    for _ in range(5):
        amina.post(address("rate_change"), {**HOLDS, "monitoring": "1", "is_on_paper": "on"})

    page = read(amina.get(address()))

    assert "5 people answered." in page
    assert "Name the chart, the day and the post that looks." in page


def test_a_sponsor_finds_the_plan_that_waits_on_the_desk(client, world):
    sponsor = AccountFactory().person
    MembershipFactory(space=world.ward_7, role=Role.SPONSOR, person=sponsor)
    plan = proposed(world)

    client.force_login(sponsor.account)
    desk = read(client.get(reverse("home")))

    assert "Spread plan: Goal card" in desk
    assert reverse("improvement:spread_plan", args=["ward-7", plan.number]) in desk
