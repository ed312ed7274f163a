"""Notes, baselines, points left out, and definitions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.measures import actions, events
from allteach.measures.models import Annotation, Baseline, Measure, TeamMeasure

TENTH = date(2025, 3, 10)


def test_a_note_stands_on_a_chart(world):
    note = actions.annotate(
        space=world.ward_7, on=TENTH, words=" New bed rails ", team_measure=world.ward_7_falls, by=world.amina
    )

    assert (note.words, note.kind, note.space) == ("New bed rails", "event", world.ward_7)
    assert Event.objects.get(name=events.NOTE_ADDED).subject == world.ward_7_falls.pk


@pytest.mark.parametrize(("said", "field"), [({"words": " "}, "words"), ({"on": date(1920, 1, 1)}, "on")])
def test_an_empty_note_or_one_from_another_age_is_refused(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.annotate(**{"space": world.ward_7, "on": TENTH, "words": "Rails", "by": world.amina, **said})

    assert list(refused.value.error_dict) == [field]
    assert Annotation.objects.count() == 0


def test_a_note_is_changed_once_and_the_second_writer_is_told(world):
    note = actions.annotate(space=world.ward_7, on=TENTH, words="Rails", by=world.amina)
    new = {"on": TENTH, "words": "Bed rails", "kind": "test", "version": 1, "by": world.ben}

    changed = actions.change_annotation(annotation=note, **new)
    same = actions.change_annotation(annotation=note, **{**new, "version": 2})
    with pytest.raises(ValidationError) as refused:
        actions.change_annotation(annotation=note, **{**new, "words": "Other"})

    assert (changed.words, changed.version, same.version) == ("Bed rails", 2, 2)
    assert refused.value.code == "conflict"


def test_a_note_is_taken_off_once(world):
    note = actions.annotate(space=world.ward_7, on=TENTH, words="Rails", by=world.amina)

    actions.take_off_annotation(annotation=note, by=world.amina)
    actions.take_off_annotation(annotation=note, by=world.amina)

    assert Event.objects.filter(name=events.NOTE_TAKEN_OFF).count() == 1


def test_a_baseline_replaces_the_one_that_began_at_the_same_time(world):
    said = {"measure": world.falls_harm, "team_measure": world.ward_7_falls, "by": world.amina}

    actions.set_baseline(**said, points=6, reason="Before we began")
    second = actions.set_baseline(**said, points=4, reason="Two months were counted otherwise")

    assert list(Baseline.objects.filter(ended_at=None)) == [second]
    assert Baseline.objects.count() == 2


@pytest.mark.parametrize(("said", "field"), [({"reason": ""}, "reason"), ({"points": 2}, "points")])
def test_a_baseline_needs_a_reason_and_three_points(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.set_baseline(**{"measure": world.falls_harm, "reason": "Before", "by": world.esi, **said})

    assert list(refused.value.error_dict) == [field]
    assert Baseline.objects.count() == 0


def test_a_phase_is_taken_off_for_a_reason(world):
    baseline = actions.set_baseline(measure=world.falls_harm, points=6, reason="Before we began", by=world.esi)

    with pytest.raises(ValidationError):
        actions.remove_baseline(baseline=baseline, reason="", by=world.esi)
    actions.remove_baseline(baseline=baseline, reason="Too early to say", by=world.esi)
    actions.remove_baseline(baseline=baseline, reason="Too early to say", by=world.esi)

    assert Event.objects.filter(name=events.BASELINE_ENDED).count() == 1


def test_a_point_is_left_out_with_a_reason_and_brought_back(world):
    point = world.ward_7_falls.measurements.first()

    with pytest.raises(ValidationError):
        actions.leave_out(measurement=point, reason=" ", by=world.amina)
    left = actions.leave_out(measurement=point, reason="Moved to another building", by=world.amina)
    actions.leave_out(measurement=point, reason="Moved to another building", by=world.amina)
    back = actions.bring_back(measurement=point, by=world.amina)

    assert (left.is_left_out, left.left_out_reason) == (True, "Moved to another building")
    assert (back.is_left_out, back.left_out_reason, back.version) == (False, "", 3)
    assert Event.objects.filter(name=events.VALUE_LEFT_OUT).count() == 1


def test_a_measure_is_defined_with_its_first_definition(world):
    measure = actions.define_measure(
        space=world.falls,
        kind="rate",
        name="Falls",
        plain_name="Falls per 1,000 bed days",
        direction="down",
        by=world.esi,
    )
    again = actions.define_measure(space=world.falls, kind="rate", name="Falls", by=world.esi)

    assert (measure.slug, again.slug) == ("falls", "falls-2")
    assert (measure.current.per, measure.current.number, measure.current.direction) == (1000, 1, "down")
    assert Event.objects.filter(name=events.MEASURE_DEFINED).count() == 2


def test_a_team_defines_only_its_own(world):
    measure = actions.define_measure(
        space=world.ward_7, kind="count", name="Bells", scope=Measure.Scope.CORE_REQUIRED, by=world.amina
    )

    assert measure.scope == Measure.Scope.OWN


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "guess"}, "kind"),
        ({"name": " "}, "name"),
        ({"least_value": 5, "most_value": 5}, "most_value"),
        ({"per": 0}, "per"),
    ],
)
def test_a_definition_that_cannot_be_is_refused_at_its_field(world, said, field):
    with pytest.raises(ValidationError) as refused:
        actions.define_measure(**{"space": world.falls, "kind": "proportion", "name": "Rails", "by": world.esi, **said})

    assert list(refused.value.error_dict) == [field]
    assert Measure.objects.count() == 0


def test_a_changed_definition_is_a_new_version_and_keeps_what_was_not_said(world):
    measure = world.falls_harm

    new = actions.change_definition(
        measure=measure, effective_from=TENTH, change_reason="Slips count too", inclusion="Slips", by=world.esi
    )

    assert (new.number, new.inclusion, new.direction) == (2, "Slips", "down")
    assert Measure.objects.get(pk=measure.pk).current == new
    assert measure.definitions.count() == 2


def test_a_definition_changes_for_a_reason_forwards_in_time_and_not_behind_somebodys_back(world):
    said = {"measure": world.falls_harm, "effective_from": TENTH, "change_reason": "Slips", "by": world.esi}
    with pytest.raises(ValidationError) as without_reason:
        actions.change_definition(**{**said, "change_reason": ""})
    actions.change_definition(**said)

    with pytest.raises(ValidationError) as backwards:
        actions.change_definition(**{**said, "effective_from": date(2025, 1, 1)})
    with pytest.raises(ValidationError) as behind:
        actions.change_definition(**said, version=1)

    assert list(without_reason.value.error_dict) == ["change_reason"]
    assert list(backwards.value.error_dict) == ["effective_from"]
    assert behind.value.code == "conflict"


def test_a_team_takes_a_measure_up_once_and_again_after_ending_it(world):
    taken = actions.take_up_measure(team=world.ward_9, measure=world.falls_harm, by=world.esi)
    same = actions.take_up_measure(team=world.ward_9, measure=world.falls_harm, by=world.esi)
    TeamMeasure.objects.filter(pk=taken.pk).update(ended_on=TENTH)

    again = actions.take_up_measure(team=world.ward_9, measure=world.falls_harm, by=world.esi)

    assert taken.pk == same.pk == again.pk
    assert again.ended_on is None
    assert Event.objects.filter(name=events.MEASURE_TAKEN_UP).count() == 2


def test_a_measure_is_retired_once(world):
    actions.retire_measure(measure=world.falls_harm, by=world.esi)
    actions.retire_measure(measure=world.falls_harm, by=world.esi)

    assert Event.objects.filter(name=events.MEASURE_RETIRED).count() == 1
