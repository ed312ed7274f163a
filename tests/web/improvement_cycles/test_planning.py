"""Tests of change on pages: listed, started, planned."""

from datetime import date

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import Cycle
from tests.factories import (
    ChangeIdeaFactory,
    CycleFactory,
)
from tests.web.improvement_cycles.words import MARCH_3, START, page_of, text

# --- the list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_is_as_cheap_for_three_tests_as_for_one(amina, world, django_assert_num_queries, n):
    for _ in range(n):
        CycleFactory(team=world.ward_7, planned_end_on=date(2030, 3, 14))
        actions.close_cycle(
            cycle=CycleFactory(team=world.ward_7),
            observations="x",
            outcomes=[{"outcome": "better"}],
            what_we_learned="y",
            decision="abandon",
            rationale="z",
            by=world.amina,
        )

    # Session, account, person, memberships, spaces, team, tests, predictions; after how many days one is forgotten.
    with django_assert_num_queries(9):
        response = amina.get(reverse("improvement:cycles", args=["ward-7"]))

    assert text(response).count("Under five minutes") == n
    assert text(response).count("Abandoned") == 2 * n  # In the list of what is closed, and on its ramp.


def test_what_is_due_waits_in_marigold_for_the_team_and_for_nobody_else(client, world, planned):
    actions.begin_do(cycle=planned, started_on=MARCH_3, by=world.amina)

    client.force_login(world.amina.account)
    of_the_team = text(client.get(reverse("improvement:cycles", args=["ward-7"])))
    client.force_login(world.esi.account)
    of_the_director = text(client.get(reverse("improvement:cycles", args=["ward-7"])))

    assert "at-needs__now" in of_the_team
    assert "Say what happened" in of_the_team
    assert "at-needs__now" not in of_the_director
    assert "at-tag--soon" not in of_the_director
    assert "Cycle 1: Goal card" in of_the_director


def test_an_empty_list_teaches_the_next_step_to_whoever_may_take_it(client, world):
    client.force_login(world.amina.account)
    assert "Start a test" in text(client.get(reverse("improvement:cycles", args=["ward-7"])))

    client.force_login(world.esi.account)
    said = text(client.get(reverse("improvement:cycles", args=["ward-7"])))
    assert "No tests yet" in said
    assert "Start a test" not in said


def test_a_long_list_of_closed_tests_has_pages(amina, world):
    for _ in range(21):
        actions.stop_cycle(cycle=CycleFactory(team=world.ward_7), stopped_reason="Moved house", by=world.amina)

    first = text(amina.get(reverse("improvement:cycles", args=["ward-7"])))
    second = text(amina.get(reverse("improvement:cycles", args=["ward-7"]) + "?page=2"))

    assert (first.count("Moved house"), second.count("Moved house")) == (20, 1)


# --- start ---------------------------------------------------------------------------------------------------------


def test_two_lines_start_a_test(amina, world):
    response = amina.post(reverse("improvement:start_cycle", args=["ward-7"]), START)

    cycle = Cycle.objects.get()
    assert response["Location"] == page_of("cycle", cycle)
    assert (cycle.title, cycle.predictions.get().prediction, cycle.owner) == ("Goal card", "Five minutes", world.amina)


def test_the_same_form_sent_twice_starts_one_test(amina, world):
    amina.post(reverse("improvement:start_cycle", args=["ward-7"]), START)

    again = amina.post(reverse("improvement:start_cycle", args=["ward-7"]), START)

    assert Cycle.objects.count() == 1
    assert "This was sent already" in text(again)


def test_a_start_that_is_refused_keeps_what_was_typed(amina, world):
    response = amina.post(reverse("improvement:start_cycle", args=["ward-7"]), {**START, "title": ""})

    assert response.status_code == 200
    assert "<title>Error: Start a test" in text(response)
    assert 'value="Five minutes"' in text(response)
    assert Cycle.objects.count() == 0


def test_a_test_started_from_a_chart_is_meant_to_move_it(amina, world):
    assert world.ward_7_falls

    begun = amina.get(reverse("improvement:start_cycle", args=["ward-7"]) + "?measure=falls-harm")
    other = amina.get(reverse("improvement:start_cycle", args=["ward-7"]) + "?measure=%00")

    assert "checked" in text(begun)
    assert "checked" not in text(other)


