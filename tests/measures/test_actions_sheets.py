"""The grid of a period: what is typed is kept, then sent."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.measures import actions, events
from allteach.measures.models import Sheet

MARCH = Period(date(2025, 3, 1), "month")


def save(world, typed, **known):
    return actions.save_sheet(team=world.ward_7, period=MARCH, typed=typed, by=world.amina, **known)


def test_what_is_typed_is_kept_right_or_wrong(world):
    save(world, {"7": {"numerator": "forty one", "denominator": "183"}})

    assert Sheet.objects.get().typed == {"7": {"numerator": "forty one", "denominator": "183"}}


def test_rows_of_two_people_are_merged(world):
    save(world, {"7": {"numerator": "1"}})
    save(world, {"8": {"numerator": "2"}}, seen={"8": {}})

    save(world, {"9": {"numerator": "3"}}, seen={"9": {}})

    assert Sheet.objects.get().typed == {"7": {"numerator": "1"}, "8": {"numerator": "2"}, "9": {"numerator": "3"}}


def test_the_same_cell_of_two_people_is_a_conflict_that_shows_both(world):
    save(world, {"7": {"numerator": "2", "denominator": "40"}}, seen={"7": {"numerator": "1"}})

    with pytest.raises(ValidationError) as refused:
        save(world, {"7": {"numerator": "3", "denominator": "41"}}, seen={"7": {"numerator": "1"}})

    assert refused.value.code == "conflict"
    assert refused.value.params["clashes"] == {
        "7": {"numerator": {"theirs": "2", "yours": "3"}, "denominator": {"theirs": "40", "yours": "41"}}
    }
    assert Sheet.objects.get().typed == {"7": {"numerator": "2", "denominator": "40"}}


def test_whoever_saw_what_the_other_typed_may_type_over_it(world):
    save(world, {"7": {"numerator": "2"}}, seen={"7": {}})

    save(world, {"7": {"numerator": "3"}}, seen={"7": {"numerator": "2"}})

    assert Sheet.objects.get().typed == {"7": {"numerator": "3"}}


def test_a_cell_left_as_it_was_does_not_undo_what_another_typed(world):
    save(world, {"7": {"numerator": "2"}}, seen={"7": {"numerator": ""}})

    save(world, {"7": {"numerator": "", "denominator": "40"}}, seen={"7": {"numerator": "", "denominator": ""}})

    assert Sheet.objects.get().typed == {"7": {"numerator": "2", "denominator": "40"}}


def test_what_is_typed_while_a_period_is_being_sent_stays(world):
    sent = save(world, {"7": {"numerator": "1"}, "8": {"numerator": "2"}}).typed
    save(world, {"8": {"numerator": "20"}})

    actions.send_sheet(team=world.ward_7, period=MARCH, typed=sent, by=world.amina)

    assert Sheet.objects.get().typed == {"8": {"numerator": "20"}}


def test_saving_the_same_again_leaves_no_trace(world):
    save(world, {"7": {"numerator": "1"}})

    save(world, {"7": {"numerator": "1"}})

    assert Event.objects.filter(name=events.SHEET_SAVED).count() == 1


def test_a_sheet_is_sent_once_and_again(world):
    save(world, {"7": {"numerator": "1"}})

    actions.send_sheet(team=world.ward_7, period=MARCH, nothing_because="", by=world.amina)
    sheet = actions.send_sheet(team=world.ward_7, period=MARCH, nothing_because="The ward was closed", by=world.ben)

    assert (sheet.sent_by, sheet.typed, sheet.nothing_because) == (world.ben, {}, "The ward was closed")
    assert Event.objects.filter(name=events.SHEET_SENT).count() == 2


def test_a_period_that_has_not_begun_cannot_be_sent(world):
    with pytest.raises(ValidationError):
        actions.send_sheet(team=world.ward_7, period=Period(date(2099, 3, 1), "month"), by=world.amina)

    assert Sheet.objects.count() == 0


def test_locking_twice_is_locking_once(world):
    actions.lock_sheet(team=world.ward_7, period=MARCH, by=world.esi)
    actions.lock_sheet(team=world.ward_7, period=MARCH, by=world.esi)

    assert Event.objects.filter(name=events.SHEET_LOCKED).count() == 1


def test_nothing_is_typed_into_a_locked_sheet(world):
    actions.lock_sheet(team=world.ward_7, period=MARCH, by=world.esi)

    with pytest.raises(ValidationError):
        save(world, {"7": {"numerator": "1"}})

    assert Sheet.objects.get().typed == {}
