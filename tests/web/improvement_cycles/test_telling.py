"""Tests of change on pages: begun, told, studied, decided, closed, stopped, put right."""

import pytest
from django.urls import reverse

from allteach.improvement import actions
from allteach.improvement.models import ImplementedChange
from tests.factories import (
    CycleFactory,
)
from tests.web.improvement_cycles.words import IN_ONE_GO, MARCH_3, MARCH_14, STUDY, page_of, text

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
