"""Nothing that points to a patient is kept, whatever is written and wherever."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.improvement import actions
from tests.factories import AimFactory, ChangeIdeaFactory, CycleFactory, ImplementedChangeFactory

NUMBER = "It was patient 943 476 5919"  # With the check digit of an NHS number; of nobody.
NAME = "Mrs Okello liked it"
MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)


def planned(world):
    return CycleFactory(team=world.ward_7)


def doing(world):
    return actions.begin_do(cycle=planned(world), started_on=MARCH_3, by=world.amina)


def studying(world):
    return actions.record_do(cycle=doing(world), observations="It rang.", ended_on=MARCH_14, by=world.amina)


def studied(world):
    return actions.record_study(
        cycle=studying(world),
        outcomes=[{"outcome": "better"}],
        results_summary="x",
        what_we_learned="y",
        by=world.amina,
    )


def stopped(world):
    return actions.stop_cycle(cycle=doing(world), stopped_reason="x", by=world.amina)


IN_ONE_GO = {
    "outcomes": [{"outcome": "better"}],
    "observations": "x",
    "what_we_learned": "y",
    "decision": "adapt",
    "rationale": "z",
}

# What is written where: an action, what it is given from the world, and the field under test.
PLACES = {
    "start_cycle title": lambda world, words: (
        actions.start_cycle,
        {"team": world.ward_7, "title": words, "prediction": "x", "planned_end_on": MARCH_14},
    ),
    "start_cycle prediction": lambda world, words: (
        actions.start_cycle,
        {"team": world.ward_7, "title": "x", "prediction": words, "planned_end_on": MARCH_14},
    ),
    "plan_cycle who": lambda world, words: (actions.plan_cycle, {"cycle": planned(world), "who": words}),
    "plan_cycle question_2": lambda world, words: (
        actions.plan_cycle,
        {"cycle": planned(world), "predictions": [{"prediction": "x"}, {"question": words}]},
    ),
    "record_do observations": lambda world, words: (
        actions.record_do,
        {"cycle": doing(world), "observations": words},
    ),
    "record_study what_patients_said": lambda world, words: (
        actions.record_study,
        {"cycle": studying(world), "what_patients_said": words, "is_complete": False},
    ),
    "record_study happened_1": lambda world, words: (
        actions.record_study,
        {"cycle": studying(world), "outcomes": [{"happened": words}], "is_complete": False},
    ),
    "decide rationale": lambda world, words: (
        actions.decide,
        {"cycle": studied(world), "decision": "abandon", "rationale": words},
    ),
    "decide next_title": lambda world, words: (
        actions.decide,
        {"cycle": studied(world), "decision": "adapt", "rationale": "x", "next_title": words},
    ),
    "close_cycle observations": lambda world, words: (
        actions.close_cycle,
        {"cycle": planned(world), **IN_ONE_GO, "observations": words},
    ),
    "stop_cycle stopped_reason": lambda world, words: (
        actions.stop_cycle,
        {"cycle": doing(world), "stopped_reason": words},
    ),
    "share_lesson lesson": lambda world, words: (actions.share_lesson, {"cycle": stopped(world), "lesson": words}),
    "add_change_idea plain_summary": lambda world, words: (
        actions.add_change_idea,
        {"space": world.falls, "title": "x", "plain_summary": words},
    ),
    "revise_change_idea title": lambda world, words: (
        actions.revise_change_idea,
        {
            "idea": ChangeIdeaFactory(space=world.falls),
            "title": words,
            "plain_summary": "x",
            "evidence": "mixed",
            "origin": "team",
        },
    ),
    "implement_change standard_work": lambda world, words: (
        actions.implement_change,
        {
            "team": world.ward_7,
            "title": "x",
            "kept_on": MARCH_14,
            "owner_post": "Nurse lead",
            "charts": [world.ward_7_falls],
            "standard_work": words,
        },
    ),
    "revise_implemented_change training": lambda world, words: (
        actions.revise_implemented_change,
        {"change": ImplementedChangeFactory(team=world.ward_7), "training": words},
    ),
    "revise_implemented_change status_reason": lambda world, words: (
        actions.revise_implemented_change,
        {
            "change": ImplementedChangeFactory(team=world.ward_7, kept_on=MARCH_3),
            "status": "lapsed",
            "over_on": MARCH_14,
            "status_reason": words,
        },
    ),
    "write_aim why_it_matters": lambda world, words: (
        actions.write_aim,
        {
            "team": world.ward_7,
            "what_improves": "reduce falls",
            "target_value": Decimal(3),
            "by_when": date(2027, 6, 30),
            "why_it_matters": words,
        },
    ),
    "agree_to_aim dissent": lambda world, words: (
        actions.agree_to_aim,
        {"aim": AimFactory(team=world.ward_7), "dissent": words},
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_patients_number_is_refused_beside_its_field_even_when_it_was_checked(world, place):
    action, said = PLACES[place](world, NUMBER)
    before = Event.objects.count()

    with pytest.raises(ValidationError) as refused:
        action(**said, was_checked=True, by=world.amina)

    [(field, [error])] = refused.value.error_dict.items()
    assert (field, error.code) == (place.split()[1], "identifier")
    assert Event.objects.count() == before


@pytest.mark.parametrize("place", PLACES)
def test_what_may_be_a_name_is_asked_about_and_kept_once_it_was_checked(world, place):
    action, said = PLACES[place](world, NAME)

    with pytest.raises(ValidationError) as refused:
        action(**said, by=world.amina)
    done = action(**said, was_checked=True, by=world.amina)

    [(field, [error])] = refused.value.error_dict.items()
    assert (field, error.code) == (place.split()[1], "may_identify")
    assert done is not None


def test_what_was_checked_once_is_not_asked_about_again_while_it_stays(world):
    cycle = CycleFactory(team=world.ward_7, predicts=[NAME], who=NAME)

    planned = actions.plan_cycle(
        cycle=cycle, who=NAME, where="Room 2", predictions=[{"prediction": NAME}], by=world.amina
    )
    begun = actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)

    assert (planned.who, begun.state) == (NAME, "doing")


def test_a_new_version_of_an_aim_is_asked_only_about_its_new_words(world):
    aim = {"what_improves": "reduce falls", "by_when": date(2027, 6, 30), "why_it_matters": NAME}
    actions.write_aim(team=world.ward_7, **aim, target_value=Decimal(3), was_checked=True, by=world.amina)

    second = actions.write_aim(
        team=world.ward_7, **aim, target_value=Decimal(2), change_reason="Half way", by=world.amina
    )

    assert second.number == 2


def test_the_next_cycle_takes_over_what_was_checked(world):
    cycle = CycleFactory(team=world.ward_7, who=NAME)

    decided = actions.close_cycle(cycle=cycle, **IN_ONE_GO, by=world.amina)

    assert decided.next_cycle.who == NAME


def test_addresses_and_choices_are_no_free_text(world):
    cycle = CycleFactory(team=world.ward_7)

    planned = actions.plan_cycle(
        cycle=cycle, data_form_link="https://forms.example/9434765919", scale="one_patient", by=world.amina
    )

    assert planned.data_form_link == "https://forms.example/9434765919"
