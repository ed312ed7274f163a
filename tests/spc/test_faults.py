"""Faults that other tools have or had, each with a test that we do not have it.

Named by the tool and, where there is one, its public issue number.
"""

from math import nan, sqrt

import numpy as np
import pytest

from allteach import spc

STEADY = [50, 52, 49, 51, 48, 50, 53, 49, 51, 50, 52, 48]


def i_chart(values, **plan):
    return spc.analyse(spc.Series.of(values=values), spc.Plan(chart="i", **plan))


def marked(flags):
    return np.flatnonzero(flags).tolist()


class TestQicharts2:
    def test_20_parts_and_freezing_go_together(self):
        analysis = spc.analyse(spc.Series.of(values=[1, 2, 3, 9, 8, 5, 6, 7, 20, 30]), spc.Plan(parts=(5,), freeze=3))

        assert analysis.centre.tolist() == [2] * 5 + [6] * 5

    @pytest.mark.parametrize(("screen", "upper"), [(True, 12.66), (False, 16.32)])
    def test_36_34_screening_can_be_switched_off(self, screen, upper):
        # Moving ranges: nine of 1 and two of 13; their mean 3.18, so that 13 is screened out.
        analysis = i_chart([10, 11, 10, 11, 10, 23, 10, 11, 10, 11, 10, 11], screen=screen)

        ranges = [1] * 9 if screen else [1] * 9 + [13] * 2
        half_width = 3 / 1.128 * sum(ranges) / len(ranges)
        assert analysis.upper[0] == pytest.approx(analysis.centre[0] + half_width)
        assert analysis.centre[0] == pytest.approx(138 / 12)

    def test_5_rules_can_be_chosen(self):
        values = [5, *[6] * 7, 5, 4, 3, 5]
        found = {rules: i_chart(values, rules=rules, centre=5, sigma=2).has_signal for rules in spc.RULE_SETS}

        assert found["making_data_count"]
        assert not found["western_electric"]

    @pytest.mark.parametrize("chart", ["xbar", "s"])
    def test_2_29_frozen_subgroup_charts_use_the_baseline_only(self, chart):
        early, late = [[1, 2, 3, 4], [2, 3, 4, 5]] * 3, [[10, 90, 10, 90]] * 4

        frozen = spc.analyse(spc.Series.of(subgroups=early + late), spc.Plan(chart=chart, freeze=6))

        assert np.array_equal(
            frozen.lines[:, :6], spc.analyse(spc.Series.of(subgroups=early), spc.Plan(chart=chart)).lines
        )

    def test_1_known_limits_can_be_drawn(self):
        analysis = i_chart(STEADY, centre=50, sigma=2)

        assert (analysis.lower[0], analysis.centre[0], analysis.upper[0]) == (44, 50, 56)

    def test_44_warning_lines_are_there_to_draw(self):
        analysis = i_chart(STEADY, centre=50, sigma=2)

        assert (analysis.lower_2[0], analysis.lower_1[0], analysis.upper_1[0], analysis.upper_2[0]) == (46, 48, 52, 54)

    def test_a_count_without_cases_is_an_error_and_not_infinite(self):
        with pytest.raises(ValueError):
            spc.Series.of(numerator=[1, 2], denominator=[10, 0])


