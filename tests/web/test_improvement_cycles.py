"""Tests of change, as people meet them on pages."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.improvement import actions
from allteach.improvement.models import Cycle, ImplementedChange
from allteach.spaces.models import DataAgreement
from tests.factories import (
    ChangeIdeaFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MeasureFactory,
    TeamMeasureFactory,
)

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)
START = {"title": "Goal card", "prediction": "Five minutes", "planned_end_on": "2026-03-14", "form_key": "one"}
STUDY = {"outcome_1": "worse", "happened_1": "11 minutes", "results_summary": "11 minutes", "what_we_learned": "Short"}
IN_ONE_GO = {
    "observations": "11 minutes",
    "outcome_1": "worse",
    "what_we_learned": "Short is good",
    "decision": "adapt",
    "rationale": "Shorten it",
    "started_on": "2025-03-03",
    "ended_on": "2025-03-14",
}


def page_of(name, cycle):
    return reverse(f"improvement:{name}", args=[cycle.team.slug, cycle.number])


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def amina(client, world):
    client.force_login(world.amina.account)
    return client


@pytest.fixture
def planned(world):
    return CycleFactory(team=world.ward_7, title="Goal card", planned_end_on=MARCH_14)


@pytest.fixture
def doing(world, planned):
    return actions.begin_do(cycle=planned, started_on=MARCH_3, by=world.amina)


@pytest.fixture
def studying(world, doing):
    return actions.record_do(cycle=doing, observations="It rang.", ended_on=MARCH_14, by=world.amina)


@pytest.fixture
def studied(world, studying):
    return actions.record_study(
        cycle=studying,
        outcomes=[{"outcome": "worse"}],
        results_summary="11 minutes",
        what_we_learned="Short",
        by=world.amina,
    )


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

    with django_assert_num_queries(8):  # session, account, person, memberships, spaces, team, tests, predictions
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


# --- begin, do, study, act -----------------------------------------------------------------------------------------


def test_a_planned_test_asks_when_it_begins_and_shows_its_prediction(amina, planned):
    said = text(amina.get(page_of("cycle", planned)))

    assert "Ready to begin?" in said
    assert "Under five minutes" in said
    assert "Seen by Ward 7 and those who support it" in said


def test_a_test_begins(amina, planned):
    response = amina.post(page_of("begin_do", planned), {"started_on": "2025-03-03", "version": "1"}, follow=True)

    planned.refresh_from_db()
    assert (planned.state, planned.started_on) == ("doing", MARCH_3)
    assert "It has begun." in text(response)
    assert "What happened?" in text(response)


def test_a_test_without_a_prediction_is_led_to_write_it(amina, world):
    cycle = CycleFactory(team=world.ward_7, predicts=[])

    asked = text(amina.get(page_of("cycle", cycle)))
    refused = text(amina.post(page_of("begin_do", cycle), {"started_on": "2025-03-03"}))

    assert "a test without a prediction teaches little" in asked
    assert "Say what you think will happen." in refused


def test_what_happened_is_told_and_study_follows(amina, doing):
    notes = amina.post(page_of("record_do", doing), {"unexpected": "Two languages", "started_on": "2025-03-03"})
    done = amina.post(
        page_of("record_do", doing),
        {"observations": "It rang.", "started_on": "2025-03-03", "ended_on": "2025-03-14"},
        follow=True,
    )

    assert notes.status_code == 302
    assert "Now compare it with what you predicted" in text(done)
    assert "What did you find?" in text(done)
    doing.refresh_from_db()
    assert (doing.state, doing.unexpected) == ("studying", "")


def test_what_happened_without_a_word_is_refused(amina, doing):
    response = amina.post(page_of("record_do", doing), {"started_on": "2025-03-03", "ended_on": "2025-03-14"})

    assert "Say what you saw, in a line or two." in text(response)


def test_study_may_be_saved_for_later_and_leads_to_the_decision_when_complete(amina, studying):
    later = amina.post(page_of("record_study", studying), {"what_we_learned": "Short", "later": "yes"})
    incomplete = amina.post(page_of("record_study", studying), {"what_we_learned": "Short"})
    complete = amina.post(page_of("record_study", studying), STUDY, follow=True)

    assert later["Location"] == page_of("cycle", studying)
    assert "Compare this with what you predicted." in text(incomplete)
    assert complete.redirect_chain[0][0] == page_of("decide", studying)
    assert "What comes next?" in text(complete)


def test_each_of_several_predictions_is_compared(amina, world):
    cycle = CycleFactory(team=world.ward_7, predicts=["Five minutes", "Nobody minds"])

    said = text(amina.get(page_of("close_cycle", cycle)))

    assert "Compared with the prediction (1)" in said
    assert "Compared with the prediction (2)" in said


def test_two_who_study_at_once_see_both_texts(amina, world, studying):
    actions.record_study(cycle=studying, results_summary="13 minutes", is_complete=False, by=world.ben)

    clash = amina.post(page_of("record_study", studying), {**STUDY, "version": "3"})

    assert clash.status_code == 409
    said = text(clash)
    assert "What happened, in short? 13 minutes" in said
    assert "What happened, in short? 11 minutes" in said
    assert "Compared with the prediction: nothing" in said
    assert "Compared with the prediction: Worse" in said


def test_a_studied_test_asks_for_its_decision(amina, studied):
    said = text(amina.get(page_of("cycle", studied)))

    assert "What comes next?" in said
    assert 'value="abandon"' in said


def test_adapting_leads_to_the_next_test_ready_to_be_planned(amina, studied):
    response = amina.post(
        page_of("decide", studied),
        {"decision": "adapt", "rationale": "Shorten it", "next_title": "Shorter card"},
        follow=True,
    )

    assert "Cycle 2 is ready, filled in from this one." in text(response)
    assert "Cycle 2: Shorter card" in text(response)


def test_what_did_not_help_is_thanked_for_and_others_are_told_why(amina, studied):
    response = amina.post(page_of("decide", studied), {"decision": "abandon", "rationale": "No room"}, follow=True)

    assert response.redirect_chain[0][0] == page_of("share_lesson", studied)
    assert "It did not help. Thank you" in text(response)
    shared = amina.post(page_of("share_lesson", studied), {"lesson": "Try the waiting room"}, follow=True)
    assert "Try the waiting room" in text(shared)
    assert "Whoever tries the same will read it" in text(shared)


def test_what_did_not_help_and_is_told_at_once_asks_no_more(amina, studied):
    answers = {"decision": "abandon", "rationale": "No room", "lesson": "Try the waiting room"}

    response = amina.post(page_of("decide", studied), answers)

    assert response["Location"] == page_of("cycle", studied)


def test_a_change_that_is_kept_has_its_page(amina, world, studied):
    studied.charts.add(world.ward_7_falls)

    response = amina.post(
        page_of("decide", studied),
        {"decision": "adopt", "rationale": "It works", "is_kept": "on", "owner_post": "Nurse lead"},
    )

    change = ImplementedChange.objects.get()
    assert response["Location"] == reverse("improvement:change", args=["ward-7", change.number])


def test_what_keeping_needs_stands_open_when_it_is_refused(amina, world, studied):
    assert world.ward_7_falls

    response = amina.post(page_of("decide", studied), {"decision": "adopt", "rationale": "It works", "is_kept": "on"})

    assert "Say which post looks after it" in text(response)
    assert '<details class="nhsuk-details" open>' in text(response)
    assert "Falls with harm" in text(response)


def test_a_decision_before_study_is_refused_in_words(amina, studying):
    response = amina.post(page_of("decide", studying), {"decision": "adopt", "rationale": "It works"})

    assert "Compare every prediction first" in text(response)


# --- close in two minutes ------------------------------------------------------------------------------------------


def test_a_test_is_closed_in_one_short_form(amina, planned):
    asked = text(amina.get(page_of("close_cycle", planned)))

    response = amina.post(page_of("close_cycle", planned), IN_ONE_GO, follow=True)

    assert asked.count("<textarea") == 5
    assert "Cycle 2 is ready" in text(response)
    planned.refresh_from_db()
    assert (planned.state, planned.started_on, planned.ended_on) == ("acted", MARCH_3, MARCH_14)


@pytest.mark.parametrize("missing", ["observations", "outcome_1", "what_we_learned", "decision", "rationale"])
def test_each_part_of_the_short_form_is_asked_for_and_what_was_typed_stays(amina, planned, missing):
    said = {name: answer for name, answer in IN_ONE_GO.items() if name != missing}

    response = amina.post(page_of("close_cycle", planned), said)

    assert response.status_code == 200
    assert f'href="#id_{missing}' in text(response)
    assert ("Shorten it" in text(response)) == (missing != "rationale")
    planned.refresh_from_db()
    assert planned.state == "planned"


def test_what_can_be_left_alone_opens_when_it_is_wrong(amina, planned):
    response = amina.post(page_of("close_cycle", planned), {**IN_ONE_GO, "next_title": "a" * 201})

    assert "there is room for 200" in text(response)
    assert '<details class="nhsuk-details" open>' in text(response)


# --- stop, put right -----------------------------------------------------------------------------------------------


def test_a_test_is_stopped_with_its_reason(amina, doing):
    asked = text(amina.get(page_of("stop_cycle", doing)))

    response = amina.post(page_of("stop_cycle", doing), {"stopped_reason": "The nurse left"}, follow=True)

    assert "A stopped test takes nothing more" in asked
    assert "The nurse left" in text(response)


def test_a_test_stopped_before_it_began_shows_no_part_as_done_but_the_plan(amina, world, planned):
    actions.stop_cycle(cycle=planned, stopped_reason="The nurse left", by=world.amina)

    said = text(amina.get(page_of("cycle", planned)))

    assert said.count("at-parts__done") == 1
    assert said.count("at-parts__now") == 0


def test_days_are_put_right(amina, doing):
    amina.get(page_of("correct_dates", doing))

    response = amina.post(page_of("correct_dates", doing), {"started_on": "2025-03-05"}, follow=True)

    assert "The note on the charts has moved with it." in text(response)


@pytest.mark.parametrize(
    ("name", "sent"),
    [("stop_cycle", {"stopped_reason": " "}), ("correct_dates", {"started_on": "2199-01-01"})],
)
def test_what_cannot_be_is_refused_in_place(amina, doing, name, sent):
    response = amina.post(page_of(name, doing), sent)

    assert response.status_code == 200
    assert "One thing to put right" in text(response)


# --- what a page tells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_of_a_test_is_as_cheap_with_three_steps_charts_and_others_as_with_one(
    amina, world, django_assert_num_queries, n
):
    idea = ChangeIdeaFactory(space=world.falls)
    cycle = CycleFactory(team=world.ward_7, change_idea=idea)
    for number in range(n):
        measure = MeasureFactory(space=world.falls, title=f"Measure {number}")
        cycle.charts.add(TeamMeasureFactory(team=world.ward_7, measure=measure, values=[(1, 10), (2, 10), (3, 10)]))
        CycleFactory(team=world.ward_7, ramp=cycle.ramp, step=number + 2, previous=cycle, change_idea=idea)
        ImplementedChangeFactory(team=world.ward_7, from_cycle=cycle)

    # 6 who asks and which team · 4 the test, its predictions, charts, helpers · 1 its charts with their definitions
    # 3 the ramp · 1 others who tried · 3 the charts: how they are read, values, notes
    with django_assert_num_queries(18):
        response = amina.get(page_of("cycle", cycle))

    assert text(response).count("<svg") >= n


def test_a_closed_test_tells_everything_and_asks_nothing(amina, world, studied):
    actions.decide(cycle=studied, decision="abandon", rationale="No room", lesson="Ask first", by=world.amina)

    said = text(amina.get(page_of("cycle", studied)))

    for words in ("What was decided", "No room", "Ask first", "11 minutes", "It rang.", "Locked on"):
        assert words in said
    assert "<form" not in said.split("<main", 1)[1].split("</main>")[0]


def test_others_who_tried_and_the_charts_stand_beside(amina, world, doing):
    idea = ChangeIdeaFactory(space=world.falls, evidence="harmful", title="Text recall")
    actions.plan_cycle(
        cycle=doing,
        change_idea=idea,
        charts=[world.ward_7_falls],
        scale="several_clinicians",
        belief=1,
        care_element="decision_support",
        helpers=[world.amina],
        by=world.amina,
    )

    said = text(amina.get(page_of("cycle", doing)))

    assert "Change idea: Text recall" in said
    assert "Tested: it did harm" in said
    assert "What could you learn tomorrow from one patient?" in said
    assert "What it moves" in said
    assert "Evidence at hand" in said
    assert "Helpers" in said


def test_what_another_team_learned_of_the_same_idea_stands_beside(client, world):
    idea = ChangeIdeaFactory(space=world.sugar)
    mine = CycleFactory(team=world.clinic, change_idea=idea)
    theirs = CycleFactory(team=world.surgery, change_idea=idea)
    actions.close_cycle(
        cycle=theirs,
        observations="x",
        outcomes=[{"outcome": "worse"}],
        what_we_learned="Ask the nurse",
        decision="abandon",
        rationale="z",
        by=world.gil,
    )
    client.force_login(world.farah.account)

    said = text(client.get(page_of("cycle", mine)))

    assert "Abandoned." in said
    assert '<a href="/teams/surgery/cycles/1/">Surgery</a>: Ask the nurse' in said


def test_where_a_team_is_known_by_code_no_name_of_a_person_stands_in_its_test(client, world):
    world.gil  # noqa: B018 - of a team beside
    cycle = CycleFactory(team=world.clinic, owner=world.farah, who="Nadia Rahman", where="Clinic Street", what="A card")
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.farah)
    DataAgreement.objects.update(names_teams=False)
    client.force_login(world.gil.account)

    response = client.get(reverse("improvement:cycle", args=["tclinic", cycle.number]))

    said = text(response)
    assert "A card" in said
    assert "Seen by everybody in Sugar" in said
    for secret in ("Farah", "Nadia", "Clinic Street", "/teams/clinic/"):
        assert secret not in said


def test_a_forgotten_test_offers_three_ways_out(amina, world):
    cycle = CycleFactory(team=world.ward_7, planned_end_on=MARCH_14)
    Cycle.objects.filter(pk=cycle.pk).update(updated_at=timezone.now() - timedelta(days=50))

    assert "Nothing was written here for 45 days." in text(amina.get(page_of("cycle", cycle)))
    assert "Nothing for 45 days" not in text(amina.get(reverse("improvement:cycles", args=["ward-7"])))


def test_a_name_is_asked_about_and_kept_once_somebody_has_checked(amina, doing):
    said = {"observations": "Mrs Okello liked it", "started_on": "2025-03-03", "ended_on": "2025-03-14"}

    asked = amina.post(page_of("record_do", doing), said)
    kept = amina.post(page_of("record_do", doing), {**said, "was_checked": "on"})

    assert "“Mrs Okello” may point to a person" in text(asked)
    assert 'name="was_checked"' in text(asked)
    assert kept.status_code == 302
    doing.refresh_from_db()
    assert doing.observations == "Mrs Okello liked it"


def test_that_it_was_checked_stays_ticked_when_something_else_is_wrong(amina, doing):
    said = {"observations": "Mrs Okello liked it", "started_on": "x", "ended_on": "2025-03-14", "was_checked": "on"}

    response = amina.post(page_of("record_do", doing), said)

    assert 'name="was_checked"' in text(response)
    assert "checked" in text(response)


def test_htmx_gets_only_the_form_back(amina, doing):
    response = amina.post(page_of("stop_cycle", doing), {"stopped_reason": ""}, headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith("<form")


# --- ramp ----------------------------------------------------------------------------------------------------------


def test_a_ramp_is_a_staircase_with_what_it_taught(amina, world, studied):
    actions.decide(cycle=studied, decision="adapt", rationale="x", next_title="Shorter card", by=world.amina)
    actions.start_cycle(
        team=world.ward_7,
        title="With an interpreter",
        prediction="Eight",
        planned_end_on=MARCH_14,
        previous=studied,
        by=world.amina,
    )

    said = text(amina.get(reverse("improvement:ramp", args=["ward-7", studied.ramp.slug])))

    assert "3 cycles so far" in said
    assert "A branch: With an interpreter" in said
    assert 'class="at-ramp__1"' in said
    assert "What it taught" in said


def test_a_ramp_says_how_it_ended(amina, world, studied):
    studied.charts.add(world.ward_7_falls)
    decided = actions.decide(
        cycle=studied, decision="adopt", rationale="x", is_kept=True, owner_post="Nurse lead", by=world.amina
    )
    address = reverse("improvement:ramp", args=["ward-7", studied.ramp.slug])

    kept = text(amina.get(address))
    actions.revise_implemented_change(
        change=decided.change,
        status="lapsed",
        scope_done=7,
        scope_total=9,
        over_on=timezone.localdate(),
        status_reason="x",
        by=world.amina,
    )
    lapsed = text(amina.get(address))

    assert "1 cycle; then it stayed" in kept
    assert "1 cycle, and none goes on" in lapsed
    assert "7 of 9" in lapsed


def test_a_ramp_that_is_not_there_is_not_found(amina, world):
    assert amina.get(reverse("improvement:ramp", args=["ward-7", "nothing"])).status_code == 404
