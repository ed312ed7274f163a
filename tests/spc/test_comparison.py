"""Funnel plots and Pareto charts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from allteach import spc
from allteach.spc.constants import Z_95, Z_998
from allteach.spc.gamma import gamma_quantile
from tests.spc import naive

COUNTS = [40, 90, 20, 60, 75, 30, 120, 55, 10, 95]
OUT_OF = [150, 260, 110, 180, 220, 140, 300, 170, 60, 280]
EXPECTED = [50, 70, 35, 50, 75, 45, 90, 60, 15, 80]


@given(
    probability=st.sampled_from([0.001, 0.025, 0.5, 0.975, 0.999]),
    shapes=st.lists(st.floats(0.01, 5000), min_size=1, max_size=20),
)
def test_gamma_quantiles_are_those_of_scipy(probability, shapes):
    found = gamma_quantile(probability, naive.z_of(probability), np.array(shapes))

    assert found == pytest.approx(stats.gamma.ppf(probability, shapes), rel=1e-9, abs=1e-290)


def test_gamma_quantiles_of_very_many_events_are_those_of_scipy():
    shape = np.array([1e5, 3e5, 1e6])

    assert gamma_quantile(0.001, -Z_998, shape) == pytest.approx(stats.gamma.ppf(0.001, shape), rel=1e-9)


def test_a_shape_that_is_missing_has_no_quantile():
    assert np.isnan(gamma_quantile(0.025, -Z_95, np.array([math.nan, 0.0, 4.0]))).tolist() == [True, True, False]


def test_exact_limits_of_a_count_of_ten_are_those_printed():
    # Ulm K. Am J Epidemiol 1990;131:373-375: 4.795 and 18.39 for ten events.
    found = spc.funnel(numerator=[10], denominator=[10], kind="ratio").limits

    assert (found.lower_95[0] * 10, found.upper_95[0] * 10) == (
        pytest.approx(4.795, abs=0.001),
        pytest.approx(18.39, abs=0.005),
    )


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0.5, 60)), min_size=1, max_size=12))
def test_exact_limits_are_those_of_chi_squared(units):
    observed, expected = zip(*units, strict=True)

    found = spc.funnel(numerator=observed, denominator=expected, kind="ratio").limits

    n = np.array(expected)
    assert found.lower_95 == pytest.approx(stats.chi2.ppf(0.025, 2 * n) / (2 * n), rel=1e-8, abs=1e-12)
    assert found.upper_998 == pytest.approx(stats.chi2.ppf(0.999, 2 * (n + 1)) / (2 * n), rel=1e-8)


class TestProportions:
    def test_limits_are_those_found_the_slow_way(self):
        found = spc.funnel(numerator=COUNTS, denominator=OUT_OF)

        target = sum(COUNTS) / sum(OUT_OF)
        slow = [naive.funnel_limits(n, target, "arcsine", Z_95) for n in OUT_OF]
        assert found.target == pytest.approx(target)
        assert found.limits.lower_95 == pytest.approx([low for low, _ in slow])
        assert found.limits.upper_95 == pytest.approx([high for _, high in slow])
        assert found.adjusted is None
        assert (found.phi, found.tau2) == (0, 0)

    def test_a_small_unit_has_no_limit_beyond_nought_and_one(self):
        found = spc.funnel(numerator=[1, 0, 95], denominator=[2, 1, 100])

        assert found.limits.upper_998.tolist()[:2] == [1, 1]
        assert not found.outside.any()

    def test_a_unit_without_cases_is_no_unit(self):
        some = spc.funnel(numerator=[*COUNTS, 0, None], denominator=[*OUT_OF, 0, 20], adjustment="additive")
        all_ = spc.funnel(numerator=COUNTS, denominator=OUT_OF, adjustment="additive")

        assert (some.target, some.phi, some.tau2) == (all_.target, all_.phi, all_.tau2)
        assert np.isnan(some.values[-2:]).all()
        assert np.isnan(some.limits.lower_95[-2:]).all()
        assert not some.outside[-2:].any()

    def test_units_that_differ_by_no_more_than_chance_have_no_variance_between_them(self):
        found = spc.funnel(numerator=[10, 10, 10], denominator=[100, 100, 100], adjustment="additive")

        assert (found.phi, found.tau2) == (0, 0)
        assert found.adjusted.upper_95 == pytest.approx(found.limits.upper_95)

    def test_one_unit_alone_cannot_say_how_much_units_vary(self):
        assert spc.funnel(numerator=[10], denominator=[100], adjustment="additive").tau2 == 0

    def test_no_unit_at_all_is_an_empty_funnel(self):
        found = spc.funnel(numerator=[None], denominator=[None], adjustment="additive")

        assert math.isnan(found.target)
        assert (found.phi, found.tau2) == (0, 0)

    def test_curves_go_through_the_limits_of_the_units(self):
        found = spc.funnel(numerator=COUNTS, denominator=OUT_OF, adjustment="additive")

        assert found.limits_at(OUT_OF).upper_95.tolist() == found.limits.upper_95.tolist()
        assert found.limits_at(OUT_OF, adjusted=True).upper_95.tolist() == found.adjusted.upper_95.tolist()
        assert np.isnan(found.limits_at([0, -1]).lower_95).all()


class TestRatios:
    @pytest.mark.parametrize("method", ["square_root", "log"])
    def test_additive_limits_are_those_found_the_slow_way(self, method):
        found = spc.funnel(numerator=COUNTS, denominator=EXPECTED, kind="ratio", method=method, adjustment="additive")

        slow = [naive.funnel_limits(n, 1, method, Z_998, found.tau2) for n in EXPECTED]
        assert found.adjusted.lower_998 == pytest.approx([low for low, _ in slow])
        assert found.adjusted.upper_998 == pytest.approx([high for _, high in slow])
        assert found.tau2 > 0

    def test_multiplicative_limits_are_wider_by_the_root_of_phi(self):
        found = spc.funnel(numerator=COUNTS, denominator=EXPECTED, kind="ratio", adjustment="multiplicative")

        slow = [naive.funnel_limits(n / found.phi, 1, "square_root", Z_95)[1] for n in EXPECTED]
        assert found.phi > 1
        assert found.tau2 == 0
        assert found.adjusted.upper_95 == pytest.approx(slow)

    def test_nothing_observed_has_no_logarithm_and_is_left_out_with_the_lowest(self):
        found = spc.funnel(
            numerator=[0, *COUNTS], denominator=[5, *EXPECTED], kind="ratio", method="log", adjustment="additive"
        )

        # Eleven units: ranks times ten over twelve; the lowest falls below 1, the highest from 9 on.
        kept = np.sort(found.z[1:])[:-1]
        assert np.isnan(found.z[0])
        assert found.phi == pytest.approx(np.mean(kept**2))

    def test_without_trimming_too_it_sways_nothing(self):
        given = {"kind": "ratio", "method": "log", "adjustment": "additive", "trim": 0}

        found = spc.funnel(numerator=[0, *COUNTS], denominator=[5, *EXPECTED], **given)

        without = spc.funnel(numerator=COUNTS, denominator=EXPECTED, **given)
        assert (found.phi, found.tau2) == (without.phi, without.tau2)

    def test_with_no_trimming_every_unit_counts(self):
        found = spc.funnel(
            numerator=COUNTS, denominator=EXPECTED, kind="ratio", method="log", adjustment="additive", trim=0
        )

        assert found.phi == pytest.approx(np.mean(found.z**2))

    def test_units_outside_the_limits_that_hold_are_told(self):
        plain = spc.funnel(numerator=COUNTS, denominator=EXPECTED, kind="ratio")
        adjusted = spc.funnel(numerator=COUNTS, denominator=EXPECTED, kind="ratio", adjustment="additive")

        assert plain.outside.tolist() == plain.limits.outside(plain.values).tolist()
        assert adjusted.outside.sum() <= plain.outside.sum()


class TestPareto:
    def test_causes_come_by_how_often_they_occur(self):
        found = spc.pareto(["staffing", "beds", "tests", "transport"], [10, 50, 10, 30])

        assert found.labels == ("beds", "transport", "staffing", "tests")
        assert found.counts.tolist() == [50, 30, 10, 10]
        assert found.share.tolist() == [0.5, 0.3, 0.1, 0.1]
        assert found.cumulative == pytest.approx([0.5, 0.8, 0.9, 1])

    @pytest.mark.parametrize(("cut", "few"), [(0.8, 2), (0.81, 3), (1, 4), (0.1, 1)])
    def test_the_vital_few_make_up_the_cut(self, cut, few):
        assert spc.pareto(["a", "b", "c", "d"], [10, 50, 10, 30], cut=cut).vital_few == few
