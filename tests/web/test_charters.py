"""What people see of a charter."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.collaboratives import actions
from allteach.collaboratives.models import CharterVersion, Goal


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