class TestNHSRplotthedots:
    RISE = [50, 44, 46, 48, 51, 53, 55, 49, 50, 51, 49, 50, 52]

    @pytest.mark.parametrize(("length", "found"), [(6, [1, 2, 3, 4, 5, 6]), (7, [])])
    def test_195_202_the_length_of_a_trend_can_be_six_or_seven(self, length, found):
        analysis = i_chart(self.RISE, rules="making_data_count", trend_points=length)

        assert marked(analysis.signals["trend"]) == found

    def test_171_a_trend_is_coloured_by_its_direction_and_not_by_the_side(self):
        analysis = i_chart(self.RISE, rules="making_data_count", direction="up")

        assert list(analysis.kind[1:7]) == ["improvement"] * 6
        assert analysis.side[1] == -1

    def test_167_falling_trends_are_found(self):
        falling = [100 - value for value in self.RISE]

        analysis = i_chart(falling, rules="making_data_count", direction="up")

        assert list(analysis.kind[1:7]) == ["concern"] * 6

    def test_194_two_of_three_wants_all_three_on_one_side(self):
        plan = {"rules": "making_data_count", "centre": 0, "sigma": 1}

        together = i_chart([0.1, 2.5, 0.2, 2.4, -0.1], **plan)
        apart = i_chart([0.1, 2.5, -0.2, 2.4, -0.1], **plan)

        assert marked(together.signals["two_of_three"]) == [1, 3]
        assert marked(apart.signals["two_of_three"]) == []

    def test_153_143_a_point_outside_does_not_count_as_near(self):
        analysis = i_chart([0.1, 3.5, 0.2, 2.4, -0.1], rules="making_data_count", centre=0, sigma=1)

        assert marked(analysis.signals["outside"]) == [1]
        assert marked(analysis.signals["two_of_three"]) == []

    def test_156_missing_values_cause_no_flags(self):
        # Alternating sides: no pattern, however many are missing.
        values = [49, 51] * 6
        for at in (2, 3, 7, 8):
            values[at] = None

        assert not i_chart(values, rules="making_data_count").has_signal

    def test_138_missing_months_do_not_pass_silently(self):
        assert i_chart([50, None, 51]).kind.tolist() == ["none", "missing", "none"]

    def test_172_assurance_is_taken_from_the_latest_part(self):
        low, high = STEADY, [value + 40 for value in STEADY]

        analysis = i_chart(low + high, parts=(12,), direction="up", target=70)

        assert analysis.assurance == "pass"

    def test_127_run_charts_and_rare_events_come_from_the_same_tool(self):
        assert {"run", "g", "t"} <= set(spc.CHART_TYPES)

    def test_142_a_new_part_is_suggested_but_never_made(self):
        values = STEADY + [value + 8 for value in STEADY]

        analysis = i_chart(values, rules="making_data_count", direction="up", freeze=12)

        assert len(analysis.parts) == 1
        assert spc.suggest_part(analysis).start == 12


class TestPowerBISPC:
    def test_253_298_limits_can_come_from_a_baseline_period(self):
        assert i_chart([*STEADY, 90, 91, 92], freeze=12).centre[-1] == pytest.approx(np.mean(STEADY))

    def test_117_294_icons_over_many_measures_come_in_one_call(self):
        many = spc.analyse_many([spc.Series.of(values=STEADY)] * 3, spc.Plan(chart="i", direction="up", target=10))

        assert many.variation == ["common_cause"] * 3
        assert many.assurance == ["pass"] * 3

    def test_212_a_point_has_one_label_and_each_rule_is_still_reported(self):
        # The last point is high enough to be outside, and ends six falling points.
        values = [20, 19, 18, 17, 16, 15, -0.5, 0.5]

        analysis = i_chart(values, rules="making_data_count", direction="up", centre=0, sigma=1)

        assert analysis.signals["outside"][4]
        assert analysis.signals["trend"][4]
        assert (analysis.rule[4], analysis.kind[4]) == ("outside", "improvement")
        assert analysis.headings["trend"][4] == -1

    def test_212_the_label_does_not_depend_on_the_direction_setting(self):
        labels = [i_chart([0, 5, 0], centre=0, sigma=1, direction=way).rule.tolist() for way in ("up", "down", "none")]

        assert labels == [["", "outside", ""]] * 3

    def test_213_257_targets_may_change_and_the_latest_counts(self):
        targets = [10] * 11 + [90]

        analysis = i_chart(STEADY, direction="up", target=targets)

        assert analysis.target.tolist() == targets
        assert analysis.assurance == "fail"

    def test_258_limits_step_with_the_denominators(self):
        analysis = spc.analyse(spc.Series.of(numerator=[20, 10], denominator=[100, 50]), spc.Plan(chart="p"))

        assert analysis.upper == pytest.approx([0.2 + 3 * sqrt(0.16 / 100), 0.2 + 3 * sqrt(0.16 / 50)])

    def test_311_months_without_data_stay_on_the_axis(self):
        analysis = spc.analyse(
            spc.Series.of(numerator=[20, None, 10], denominator=[100, None, 50]), spc.Plan(chart="p")
        )

        assert analysis.n == 3
        assert np.isnan(analysis.values[1])


