"""The coaches' circle: coaches ask each other about a team, and nobody else reads along."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.meetings.actions.circle import answer_circle, ask_circle, close_circle_question
from allteach.meetings.models import CircleAnswer, CircleQuestion
from allteach.meetings.permissions import can_close_circle_question, can_join_circle
from allteach.spaces.roles import Role
from tests.factories import MembershipFactory


@pytest.fixture
def other(world):
    """Another coach, of one team of the same collaborative."""
    world.everybody()
    return world.again(MembershipFactory(space=world.ward_9, role=Role.COACH).person)


def ask(world, **answers):
    said = {"collaborative": world.falls, "team": world.ward_7, "words": "They are tired. What helped yours?"}
    return ask_circle(**(said | answers), by=world.dana)


def test_a_question_is_answered_and_closed_with_what_helped(world, other):
    question = ask(world)
    answer_circle(question=question, words="One test a week, not three", by=other)
    close_circle_question(question=question, outcome="Fewer tests", by=world.dana)

    kept = CircleQuestion.objects.get()
    assert [(answer.by, answer.words) for answer in kept.answers.all()] == [(other, "One test a week, not three")]
    assert (kept.outcome, kept.closed_by) == ("Fewer tests", world.dana)
    assert CircleQuestion.objects.open().count() == 0


def test_only_coaches_of_the_collaborative_read_it(world, other):
    question = ask(world)

    readers = [
        name
        for name in ("amina", "ben", "chidi", "dana", "esi", "farah", "stan")
        if CircleQuestion.objects.visible_to(getattr(world, name)).exists()
    ]

    assert readers == ["dana"]
    assert CircleQuestion.objects.visible_to(other).get() == question
    assert can_join_circle(other, world.falls)
    assert not can_join_circle(other, world.sugar)
    assert not can_join_circle(world.esi, world.falls)
    assert can_close_circle_question(world.dana, question)
    assert not can_close_circle_question(other, question)


@pytest.mark.parametrize("questions", [1, 3])
def test_three_questions_are_read_as_cheaply_as_one(world, other, django_assert_num_queries, questions):
    for _number in range(questions):
        answer_circle(question=ask(world), words="One test a week, not three", by=other)

    with django_assert_num_queries(3):  # questions with names, their answers, who gave them
        read = [
            (question.team.name, question.by.name, [answer.by.name for answer in question.answers.all()])
            for question in CircleQuestion.objects.with_names()
        ]

    assert read == [("Ward 7", "Dana", [other.name])] * questions


def test_the_record_names_neither_the_team_nor_a_word(world, other):
    ask(world)

    event = Event.objects.get(name="meetings.circle_asked")
    assert (event.space, event.facts, event.subject) == (world.falls.pk, {}, None)


def test_what_says_nothing_or_points_to_somebody_is_refused(world, other):
    question = ask(world)

    for words in (" ", "Mrs Jones is tired"):
        for action, answers in (
            (ask, {"world": world, "words": words}),
            (answer_circle, {"question": question, "words": words, "by": other}),
        ):
            with pytest.raises(ValidationError) as broken:
                action(**answers)
            assert list(broken.value.message_dict) == ["words"]
    assert (CircleQuestion.objects.count(), CircleAnswer.objects.count()) == (1, 0)


def test_a_team_elsewhere_is_refused(world, other):
    with pytest.raises(ValidationError) as broken:
        ask(world, team=world.clinic)

    assert list(broken.value.message_dict) == ["team"]


def test_a_closed_question_takes_no_more_answers(world, other):
    question = close_circle_question(question=ask(world), by=world.dana)

    for action in (answer_circle, close_circle_question):
        with pytest.raises(ValidationError):
            action(question=question, **({"words": "Late"} if action is answer_circle else {}), by=other)
    assert CircleAnswer.objects.count() == 0
