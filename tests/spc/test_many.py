"""Thousands of series in one call: arrays, series by point, and the analysis of one when asked for it."""

import numpy as np
import pytest

from allteach import spc
from allteach.spc.analysis import CHUNK
from allteach.spc.dense import Dense
from allteach.spc.once import once


def series_of(*lists):
    return [spc.Series.of(values=values) for values in lists]


def test_no_series_is_an_empty_answer():
    for plans in (spc.Plan(), []):
        many = spc.analyse_many([], plans)

        assert len(many) == 0
        assert list(many) == []
        assert many.variation == []


def test_arrays_are_series_by_point_and_padded_on_the_right():
    many = spc.analyse_many(series_of([1, 2, 3], [4, 6]), spc.Plan(chart="i", target=5, direction="up"))

    assert many.lengths.tolist() == [3, 2]
    assert many.values.shape == many.centre.shape == many.lower.shape == many.kind.shape == (2, 3)
    assert many.centre[:, 0].tolist() == [2, 5]
    assert many.kind[1].tolist() == ["none", "none", "missing"]
    assert np.isnan(many.values[1, 2])
    assert {key: flags.shape for key, flags in many.signals.items()} == {
        "outside": (2, 3),
        "longest_run": (2, 3),
        "crossings": (2, 3),
    }
    assert many.latest.tolist() == [2, 1]


def test_one_may_be_counted_from_the_end_and_must_be_there():
    many = spc.analyse_many(series_of([1, 2, 3], [4, 6]), spc.Plan())

    assert many.one(-1).values.tolist() == [4, 6]
    with pytest.raises(IndexError):
        many.one(2)


def test_more_series_than_are_calculated_at_a_time_are_all_there():
    chance = np.random.default_rng(3)
    values = chance.normal(50, 5, (CHUNK + 50, 20))
    plan = spc.Plan(chart="i", rules="nelson", direction="up")

    many = spc.analyse_many([spc.Series(row) for row in values], plan, also=("classic",))

    for i in (0, CHUNK - 1, CHUNK, CHUNK + 49):
        alone = spc.analyse(spc.Series(values[i]), plan, also=("classic",))
        assert np.array_equal(many.one(i).lines, alone.lines)
        assert list(many.one(i).rule) == list(alone.rule)
        assert {key: flags.tolist() for key, flags in many.one(i).also["classic"].items()} == {
            key: flags.tolist() for key, flags in alone.also["classic"].items()
        }


def test_series_of_every_kind_go_together():
    series = [
        spc.Series.of(values=[1, 2, 3, 4]),
        spc.Series.of(numerator=[1, 2, 3], denominator=[10, 20, 30]),
        spc.Series.of(subgroups=[[1, 2], [3, 4]]),
    ]
    plans = [spc.Plan(), spc.Plan(chart="p", rules="nelson"), spc.Plan(chart="xbar", rules="classic", parts=(1,))]

    many = spc.analyse_many(series, plans)

    assert [analysis.centre.tolist() for analysis in many] == [[2.5] * 4, [0.1] * 3, [1.5, 3.5]]
    assert [list(analysis.signals) for analysis in many] == [
        [signal.key for signal in spc.RULE_SETS[plan.rules].signals] for plan in plans
    ]


def test_plans_that_differ_only_in_settings_go_together():
    values = [10, 11, 10, 11, 10, 23, 10, 11, 10, 11, 10, 11]
    plans = [
        spc.Plan(chart="i"),
        spc.Plan(chart="i", screen=False),
        spc.Plan(chart="i", ranges="median"),
        spc.Plan(chart="i", constant=2.66, non_negative=True),
        spc.Plan(chart="i", centre=12, sigma=2),
        spc.Plan(chart="i", middle="median", ordered=False),
    ]

    many = spc.analyse_many([spc.Series.of(values=values)] * len(plans), plans)

    for analysis, plan in zip(many, plans, strict=True):
        assert np.array_equal(analysis.lines, spc.analyse(spc.Series.of(values=values), plan).lines)


def test_units_side_by_side_have_no_patterns_but_may_be_outside():
    chance = np.random.default_rng(5)
    events = chance.binomial(100, 0.2, 20)
    events[[3, 4, 5, 6, 7, 8, 9]] = 45
    series = spc.Series.of(numerator=events, denominator=[100] * 20)

    for chart in ("p", "pp"):
        analysis = spc.analyse(series, spc.Plan(chart=chart, rules="making_data_count", ordered=False))

        assert not analysis.signals["shift"].any()
    ordinary = spc.analyse(series, spc.Plan(chart="p", ordered=False))
    z = (ordinary.values - ordinary.centre) / (ordinary.upper_1 - ordinary.centre)
    assert ordinary.signals["outside"][3:10].all()
    assert analysis.upper_1[0] - analysis.centre[0] == pytest.approx(
        np.std(z, ddof=1) * (ordinary.upper_1[0] - ordinary.centre[0])
    )


def test_some_in_time_and_some_side_by_side_go_together():
    series = series_of(*[[1] * 3 + [9] * 7 + [1] * 4] * 2)
    plans = [spc.Plan(rules="classic"), spc.Plan(rules="classic", ordered=False)]

    many = spc.analyse_many(series, plans)

    assert [bool(analysis.signals["shift"].any()) for analysis in many] == [True, False]


def test_runs_on_a_chart_of_moving_ranges_mean_nothing():
    analysis = spc.analyse(spc.Series.of(values=[1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 9, 1]), spc.Plan(chart="mr"))

    assert analysis.parts[0].longest_run == 7
    assert not analysis.parts[0].runs_signal
    assert not analysis.signals["longest_run"].any()


def test_excluded_points_are_drawn_and_held_against_the_limits():
    values = [10, 12, 11, 60, 12, 10, 11, 12]

    analysis = spc.analyse(spc.Series.of(values=values), spc.Plan(chart="i", exclude=(3,)))

    assert analysis.included.tolist() == [True] * 3 + [False] + [True] * 4
    assert not analysis.baseline[3]
    assert analysis.centre[0] == pytest.approx(78 / 7)
    assert analysis.signals["outside"][3]
    assert analysis.parts[0].n_included == 7
    assert analysis.parts[0].n_outside == 1


@pytest.mark.parametrize("chart", ["xbar", "s"])
def test_subgroups_may_come_summed_up(chart):
    groups = [[1, 2, 3], [2, 4], [3, 5, 7, 9]]
    whole = spc.Series.of(subgroups=groups)
    summed_up = spc.Series.of(values=whole.values, sizes=[3, 2, 4], deviations=[np.std(one, ddof=1) for one in groups])

    plan = spc.Plan(chart=chart)

    assert np.array_equal(spc.analyse(summed_up, plan).lines, spc.analyse(whole, plan).lines)


def test_what_is_worked_out_once_is_itself_when_asked_of_the_class():
    assert isinstance(Dense.begins, once)
