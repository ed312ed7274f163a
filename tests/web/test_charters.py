"""What people see of a charter."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.collaboratives import actions
from allteach.collaboratives.models import CharterVersion, Goal
from tests.factories.measures import MeasureFactory


@pytest.fixture
def esi(client, world):
    assert world.falls_charter
    client.force_login(world.esi.account)
    return client


def test_the_days_of_a_collaborative_are_asked_with_its_charter_and_stand_in_its_calendar(esi, world):
    said = {"section_calendar": "Calls on Tuesdays", "begins_on": "2025-01-06", "ends_on": "2026-03-31"}

    answer = esi.post(reverse("collaboratives:write_charter", args=["falls"]), said)

    assert answer.status_code == 302
    assert CharterVersion.objects.get().ends_on == date(2026, 3, 31)
    page = esi.get(reverse("collaboratives:charter", args=["falls"])).content.decode()
    assert "From 6 January 2025 to 31 March 2026." in page
    assert "Calls on Tuesdays" in page


def test_an_end_before_the_beginning_is_refused_beside_its_question_and_nothing_typed_is_lost(esi):
    said = {"section_calendar": "Calls on Tuesdays", "begins_on": "2026-01-06", "ends_on": "2025-03-31"}

    page = esi.post(reverse("collaboratives:write_charter", args=["falls"]), said).content.decode()

    assert 'id="id_ends_on_error"' in page
    assert "It cannot end before it begins." in page
    assert "Calls on Tuesdays" in page


def test_an_approved_charter_shows_the_goals_that_were_frozen_with_it(esi, world):
    goal = Goal.objects.create(space=world.falls, words="Half as many falls")
    actions.approve_charter(charter=world.falls_charter, by=world.esi)
    Goal.objects.filter(pk=goal.pk).update(words="A third as many falls")

    page = esi.get(reverse("collaboratives:charter", args=["falls"])).content.decode()

    assert "Half as many falls" in page
    assert "A third as many falls" not in page


def test_the_goals_of_an_approved_charter_stand_with_their_units(esi, world):
    goal = Goal.objects.create(space=world.falls, words="Half as many falls")
    goal.targets.create(value="2.50", holds_from=date(2025, 1, 1))
    MeasureFactory(space=world.falls, goal=goal, definition__unit="per 1,000")
    actions.approve_charter(charter=world.falls_charter, by=world.esi)

    page = esi.get(reverse("collaboratives:charter", args=["falls"])).content.decode()

    assert "2.5\N{NO-BREAK SPACE}per 1,000" in page
    assert "Where it began" not in page  # Nobody said of any goal where it began.


def test_what_nobody_wrote_on_a_charter_is_shown_to_those_alone_who_may_write_it(esi, world):
    address = reverse("collaboratives:charter", args=["falls"])

    assert "Money and resources" in esi.get(address).content.decode()
    esi.force_login(world.amina.account)
    assert "Money and resources" not in esi.get(address).content.decode()