def test_a_test_that_follows_another_says_so_and_joins_its_ramp(amina, world, planned):
    ChangeIdeaFactory(space=world.falls, title="Text recall")
    address = reverse("improvement:start_cycle", args=["ward-7"]) + "?after=1"

    asked = amina.get(address)
    amina.post(address, START)

    assert "It follows “Cycle 1: Goal card”" in text(asked)
    assert "Text recall" in text(asked)
    assert Cycle.objects.get(number=2).ramp == planned.ramp


@pytest.mark.parametrize("after", ["x", "99", "99999999999999999999", "-1"])
def test_a_test_cannot_follow_one_that_is_not_there(amina, world, after):
    assert amina.get(reverse("improvement:start_cycle", args=["ward-7"]) + f"?after={after}").status_code == 404


# --- plan ----------------------------------------------------------------------------------------------------------

PLAN = {"title": "Goal card", "purpose": "test", "ethics": "routine_improvement"}


def test_a_plan_is_filled_in_with_as_many_predictions_as_the_team_makes(amina, world, planned):
    world.ben  # noqa: B018 - of the team
    asked = amina.get(page_of("plan_cycle", planned))

    response = amina.post(
        page_of("plan_cycle", planned),
        {
            **PLAN,
            "prediction_1": "Five minutes",
            "question_2": "Who minds?",
            "prediction_2": "Nobody",
            "planned_start_on": "2025-03-03",
            "belief": "2",
            "risk": "low",
            "owner": world.ben.pk,
            "helpers": [world.amina.pk],
            "version": "1",
        },
    )

    assert "Prediction 2" in text(asked)
    assert response["Location"] == page_of("cycle", planned)
    planned.refresh_from_db()
    assert [row.prediction for row in planned.predictions.all()] == ["Five minutes", "Nobody"]
    assert (planned.belief, planned.owner, list(planned.helpers.all())) == (2, world.ben, [world.amina])
    shown = text(amina.get(page_of("cycle", planned)))
    assert "2 of 5" in shown
    assert "3 March 2025" in shown
    assert "begin with one patient or one session" in shown


def test_predictions_stand_locked_in_the_plan_of_a_begun_test(amina, world, doing):
    asked = text(amina.get(page_of("plan_cycle", doing)))

    response = amina.post(page_of("plan_cycle", doing), {**PLAN, "where": "Room 2", "prediction_1": "Nine minutes"})

    assert "Locked on" in asked
    assert 'name="prediction_1"' not in asked
    assert response.status_code == 302
    doing.refresh_from_db()
    assert (doing.where, doing.predictions.get().prediction) == ("Room 2", "Under five minutes")


def test_a_refused_plan_opens_where_something_is_wrong(amina, world, planned):
    response = amina.post(page_of("plan_cycle", planned), {**PLAN, "data_form_link": "nowhere"})

    assert '<details class="nhsuk-details" open>' in text(response)
    assert 'value="nowhere"' in text(response)


def test_two_who_plan_at_once_see_both_texts_and_the_second_may_send_again(amina, world, planned):
    actions.plan_cycle(cycle=planned, where="Room 2", owner=world.ben, has_partner=True, by=world.ben)
    mine = {
        **PLAN,
        "where": "Room 3",
        "owner": world.amina.pk,
        "prediction_1": "Under nine minutes",
        "planned_end_on": "2025-04-01",
    }

    clash = amina.post(page_of("plan_cycle", planned), {**mine, "version": "1"})

    assert clash.status_code == 409
    said = text(clash)
    assert "Ben changed this while you were writing" in said
    assert "Where: Room 2" in said
    assert "Where: Room 3" in said
    assert "What do you think will happen? Under nine minutes" in said
    assert "When will you know? 14 March 2025" in said
    assert "A patient partner takes part: yes" in said
    assert "Who looks after it? Ben" in said
    assert 'value="Room 3"' in said
    assert '<input type="hidden" name="version" value="2"' in said
    again = amina.post(page_of("plan_cycle", planned), {**mine, "version": "2"})
    assert again.status_code == 302
    planned.refresh_from_db()
    assert planned.where == "Room 3"
