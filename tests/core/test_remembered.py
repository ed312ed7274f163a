"""Answers remembered: made once, forgotten in the order of use."""

from allteach.core.remembered import Remembered


def test_an_answer_is_made_once():
    remembered, made = Remembered(3), []

    answers = [remembered.answer("a", lambda: made.append("made") or "A") for _ in range(3)]

    assert (answers, made) == (["A", "A", "A"], ["made"])


def test_the_longest_unused_is_forgotten_first():
    remembered = Remembered(2)
    for key in ("a", "b", "a", "c"):
        remembered.answer(key, lambda key=key: key.upper())

    assert remembered.answer("a", lambda: "made anew") == "A"
    assert remembered.answer("b", lambda: "made anew") == "made anew"
    assert len(remembered) == 2


def test_nothing_is_remembered_where_nothing_may_be():
    remembered = Remembered(0)

    assert [remembered.answer("a", lambda number=number: number) for number in (1, 2)] == [1, 2]
