"""The signs of a well-told test, what a test waits for, and when it is stale."""

from datetime import UTC, date, datetime

import pytest

from allteach.improvement import actions
from allteach.improvement.due import is_stale, waits_for
from allteach.improvement.fidelity import gaps, signs_of
from allteach.improvement.models import Cycle
from allteach.improvement.stages import OPEN, PARTS, STAGES
from tests.factories import CycleFactory

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)


def signs(cycle):
    return {sign.key for sign in signs_of(cycle) if sign.is_there}


def test_a_test_told_in_full_shows_every_sign(world):
    cycle = CycleFactory(team=world.ward_7, planned_start_on=MARCH_3)
    cycle.predictions.update(written_at=datetime(2025, 3, 1, tzinfo=UTC))
    answers = {"objective": "a", "who": "b", "what": "c", "where": "d", "data_plan": "e", "scale": "one_patient"}
    actions.plan_cycle(cycle=cycle, **answers, by=world.amina)
    closed = actions.close_cycle(
        cycle=cycle,
        observations="x",
        outcomes=[{"outcome": "better"}],
        what_we_learned="y",
        decision="adapt",
        rationale="z",
        ended_on=MARCH_14,
        by=world.amina,
    ).cycle

    assert signs(closed) == {sign.key for sign in signs_of(closed)}
    assert {part: gaps(closed, part) for part in PARTS} == {part: [] for part in PARTS}


def test_two_lines_alone_show_none_and_say_what_is_missing(world):
    cycle = CycleFactory(team=world.ward_7, scale="several_clinicians")

    assert signs(cycle) == set()
    assert gaps(cycle, "act") == ["decision", "rationale"]
    assert "objective" in gaps(cycle, "plan")


def test_a_prediction_written_after_the_test_began_is_told_apart(world):
    cycle = CycleFactory(team=world.ward_7, started_on=MARCH_3)

    assert "predicted_before" not in signs(cycle)


def test_a_later_test_that_follows_another_may_be_large(world):
    first = CycleFactory(team=world.ward_7)
    second = CycleFactory(team=world.ward_7, ramp=first.ramp, step=2, previous=first, scale="several_sites")

    assert signs(second) == {"linked", "starts_small"}


@pytest.mark.parametrize(
    ("said", "words", "is_due"),
    [
        ({"state": "planned", "planned_start_on": date(2025, 3, 10)}, "Begin, or choose another day", True),
        ({"state": "planned", "planned_end_on": MARCH_14}, "Begin, or choose another day", False),
        ({"state": "planned"}, "Begin, or choose another day", False),
        ({"state": "doing", "planned_end_on": MARCH_14}, "Say what happened", False),
        ({"state": "doing", "planned_end_on": date(2025, 3, 10)}, "Say what happened", True),
        ({"state": "studying", "ended_on": MARCH_3}, "Study it now", True),
    ],
)
def test_an_open_test_says_what_it_waits_for(said, words, is_due):
    waiting = waits_for(Cycle(**said), date(2025, 3, 10))

    assert (str(waiting.words), waiting.is_due) == (words, is_due)


@pytest.mark.parametrize("state", ["acted", "stopped"])
def test_a_test_that_is_over_waits_for_nothing_and_is_never_stale(state):
    cycle = Cycle(state=state, updated_at=datetime(2025, 1, 1, tzinfo=UTC))

    assert waits_for(cycle, date(2026, 1, 1)) is None
    assert not is_stale(cycle, date(2026, 1, 1), after=45)


@pytest.mark.parametrize(
    ("today", "planned_end_on", "stale"),
    [
        (date(2025, 2, 14), None, False),
        (date(2025, 2, 15), None, True),
        (date(2025, 4, 27), MARCH_14, False),
        (date(2025, 4, 28), MARCH_14, True),
    ],
)
def test_a_test_is_stale_when_nothing_was_written_or_planned_for_45_days(today, planned_end_on, stale):
    cycle = Cycle(state="doing", updated_at=datetime(2025, 1, 1, 12, tzinfo=UTC), planned_end_on=planned_end_on)

    assert is_stale(cycle, today, after=45) == stale


def test_stages_lead_only_to_stages_and_every_field_of_a_part_is_a_field_of_a_cycle():
    fields = {field.name for field in Cycle._meta.get_fields()}

    assert {key for stage in STAGES.values() for key in stage.leads_to} <= set(STAGES)
    assert OPEN == ("planned", "doing", "studying")
    assert {name for part in PARTS.values() for name in part.answers} <= fields
    assert all(set(part.in_full) <= set(part.answers) for part in PARTS.values())
