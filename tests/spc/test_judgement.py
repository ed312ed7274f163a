"""What is said beyond the rules: icons, cautions, false signals, and when a new part is worth talking about."""

import numpy as np
import pytest

from allteach import spc
from allteach.spc.false_signals import simulated_rate, table

STEADY = [50, 52, 49, 51, 48, 50, 53, 49, 51, 50, 52, 48]


def analyse(values, **plan):
    return spc.analyse(spc.Series.of(values=values), spc.Plan(**plan))


class TestVariation:
    KNOWN = {"chart": "i", "rules": "making_data_count", "centre": 0, "sigma": 1}

    @pytest.mark.parametrize(
        ("latest", "direction", "icon"),
        [
            (0.5, "up", "common_cause"),
            (3.5, "up", "improvement_high"),
            (-3.5, "up", "concern_low"),
            (3.5, "down", "concern_high"),
            (-3.5, "down", "improvement_low"),
            (3.5, "none", "neutral_high"),
            (-3.5, "none", "neutral_low"),
        ],
    )
    def test_is_the_label_of_the_latest_point(self, latest, direction, icon):
        assert analyse([0.1, 4, -0.2, latest], direction=direction, **self.KNOWN).variation == icon

    def test_is_taken_from_the_latest_point_that_is_there(self):
        analysis = analyse([0.1, 4, None], direction="up", **self.KNOWN)

        assert (analysis.latest, analysis.variation) == (1, "improvement_high")

    @pytest.mark.parametrize(("values", "icon"), [([1] * 4 + [-1] * 4 + [1] * 4, "neutral_high")])
    def test_a_pattern_of_the_whole_part_is_special_but_neither_better_nor_worse(self, values, icon):
        analysis = analyse(values, centre=0, direction="up")

        assert list(analysis.signals["crossings"]) == [True] * 12
        assert analysis.has_signal
        assert (set(analysis.kind), analysis.variation) == ({"none"}, icon)

    def test_a_pattern_without_a_way_takes_the_side_of_the_latest_point(self):
        analysis = analyse([0.1, -0.8] * 8, chart="i", rules="nelson", centre=0, sigma=1, direction="up")

        assert (analysis.kind[-1], analysis.variation) == ("signal", "neutral_low")

    def test_without_points_there_is_none(self):
        analysis = analyse([None, None], direction="up", target=3)

        assert (analysis.latest, analysis.variation, analysis.assurance) == (None, None, None)
        assert not analysis.has_signal

    def test_an_old_signal_of_an_earlier_part_is_not_one_now(self):
        analysis = analyse([0, 9, 0, 0.1, 0.2, 0.1], chart="i", centre=0, sigma=1, parts=(3,))

        assert analysis.signals["outside"][1]
        assert not analysis.has_signal


class TestAssurance:
    @pytest.mark.parametrize(
        ("target", "direction", "icon"),
        [
            (40, "up", "pass"),
            (60, "up", "fail"),
            (50, "up", "inconsistent"),
            (40, "down", "fail"),
            (60, "down", "pass"),
            (50, "down", "inconsistent"),
            (60, "none", None),
            (None, "up", None),
            (44, "up", "inconsistent"),
            (56, "down", "inconsistent"),
        ],
    )
    def test_is_where_the_target_stands(self, target, direction, icon):
        analysis = analyse(STEADY, chart="i", centre=50, sigma=2, target=target, direction=direction)

        assert analysis.assurance == icon

    def test_a_run_chart_gives_none(self):
        assert analyse(STEADY, target=60, direction="up").assurance is None

    def test_a_target_that_ended_gives_none(self):
        assert analyse(STEADY, chart="i", target=[60] * 11 + [None], direction="up").assurance is None


class TestCautions:
    def test_a_long_steady_chart_needs_none(self):
        assert analyse(STEADY, chart="i").cautions == ()

    @pytest.mark.parametrize("chart", ["run", "i"])
    def test_few_points(self, chart):
        assert "few_points" in analyse(STEADY[:11], chart=chart).cautions

    def test_few_useful_points_of_a_run_chart(self):
        assert analyse([5] * 12, chart="run").cautions == ("few_points",)

    @pytest.mark.parametrize(("chart", "freeze", "found"), [("i", 11, True), ("run", 5, True), ("run", 6, False)])
    def test_a_short_baseline(self, chart, freeze, found):
        analysis = analyse([*STEADY, *STEADY], chart=chart, freeze=freeze)

        assert ("short_baseline" in analysis.cautions) == found

    def test_no_variation(self):
        assert analyse([5] * 12, chart="i").cautions == ("no_variation",)

    @pytest.mark.parametrize(
        ("chart", "numerator", "denominator", "found"),
        [
            ("p", 20, 100, ()),
            ("p", 2, 100, ("small_denominators",)),
            ("p", 98, 100, ("small_denominators",)),
            ("u", 98, 100, ()),
            ("u", 2, 100, ("small_denominators",)),
            ("p", 900, 3000, ("large_denominators",)),
            ("pp", 900, 3000, ()),
        ],
    )
    def test_denominators(self, chart, numerator, denominator, found):
        series = spc.Series.of(numerator=[numerator, numerator + 1] * 6, denominator=[denominator] * 12)

        assert spc.analyse(series, spc.Plan(chart=chart, per=100)).cautions == found

    def test_an_empty_chart_only_has_few_points(self):
        series = spc.Series.of(numerator=[None], denominator=[None])

        assert spc.analyse(series, spc.Plan(chart="p")).cautions == ("few_points",)


