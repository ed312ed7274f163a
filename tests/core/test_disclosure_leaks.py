"""Ways in which small numbers are known to leak, each a test."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Settled, Shape, shown_table
from allteach.core.disclosure.table import range_of_sum
from tests.core.tables import PLATFORM, counts_of, said, table_of

OWN, COACH, COLLABORATIVE, PUBLIC = Closeness

REGIONS = {"north": [0, 1, 2], "south": [3, 4], "all but one": [0, 1, 2, 3, 5], "one": [4], "": []}
six_hidden = st.lists(st.integers(1, 4), min_size=6, max_size=6)


@given(six_hidden, six_hidden)
def test_before_a_period_settles_no_total_of_any_slice_depends_on_a_hidden_number(one, other):
    tables = [counts_of([[number] for number in numbers] + [[50], [7]]) for numbers in (one, other)]

    for teams in REGIONS.values():
        assert said(tables[0].totals_of(teams)) == said(tables[1].totals_of(teams))
    assert said(tables[0].totals) == said(tables[1].totals)


@given(six_hidden, six_hidden, st.sampled_from([COLLABORATIVE, PUBLIC]))
def test_once_it_has_settled_all_slices_depend_on_one_range_only(one, other, closeness):
    tables = [
        counts_of([[number] for number in numbers] + [[50], [7]], has_settled=True, closeness=[closeness] * 8)
        for numbers in (one, other)
    ]
    known = np.array([1])
    ranges = [range_of_sum(np.array([float(sum(n))]), np.array([6]), known, low=1, high=4) for n in (one, other)]
    is_same_range = ranges[0] == ranges[1]

    for teams in [*REGIONS.values(), range(8)]:
        same = said(tables[0].totals_of(teams)) == said(tables[1].totals_of(teams))
        assert same or not is_same_range


def test_a_filter_that_leaves_out_one_team_does_not_tell_its_number():
    table = counts_of([[3], [2], [4], [1], [3], [2], [50]], has_settled=True)

    everyone, without = table.totals, table.totals_of([1, 2, 3, 4, 5, 6])

    assert (everyone.lowest[0] - without.lowest[0], everyone.highest[0] - without.highest[0]) != (3, 3)
    assert without.highest[0] - without.lowest[0] > everyone.highest[0] - everyone.lowest[0]


def settled_then(now, then):
    now, then = np.array(now, dtype=float)[:, None], np.array(then, dtype=float)[:, None]
    closeness = [COLLABORATIVE] * len(now)
    policy, shape = PLATFORM, Shape.COUNT
    return shown_table(
        now, None, closeness=closeness, policy=policy, counts_people=True, shape=shape, settled=Settled(then)
    ).totals


THEN = [3, 2, 4, 1, 3, 2, 50]


@pytest.mark.parametrize("place", range(6))
def test_a_team_that_leaves_takes_its_number_with_it_untold(place):
    def after(number):
        then = [number if team == place else other for team, other in enumerate([2, 2, 2, 2, 2, 2, 50])]
        return said(settled_then([np.nan if team == place else other for team, other in enumerate(then)], then))

    assert after(1) == after(2)  # Sums of 11 and 12 are one range: the sum is the same after the team has left.


@pytest.mark.parametrize("joined", [1, 2, 3, 4])
def test_a_team_that_joins_or_reports_late_adds_the_middle_of_its_band(joined):
    before, after = settled_then(THEN, THEN), settled_then([*THEN, joined], [*THEN, np.nan])

    assert (after.lowest - before.lowest).tolist() == [1]
    assert (after.highest - before.highest).tolist() == [4]


@pytest.mark.parametrize("corrected", [1, 2, 4])
def test_a_correction_of_a_hidden_number_to_another_tells_neither(corrected):
    results = [said(settled_then([number, *THEN[1:]], THEN)) for number in (corrected, 4 if corrected < 4 else 1)]

    assert results[0] == results[1]


def test_a_correction_of_a_hidden_number_to_one_that_is_shown_does_not_tell_what_it_was():
    before, after = settled_then(THEN, THEN), settled_then([9, *THEN[1:]], THEN)

    assert (after.lowest - before.lowest).tolist() == [9 - 4]
    assert (after.highest - before.highest).tolist() == [9 - 1]


def test_a_corrected_denominator_is_a_correction():
    now, then = np.array([[3.0], [2], [4], [1]]), np.array([[3.0], [2], [4], [1]])
    people, people_then = np.full((4, 1), 40.0), np.array([[40.0], [40], [40], [41]])

    totals = [
        shown_table(
            now,
            people,
            closeness=[COLLABORATIVE] * 4,
            policy=PLATFORM,
            counts_people=True,
            settled=Settled(then, denominators),
        ).totals
        for denominators in (people, people_then)
    ]

    assert [one.hidden.tolist() for one in totals] == [[4], [4]]
    assert totals[1].highest - totals[1].lowest >= totals[0].highest - totals[0].lowest


def test_the_same_data_and_viewer_get_the_same_answer_every_time():
    cells = np.random.default_rng(7).integers(0, 60, (12, 6, 1)) + np.array([0, 60])
    answers = [said(table_of(cells, has_settled=True).totals) for _ in range(3)]

    assert answers == [answers[0]] * 3


@pytest.mark.parametrize(("low", "high"), [(1, 4), (0, 4), (1, 5)])
@pytest.mark.parametrize("known", [1, 2])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_who_knows_the_range_the_method_and_some_numbers_can_exclude_no_value_of_another(count, known, low, high):
    """Every possible table of `count` hidden numbers, seen by someone who knows how ranges are made."""
    tables = np.array(list(product(range(low, high + 1), repeat=count)))
    ranges = range_of_sum(
        tables.sum(axis=1).astype(float), np.full(len(tables), count), np.full(len(tables), known), low=low, high=high
    )
    possible: dict[tuple, list[set]] = {}
    for numbers, *published in zip(tables, *ranges, strict=True):
        seen = *published, *numbers[:known]
        others = possible.setdefault(seen, [set() for _ in numbers[known:]])
        for values, number in zip(others, numbers[known:], strict=True):
            values.add(int(number))

    assert {frozenset(values) for others in possible.values() for values in others} <= {frozenset(range(low, high + 1))}


@given(st.lists(st.integers(1, 4), max_size=60), st.integers(1, 5))
def test_a_range_holds_its_sum_and_is_no_wider_than_it_must_be(numbers, known):
    total, count = float(sum(numbers)), len(numbers)
    lowest, highest = (
        float(bound[0])
        for bound in range_of_sum(np.array([total]), np.array([count]), np.array([known]), low=1, high=4)
    )

    assert lowest <= total <= highest
    assert highest - lowest == 4 or not count + 4 * known + 8 <= total <= 4 * count - 4 * known - 8
