from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach.core.disclosure import LIMITS, WORDS, Closeness, Policy, Shape, State, shown_series

OWN, COACH, COLLABORATIVE, PUBLIC = Closeness
PLATFORM = Policy()
SENSITIVE = Policy(is_sensitive=True)
NO_ZEROS = Policy(shows_none_and_all=False)


def decided(numerator, denominator=None, *, closeness, policy=PLATFORM, counts_people=True, shape=Shape.PART, **more):
    """What one cell becomes: its state, then the numerator and the denominator that may be analysed."""
    series = shown_series(
        [numerator],
        None if denominator is None else [denominator],
        closeness=closeness,
        policy=policy,
        counts_people=counts_people,
        shape=shape,
        **more,
    )
    shown = series.numerators[0], None if series.denominators is None else series.denominators[0]
    return series.state(0), *(None if number is None or np.isnan(number) else number for number in shown)


@pytest.mark.parametrize(
    ("numerator", "denominator", "closeness", "expected"),
    [
        # The team itself reads what it wrote.
        (3, 40, OWN, (State.SHOWN, 3, 40)),
        (3, 4, OWN, (State.SHOWN, 3, 4)),
        # Coach, director and adviser too, with a mark where people are few.
        (3, 40, COACH, (State.SHOWN, 3, 40)),
        (3, 9, COACH, (State.SMALL, 3, 9)),
        (3, 10, COACH, (State.SHOWN, 3, 10)),
        # Other teams.
        (5, 9, COLLABORATIVE, (State.FEW_PEOPLE, None, None)),
        (0, 0, COLLABORATIVE, (State.FEW_PEOPLE, None, None)),
        (5, 10, COLLABORATIVE, (State.SHOWN, 5, 10)),
        (4, 40, COLLABORATIVE, (State.UNDER, None, None)),
        (1, 40, COLLABORATIVE, (State.UNDER, None, None)),
        (0, 40, COLLABORATIVE, (State.SHOWN, 0, 40)),
        (36, 40, COLLABORATIVE, (State.NEARLY_ALL, None, None)),
        (39, 40, COLLABORATIVE, (State.NEARLY_ALL, None, None)),
        (35, 40, COLLABORATIVE, (State.SHOWN, 35, 40)),
        (40, 40, COLLABORATIVE, (State.SHOWN, 40, 40)),
        # Everybody.
        (9, 19, PUBLIC, (State.FEW_PEOPLE, None, None)),
        (9, 20, PUBLIC, (State.ROUNDED, 10, 20)),
        (4, 40, PUBLIC, (State.UNDER, None, None)),
        (37, 40, PUBLIC, (State.NEARLY_ALL, None, None)),
        (12, 43, PUBLIC, (State.ROUNDED, 10, 45)),
        (13, 42, PUBLIC, (State.ROUNDED, 15, 40)),
        (0, 43, PUBLIC, (State.ROUNDED, 0, 45)),
        (43, 43, PUBLIC, (State.ROUNDED, 45, 45)),
    ],
)
def test_a_part_is_shown_to_each_audience_as_the_table_says(numerator, denominator, closeness, expected):
    assert decided(numerator, denominator, closeness=closeness) == expected


@pytest.mark.parametrize(
    ("cell", "shape", "expected"),
    [
        ((3, 812), Shape.RATE, (State.UNDER, None, None)),
        ((810, 812), Shape.RATE, (State.SHOWN, 810, 812)),
        ((7, 3), Shape.RATE, (State.SHOWN, 7, 3)),
        ((3, None), Shape.COUNT, (State.UNDER, None, None)),
        ((0, None), Shape.COUNT, (State.SHOWN, 0, None)),
        ((12, None), Shape.COUNT, (State.SHOWN, 12, None)),
        ((3.4, 9), Shape.AVERAGE, (State.FEW_PEOPLE, None, None)),
        ((3.4, 10), Shape.AVERAGE, (State.SHOWN, 3.4, 10)),
        ((3.4, None), Shape.AVERAGE, (State.SHOWN, 3.4, None)),
        ((41, None), Shape.EVENT, (State.FEW_PEOPLE, None, None)),
        ((3, None), Shape.PART, (State.UNDER, None, None)),
    ],
)
def test_other_teams_see_of_each_shape_what_counts_no_few_people(cell, shape, expected):
    assert decided(*cell, closeness=COLLABORATIVE, shape=shape) == expected


def test_an_average_is_not_rounded_for_the_public_but_its_people_are():
    assert decided(3.4, 42, closeness=PUBLIC, shape=Shape.AVERAGE) == (State.SHOWN, 3.4, 40)


