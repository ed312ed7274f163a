"""Tests of change once they run: done, studied, stopped, put right, shared."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.measures.models import Annotation
from tests.factories import CycleFactory

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)
TOMORROW = timezone.localdate() + timedelta(days=2)  # Two: also where the day is already tomorrow's.


def refused_fields(refused):
    return sorted(refused.value.error_dict)


# --- do ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def doing(world):
    cycle = CycleFactory(team=world.ward_7, predicts=["Under eight minutes", "Nobody minds"])
    return actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)


def test_what_happened_is_told_and_study_begins(world, doing):
    done = actions.record_do(
        cycle=doing,
        observations="The phone line dropped twice.",
        ended_on=MARCH_14,
        as_planned="partly",
        unexpected="Two languages",
        data_collected="7, 13 and 6 minutes",
        version=2,
        by=world.amina,
    )

    assert (done.state, done.ended_on, done.as_planned, done.version) == ("studying", MARCH_14, "partly", 3)
    assert (done.unexpected, done.data_collected) == ("Two languages", "7, 13 and 6 minutes")
    assert Event.objects.get(name=events.CYCLE_DONE).facts["ended_on"] == "2025-03-14"


def test_notes_can_be_kept_while_the_test_goes_on(world, doing):
    going_on = actions.record_do(cycle=doing, unexpected="Two languages", by=world.amina)
    done = actions.record_do(cycle=doing, observations="It rang.", ended_on=MARCH_14, by=world.amina)

    assert (going_on.state, done.state, done.unexpected) == ("doing", "studying", "Two languages")


def test_the_note_on_the_charts_moves_with_the_first_day(world, doing):
    actions.record_do(cycle=doing, started_on=date(2025, 3, 5), by=world.amina)

    assert Annotation.objects.get(taken_off_at=None).on == date(2025, 3, 5)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"ended_on": MARCH_14}, ["observations"]),
        ({"ended_on": date(2025, 3, 1), "observations": "x"}, ["ended_on"]),
        ({"ended_on": TOMORROW, "observations": "x"}, ["ended_on"]),
        ({"started_on": TOMORROW}, ["started_on"]),
        ({"as_planned": "nearly"}, ["as_planned"]),
    ],
)
def test_what_cannot_have_happened_is_refused_by_field_and_changes_nothing(world, doing, said, fields):
    with pytest.raises(ValidationError) as refused:
        actions.record_do(cycle=doing, unexpected="Changed", **said, by=world.amina)

    assert refused_fields(refused) == fields
    doing.refresh_from_db()
    assert (doing.state, doing.unexpected, doing.started_on) == ("doing", "", MARCH_3)


# --- study ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def studying(world, doing):
    return actions.record_do(cycle=doing, observations="It rang.", ended_on=MARCH_14, by=world.amina)


COMPARED = [{"outcome": "unclear", "happened": "7, 13 and 6 minutes"}, {"outcome": "as_predicted"}]


def test_study_compares_every_prediction(world, studying):
    studied = actions.record_study(
        cycle=studying,
        outcomes=COMPARED,
        results_summary="7, 13 and 6 minutes",
        what_we_learned="The card is quick, the phone is not.",
        what_patients_said="The picture helped.",
        measure_effect="Too soon",
        by=world.amina,
    )

    assert [(row.outcome, row.happened) for row in studied.predictions.all()] == [
        ("unclear", "7, 13 and 6 minutes"),
        ("as_predicted", ""),
    ]
    assert (studied.state, studied.what_patients_said) == ("studying", "The picture helped.")
    assert Event.objects.get(name=events.CYCLE_STUDIED).facts["outcomes"] == ["unclear", "as_predicted"]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({}, ["outcome_1", "outcome_2", "results_summary", "what_we_learned"]),
        ({"outcomes": COMPARED[:1]}, ["outcome_2", "results_summary", "what_we_learned"]),
        ({"outcomes": [{"outcome": "perfect"}, {}]}, ["outcome_1", "outcome_2", "results_summary", "what_we_learned"]),
        ({"outcomes": COMPARED, "results_summary": "x"}, ["what_we_learned"]),
    ],
)
def test_study_is_not_complete_with_a_prediction_uncompared(world, studying, said, fields):
    with pytest.raises(ValidationError) as refused:
        actions.record_study(cycle=studying, **said, by=world.amina)

    assert refused_fields(refused) == fields
    assert set(studying.predictions.values_list("outcome", flat=True)) == {""}


def test_study_can_be_saved_for_later(world, studying):
    later = actions.record_study(cycle=studying, outcomes=COMPARED[:1], is_complete=False, by=world.amina)

    assert [row.outcome for row in later.predictions.all()] == ["unclear", ""]


def test_what_cannot_be_read_is_refused_also_for_later(world, studying):
    with pytest.raises(ValidationError) as refused:
        actions.record_study(cycle=studying, outcomes=[{"happened": "a" * 301}], is_complete=False, by=world.amina)

    assert refused_fields(refused) == ["happened_1"]


# --- stop, correct, share ------------------------------------------------------------------------------------------


def test_a_test_is_stopped_with_its_reason_and_stays_on_the_charts(world, doing):
    stopped = actions.stop_cycle(cycle=doing, stopped_reason="The nurse left.", by=world.ben)

    assert (stopped.state, stopped.stopped_by, stopped.stopped_reason) == ("stopped", world.ben, "The nurse left.")
    assert Annotation.objects.filter(taken_off_at=None).count() == 1
    assert Event.objects.filter(name=events.CYCLE_STOPPED).count() == 1


def test_stopping_asks_why(world, doing):
    with pytest.raises(ValidationError) as refused:
        actions.stop_cycle(cycle=doing, stopped_reason=" ", by=world.ben)

    assert refused_fields(refused) == ["stopped_reason"]
    doing.refresh_from_db()
    assert doing.state == "doing"


def test_a_test_that_is_over_takes_nothing_more(world, doing):
    actions.stop_cycle(cycle=doing, stopped_reason="The nurse left.", by=world.ben)

    for write in (
        lambda: actions.plan_cycle(cycle=doing, where="Room 2", by=world.ben),
        lambda: actions.record_do(cycle=doing, observations="x", by=world.ben),
        lambda: actions.record_study(cycle=doing, by=world.ben),
        lambda: actions.stop_cycle(cycle=doing, stopped_reason="Again", by=world.ben),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert refused.value.code == "stage"


def test_days_are_put_right_also_after_the_end_and_the_note_moves(world, studying):
    right = actions.correct_dates(cycle=studying, started_on=date(2025, 3, 4), ended_on=MARCH_14, by=world.amina)

    assert (right.started_on, right.ended_on) == (date(2025, 3, 4), MARCH_14)
    assert Annotation.objects.get(taken_off_at=None).on == date(2025, 3, 4)
    assert Event.objects.get(name=events.DATES_CORRECTED).facts["started_on"] == "2025-03-04"


@pytest.mark.parametrize(
    ("started_on", "ended_on", "fields"),
    [
        (MARCH_14, MARCH_3, ["ended_on"]),
        (MARCH_3, None, ["ended_on"]),
        (TOMORROW, TOMORROW, ["ended_on", "started_on"]),
    ],
)
def test_days_that_cannot_be_are_refused(world, studying, started_on, ended_on, fields):
    with pytest.raises(ValidationError) as refused:
        actions.correct_dates(cycle=studying, started_on=started_on, ended_on=ended_on, by=world.amina)

    assert refused_fields(refused) == fields
    assert Annotation.objects.get(taken_off_at=None).on == MARCH_3


def test_a_test_that_has_not_begun_has_no_days_to_correct(world):
    with pytest.raises(ValidationError):
        actions.correct_dates(cycle=CycleFactory(team=world.ward_7), started_on=MARCH_3, by=world.amina)


def test_a_lesson_is_shared_when_the_test_is_over(world, doing):
    with pytest.raises(ValidationError):
        actions.share_lesson(cycle=doing, lesson="Ask the nurse first.", by=world.amina)
    actions.stop_cycle(cycle=doing, stopped_reason="The nurse left.", by=world.ben)

    shared = actions.share_lesson(cycle=doing, lesson="Ask the nurse first.", by=world.amina)

    assert shared.lesson == "Ask the nurse first."
    assert "Ask the nurse first." in shared.words
    assert Event.objects.filter(name=events.LESSON_SHARED).count() == 1


def test_an_empty_lesson_is_refused(world, doing):
    actions.stop_cycle(cycle=doing, stopped_reason="The nurse left.", by=world.ben)

    with pytest.raises(ValidationError) as refused:
        actions.share_lesson(cycle=doing, lesson="", by=world.amina)

    assert refused_fields(refused) == ["lesson"]
