"""A team's process map: drawn, drawn anew, read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.core.models import Event
from allteach.improvement import actions, events
from allteach.improvement.models import ProcessMap, ProcessMapVersion, ProcessStep
from allteach.improvement.permissions import can_draw_process_map
from allteach.improvement.queries.process_maps import (
    process_map_of,
    process_maps_of,
    shown_version,
    teams_with_process_map,
    versions_of,
)

STEPS = (
    {"kind": "start", "words": "Patient checks in", "who": "receptionist", "minutes": 3},
    {"words": "Nurse weighs", "who": "nurse", "minutes": 8, "wait_minutes": 25, "goes_wrong": "Shoes stay on"},
    {"kind": "end", "words": "Next visit booked", "minutes": 2, "wait_minutes": 0},
)
WALK = {"name": "From door to door", "walked_on": date(2025, 3, 4), "is_walked_with_patient": True, "notes": "Long."}


def draw(world, **given):
    return actions.draw_process_map(**{"team": world.ward_7, "steps": STEPS, "by": world.amina, **WALK, **given})


def refused_fields(refused):
    return sorted(refused.value.error_dict)


def test_a_map_is_drawn_and_remembered(world):
    version = draw(world, version=0)

    drawn = ProcessMap.objects.get()
    assert (drawn.team, drawn.current, drawn.version, drawn.title, drawn.audience) == (
        world.ward_7,
        version,
        1,
        "From door to door",
        "collaborative",
    )
    assert (version.number, version.by, version.is_walked_with_patient) == (1, world.amina, True)
    assert [(step.position, step.kind, step.words) for step in version.steps.all()] == [
        (1, "start", "Patient checks in"),
        (2, "step", "Nurse weighs"),
        (3, "end", "Next visit booked"),
    ]
    event = Event.objects.get(name=events.PROCESS_MAP_DRAWN)
    assert (event.subject, event.space, event.facts["steps"], event.facts["with_patient"]) == (
        drawn.pk,
        world.ward_7.pk,
        3,
        True,
    )
    assert "Patient" not in str(event.facts)


def test_drawn_anew_it_is_a_new_version_and_the_old_one_stays(world):
    first = draw(world)

    second = draw(world, steps=[STEPS[1], STEPS[0]], version=1, by=world.ben)

    assert (second.number, second.process_map) == (2, first.process_map)
    assert [step.words for step in second.steps.all()] == ["Nurse weighs", "Patient checks in"]
    assert first.steps.count() == 3
    assert Event.objects.get(name=events.PROCESS_MAP_REDRAWN).facts["number"] == 2


def test_the_same_map_again_makes_no_new_version(world):
    first = draw(world)

    assert draw(world) == first
    assert ProcessMapVersion.objects.count() == 1


def test_how_it_is_and_how_it_should_be_are_two_maps(world):
    draw(world)
    draw(world, shows="wished", steps=[STEPS[0]], walked_on=None, is_walked_with_patient=False)

    assert len(process_map_of(world.ward_7, seen_by=world.amina).steps) == 3
    assert len(process_map_of(world.ward_7, seen_by=world.amina, shows="wished").steps) == 1


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"steps": []}, ["words_1"]),
        ({"steps": [STEPS[0], {"words": " ", "who": "nurse"}]}, ["words_2"]),
        ({"steps": [{"words": "x", "kind": "dance"}]}, ["kind_1"]),
        ({"steps": [{"words": "x", "fails_of_hundred": 101, "goes_wrong": "y"}]}, ["fails_of_hundred_1"]),
        ({"steps": [{"words": "x", "fails_of_hundred": 40}]}, ["goes_wrong_1"]),
        ({"steps": [{"words": "x", "wait_minutes": 10_000_000}]}, ["wait_minutes_1"]),
        ({"steps": [{"words": "x"}] * 41}, ["name"]),
        ({"steps": [{"words": "x", "goes_wrong": "Mrs O. was sent away"}]}, ["goes_wrong_1"]),
        ({"walked_on": None}, ["walked_on"]),
        ({"walked_on": timezone.localdate() + timedelta(days=2)}, ["walked_on"]),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(world, given, fields):
    with pytest.raises(ValidationError) as refused:
        draw(world, **given)

    assert refused_fields(refused) == fields
    assert (ProcessMap.objects.count(), ProcessStep.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_what_was_checked_once_is_not_asked_again_where_it_now_stands(world):
    draw(world, steps=[{"words": "Ask Mrs O."}, {"words": "Go"}], was_checked=True)

    moved = draw(world, steps=[{"words": "Go"}, {"words": "Ask Mrs O."}])

    assert moved.number == 2


def test_two_who_draw_at_once_lose_nothing(world):
    draw(world, version=0)

    with pytest.raises(ValidationError) as refused:
        draw(world, name="Another way", version=0, by=world.ben)

    assert refused.value.code == "conflict"


def test_a_step_asks_nothing_else(world):
    with pytest.raises(TypeError, match="colour"):
        draw(world, steps=[{"words": "x", "colour": "red"}])


def test_the_team_draws_and_nobody_else(world):
    team = world.ward_7

    assert [can_draw_process_map(person, team) for person in (world.amina, world.ben, world.dana, world.esi)] == [
        *(True, True, False, False)
    ]


def test_a_map_counts_what_is_on_the_way(world):
    draw(world)

    shown = process_map_of(world.ward_7, seen_by=world.dana)

    assert (shown.minutes, shown.wait_minutes, shown.pain_points) == (13, 25, 1)


@pytest.mark.parametrize("teams", [1, 2])
def test_maps_of_many_teams_are_read_in_two_queries(world, django_assert_num_queries, teams):
    for team in (world.clinic, world.surgery)[:teams]:
        actions.draw_process_map(team=team, name="Visit", steps=STEPS, by=world.farah)
    asked_for = [world.clinic.pk, world.surgery.pk, world.ward_7.pk]
    assert world.farah.standing

    with django_assert_num_queries(2):  # Maps with their version, steps.
        found = process_maps_of(asked_for, seen_by=world.farah)

    assert len(found) == teams
    assert [len(shown.steps) for shown in found.values()] == [3] * teams


def test_a_team_that_keeps_its_results_shows_its_map_to_no_other(world):
    draw(world)

    assert process_map_of(world.ward_7, seen_by=world.chidi) is None
    assert teams_with_process_map([world.ward_7.pk, world.ward_9.pk]) == {world.ward_7.pk}


def test_earlier_versions_can_be_read(world):
    first = draw(world)
    second = draw(world, steps=STEPS[:1])

    assert versions_of(first.process_map) == [second, first]
    assert len(shown_version(first.process_map, 1).steps) == 3
    assert shown_version(first.process_map, 3) is None


def test_rows_say_what_they_are():
    assert str(ProcessMapVersion(name="Visit", number=2)) == "Visit, version 2"
    assert str(ProcessStep(words="Check in")) == "Check in"
