"""Pre-work as people see it: the checklist, who is stuck, signing off, readiness."""

import html
import re

import pytest
import time_machine
from django.urls import reverse

from allteach.collaboratives.actions.prework import review_readiness, sign_off
from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.readiness import QUESTIONS
from tests.factories import TeamFactory

IN_PREWORK = "2024-12-30 12:00+00:00"  # The first session of the falls' calendar is on 3 February 2025.
YES = dict.fromkeys(QUESTIONS, 3)


def text_of(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def ward(world):
    assert world.falls_timetable
    return world.ward_7


def test_a_team_sees_what_is_late_and_what_the_record_shows(client, world, ward):
    world.everybody()
    sign_off(team=ward, item=ITEMS["welcome"], words="All here", by=world.dana)
    with time_machine.travel(IN_PREWORK, tick=False):
        client.force_login(world.amina.account)
        page = text_of(client.get(reverse("prework:prework", args=["ward-7"])))

    assert "1 of 11 signed off" in page
    assert "3 things are late." in page  # The team, the aim and the population, more than a week ago.
    assert "2 people have come in" in page
    assert "All here" in page
    assert "No aim is written" in page


def test_all_teams_stand_by_who_is_stuck_first(client, world, ward):
    world.everybody()
    done = TeamFactory(parent=world.falls, name="A done ward")
    for item in ITEMS.values():
        sign_off(team=done, item=item, by=world.esi)
    review_readiness(
        team=ward, answers=YES, outcome="pause", helper="Dana", help_words="Two days for the list", by=world.amina
    )
    with time_machine.travel(IN_PREWORK, tick=False):
        client.force_login(world.esi.account)
        page = text_of(client.get(reverse("prework:prework_of_all", args=["falls"])))

    assert page.index("Ward 7") < page.index("A done ward")
    assert "Dana: Two days for the list" in page
    assert "Teams that are stuck" in page


def test_without_a_calendar_nothing_is_late(client, world):
    world.everybody()
    client.force_login(world.esi.account)

    assert "There is no calendar yet" in text_of(client.get(reverse("prework:prework_of_all", args=["falls"])))


def test_a_coach_signs_off_and_undoes_with_a_reason(client, world):
    world.everybody()
    client.force_login(world.dana.account)
    client.post(reverse("prework:sign_off", args=["ward-7", "aim"]), {"words": "Read it with them"})
    refused = client.post(reverse("prework:undo_sign_off", args=["ward-7", "aim"]), {"reason": ""})
    undone = client.post(reverse("prework:undo_sign_off", args=["ward-7", "aim"]), {"reason": "No day"}, follow=True)

    assert "Please answer this." in text_of(refused)
    assert "undone by Dana" in text_of(undone)
    assert not SignOff.objects.standing().exists()
    assert client.get(reverse("prework:sign_off", args=["ward-7", "nothing"])).status_code == 404


def test_a_review_that_lacks_its_help_keeps_what_was_typed(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    said = {f"answer_{key}": "1" for key in QUESTIONS} | {"outcome": "pause", "evidence_staff": "Told on Monday"}

    answer = client.post(reverse("prework:review_readiness", args=["ward-7"]), said)

    assert "Name who helps." in text_of(answer)
    assert 'value="Told on Monday"' in answer.content.decode()
    assert ReadinessReview.objects.count() == 0


def test_people_decide_otherwise_than_the_answers_suggest(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    said = {f"answer_{key}": "1" for key in QUESTIONS} | {"outcome": "ready"}

    page = client.post(reverse("prework:review_readiness", args=["ward-7"]), said, follow=True)

    assert "The answers alone would suggest something else." in text_of(page)
    assert ReadinessReview.objects.get().outcome == "ready"


def test_what_is_due_and_who_is_stuck_stand_on_desks_in_the_weeks_of_pre_work(client, world, ward):
    world.everybody()
    with time_machine.travel(IN_PREWORK, tick=False):
        client.force_login(world.amina.account)
        lead = text_of(client.get("/"))
        client.force_login(world.dana.account)
        coach = text_of(client.get("/"))

    assert "Pre-work of Ward 7" in lead
    assert "One team of Falls is stuck in its pre-work" in coach
    client.force_login(world.dana.account)
    assert "is stuck" not in text_of(client.get("/"))
