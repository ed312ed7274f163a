"""The public names hold together: what the drawings, pages and reports build on."""

import numpy as np
import pytest

from allteach import spc

VALUES = [12, 14, 11, 13, 15, 12, None, 14, 13, 12, 16, 13, 25, 14]


@pytest.mark.parametrize("rules", spc.RULE_SETS)
@pytest.mark.parametrize("chart", [chart.key for chart in spc.CHART_TYPES.values() if chart.needs != "subgroups"])
def test_every_chart_and_rule_set_gives_one_answer_a_point(chart, rules):
    series = spc.Series.of(numerator=VALUES, denominator=[100] * len(VALUES))

    analysis = spc.analyse(series, spc.Plan(chart=chart, rules=rules, direction="down", target=10))

    lines = (analysis.values, analysis.centre, analysis.lower, analysis.upper, analysis.target, analysis.kind)
    assert [len(line) for line in lines] == [14] * 6
    assert analysis.kind[6] == "missing"
    assert list(analysis.signals) == [signal.key for signal in spc.RULE_SETS[rules].signals]
    assert {signal.dtype for signal in analysis.signals.values()} == {np.dtype(bool)}
    assert analysis.latest == 13


def test_a_point_outside_the_limits_is_a_concern_when_lower_is_better():
    series = spc.Series.of(values=VALUES)

    analysis = spc.analyse(series, spc.Plan(chart="i", direction="down"))

    assert np.flatnonzero(analysis.signals["outside"]).tolist() == [12]
    assert analysis.kind[12] == "concern"
    assert analysis.variation == "common_cause"


def test_each_part_has_its_own_centre_and_its_own_frozen_baseline():
    series = spc.Series.of(values=[1, 2, 3, 9, 11, 13, 15, 99])

    analysis = spc.analyse(series, spc.Plan(parts=(3,), freeze=(None, 3)))

    assert analysis.centre.tolist() == [2, 2, 2, 11, 11, 11, 11, 11]
    assert [(part.start, part.stop, part.baseline_stop) for part in analysis.parts] == [(0, 3, 3), (3, 8, 6)]