def test_the_days_of_a_rate_are_not_rounded_for_the_public():
    assert decided(12, 812, closeness=PUBLIC, shape=Shape.RATE) == (State.ROUNDED, 10, 812)


@pytest.mark.parametrize("closeness", Closeness)
@pytest.mark.parametrize(("cell"), [(0, 3), (1, 40), (39, 40), (3, 4), (2, None)])
def test_nothing_is_hidden_of_published_data_nor_of_what_counts_no_people(cell, closeness):
    expected = (State.SHOWN, cell[0], cell[1])

    assert decided(*cell, closeness=closeness, policy=Policy(hides_nothing=True)) == expected
    assert decided(*cell, closeness=closeness, counts_people=False) == expected


@pytest.mark.parametrize(
    ("cell", "policy", "closeness", "expected"),
    [
        ((0, 40), NO_ZEROS, COLLABORATIVE, State.UNDER),
        ((40, 40), NO_ZEROS, COLLABORATIVE, State.NEARLY_ALL),
        ((9, 40), SENSITIVE, COLLABORATIVE, State.SHOWN),
        ((9, 40), SENSITIVE, PUBLIC, State.UNDER),
        ((31, 40), SENSITIVE, PUBLIC, State.NEARLY_ALL),
        ((0, 40), SENSITIVE, PUBLIC, State.UNDER),
        ((40, 40), SENSITIVE, PUBLIC, State.NEARLY_ALL),
        ((7, 40), Policy(least_count=8), COLLABORATIVE, State.UNDER),
        ((7, 40), Policy(least_count=8), PUBLIC, State.UNDER),
        ((8, 15), Policy(least_count=8), COLLABORATIVE, State.FEW_PEOPLE),
        ((20, 29), Policy(least_people=30), COLLABORATIVE, State.FEW_PEOPLE),
        ((20, 29), Policy(least_people=30), PUBLIC, State.FEW_PEOPLE),
    ],
)
def test_a_stricter_policy_hides_more(cell, policy, closeness, expected):
    assert decided(*cell, closeness=closeness, policy=policy)[0] == expected


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_what_is_missing_is_missing_for_everyone_and_never_called_hidden(missing):
    for closeness in Closeness:
        series = shown_series([missing, 8], [40, missing], closeness=closeness, policy=PLATFORM, counts_people=True)

        assert [series.state(0), series.state(1)] == [State.MISSING, State.MISSING]
        assert (series.is_hidden.any(), series.words(0), series.can_be_analysed) == (False, "", True)


def test_a_hidden_value_is_said_in_words_that_tell_its_band_and_no_more():
    series = shown_series(
        [3, 38, 3, 20, None],
        [40, 40, 8, 40, None],
        closeness=COLLABORATIVE,
        policy=Policy(),
        counts_people=True,
    )

    assert [series.words(place) for place in range(len(series))] == [
        "under 5",
        "all but a few (under 5)",
        "hidden: fewer than 10 people",
        "",
        "",
    ]
    np.testing.assert_array_equal(series.lowest, [1, 36, np.nan, 20, np.nan])
    np.testing.assert_array_equal(series.highest, [4, 39, np.nan, 20, np.nan])
    np.testing.assert_array_equal(series.known_denominators, [40, 40, np.nan, 40, np.nan])


def test_a_coach_is_told_in_words_that_a_value_stands_on_few_people():
    series = shown_series([3], [8], closeness=COACH, policy=PLATFORM, counts_people=True)

    assert series.words(0) == "fewer than 10 people: read with care"


def test_words_are_translated_before_the_numbers_are_put_in():
    series = shown_series([12], [40], closeness=PUBLIC, policy=PLATFORM, counts_people=True)

    said = series.words(0, {"rounded to the nearest {rounding}": "arrondi à {rounding} près"}.get)

    assert (said, series.has_whole_percentages) == ("arrondi à 5 près", True)


def test_every_state_has_its_words():
    assert set(WORDS) == set(State)


def test_a_percentage_and_its_denominator_do_not_bring_back_the_count():
    # 7.5 % of 40 can only be 3: so neither the percentage nor the pair of numbers may reach the analysis.
    series = shown_series([3, 30], [40, 40], closeness=COLLABORATIVE, policy=PLATFORM, counts_people=True)

    assert np.isnan(series.numerators[0])
    assert np.isnan(series.denominators[0])


