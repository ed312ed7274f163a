"""Tests of change: started, planned, begun."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import Cycle, Prediction, Ramp
from allteach.measures.models import Annotation
from tests.factories import ChangeIdeaFactory, CycleFactory

MARCH_3, MARCH_14 = date(2025, 3, 3), date(2025, 3, 14)
TOMORROW = timezone.localdate() + timedelta(days=2)  # Two: also where the day is already tomorrow's.
TWO_LINES = {"title": "Goal card at the end of a visit", "prediction": "Five minutes", "planned_end_on": MARCH_14}


def refused_fields(refused):
    return sorted(refused.value.error_dict)


# --- start ---------------------------------------------------------------------------------------------------------


def test_a_test_starts_with_two_lines(world):
    cycle = actions.start_cycle(team=world.ward_7, **TWO_LINES, by=world.amina)

    assert (cycle.number, cycle.step, cycle.state, cycle.audience) == (1, 1, "planned", "team")
    assert (cycle.owner, cycle.ramp.title, cycle.ramp.slug) == (
        world.amina,
        "Goal card at the end of a visit",
        "goal-card-at-the-end-of-a-visit",
    )
    assert cycle.predictions.get().prediction == "Five minutes"
    assert cycle.words == "Goal card at the end of a visit\nFive minutes"
    event = Event.objects.get(name=events.CYCLE_STARTED)
    assert (event.by, event.space, event.subject) == (world.amina.pk, world.ward_7.pk, cycle.pk)
    assert event.facts["number"] == 1
    assert "Goal card" not in str(event.facts)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"prediction": ""}, "prediction"),
        ({"prediction": "a" * 501}, "prediction"),
        ({"planned_end_on": None}, "planned_end_on"),
        ({"planned_end_on": date(25, 3, 14)}, "planned_end_on"),
    ],
)
def test_without_one_of_the_two_lines_nothing_starts(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.start_cycle(team=world.ward_7, **{**TWO_LINES, **said}, by=world.amina)

    assert refused_fields(refused) == [field]
    assert (Cycle.objects.count(), Ramp.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_numbers_count_the_cycles_of_a_team_and_addresses_of_ramps_differ(world):
    first = actions.start_cycle(team=world.ward_7, **TWO_LINES, by=world.amina)
    second = actions.start_cycle(team=world.ward_7, **TWO_LINES, by=world.amina)
    third = actions.start_cycle(team=world.ward_7, **{**TWO_LINES, "title": "目标卡"}, by=world.amina)
    elsewhere = actions.start_cycle(team=world.ward_9, **TWO_LINES, by=world.chidi)

    assert [cycle.number for cycle in (first, second, third, elsewhere)] == [1, 2, 3, 1]
    assert second.ramp.slug == "goal-card-at-the-end-of-a-visit-2"
    assert third.ramp.slug == "ramp"
    assert elsewhere.ramp.slug == first.ramp.slug


def test_a_test_that_follows_another_begins_filled_in_from_it(world):
    idea = ChangeIdeaFactory(space=world.falls)
    first = CycleFactory(
        team=world.ward_7, change_idea=idea, who="Amina", data_plan="Minutes by the clock", owner=world.ben
    )
    first.charts.add(world.ward_7_falls)
    first.helpers.add(world.ben)

    branch = actions.start_cycle(team=world.ward_7, **TWO_LINES, previous=first, by=world.amina)

    assert (branch.ramp, branch.step, branch.previous) == (first.ramp, 2, first)
    assert (branch.who, branch.data_plan, branch.change_idea, branch.owner) == (
        "Amina",
        "Minutes by the clock",
        idea,
        world.ben,
    )
    assert (list(branch.charts.all()), list(branch.helpers.all())) == ([world.ward_7_falls], [world.ben])


def test_what_belongs_to_others_cannot_be_used(world):
    with pytest.raises(ValidationError) as refused:
        actions.start_cycle(
            team=world.ward_7,
            **TWO_LINES,
            previous=CycleFactory(team=world.ward_9),
            change_idea=ChangeIdeaFactory(space=world.sugar),
            charts=[world.clinic_feet],
            by=world.amina,
        )

    assert refused_fields(refused) == ["change_idea", "charts", "previous"]


# --- plan ----------------------------------------------------------------------------------------------------------


def test_the_rest_of_the_plan_is_filled_in_when_needed(world):
    cycle = CycleFactory(team=world.ward_7)

    planned = actions.plan_cycle(
        cycle=cycle,
        version=1,
        objective=" Whether it fits in a visit ",
        belief=2,
        risk="low",
        scale="one_patient",
        owner=world.ben,
        helpers=[world.amina],
        charts=[world.ward_7_falls],
        predictions=[
            {"question": "How long?", "prediction": "5 minutes", "because": "We tried it"},
            {"question": "Who minds?"},
        ],
        by=world.amina,
    )

    assert (planned.objective, planned.belief, planned.version) == ("Whether it fits in a visit", 2, 2)
    assert [row.question for row in planned.predictions.all()] == ["How long?", "Who minds?"]
    assert (list(planned.helpers.all()), list(planned.charts.all())) == ([world.amina], [world.ward_7_falls])
    assert "Whether it fits" in planned.words
    assert Event.objects.get(name=events.CYCLE_PLANNED).facts["stage"] == "planned"
    assert Annotation.objects.count() == 0


def test_what_is_not_said_in_a_plan_stays(world):
    cycle = CycleFactory(team=world.ward_7, who="Amina")

    planned = actions.plan_cycle(cycle=cycle, where="Room 2", by=world.amina)

    assert (planned.who, planned.where, planned.predictions.count()) == ("Amina", "Room 2", 1)


def test_a_question_that_is_taken_away_is_gone_and_one_that_stays_keeps_its_time(world):
    cycle = CycleFactory(team=world.ward_7, predicts=["Five minutes", "Nobody minds"])
    written_at = cycle.predictions.first().written_at

    actions.plan_cycle(cycle=cycle, predictions=[{"prediction": "Five minutes"}], by=world.amina)

    assert [(row.prediction, row.written_at) for row in cycle.predictions.all()] == [("Five minutes", written_at)]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"title": ""}, ["title"]),
        ({"scale": "enormous"}, ["scale"]),
        ({"belief": 6}, ["belief"]),
        ({"data_form_link": "not an address"}, ["data_form_link"]),
        ({"planned_start_on": date(2025, 3, 15)}, ["planned_end_on"]),
        ({"predictions": [{"prediction": "x"}, {"question": "q" * 301}]}, ["question_2"]),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_field_and_changes_nothing(world, said, fields):
    cycle = CycleFactory(team=world.ward_7, title="Shorter card")

    with pytest.raises(ValidationError) as refused:
        actions.plan_cycle(cycle=cycle, who="Somebody else", **said, by=world.amina)

    assert refused_fields(refused) == fields
    cycle.refresh_from_db()
    assert (cycle.title, cycle.who, cycle.version, Event.objects.count()) == ("Shorter card", "", 1, 0)


def test_those_who_are_named_belong_to_the_team(world):
    cycle = CycleFactory(team=world.ward_7)

    with pytest.raises(ValidationError) as refused:
        actions.plan_cycle(cycle=cycle, owner=world.chidi, helpers=[world.farah], by=world.amina)

    assert refused_fields(refused) == ["helpers", "owner"]


def test_an_owner_who_has_left_does_not_stop_others_from_writing(world):
    cycle = CycleFactory(team=world.ward_7, owner=world.chidi)

    planned = actions.plan_cycle(cycle=cycle, where="Room 2", by=world.amina)

    assert planned.where == "Room 2"


def test_a_plan_takes_no_answer_that_it_does_not_ask(world):
    with pytest.raises(TypeError):
        actions.plan_cycle(cycle=CycleFactory(team=world.ward_7), decision="adopt", by=world.amina)


def test_two_who_plan_at_once_lose_nothing_the_second_is_told(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.plan_cycle(cycle=cycle, version=1, where="Room 2", by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.plan_cycle(cycle=cycle, version=1, where="Room 3", by=world.ben)

    assert refused.value.code == "conflict"
    cycle.refresh_from_db()
    assert cycle.where == "Room 2"


# --- begin ---------------------------------------------------------------------------------------------------------


def test_beginning_locks_the_predictions_shows_the_test_and_marks_the_charts(world):
    cycle = CycleFactory(team=world.ward_7, title="Goal card")
    cycle.charts.add(world.ward_7_falls)

    begun = actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.ben)

    assert (begun.state, begun.audience, begun.started_on, begun.begun_by) == (
        "doing",
        "collaborative",
        MARCH_3,
        world.ben,
    )
    note = Annotation.objects.get()
    assert (note.words, note.on, note.kind, note.expected) == (
        "Cycle 1: Goal card",
        MARCH_3,
        "test",
        "Under five minutes",
    )
    assert (note.team_measure, note.space, note.subject_id) == (world.ward_7_falls, world.ward_7, cycle.pk)
    assert Event.objects.get(name=events.CYCLE_BEGUN).facts["started_on"] == "2025-03-03"


def test_a_test_that_names_no_chart_stands_on_every_chart_of_the_team(world):
    actions.begin_do(cycle=CycleFactory(team=world.ward_7), by=world.amina)

    note = Annotation.objects.get()
    assert (note.team_measure, note.on) == (None, timezone.localdate())


@pytest.mark.parametrize(("predicts", "field"), [([], "prediction_1"), (["Five minutes", ""], "prediction_2")])
def test_nothing_begins_without_a_prediction_for_every_question(world, predicts, field):
    cycle = CycleFactory(team=world.ward_7, predicts=predicts)

    with pytest.raises(ValidationError) as refused:
        actions.begin_do(cycle=cycle, by=world.amina)

    assert refused_fields(refused) == [field]
    cycle.refresh_from_db()
    assert (cycle.state, cycle.audience, Annotation.objects.count()) == ("planned", "team", 0)


def test_nothing_begins_tomorrow(world):
    with pytest.raises(ValidationError) as refused:
        actions.begin_do(cycle=CycleFactory(team=world.ward_7), started_on=TOMORROW, by=world.amina)

    assert refused_fields(refused) == ["started_on"]


def test_once_begun_predictions_can_neither_be_changed_nor_added_nor_taken_away(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)

    for predictions in ([{"prediction": "Under nine minutes"}], [], [{"prediction": "Under five minutes"}] * 2):
        with pytest.raises(ValidationError) as refused:
            actions.plan_cycle(cycle=cycle, predictions=predictions, by=world.amina)
        assert refused_fields(refused) == ["prediction_1"]

    assert Prediction.objects.get().prediction == "Under five minutes"


def test_once_begun_the_plan_can_still_be_told_and_the_charts_follow(world):
    cycle = CycleFactory(team=world.ward_7, title="Goal card")
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)

    actions.plan_cycle(
        cycle=cycle,
        title="Shorter card",
        charts=[world.ward_7_falls],
        predictions=[{"prediction": "Under five minutes "}],
        by=world.amina,
    )

    standing = Annotation.objects.get(taken_off_at=None)
    assert (standing.team_measure, standing.words) == (world.ward_7_falls, "Cycle 1: Shorter card")
    assert Annotation.objects.count() == 2


def test_a_test_begins_once(world):
    cycle = CycleFactory(team=world.ward_7)
    actions.begin_do(cycle=cycle, started_on=MARCH_3, by=world.amina)

    with pytest.raises(ValidationError) as refused:
        actions.begin_do(cycle=cycle, by=world.amina)

    assert refused.value.code == "stage"
    assert "Doing" in refused.value.messages[0]
