"""Several people writing in one thing: whose words are kept, and who is told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from allteach.spaces.actions.shared_answers import edits_in, trace_of


@dataclass
class Sheet:
    """Whatever counts how often it was changed."""

    version: int


FIRST, THIRD = Sheet(1), Sheet(3)
SHOWN = {"aim": "Fewer falls", "test": "", "lesson": "None yet"}
SEEN = {name: trace_of(answer) for name, answer in SHOWN.items() if answer}


def edits(answers, *, row=THIRD, stands=SHOWN, version=1, seen=SEEN):
    return edits_in(answers, row=row, stands=stands, version=version, seen=seen)


def test_where_nobody_wrote_meanwhile_every_answer_is_the_writers():
    answers = {**SHOWN, "test": "Bells at every bed"}

    assert edits(answers, row=FIRST) == answers
    assert edits(answers, version=None) == answers


def test_an_answer_left_as_it_was_overrules_nobody():
    stands = {**SHOWN, "aim": "Half as many falls"}

    assert edits({**SHOWN, "test": "Bells at every bed"}, stands=stands) == {"test": "Bells at every bed"}


def test_two_who_wrote_the_same_do_not_clash():
    stands = {**SHOWN, "aim": "Half as many falls"}

    assert edits({**SHOWN, "aim": " Half as many falls\r\n"}, stands=stands) == {"aim": " Half as many falls\r\n"}


def test_answers_that_both_changed_are_named_and_those_of_one_are_not():
    stands = {"aim": "Half as many falls", "test": "Lamps", "lesson": "None yet"}

    with pytest.raises(ValidationError) as refused:
        edits({"aim": "A third", "test": "Bells", "lesson": "Ask at night"}, stands=stands)

    assert (refused.value.code, refused.value.params) == ("conflict", {"fields": ("aim", "test")})


def test_whoever_does_not_say_what_they_saw_is_told_of_any_newer_version():
    with pytest.raises(ValidationError) as refused:
        edits(SHOWN, seen=None)

    assert refused.value.code == "conflict"
    assert edits(SHOWN, row=FIRST, seen=None) == SHOWN


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (None, ""),
        ("  Fewer falls\r\nby May ", "Fewer falls\nby May"),
        (Decimal("2.50"), Decimal("2.5")),
        (Decimal("2.5"), "2.5"),
        (date(2025, 3, 1), "2025-03-01"),
        (True, "True"),
        ([], ""),
        ([{"words": "", "who": None}], ""),
        ([{"who": "Amina", "words": "Bells"}, {"who": "", "words": ""}], [{"words": "Bells ", "who": "Amina"}]),
    ],
)
def test_an_answer_leaves_one_trace_however_it_is_written(one, same):
    assert trace_of(one) == trace_of(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fewer falls", "fewer falls"),
        (Decimal("2.5"), Decimal("25")),
        ([{"words": "a"}, {"words": "b"}], [{"words": "a"}]),
    ],
)
def test_different_answers_leave_different_traces(one, other):
    assert trace_of(one) != trace_of(other)
