"""Bad input gets a ValueError that names the argument and what was expected."""

from datetime import date
from math import inf, nan

import pytest

from allteach import spc


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "expected one of values, numerator and subgroups, got none"),
        (
            {"values": [1], "numerator": [1]},
            "expected one of values, numerator and subgroups, got values and numerator",
        ),
        ({"values": [1], "denominator": [1]}, "denominator: expected only together with a numerator"),
        ({"values": ["many"]}, "values: expected numbers, with None where missing"),
        ({"values": 3}, "values: expected numbers, with None where missing"),
        ({"values": [[1, 2], [3, 4]]}, "values: expected a list of numbers, got 2 dimensions"),
        ({"values": [1, inf]}, "values: expected finite numbers, got an infinite one at position 1"),
        ({"values": [1, -inf]}, "values: expected finite numbers, got an infinite one at position 1"),
        ({"numerator": [1, -2]}, "numerator: expected 0 or more, got -2 at position 1"),
        ({"numerator": [1, 2], "denominator": [3, -4]}, "denominator: expected 0 or more, got -4 at position 1"),
        (
            {"numerator": [1, 2], "denominator": [3]},
            "denominator: expected 2 numbers, as many as in numerator, got 1",
        ),
        (
            {"numerator": [1, 2], "denominator": [3, 0]},
            "numerator: expected 0 where the denominator is 0, got 2 at position 1",
        ),
        ({"subgroups": [[1, 2], [inf]]}, "subgroups[1]: expected finite numbers, got an infinite one at position 0"),
        ({"subgroups": [1, 2]}, "subgroups[0]: expected numbers, with None where missing"),
        (
            {"values": [1, 2], "sizes": [3, 4]},
            "sizes, deviations: expected both or neither, and only together with values",
        ),
        (
            {"numerator": [1, 2], "sizes": [3, 4], "deviations": [1, 1]},
            "sizes, deviations: expected both or neither, and only together with values",
        ),
        (
            {"values": [1, 2], "sizes": [3], "deviations": [1, 1]},
            "sizes: expected 2 numbers, one for each value, got 1",
        ),
        (
            {"values": [1, 2], "sizes": [3, 4], "deviations": [1, -1]},
            "deviations: expected 0 or more, got -1 at position 1",
        ),
        (
            {"values": [1, 2], "sizes": [3, None], "deviations": [1, None]},
            "sizes: expected at least 1 where there is a value, got nan at position 1",
        ),
        (
            {"values": [1, 2], "sizes": [0, 3], "deviations": [None, 1]},
            "sizes: expected at least 1 where there is a value, got 0 at position 0",
        ),
        (
            {"values": [1, 2], "sizes": [3, 4], "deviations": [1, None]},
            "deviations: expected a number where the size is above 1, got nan at position 1",
        ),
        ({"values": [1, 2], "periods": [1]}, "periods: expected 2, one for each point, got 1"),
        (
            {"values": [1, 2], "periods": [date(2026, 2, 1), date(2026, 1, 1)]},
            "periods: expected ascending without repeats, got 2026-01-01 after 2026-02-01 at position 1",
        ),
        (
            {"values": [1, 2, 3], "periods": [1, 2, 2]},
            "periods: expected ascending without repeats, got 2 after 2 at position 2",
        ),
        (
            {"values": [1, 2], "periods": [1, "2"]},
            "periods: expected things that can be compared, got '2' after 1 at position 1",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_series_that_cannot_be_is_refused(given, message):
    with pytest.raises(ValueError) as refused:
        spc.Series.of(**given)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"chart": "pie"}, "chart: expected one of run, i, mr, xbar, s, p, pp, u, up, ip, c, g, t, got 'pie'"),
        (
            {"rules": "all"},
            "rules: expected one of anhoej, classic, making_data_count, health_care_data_guide, western_electric, "
            "nelson, got 'all'",
        ),
        ({"direction": "left"}, "direction: expected one of up, down, none, got 'left'"),
        ({"middle": "mode"}, "middle: expected one of mean, median, got 'mode'"),
        ({"ranges": "mode"}, "ranges: expected one of mean, median, got 'mode'"),
        ({"screen": "no"}, "screen: expected True or False, got 'no'"),
        ({"ordered": 1}, "ordered: expected True or False, got 1"),
        ({"constant": 0}, "constant: expected a finite number above 0, got 0"),
        ({"per": -1}, "per: expected a finite number above 0, got -1"),
        ({"per": nan}, "per: expected a finite number above 0, got nan"),
        ({"centre": inf}, "centre: expected a finite number, got inf"),
        ({"centre": "ten"}, "centre: expected a finite number, got 'ten'"),
        ({"centre": True}, "centre: expected a finite number, got True"),
        ({"chart": "u", "centre": -1}, "centre: expected at least 0 for a u chart, got -1"),
        ({"chart": "p", "centre": 30, "per": 10}, "centre: expected at most 10 for a p chart, got 30"),
        ({"chart": "i", "sigma": 0}, "sigma: expected a finite number above 0, got 0"),
        ({"chart": "p", "sigma": 1}, "sigma: expected only for an i chart, got it for a p chart"),
        ({"parts": (5, 3)}, "parts: expected ascending positions without repeats, got [5, 3]"),
        ({"parts": (5, 5)}, "parts: expected ascending positions without repeats, got [5, 5]"),
        ({"parts": (0,)}, "parts: expected whole numbers of at least 1, got 0"),
        ({"parts": (2.5,)}, "parts: expected whole numbers of at least 1, got 2.5"),
        ({"parts": 3}, "parts: expected positions, got 3"),
        ({"parts": "3"}, "parts: expected positions, got '3'"),
        ({"exclude": (-1,)}, "exclude: expected whole numbers of at least 0, got -1"),
        ({"freeze": 0}, "freeze: expected a whole number of at least 1, got 0"),
        ({"freeze": True}, "freeze: expected a whole number of at least 1, got True"),
        ({"freeze": (3, 4)}, "freeze: expected 1 numbers, one a part, got 2"),
        ({"freeze": (0,)}, "freeze: expected a whole number of at least 1, got 0"),
        ({"shift_points": 1}, "shift_points: expected a whole number of at least 2, got 1"),
        ({"trend_points": 2}, "trend_points: expected a whole number of at least 3, got 2"),
        (
            {"least_points_for_control": 0},
            "least_points_for_control: expected a whole number of at least 1, got 0",
        ),
        ({"target": inf}, "target: expected a finite number, got inf"),
        ({"target": (1, "two")}, "target: expected a finite number, got 'two'"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_plan_that_cannot_be_is_refused(given, message):
    with pytest.raises(ValueError) as refused:
        spc.Plan(**given)

    assert str(refused.value) == message


VALUES = spc.Series.of(values=[3, -1, 4])
COUNTS = spc.Series.of(numerator=[3, 5, 4], denominator=[10, 4, 10])


@pytest.mark.parametrize(
    ("series", "plan", "message"),
    [
        (VALUES, spc.Plan(chart="p"), "series: expected a numerator and a denominator for a p chart"),
        (VALUES, spc.Plan(chart="xbar"), "series: expected subgroups for a xbar chart"),
        (VALUES, spc.Plan(chart="c"), "values: expected 0 or more on a c chart, got -1 at position 1"),
        (COUNTS, spc.Plan(chart="p"), "numerator: expected at most the denominator, got 5 at position 1"),
        (VALUES, spc.Plan(parts=(3,)), "parts: expected positions below 3, the number of points, got 3"),
        (VALUES, spc.Plan(exclude=(7,)), "exclude: expected positions below 3, the number of points, got 7"),
        (VALUES, spc.Plan(target=(1, 2)), "target: expected 3 numbers, one for each point, got 2"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_plan_that_does_not_fit_its_series_is_refused(series, plan, message):
    with pytest.raises(ValueError) as refused:
        spc.analyse(series, plan)

    assert str(refused.value) == message


def test_of_many_series_the_one_that_is_wrong_is_named():
    with pytest.raises(ValueError) as refused:
        spc.analyse_many([spc.Series.of(values=[1]), VALUES], spc.Plan(chart="g"))

    assert str(refused.value) == "values: expected 0 or more on a g chart, got -1 at position 1 of series 1"


def test_there_must_be_a_plan_for_each_series():
    with pytest.raises(ValueError) as refused:
        spc.analyse_many([VALUES], [])

    assert str(refused.value) == "plans: expected 1, one for each series, got 0"


def test_further_rule_sets_must_be_known():
    with pytest.raises(ValueError) as refused:
        spc.analyse(VALUES, spc.Plan(), also=("mine",))

    assert str(refused.value).startswith("also: expected keys of anhoej, classic, ")


def test_a_length_that_cannot_be_has_no_rate_of_false_signals():
    with pytest.raises(ValueError) as refused:
        spc.false_signal_rate(spc.Plan(), 0)

    assert str(refused.value) == "n: expected at least 1, got 0"


def test_choose_chart_knows_its_charts():
    with pytest.raises(ValueError) as refused:
        spc.choose_chart("pie", 20)

    assert str(refused.value).startswith("chart: expected one of run, i, ")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "rate"}, "kind: expected one of proportion, ratio, got 'rate'"),
        ({"method": "cube"}, "method: expected one of square_root, log, got 'cube'"),
        ({"adjustment": "some"}, "adjustment: expected one of none, additive, multiplicative, got 'some'"),
        ({"trim": 0.5}, "trim: expected at least 0 and below 0.5, got 0.5"),
        ({"numerator": [3, 9]}, "numerator: expected at most 5, got 9 at position 1"),
        ({"numerator": [3, -9]}, "numerator: expected 0 or more, got -9 at position 1"),
        ({"numerator": [3]}, "denominator: expected 1 numbers, as many as in numerator, got 2"),
        ({"denominator": None}, "denominator: expected one for each numerator, got None"),
        ({"denominator": [5, inf]}, "denominator: expected finite numbers, got an infinite one at position 1"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_funnel_that_cannot_be_is_refused(given, message):
    with pytest.raises(ValueError) as refused:
        spc.funnel(**{"numerator": [3, 4], "denominator": [10, 5], **given})

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("labels", "counts", "cut", "message"),
    [
        (["a"], [1, 2], 0.8, "counts: expected 1, one for each label, got 2"),
        (["a", "b"], [1, -2], 0.8, "counts: expected 0 or more, got -2 at position 1"),
        (["a", "b"], [1, inf], 0.8, "counts: expected finite numbers, got an infinite one at position 1"),
        (["a", "b"], [1, None], 0.8, "counts: expected numbers, got none at position 1"),
        (["a", "b"], [0, 0], 0.8, "counts: expected at least one above 0"),
        (["a", "b"], [1, 2], 0, "cut: expected above 0 and at most 1, got 0"),
    ],
)
def test_a_pareto_chart_that_cannot_be_is_refused(labels, counts, cut, message):
    with pytest.raises(ValueError) as refused:
        spc.pareto(labels, counts, cut=cut)

    assert str(refused.value) == message


def test_patterns_are_those_of_a_rule_of_the_set():
    analysis = spc.analyse(VALUES, spc.Plan(rules="classic"))

    with pytest.raises(ValueError) as refused:
        analysis.patterns("outside")

    assert str(refused.value) == "key: expected one of shift, trend, runs, got 'outside'"
