"""Thresholds: what is usual, what a collaborative decides, what is refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.collaboratives import actions, events
from allteach.collaboratives.models import DecidedThresholds
from allteach.collaboratives.queries.thresholds import read, thresholds_of
from allteach.collaboratives.thresholds import GROUPS, THRESHOLDS, USUAL
from allteach.core.models import Event


def test_keys_are_written_once_and_stand_in_a_group():
    assert len(USUAL) == len(THRESHOLDS)
    assert {row.group for row in THRESHOLDS} <= set(GROUPS)


@pytest.mark.parametrize("row", THRESHOLDS, ids=lambda row: row.key)
def test_what_is_usual_can_be_chosen_and_its_ends_can_and_nothing_beyond(row):
    assert [row.allows(number) for number in (row.usual, row.lowest, row.highest)] == [True, True, True]
    assert [row.allows(number) for number in (row.lowest - 1, row.highest + 1)] == [False, False]


def test_half_steps_are_for_scores_only():
    rows = {row.key: row for row in THRESHOLDS}

    assert [rows["attention.gap"].allows(Decimal(number)) for number in ("1.5", "1.25")] == [True, False]
    assert not rows["attention.calls"].allows(Decimal("1.5"))


def test_everything_is_as_usual_until_it_is_decided(world, django_assert_num_queries):
    spaces = [world.falls.pk, world.ward_7.pk]

    with django_assert_num_queries(1):  # What was decided, of all of them.
        found = thresholds_of(spaces)

    assert found == dict.fromkeys(spaces, USUAL)


def test_what_is_decided_holds_and_what_is_put_back_follows_the_table_again(world):
    actions.set_thresholds(
        space=world.falls, decided={"attention.calls": 3, "attention.gap": Decimal("1.5")}, by=world.esi
    )
    decided = thresholds_of([world.falls.pk])[world.falls.pk]
    held = actions.set_thresholds(space=world.falls, decided={"attention.calls": 2}, by=world.esi)

    assert (decided["attention.calls"], decided["attention.gap"]) == (3, Decimal("1.5"))
    assert held.decided == {"attention.gap": "1.5"}
    assert thresholds_of([world.falls.pk])[world.falls.pk] == {**USUAL, "attention.gap": Decimal("1.5")}


def test_a_decision_is_recorded_with_what_was_before_and_the_same_again_is_not(world):
    for _again in range(2):
        actions.set_thresholds(space=world.falls, decided={"attention.calls": 3}, by=world.esi)

    event = Event.objects.get(name=events.THRESHOLDS_SET)
    assert (event.facts["before"], event.facts["after"]) == ({"attention.calls": "2"}, {"attention.calls": "3"})


def test_a_number_that_cannot_be_chosen_is_refused_at_its_field_and_nothing_is_changed(world):
    with pytest.raises(ValidationError) as refused:
        actions.set_thresholds(
            space=world.falls, decided={"attention.calls": 99, "attention.tests_days": 30}, by=world.esi
        )

    assert refused.value.message_dict == {"attention-calls": ["Write a number from 1 to 6."]}
    assert not DecidedThresholds.objects.exists()


def test_what_is_in_the_table_no_more_is_left_out():
    assert read({"attention.moon": "3", "attention.calls": "4"}) == {"attention.calls": 4}


def test_the_page_keeps_what_was_typed_and_says_what_cannot_be_chosen(client, world):
    client.force_login(world.esi.account)
    typed = {row.field: str(row.usual) for row in THRESHOLDS}

    answer = client.post(f"/spaces/{world.falls.slug}/thresholds/", typed | {"attention-calls": "99"})

    assert "Write a number from 1 to 6." in answer.content.decode()
    assert 'value="99"' in answer.content.decode()


def test_the_page_saves_and_says_so(client, world):
    client.force_login(world.esi.account)
    typed = {row.field: str(row.usual) for row in THRESHOLDS}

    client.post(f"/spaces/{world.falls.slug}/thresholds/", typed | {"attention-calls": "4"})

    assert DecidedThresholds.objects.get().decided == {"attention.calls": "4"}
