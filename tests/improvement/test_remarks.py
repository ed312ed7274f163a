"""What a coach says of a test: once, read by the team, taken back without a trace of its words."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.improvement import actions
from allteach.improvement.models import Remark
from allteach.improvement.queries.remarks import remarks_on
from tests.factories import CycleFactory


@pytest.fixture
def cycle(world):
    return CycleFactory(team=world.ward_7)


def test_a_remark_said_twice_is_said_once_and_read_once(world, cycle):
    first = actions.remark_on_cycle(cycle=cycle, words="Which shift?", by=world.dana)
    again = actions.remark_on_cycle(cycle=cycle, words="Which shift?", by=world.dana)

    assert (first, str(first)) == (again, f"Remark on {cycle.pk} by {world.dana.pk}")
    assert actions.read_remarks(cycle=cycle, by=world.amina) == 1
    assert actions.read_remarks(cycle=cycle, by=world.amina) == 0


def test_remarks_on_a_test_are_told_in_order(world, cycle):
    for words in ("Which shift?", "Who counts?"):
        actions.remark_on_cycle(cycle=cycle, words=words, by=world.dana)
    actions.remark_on_cycle(cycle=CycleFactory(team=world.ward_7), words="Of another", by=world.dana)

    assert [remark.words for remark in remarks_on(cycle)] == ["Which shift?", "Who counts?"]


def test_an_empty_remark_is_refused_at_its_field(world, cycle):
    with pytest.raises(ValidationError) as refused:
        actions.remark_on_cycle(cycle=cycle, words=" ", by=world.dana)

    assert refused.value.message_dict == {"words": ["Write a sentence."]}


def test_what_is_taken_back_is_nowhere_any_more(world, cycle):
    remark = actions.remark_on_cycle(cycle=cycle, words="Meant for others", by=world.dana)

    actions.take_back_remark(remark=remark, by=world.dana)
    actions.take_back_remark(remark=remark, by=world.dana)

    assert not Remark.objects.exists()
    assert "Meant for others" not in str(list(Event.objects.values_list("facts", flat=True)))
    assert Event.objects.filter(name="improvement.remark_taken_back").count() == 1
