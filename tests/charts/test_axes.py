"""Scales are readable, and things stand apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.charts.axes import apart, every, places, scale


@pytest.mark.parametrize(
    ("low", "high", "ticks", "decimals"),
    [
        (3, 58, (0, 20, 40, 60), 0),
        (62, 97, (60, 70, 80, 90, 100), 0),
        (0.00028, 0.0005, (0.00025, 0.0003, 0.00035, 0.0004, 0.00045, 0.0005), 5),
        (-12, 31, (-20, 0, 20, 40), 0),
        (-9, -2, (-10, -8, -6, -4, -2, 0), 0),
        (1.9e9, 2.2e9, (1.9e9, 2e9, 2.1e9, 2.2e9), 0),
        (0.1, 1.2, (0, 0.25, 0.5, 0.75, 1, 1.25), 2),
    ],
)
def test_ticks_are_numbers_people_count_in(low, high, ticks, decimals):
    found = scale(low, high, most=6)

    assert found.ticks == pytest.approx(ticks)
    assert found.decimals == decimals


def test_a_scale_keeps_to_what_per_cents_can_be():
    assert scale(70, 99.9, ceiling=100).high == 100
    assert scale(100, 100, ceiling=100).high == 100
    assert scale(1, 3, ceiling=100).low == 0


def test_what_lies_beyond_a_ceiling_is_still_on_the_scale():
    assert scale(0, 130, ceiling=100).high >= 130


@pytest.mark.parametrize("value", [0.0, 42.0, -3.5, 1e-9, 1e12])
def test_one_value_has_air_around_it(value):
    found = scale(value, value)

    assert found.low <= value < found.high
    assert len(found.ticks) >= 2


finite = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-9)


@given(finite, finite, st.integers(3, 9))
def test_a_scale_holds_its_values_with_no_more_ticks_than_asked(one, other, most):
    low, high = sorted((one, other))

    found = scale(low, high, most=most)

    assert found.low <= low
    assert found.high >= high
    assert 2 <= len(found.ticks) <= most
    assert list(found.ticks) == sorted(set(found.ticks))


def test_places_are_the_middles_of_equal_steps():
    assert places(4, 10, 40) == [15, 25, 35, 45]
    assert places(0, 10, 40) == []


@pytest.mark.parametrize(
    ("kind", "gap", "room", "step"),
    [
        ("month", 32, 30, 1),
        ("month", 10, 28, 3),
        ("month", 5, 28, 6),
        ("month", 0.1, 28, 280),
        ("week", 9, 45, 8),
        ("day", 9, 45, 7),
        ("quarter", 9, 30, 4),
        ("shift", 9, 30, 4),
        ("shift", 90, 30, 1),
    ],
)
def test_labels_come_in_steps_people_count_in(kind, gap, room, step):
    assert every(kind, gap, room) == step


def test_neighbours_that_would_touch_lie_about_where_they_were_wanted():
    assert apart([100, 104, 200], [20, 20, 20], 0, 300) == [92, 112, 200]


def test_things_stay_inside_their_row():
    assert apart([0, 2], [20, 20], 0, 300) == [10, 30]
    assert apart([299, 300], [20, 20], 0, 300) == [270, 290]
    assert apart([100, 299], [20, 20], 0, 300) == [100, 290]


def test_a_row_without_room_begins_at_its_beginning():
    assert apart([5, 5, 5], [20, 20, 20], 0, 30) == [10, 30, 50]


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 40)), max_size=12))
def test_nothing_overlaps_and_order_is_kept(things):
    wanted = sorted(middle for middle, _ in things)
    sizes = [size for _, size in things]

    found = apart(wanted, sizes, 0, 1000)

    starts = [middle - size / 2 for middle, size in zip(found, sizes, strict=True)]
    ends = [middle + size / 2 for middle, size in zip(found, sizes, strict=True)]
    assert all(end <= start + 1e-6 for end, start in zip(ends, starts[1:], strict=False))
    assert all(start >= -1e-6 for start in starts)
