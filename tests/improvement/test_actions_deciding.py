"""Act: what a decision opens, and closing a test in one go."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import ChangeIdea, Cycle, ImplementedChange
from allteach.measures.models import Annotation
from tests.factories import CycleFactory

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)


def refused_fields(refused):
    return sorted(refused.value.error_dict)


@pytest.fixture
def studied(world):
    cycle = CycleFactory(team=world.ward_7, title="Goal card", scale="one_patient", predicts=["Under five minutes"])
    cycle.charts.add(world.ward_7_falls)
    actions.plan_cycle(
        cycle=cycle,
        data_plan="Minutes by the clock",
        predictions=[{"question": "How long?", "prediction": "Under five minutes"}],
        by=world.amina,
    )
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)
    actions.record_do(cycle=cycle, observations="It took long.", ended_on=MARCH_14, by=world.amina)
    return actions.record_study(
        cycle=cycle,
        outcomes=[{"outcome": "worse", "happened": "11 minutes"}],
        results_summary="11 minutes",
        what_we_learned="Too many words on the card.",
        by=world.amina,
    )


def test_adapting_opens_the_next_cycle_filled_in_and_asks_for_a_new_prediction(world, studied):
    decided = actions.decide(
        cycle=studied, decision="adapt", rationale="Shorten it", next_title="Shorter card", by=world.ben
    )

    assert (decided.cycle.state, decided.cycle.decision, decided.cycle.decided_by) == ("acted", "adapt", world.ben)
    following = decided.next_cycle
    assert (following.title, following.step, following.number, following.previous) == ("Shorter card", 2, 2, studied)
    assert (following.ramp, following.scale, following.state, following.audience) == (
        studied.ramp,
        "one_patient",
        "planned",
        "team",
    )
    assert (following.data_plan, list(following.charts.all())) == ("Minutes by the clock", [world.ward_7_falls])
    assert [(row.question, row.prediction) for row in following.predictions.all()] == [("How long?", "")]
    assert decided.change is None
    facts = Event.objects.get(name=events.CYCLE_DECIDED).facts
    assert (facts["decision"], facts["next"]) == ("adapt", following.pk)


def test_repeating_keeps_the_prediction(world, studied):
    decided = actions.decide(cycle=studied, decision="repeat", rationale="One is too few", by=world.amina)

    assert decided.next_cycle.title == "Goal card"
    assert decided.next_cycle.predictions.get().prediction == "Under five minutes"


def test_adopting_tests_it_larger(world, studied):
    decided = actions.decide(cycle=studied, decision="adopt", rationale="It works", by=world.amina)

    assert (decided.next_cycle.scale, decided.change) == ("one_day", None)


def test_adopting_can_make_it_how_the_team_works_and_marks_the_chart(world, studied):
    decided = actions.decide(
        cycle=studied,
        decision="adopt",
        rationale="It works",
        next_title="Goal card is everyone's way of working",
        implementation_plan="Each visit ends with it.",
        is_kept=True,
        kept_on=date(2025, 6, 2),
        owner_post="Nurse lead",
        by=world.amina,
    )

    change = decided.change
    assert decided.next_cycle is None
    assert (change.title, change.from_cycle, change.owner_post, change.state) == (
        "Goal card is everyone's way of working",
        studied,
        "Nurse lead",
        "in_place",
    )
    assert (change.standard_work, list(change.charts.all())) == ("Each visit ends with it.", [world.ward_7_falls])
    kept = Annotation.objects.get(kind="kept")
    assert (kept.words, kept.on, kept.subject_id) == (change.title, date(2025, 6, 2), change.pk)
    assert Event.objects.get(name=events.CYCLE_DECIDED).facts["change"] == change.pk


def test_abandoning_opens_nothing_and_keeps_what_others_should_know(world, studied):
    decided = actions.decide(
        cycle=studied, decision="abandon", rationale="No room", lesson="Try the waiting room", by=world.amina
    )

    assert (decided.next_cycle, decided.change, decided.cycle.lesson) == (None, None, "Try the waiting room")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"decision": ""}, ["decision"]),
        ({"decision": "celebrate"}, ["decision"]),
        ({"rationale": " "}, ["rationale"]),
        ({"next_title": "a" * 201}, ["next_title"]),
        ({"is_kept": True}, ["is_kept"]),
        ({"decision": "adopt", "is_kept": True}, ["owner_post"]),
    ],
)
def test_a_decision_that_cannot_be_is_refused_by_field_and_changes_nothing(world, studied, said, fields):
    before = Event.objects.count()

    with pytest.raises(ValidationError) as refused:
        actions.decide(**{"cycle": studied, "decision": "adapt", "rationale": "Shorten it", "by": world.amina, **said})

    assert refused_fields(refused) == fields
    studied.refresh_from_db()
    assert (studied.state, studied.decision) == ("studying", "")
    assert (Cycle.objects.count(), ImplementedChange.objects.count(), ChangeIdea.objects.count()) == (1, 0, 0)
    assert Event.objects.count() == before


def test_a_change_is_kept_on_the_chart_that_is_named_then(world, studied):
    studied.charts.clear()
    kept = {"cycle": studied, "decision": "adopt", "rationale": "It works", "is_kept": True, "owner_post": "Nurse lead"}

    with pytest.raises(ValidationError) as refused:
        actions.decide(**kept, by=world.amina)
    decided = actions.decide(**kept, charts=[world.ward_7_falls], by=world.amina)

    assert refused_fields(refused) == ["charts"]
    assert (list(decided.change.charts.all()), decided.change.kept_on) == ([world.ward_7_falls], timezone.localdate())


def test_nothing_is_decided_while_a_prediction_is_uncompared(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)
    actions.record_do(cycle=cycle, observations="It rang.", ended_on=MARCH_14, by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.decide(cycle=cycle, decision="adopt", rationale="It works", by=world.amina)

    assert refused.value.code == "not_studied"


def test_a_planned_test_cannot_be_decided(world):
    with pytest.raises(ValidationError) as refused:
        actions.decide(cycle=CycleFactory(team=world.ward_7), decision="adopt", rationale="It works", by=world.amina)

    assert refused.value.code == "stage"


# --- in one go -----------------------------------------------------------------------------------------------------

IN_ONE_GO = {
    "observations": "11 minutes; too many words",
    "outcomes": [{"outcome": "worse"}],
    "what_we_learned": "Shorter is better.",
    "decision": "adapt",
    "rationale": "Shorten it",
}


def test_a_planned_test_is_closed_in_one_go(world):
    cycle = CycleFactory(team=world.ward_7, planned_start_on=MARCH_3)

    decided = actions.close_cycle(cycle=cycle, **IN_ONE_GO, ended_on=MARCH_14, by=world.amina)

    closed = decided.cycle
    assert (closed.state, closed.started_on, closed.ended_on) == ("acted", MARCH_3, MARCH_14)
    assert (closed.observations, closed.results_summary) == ("11 minutes; too many words",) * 2
    assert decided.next_cycle.step == 2
    assert list(Event.objects.filter(about=f"improvement.cycle:{cycle.pk}").values_list("name", flat=True)) == [
        events.CYCLE_BEGUN,
        events.CYCLE_DONE,
        events.CYCLE_STUDIED,
        events.CYCLE_DECIDED,
    ]


def test_a_test_without_a_first_day_was_done_on_its_last(world):
    decided = actions.close_cycle(cycle=CycleFactory(team=world.ward_7), **IN_ONE_GO, by=world.amina)

    today = timezone.localdate()
    assert (decided.cycle.started_on, decided.cycle.ended_on) == (today, today)


def test_a_test_that_is_half_told_is_closed_with_what_it_says_already(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)
    actions.record_do(cycle=cycle, observations="It rang.", unexpected="Twice", ended_on=MARCH_14, by=world.amina)
    actions.record_study(cycle=cycle, results_summary="11 minutes", is_complete=False, by=world.amina)

    closed = actions.close_cycle(cycle=cycle, **IN_ONE_GO, by=world.amina).cycle

    assert (closed.started_on, closed.ended_on, closed.unexpected) == (MARCH_3, MARCH_14, "Twice")
    assert (closed.results_summary, closed.observations) == ("11 minutes", "11 minutes; too many words")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"observations": ""}, ["observations"]),
        ({"outcomes": []}, ["outcome_1"]),
        ({"what_we_learned": ""}, ["what_we_learned"]),
        ({"rationale": ""}, ["rationale"]),
        ({"ended_on": date(2025, 3, 1), "started_on": MARCH_3}, ["ended_on"]),
    ],
)
def test_what_is_missing_in_one_go_is_refused_by_field_and_nothing_at_all_is_kept(world, said, fields):
    cycle = CycleFactory(team=world.ward_7)

    with pytest.raises(ValidationError) as refused:
        actions.close_cycle(**{"cycle": cycle, **IN_ONE_GO, "by": world.amina, **said})

    assert refused_fields(refused) == fields
    cycle.refresh_from_db()
    assert (cycle.state, Annotation.objects.count(), Event.objects.count()) == ("planned", 0, 0)