def test_centre_lines_and_limits_are_the_same_whatever_a_hidden_value_is():
    def centre(hidden):
        series = shown_series(
            [hidden, 20, 24, 22, 19], [40] * 5, closeness=COLLABORATIVE, policy=PLATFORM, counts_people=True
        )
        return np.nansum(series.numerators) / np.nansum(series.denominators)

    assert {centre(hidden) for hidden in (1, 2, 3, 4)} == {85 / 160}


@pytest.mark.parametrize(("hidden", "expected"), [(0, True), (1, True), (2, False), (5, False)])
def test_a_series_is_analysed_only_while_at_most_one_value_in_five_is_hidden(hidden, expected):
    values = [3] * hidden + [20] * (5 - hidden)

    series = shown_series(values, [40] * 5, closeness=COLLABORATIVE, policy=PLATFORM, counts_people=True)

    assert series.can_be_analysed == expected


def test_running_totals_are_rounded_so_that_two_of_them_do_not_tell_a_month():
    totals = [23, 25, 26, 31]  # Two people in the second month, one in the third.

    series = shown_series(
        totals, [60, 61, 62, 63], closeness=COLLABORATIVE, policy=PLATFORM, counts_people=True, is_running=True
    )

    assert series.numerators.tolist() == [25, 25, 25, 30]
    assert series.denominators.tolist() == [60, 60, 60, 65]
    assert (series.lowest.tolist(), series.highest.tolist()) == ([23, 23, 23, 28], [27, 27, 27, 32])
    assert {series.state(place) for place in range(4)} == {State.ROUNDED}


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30), st.integers(5, 40))
def test_running_totals_leave_every_month_open_by_three_or_more(months, start):
    totals = np.cumsum([start, *months])
    series = shown_series(
        totals, None, closeness=COLLABORATIVE, policy=PLATFORM, counts_people=True, shape=Shape.COUNT, is_running=True
    )

    # Totals never fall, so the one before is at least the start of its range, the next at most the end of its own.
    greatest = [high - low for low, high in zip(series.lowest, series.highest[1:], strict=False)]
    least = [max(0, low - high) for high, low in zip(series.highest, series.lowest[1:], strict=False)]

    assert min(high - low for low, high in zip(least, greatest, strict=True)) >= 3


@pytest.mark.parametrize("name", LIMITS)
def test_a_setting_looser_than_the_platforms_or_out_of_reason_is_refused(name):
    least, most = LIMITS[name]

    assert getattr(Policy(**{name: most}), name) == most
    assert getattr(Policy(), name) == least
    for wrong in (least - 1, most + 1):
        with pytest.raises(ValueError) as refused:
            Policy(**{name: wrong})
        assert str(refused.value) == f"{name} must be from {least} to {most}."


policies = st.builds(
    Policy,
    hides_nothing=st.booleans(),
    is_sensitive=st.booleans(),
    shows_none_and_all=st.booleans(),
    **{name: st.integers(*limits) for name, limits in LIMITS.items()},
)
parts = st.integers(0, 120).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


@given(parts, policies)
def test_nobody_farther_away_reads_more(part, policy):
    hidden = [decided(*part, closeness=closeness, policy=policy)[0] >= State.UNDER for closeness in Closeness]

    assert all(far or not near for near, far in pairwise(hidden))


@given(parts, policies, policies, st.sampled_from(Closeness))
def test_tightening_a_policy_never_shows_more(part, one, other, closeness):
    both = decided(*part, closeness=closeness, policy=one.tightened_by(other))[0]

    for alone in (one, other):
        assert both >= State.UNDER or decided(*part, closeness=closeness, policy=alone)[0] < State.UNDER


EVERY_PART = np.array([(some, people) for people in range(121) for some in range(people + 1)]).T


strict_policies = policies.filter(lambda policy: not policy.hides_nothing)


@given(strict_policies)
def test_a_hidden_count_has_at_least_three_others_beside_it_in_its_band(policy):
    some, people = EVERY_PART
    series = shown_series(some, people, closeness=COLLABORATIVE, policy=policy, counts_people=True)

    hidden = (series.states == State.UNDER) | (series.states == State.NEARLY_ALL)

    assert ((series.highest - series.lowest)[hidden] >= 3).all()
    assert ((series.lowest <= some) & (some <= series.highest))[hidden].all()
    assert (np.minimum(some, people - some)[hidden] < policy.least_count).all()


@given(policies)
def test_rounding_never_makes_some_none_nor_most_all(policy):
    some, people = EVERY_PART
    series = shown_series(some, people, closeness=PUBLIC, policy=policy, counts_people=True)

    rounded = series.states == State.ROUNDED

    assert ((series.numerators == 0) == (some == 0))[rounded].all()
    assert ((series.numerators == series.denominators) == (some == people))[rounded].all()