class TestFalseSignals:
    # Per cent of charts; forty thousand simulations of another program. Rounded to 0.1, with their own chance.
    @pytest.mark.parametrize(("n", "anhoej"), [(12, 1.3), (18, 1.1), (24, 3.0), (36, 4.3), (48, 3.7), (60, 4.3)])
    def test_anhoej_rules_agree_with_an_independent_simulation(self, n, anhoej):
        assert 100 * spc.false_signal_rate(spc.Plan(), n) == pytest.approx(anhoej, abs=0.4)

    def test_the_table_is_that_of_the_engine_as_it_is(self):
        lengths, rates = table()
        n = 24
        for setting, row in rates.items():
            now = simulated_rate(*setting, n, charts=2000)

            assert row[lengths.index(n)] == pytest.approx(now, abs=0.04)

    def test_the_table_has_every_rule_set(self):
        assert {(rules, chart) for rules, chart, *_ in table()[1]} == {
            (rules, chart) for rules in spc.RULE_SETS for chart in ("run", "i")
        }

    def test_between_lengths_the_rate_is_between(self):
        plan = spc.Plan(rules="classic")

        assert spc.false_signal_rate(plan, 54) < spc.false_signal_rate(plan, 57) < spc.false_signal_rate(plan, 60)

    def test_longer_trends_signal_less(self):
        six, seven = (spc.Plan(chart="i", rules="making_data_count", trend_points=points) for points in (6, 7))

        assert spc.false_signal_rate(seven, 36) < spc.false_signal_rate(six, 36)

    @pytest.mark.parametrize("plan", [{"shift_points": 5}, {"screen": False}])
    def test_settings_of_ones_own_are_simulated_when_asked(self, plan):
        own = spc.Plan(chart="i", rules="health_care_data_guide", **plan)

        assert 0 < spc.false_signal_rate(own, 24) < 1
        assert spc.false_signal_rate(own, 24) == spc.false_signal_rate(own, 24)


class TestSuggestion:
    RISEN = [value + 8 for value in STEADY]

    def test_a_lasting_shift_the_better_way_suggests_a_new_part(self):
        found = spc.suggest_part(analyse(STEADY + self.RISEN, freeze=12, direction="up"))

        assert (found.start, found.points, found.heading) == (12, 12, 1)
        assert (found.before, found.after) == (50, 58)
        assert found.questions == ("cause_known", "expected_to_last")

    def test_on_a_control_chart_the_new_centre_is_a_mean(self):
        values = STEADY + self.RISEN[:8] + [70]

        found = spc.suggest_part(analyse(values, chart="i", freeze=12, rules="nelson", direction="up"))

        assert found.after == pytest.approx(np.mean(values[12:]))

    @pytest.mark.parametrize("direction", ["down", "none"])
    def test_not_when_it_is_not_the_better_way(self, direction):
        assert spc.suggest_part(analyse(STEADY + self.RISEN, freeze=12, direction=direction)) is None

    def test_not_when_it_is_over(self):
        assert spc.suggest_part(analyse(STEADY + self.RISEN + [30, 31], freeze=12, direction="up")) is None

    def test_not_while_it_is_short(self):
        values = STEADY + self.RISEN[:7]

        analysis = analyse(values, chart="i", rules="making_data_count", freeze=12, direction="up")

        assert analysis.signals["shift"][-1]
        assert spc.suggest_part(analysis) is None

    def test_not_without_points(self):
        assert spc.suggest_part(analyse([None], direction="up")) is None


@pytest.mark.parametrize(("n", "drawn"), [(11, "run"), (12, "p")])
def test_below_twelve_points_a_run_chart_is_the_better_picture(n, drawn):
    assert spc.choose_chart("p", n) == drawn
