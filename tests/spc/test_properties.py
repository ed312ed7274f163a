"""What must hold for any data, and the engine against implementations that take the slow way."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allteach import spc
from allteach.spc.runs import crossings_min, longest_run_max, runs_limits
from tests.spc import naive

# Tenths: people measure so, and ties and points on lines are then frequent.
numbers = st.integers(-300, 900).map(lambda tenths: tenths / 10)
gaps = st.one_of(st.none(), *[numbers] * 8)
series_of_numbers = st.lists(gaps, min_size=3, max_size=40).filter(lambda all_: len(known(all_)) > 2)
counts = st.lists(st.integers(0, 40).map(float), min_size=3, max_size=40)
ratios = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 300)).map(lambda pair: (min(pair), max(pair))),
    min_size=3,
    max_size=40,
).filter(lambda pairs: sum(n > 0 for _, n in pairs) > 2 and any(r for r, _ in pairs))
groups = st.lists(st.lists(numbers, min_size=1, max_size=6), min_size=3, max_size=20).filter(
    lambda all_: sum(len(group) > 1 for group in all_) > 1
)
charts = st.sampled_from(list(spc.CHART_TYPES))
rule_sets = st.sampled_from(list(spc.RULE_SETS))


def known(values):
    return [value for value in values if value is not None]


def close(a, b, scale=1.0):
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-7 * max(1, scale))


def positions(flags):
    return set(np.flatnonzero(flags).tolist())


def assert_same_lines(analysis, centre, lines, scale=1.0):
    for at in range(analysis.n):
        assert close(analysis.centre[at], centre, scale)
        if math.isnan(analysis.values[at]):
            continue
        for k, low, high in ((1, "lower_1", "upper_1"), (2, "lower_2", "upper_2"), (3, "lower", "upper")):
            expected = lines(at, k)
            found = getattr(analysis, low)[at], getattr(analysis, high)[at]
            assert close(found[0], expected[0], scale), (at, k, found, expected)
            assert close(found[1], expected[1], scale), (at, k, found, expected)


baselines = st.tuples(st.one_of(st.none(), st.integers(3, 30)), st.sets(st.integers(0, 39), max_size=3))


def base_of(values, baseline):
    freeze, exclude = baseline
    stop = len(values) if freeze is None else min(freeze, len(values))
    exclude = {at for at in exclude if at < len(values)}
    return [at for at in range(stop) if at not in exclude], {"freeze": freeze, "exclude": tuple(sorted(exclude))}


class TestLinesAreThoseFoundTheSlowWay:
    @pytest.mark.parametrize("chart", ["run", "i", "mr"])
    @given(values=series_of_numbers, baseline=baselines, screen=st.booleans())
    def test_of_single_values(self, chart, values, baseline, screen):
        base, plan = base_of(values, baseline)
        drawn = naive.moving_ranges(values) if chart == "mr" else values
        if not naive.present(drawn, base):
            return

        analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(chart=chart, screen=screen, **plan))

        assert_same_lines(analysis, *getattr(naive, chart)(values, base, screen=screen), scale=100)

    @pytest.mark.parametrize("chart", ["c", "g", "t"])
    @given(values=counts, baseline=baselines)
    def test_of_counts_and_times(self, chart, values, baseline):
        base, plan = base_of(values, baseline)
        if not base:
            return

        analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(chart=chart, **plan))

        assert_same_lines(analysis, *getattr(naive, chart)(values, base), scale=1000)

    @pytest.mark.parametrize("chart", ["p", "pp", "u", "up", "ip"])
    @given(pairs=ratios, baseline=baselines)
    def test_of_ratios(self, chart, pairs, baseline):
        base, plan = base_of(pairs, baseline)
        pairs = [(0 if not n else r, n) for r, n in pairs]
        numerator, denominator = zip(*pairs, strict=True)
        if not any(denominator[at] for at in base):
            return

        series = spc.Series.of(numerator=numerator, denominator=denominator)
        analysis = spc.analyse(series, spc.Plan(chart=chart, **plan))

        assert_same_lines(analysis, *getattr(naive, chart)(numerator, denominator, base))

    @pytest.mark.parametrize("chart", ["xbar", "s"])
    @given(subgroups=groups)
    def test_of_subgroups(self, chart, subgroups):
        analysis = spc.analyse(spc.Series.of(subgroups=subgroups), spc.Plan(chart=chart))

        assert_same_lines(analysis, *getattr(naive, chart)(subgroups, range(len(subgroups))), scale=100)


# Whole and half sigmas fall on lines often, where rules differ.
zs = st.integers(-8, 8).map(lambda halves: halves / 2)
z_series = st.lists(st.one_of(st.none(), *[zs] * 9), min_size=1, max_size=45).filter(known)


class TestRulesMarkWhatTheSlowWayMarks:
    KNOWN = {"chart": "i", "centre": 0, "sigma": 1}

    @staticmethod
    def flat(values, level):
        return [level] * len(values)

    @given(values=z_series)
    def test_anhoej(self, values):
        signals = spc.analyse(spc.Series.of(values=values), spc.Plan(**self.KNOWN)).signals

        side = naive.sides(values, 0)
        assert positions(signals["longest_run"]) == naive.longest_run(side)
        assert positions(signals["crossings"]) == naive.crossings(side)
        low, high = self.flat(values, -3), self.flat(values, 3)
        assert positions(signals["outside"]) == naive.outside(values, low, high, naive.margin(values, 0))

    @given(values=z_series.filter(lambda values: len(values) < 15), size=st.integers(3, 7))
    def test_classic(self, values, size):
        plan = spc.Plan(rules="classic", centre=0, shift_points=size, trend_points=size)

        signals = spc.analyse(spc.Series.of(values=values), plan).signals

        side = naive.sides(values, 0)
        assert positions(signals["shift"]) == naive.shift(side, size)
        assert positions(signals["trend"]) == naive.trend(values, size, naive.margin(values, 0))
        assert positions(signals["runs"]) == naive.runs(side)

    @given(values=z_series, size=st.integers(3, 7))
    def test_making_data_count(self, values, size):
        plan = spc.Plan(rules="making_data_count", shift_points=size, trend_points=size, **self.KNOWN)

        signals = spc.analyse(spc.Series.of(values=values), plan).signals

        side, near = naive.sides(values, 0), naive.margin(values, 0)
        inner, outer = (self.flat(values, -2), self.flat(values, 2)), (self.flat(values, -3), self.flat(values, 3))
        assert positions(signals["shift"]) == naive.unbroken_shift(side, size)
        assert positions(signals["trend"]) == naive.strict_trend(values, size, near)
        assert positions(signals["two_of_three"]) == naive.two_of_three_near(values, side, inner, outer, near)

    @given(values=z_series, size=st.integers(3, 6))
    def test_western_electric_and_nelson(self, values, size):
        plan = spc.Plan(rules="nelson", shift_points=size, trend_points=size, **self.KNOWN)

        signals = spc.analyse(spc.Series.of(values=values), plan).signals

        side, near = naive.sides(values, 0), naive.margin(values, 0)
        one, two = (self.flat(values, -1), self.flat(values, 1)), (self.flat(values, -2), self.flat(values, 2))
        assert positions(signals["shift"]) == naive.unbroken_shift(side, size)
        assert positions(signals["trend"]) == naive.strict_trend(values, size, near)
        assert positions(signals["alternating"]) == naive.alternating(values, 14, near)
        assert positions(signals["two_of_three"]) == naive.some_beyond(values, *two, 2, 3, near)
        assert positions(signals["four_of_five"]) == naive.some_beyond(values, *one, 4, 5, near)
        assert positions(signals["within_one"]) == naive.within_one(values, *one, 15, near)
        assert positions(signals["both_sides"]) == naive.both_sides(values, *one, 8, near)

    @given(halves=st.lists(st.sampled_from([-1.5, 1.5, 0.5, -0.5]), min_size=8, max_size=60))
    def test_nelson_rules_of_long_patterns(self, halves):
        # Few different values, so that long patterns come about.
        signals = spc.analyse(spc.Series.of(values=halves), spc.Plan(rules="nelson", **self.KNOWN)).signals

        one = self.flat(halves, -1), self.flat(halves, 1)
        assert positions(signals["within_one"]) == naive.within_one(halves, *one, 15, 1e-9)
        assert positions(signals["both_sides"]) == naive.both_sides(halves, *one, 8, 1e-9)

    @given(steps=st.lists(st.sampled_from([1, 1, 1, 0, -1]), min_size=14, max_size=60))
    def test_rules_of_steps(self, steps):
        values = [float(sum(steps[:at]) if steps[at] else -sum(steps[:at])) for at in range(len(steps))]

        nelson = spc.analyse(spc.Series.of(values=values), spc.Plan(rules="nelson", **self.KNOWN)).signals

        near = naive.margin(values, 0)
        assert positions(nelson["alternating"]) == naive.alternating(values, 14, near)


@given(useful=st.integers(0, 400))
def test_limits_of_runs_are_those_counted_out(useful):
    assert crossings_min(useful) == naive.crossings_min(useful)
    assert longest_run_max(useful) == naive.longest_run_max(useful)


@pytest.mark.parametrize(("above", "below"), [(1, 1), (1, 4), (2, 2), (3, 5), (5, 5), (4, 8), (7, 6), (9, 2)])
def test_limits_of_the_number_of_runs_are_those_of_every_order_written_down(above, below):
    assert runs_limits(above, below) == naive.runs_limits(above, below)


@given(
    values=series_of_numbers, scale=st.sampled_from([0.001, 0.5, 3, 1000]), chart=st.sampled_from(["run", "i", "mr"])
)
def test_scaling_the_data_scales_the_lines_and_changes_no_signal(values, scale, chart):
    plan = spc.Plan(chart=chart, rules="making_data_count")
    scaled = [None if value is None else value * scale for value in values]

    before = spc.analyse(spc.Series.of(values=values), plan)
    after = spc.analyse(spc.Series.of(values=scaled), plan)

    assert np.allclose(after.lines, before.lines * scale, rtol=1e-9, atol=1e-9 * scale, equal_nan=True)
    assert {key: positions(flags) for key, flags in after.signals.items()} == {
        key: positions(flags) for key, flags in before.signals.items()
    }


@given(values=series_of_numbers, shift=st.integers(-500, 500), rules=rule_sets)
def test_shifting_the_data_shifts_the_lines_and_changes_no_signal(values, shift, rules):
    plan = spc.Plan(chart="i", rules=rules)
    # Whole numbers, which a shift leaves exact: what is on a line stays on it.
    whole = [None if value is None else round(value) for value in values]
    moved = [None if value is None else value + shift for value in whole]

    before = spc.analyse(spc.Series.of(values=whole), plan)
    after = spc.analyse(spc.Series.of(values=moved), plan)

    assert np.allclose(after.lines, before.lines + shift, rtol=1e-9, atol=1e-7, equal_nan=True)
    assert list(after.rule) == list(before.rule)


@pytest.mark.parametrize("chart", [key for key in spc.CHART_TYPES if key not in ("xbar", "s", "mr")])
@given(pairs=ratios, k=st.integers(3, 20))
def test_freezing_at_k_gives_the_lines_of_the_first_k_points(chart, pairs, k):
    pairs = [(0 if not n else r, n) for r, n in pairs]
    if sum(n > 0 for _, n in pairs[:k]) < 2:
        return
    whole = spc.Series.of(numerator=[r for r, _ in pairs], denominator=[n for _, n in pairs])
    first = spc.Series.of(numerator=[r for r, _ in pairs[:k]], denominator=[n for _, n in pairs[:k]])

    frozen = spc.analyse(whole, spc.Plan(chart=chart, freeze=k))
    alone = spc.analyse(first, spc.Plan(chart=chart))

    assert np.array_equal(frozen.lines[:, :k], alone.lines, equal_nan=True)


@pytest.mark.parametrize("chart", ["xbar", "s"])
@given(subgroups=st.lists(st.lists(numbers, min_size=4, max_size=4), min_size=6, max_size=20), k=st.integers(3, 5))
def test_freezing_subgroups_at_k_gives_the_lines_of_the_first_k(chart, subgroups, k):
    frozen = spc.analyse(spc.Series.of(subgroups=subgroups), spc.Plan(chart=chart, freeze=k))
    alone = spc.analyse(spc.Series.of(subgroups=subgroups[:k]), spc.Plan(chart=chart))

    assert np.array_equal(frozen.lines[:, :k], alone.lines)


@given(
    values=series_of_numbers.filter(lambda values: len(values) > 9),
    at=st.integers(3, 6),
    chart=st.sampled_from(["run", "i", "mr"]),
    rules=rule_sets,
)
def test_a_part_is_a_chart_of_its_own(values, at, chart, rules):
    both = spc.analyse(spc.Series.of(values=values), spc.Plan(chart=chart, rules=rules, parts=(at,)))

    for own in (slice(0, at), slice(at, None)):
        alone = spc.analyse(spc.Series.of(values=values[own]), spc.Plan(chart=chart, rules=rules))
        assert np.array_equal(both.lines[:, own], alone.lines, equal_nan=True)
        assert list(both.rule[own]) == list(alone.rule)


plans = st.builds(
    spc.Plan,
    chart=st.sampled_from(["run", "i", "mr", "c", "g", "p", "pp", "u", "up", "ip"]),
    rules=rule_sets,
    direction=st.sampled_from(["up", "down", "none"]),
    target=st.one_of(st.none(), st.floats(0, 1)),
    freeze=st.one_of(st.none(), st.integers(2, 12)),
    parts=st.sampled_from([(), (2,), (1, 2)]),
    exclude=st.sampled_from([(), (0,), (1, 2)]),
    screen=st.booleans(),
    per=st.sampled_from([1, 100]),
    ordered=st.booleans(),
    non_negative=st.booleans(),
    middle=st.sampled_from(["mean", "median"]),
)
series_and_plans = st.lists(st.tuples(ratios, plans), min_size=1, max_size=6)


def same(one, other):
    """Whether two analyses say the same, to the last bit."""
    for name in ("values", "lines", "target", "part", "baseline", "included", "side", "kind", "rule"):
        a, b = getattr(one, name), getattr(other, name)
        assert np.array_equal(a, b, equal_nan=a.dtype.kind == "f"), name
    assert {key: code.tolist() for key, code in one.codes.items()} == {
        key: code.tolist() for key, code in other.codes.items()
    }
    for name in ("has_signal", "variation", "assurance", "cautions", "latest", "n"):
        assert getattr(one, name) == getattr(other, name), name
    assert str(one.parts) == str(other.parts)


def _series(pairs):
    return spc.Series.of(numerator=[r if n else 0 for r, n in pairs], denominator=[n for _, n in pairs])


@given(series_and_plans)
def test_many_at_once_say_what_each_says_alone(both):
    series, plans_ = [_series(pairs) for pairs, _ in both], [plan for _, plan in both]

    many = spc.analyse_many(series, plans_)

    assert len(many) == len(both)
    for found, one, plan in zip(many, series, plans_, strict=True):
        same(found, spc.analyse(one, plan))


@given(series_and_plans, st.randoms())
def test_the_order_of_the_series_does_not_matter(both, chance):
    order = list(range(len(both)))
    chance.shuffle(order)
    series, plans_ = [_series(pairs) for pairs, _ in both], [plan for _, plan in both]

    straight = spc.analyse_many(series, plans_)
    shuffled = spc.analyse_many([series[at] for at in order], [plans_[at] for at in order])

    for place, at in enumerate(order):
        same(shuffled.one(place), straight.one(at))


@given(values=series_of_numbers, others=series_of_numbers)
def test_excluding_a_point_of_one_series_leaves_the_others_alone(values, others):
    plain, without = spc.Plan(chart="i"), spc.Plan(chart="i", exclude=(1,))
    series = [spc.Series.of(values=values), spc.Series.of(values=others)]

    many = spc.analyse_many(series, [without, plain])

    same(many.one(1), spc.analyse(series[1], plain))


@given(values=st.lists(numbers, min_size=1, max_size=30), constant=numbers)
def test_a_constant_series_signals_nothing(values, constant):
    for chart in ("run", "i"):
        analysis = spc.analyse(spc.Series.of(values=[constant] * len(values)), spc.Plan(chart=chart))

        assert not analysis.has_signal
        assert analysis.parts[0].n_useful == 0


@given(values=series_of_numbers)
def test_the_mean_is_exact(values):
    centre = spc.analyse(spc.Series.of(values=values), spc.Plan(chart="i")).centre[0]

    exact = sum(map(Fraction, known(values))) / len(known(values))
    assert centre == pytest.approx(float(exact), rel=1e-15, abs=1e-13)


@given(values=series_of_numbers, rules=rule_sets)
def test_patterns_name_exactly_the_points_that_are_marked(values, rules):
    analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(chart="i", rules=rules))

    for key, marked in analysis.signals.items():
        named = {at for pattern in analysis.patterns(key) for at in pattern.points}
        assert named == positions(marked)
