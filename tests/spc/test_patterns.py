"""Signals told as stretches: where each pattern begins and ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach import spc
from tests.spc import naive


def patterns(values, key, **plan):
    analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(centre=0, **plan))
    return [(pattern.first, pattern.last, pattern.points, pattern.heading) for pattern in analysis.patterns(key)]


def test_a_shift_steps_over_points_on_the_line_and_gaps():
    found = patterns([1, 2, 0, None, 3, 1, 2, 1, -1], "shift", rules="classic")

    assert found == [(0, 7, (0, 1, 4, 5, 6, 7), 1)]


def test_two_shifts_that_meet_are_two():
    found = patterns([1] * 6 + [-1] * 6, "shift", rules="classic")

    assert found == [(0, 5, tuple(range(6)), 1), (6, 11, tuple(range(6, 12)), -1)]


def test_a_point_on_the_line_parts_two_unbroken_shifts():
    found = patterns([1] * 7 + [0] + [1] * 7, "shift", rules="making_data_count")

    assert [(first, last) for first, last, *_ in found] == [(0, 6), (8, 14)]


def test_a_new_part_ends_a_pattern():
    found = patterns([1] * 12, "shift", rules="classic", parts=(6,))

    assert [(first, last) for first, last, *_ in found] == [(0, 5), (6, 11)]


@pytest.mark.parametrize(("rules", "size"), [("classic", 5), ("making_data_count", 6)])
def test_a_turning_point_belongs_to_both_trends(rules, size):
    up, down = list(range(size)), list(range(size - 2, -1, -1))

    found = patterns(up + down, "trend", rules=rules)

    top = size - 1
    assert found == [(0, top, tuple(range(size)), 1), (top, 2 * top, tuple(range(top, 2 * top + 1)), -1)]


@pytest.mark.parametrize(("rules", "size"), [("classic", 5), ("making_data_count", 6)])
def test_trends_like_the_teeth_of_a_saw_are_each_their_own(rules, size):
    tooth = list(range(size))

    found = patterns(tooth + tooth, "trend", rules=rules)

    assert [(first, last, way) for first, last, _, way in found] == [(0, size - 1, 1), (size, 2 * size - 1, 1)]


def test_a_trend_steps_over_repeats():
    found = patterns([1, 2, 2, 3, 4, 4, 5], "trend", rules="classic")

    assert found == [(0, 6, (0, 1, 3, 4, 6), 1)]


def test_a_window_may_hold_a_point_that_does_not_count():
    found = patterns([0.1, 2.5, 0.2, 2.4, -0.1], "two_of_three", chart="i", sigma=1, rules="western_electric")

    assert found == [(1, 3, (1, 3), 1)]


few_steps = st.lists(st.sampled_from([-1, 0, 1, 1]), min_size=3, max_size=40)


@given(few_steps, st.integers(3, 5), st.sampled_from(["classic", "making_data_count"]))
def test_trends_are_those_found_the_slow_way(steps, size, rules):
    values = np.cumsum(steps).astype(float).tolist()
    analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(rules=rules, trend_points=size))

    slow = naive.trend if rules == "classic" else naive.strict_trend
    named = [set(pattern.points) for pattern in analysis.patterns("trend")]
    assert set().union(*named) == slow(values, size, naive.margin(values, 0))
    assert all(len(one) >= size for one in named)
    for pattern in analysis.patterns("trend"):
        ways = {np.sign(values[b] - values[a]) for a, b in zip(pattern.points, pattern.points[1:], strict=False)}
        assert ways == {pattern.heading}


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0, 1.0]), min_size=3, max_size=40), st.integers(2, 5))
def test_shifts_are_the_long_runs_found_the_slow_way(values, size):
    plan = spc.Plan(rules="classic", centre=0, shift_points=size)

    found = spc.analyse(spc.Series.of(values=values), plan).patterns("shift")

    long = [tuple(run) for run in naive.runs_of(naive.sides(values, 0)) if len(run) >= size]
    assert [pattern.points for pattern in found] == long