class TestClinicalQikit:
    def test_a_run_as_long_as_is_usual_is_no_signal(self):
        # 24 useful points: 8 in a row is usual, floor(log2 24) + 3 = 7 would call it a signal.
        values = [1, -1] * 8 + [1] * 8

        assert not spc.analyse(spc.Series.of(values=values), spc.Plan(centre=0)).signals["longest_run"].any()

    def test_moving_ranges_do_not_bridge_gaps(self):
        analysis = i_chart([10, 12, None, 40, 42], screen=False)

        assert analysis.upper[0] - analysis.centre[0] == pytest.approx(3 / 1.128 * 2)

    def test_the_denominator_of_a_missing_numerator_is_left_out(self):
        series = spc.Series.of(numerator=[20, None, 30], denominator=[100, 1000, 100])

        assert spc.analyse(series, spc.Plan(chart="p")).centre[0] == 0.25

    def test_run_charts_heed_denominators(self):
        series = spc.Series.of(numerator=[1, 2, 3], denominator=[10, 10, 10])

        assert spc.analyse(series, spc.Plan(chart="run")).centre[0] == pytest.approx(0.2)

    def test_g_limits_come_from_the_mean(self):
        analysis = spc.analyse(spc.Series.of(values=[1, 2, 9]), spc.Plan(chart="g"))

        assert analysis.centre[0] == 2
        assert analysis.upper[0] == pytest.approx(4 + 3 * sqrt(20))

    def test_p_limits_end_at_one(self):
        analysis = spc.analyse(spc.Series.of(numerator=[9, 10, 9], denominator=[10] * 3), spc.Plan(chart="p"))

        assert analysis.upper.tolist() == [1, 1, 1]

    def test_mr_charts_have_a_lower_line(self):
        assert spc.analyse(spc.Series.of(values=STEADY), spc.Plan(chart="mr")).lower[0] == 0

    def test_sigma_z_below_one_narrows_the_limits(self):
        series = spc.Series.of(numerator=[50, 51] * 8, denominator=[100] * 16)

        ordinary, laney = (spc.analyse(series, spc.Plan(chart=chart)) for chart in ("p", "pp"))

        assert laney.upper[0] < ordinary.upper[0]

    @pytest.mark.parametrize(("chart", "events"), [("pp", 0), ("pp", 50), ("up", 0)])
    def test_where_nothing_varies_a_prime_chart_has_no_limits_and_calls_nothing_outside(self, chart, events):
        series = spc.Series.of(numerator=[events] * 12 + [25] * 3, denominator=[50] * 15)

        analysis = spc.analyse(series, spc.Plan(chart=chart, freeze=12))

        assert np.isnan(analysis.upper).all()
        assert not analysis.signals["outside"].any()

    def test_of_one_unit_alone_nobody_knows_how_units_vary(self):
        series = spc.Series.of(numerator=[3, 9], denominator=[50, 60])

        analysis = spc.analyse(series, spc.Plan(chart="pp", ordered=False, exclude=(1,)))

        assert np.isnan(analysis.upper).all()

    @pytest.mark.parametrize("chart", ["xbar", "s"])
    def test_a_period_without_measurements_makes_sizes_no_different(self, chart):
        groups = [[10.0, 12, 11], [9.0, 14, 13], [8.0, 9, 13], [10.0, 11, 15]]
        with_gap = [*groups[:2], [], *groups[2:]]

        whole, gapped = (
            spc.analyse(spc.Series.of(subgroups=subgroups), spc.Plan(chart=chart)) for subgroups in (groups, with_gap)
        )

        assert gapped.upper[[0, 1, 3, 4]].tolist() == whole.upper.tolist()

    def test_when_screening_leaves_nothing_there_are_no_limits_and_a_caution(self):
        analysis = i_chart([12] * 9 + [15] + [12] * 6)

        assert np.isnan(analysis.upper).all()
        assert analysis.cautions == ("no_variation",)
        assert not analysis.signals["outside"].any()


