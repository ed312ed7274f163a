"""Remarks on a test, and the sponsor's signature under how a change is held, on their pages and on the desk."""

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import ControlPlan, ImplementedChange, Remark
from tests.factories import CycleFactory
from tests.web.access_spread import held, sponsored

pytestmark = pytest.mark.django_db


def test_a_coach_remarks_and_the_team_finds_it_on_its_desk_until_it_is_read(client, world):
    cycle = CycleFactory(team=world.ward_7, title="Goal card")
    where = ["ward-7", cycle.number]
    client.force_login(world.dana.account)
    client.post(reverse("improvement:remark_on_cycle", args=where), {"words": "Say what you expect."})
    client.force_login(world.amina.account)

    desk = client.get("/").content.decode()
    shown = client.get(reverse("improvement:cycle", args=where)).content.decode()
    client.post(reverse("improvement:read_remarks", args=where))

    assert "A remark on your test: Goal card" in desk
    assert "Say what you expect." in shown
    assert "Take it back" not in shown
    assert "A remark on your test" not in client.get("/").content.decode()


def test_what_is_refused_stands_open_with_what_was_typed(client, world):
    cycle = CycleFactory(team=world.ward_7)
    client.force_login(world.dana.account)

    answer = client.post(
        reverse("improvement:remark_on_cycle", args=["ward-7", cycle.number]), {"words": "See NHS 943 476 5919"}
    )

    assert answer.status_code == 200
    assert "See NHS 943 476 5919" in answer.content.decode()
    assert not Remark.objects.exists()


def test_a_remark_of_another_test_is_not_found_under_this_one(client, world):
    first, second = CycleFactory(team=world.ward_7), CycleFactory(team=world.ward_7)
    remark = actions.remark_on_cycle(cycle=first, words="Say what you expect.", by=world.dana)
    client.force_login(world.dana.account)

    wrong = client.post(reverse("improvement:take_back_remark", args=["ward-7", second.number, remark.pk]))
    right = client.post(reverse("improvement:take_back_remark", args=["ward-7", first.number, remark.pk]))

    assert (wrong.status_code, right.status_code) == (404, 302)
    assert not Remark.objects.exists()


def test_the_sponsor_finds_what_to_sign_on_the_desk_and_signs_it(client, world):
    sponsored(world)
    where = held(world)
    ImplementedChange.objects.update(audience="collaborative")
    client.force_login(world.stan.account)
    desk = client.get("/").content.decode()

    client.post(reverse("improvement:approve_control_plan", kwargs=where))

    assert "asks you to sign it" in desk
    assert "asks you to sign it" not in client.get("/").content.decode()
    plan = ControlPlan.objects.get()
    assert (plan.approved_by, plan.approved_at is None) == (world.stan, False)
    assert "Signed by the sponsor" in client.get(reverse("improvement:change", kwargs=where)).content.decode()


def test_what_is_held_another_way_is_signed_anew(world):
    sponsored(world)
    held(world)
    change = ImplementedChange.objects.get()
    actions.approve_control_plan(change=change, by=world.stan)
    again = actions.approve_control_plan(change=change, by=world.stan)

    actions.write_control_plan(
        change=change, chart=world.ward_7_falls, reviewer_post="Clerk", response="Call", by=world.amina
    )

    assert again.approved_by == world.stan
    assert ControlPlan.objects.get().approved_at is None