class TestPyqicharts:
    def test_a_run_longer_than_usual_is_a_signal(self):
        # 18 useful points: more than 7 in a row; ceil(log2 18 + 3) would let 8 pass.
        values = [1, -1] * 5 + [1] * 8

        assert marked(spc.analyse(spc.Series.of(values=values), spc.Plan(centre=0)).signals["longest_run"]) == [
            *range(10, 18)
        ]

    def test_screening_drops_ranges_and_not_points_from_the_mean(self):
        values = [10, 11, 10, 11, 10, 23, 10, 11, 10, 11, 10, 11]

        assert i_chart(values).centre[0] == pytest.approx(np.mean(values))

    @pytest.mark.parametrize("chart", ["p", "u"])
    def test_freezing_works_for_ratios(self, chart):
        series = spc.Series.of(numerator=[1, 1, 9, 9], denominator=[10] * 4)

        assert spc.analyse(series, spc.Plan(chart=chart, freeze=2)).centre[-1] == 0.1

    def test_t_limits_are_those_of_the_eased_times(self):
        times = [3.0, 40.0, 12.0, 25.0, 8.0]
        eased = i_chart([time ** (1 / 3.6) for time in times])

        analysis = spc.analyse(spc.Series.of(values=times), spc.Plan(chart="t"))

        assert analysis.upper[0] == pytest.approx(eased.upper[0] ** 3.6)


class TestPycontrolcharts:
    @pytest.mark.parametrize("chart", [key for key, chart in spc.CHART_TYPES.items() if chart.needs != "subgroups"])
    def test_a_missing_value_does_not_destroy_the_chart(self, chart):
        series = spc.Series.of(numerator=[2, 4, nan, 3, 5, 4], denominator=[10] * 6)

        assert not np.isnan(spc.analyse(series, spc.Plan(chart=chart)).centre).any()

    def test_xbar_weights_subgroups_by_their_size(self):
        analysis = spc.analyse(spc.Series.of(subgroups=[[1, 1, 1, 1], [6, 6]]), spc.Plan(chart="xbar"))

        assert analysis.centre[0] == pytest.approx(16 / 6)


class TestControlchartspy:
    def test_lower_limits_can_be_raised_to_nought(self):
        values = [1, 0, 3, 1, 4, 0, 2, 1]

        free, raised = i_chart(values), i_chart(values, non_negative=True)

        assert free.lower[0] < 0
        assert raised.lower[0] == 0
        assert raised.upper[0] == free.upper[0]

    def test_they_are_not_raised_when_a_value_is_negative(self):
        assert i_chart([1, 0, -3, 1, 4, 0], non_negative=True).lower[0] < 0

    def test_a_subgroup_of_one_counts_in_the_centre_and_has_no_limits(self):
        analysis = spc.analyse(spc.Series.of(subgroups=[[1, 3], [5], [2, 4]]), spc.Plan(chart="xbar"))

        assert analysis.centre[0] == 3
        assert np.isnan(analysis.upper).tolist() == [False, True, False]


def test_qcc_subgroups_of_different_size_share_a_pooled_deviation():
    analysis = spc.analyse(spc.Series.of(subgroups=[[1, 3], [2, 4, 6]]), spc.Plan(chart="s"))

    assert analysis.centre[0] == pytest.approx(sqrt((1 * 2 + 2 * 4) / 3))


class TestFunnelPlotR:
    NUMERATOR = [40, 90, 20, 60, 75, 30, 120, 55, 10, 95]
    EXPECTED = [50, 70, 35, 50, 75, 45, 90, 60, 15, 80]

    def test_44_limits_of_ratios_are_squared_back_from_the_square_root(self):
        found = spc.funnel(numerator=self.NUMERATOR, denominator=self.EXPECTED, kind="ratio", adjustment="additive")

        width = 3.090232306 * sqrt(1 / (4 * 50) + found.tau2)
        assert found.adjusted.upper_998[0] == pytest.approx((1 + width) ** 2)

    def test_13_winsorising_keeps_every_unit_and_truncation_leaves_extremes_out(self):
        kept, left_out = (
            spc.funnel(
                numerator=self.NUMERATOR,
                denominator=self.EXPECTED,
                kind="ratio",
                adjustment="additive",
                method=method,
            )
            for method in ("square_root", "log")
        )

        z = np.sort(kept.z)
        assert kept.phi == pytest.approx(np.mean(np.clip(z, *np.quantile(z, (0.1, 0.9))) ** 2))
        assert left_out.phi == pytest.approx(np.mean(np.sort(left_out.z)[1:-1] ** 2))
