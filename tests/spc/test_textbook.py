"""The figures that are printed in the literature."""

import numpy as np
import pytest

from allteach import spc
from allteach.spc import constants
from allteach.spc.runs import crossings_min, longest_run_max, runs_limits
from tests.spc.textbook import ANHOEJ, CONSTANTS, EXAMPLES, ORIGINS, RULE_EXAMPLES, RUNS


def _positions(flags):
    return tuple((np.flatnonzero(flags) + 1).tolist())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.chart}: {example.source}")
def test_lines_are_those_printed(example):
    analysis = spc.analyse(example.series, spc.Plan(chart=example.chart, **example.plan))

    printed = {"centre": example.centre, "lower": example.lower, "upper": example.upper}
    for name, value in printed.items():
        if value is not None:
            assert getattr(analysis, name)[example.at - 1] == pytest.approx(value, abs=example.within)
    assert _positions(analysis.signals["outside"]) == example.outside


def test_every_chart_type_has_a_worked_example():
    assert {example.chart for example in EXAMPLES} == set(spc.CHART_TYPES)


def test_every_example_says_where_its_figures_come_from():
    assert {example.origin for example in EXAMPLES} == set(ORIGINS)


@pytest.mark.parametrize("example", RULE_EXAMPLES, ids=lambda example: f"{example.rules} {example.signal}")
class TestRule:
    def test_marks_the_points_of_its_pattern(self, example):
        plan = spc.Plan(rules=example.rules, **example.plan)

        analysis = spc.analyse(spc.Series.of(values=example.values), plan)

        assert _positions(analysis.signals[example.signal]) == example.marked
        assert _positions(analysis.completes[example.signal]) == example.complete

    def test_marks_nothing_when_the_pattern_just_fails(self, example):
        plan = spc.Plan(rules=example.rules, **example.plan)

        analysis = spc.analyse(spc.Series.of(values=example.almost), plan)

        assert _positions(analysis.signals[example.signal]) == ()

    def test_marks_the_mirror_image_too(self, example):
        plan = spc.Plan(rules=example.rules, **example.plan)

        analysis = spc.analyse(spc.Series.of(values=[-value for value in example.values]), plan)

        assert _positions(analysis.signals[example.signal]) == example.marked


def test_every_rule_of_every_set_has_an_example():
    shown = {(example.rules, example.signal) for example in RULE_EXAMPLES}

    assert shown == {(key, signal.key) for key, rules in spc.RULE_SETS.items() for signal in rules.signals}


def test_every_rule_stands_in_a_set():
    assert {signal.rule for rules in spc.RULE_SETS.values() for signal in rules.signals} == set(spc.RULES.values())


@pytest.mark.parametrize(("size", "printed"), CONSTANTS.items())
def test_constants_of_subgroups_are_those_of_the_table(size, printed):
    computed = (constants.c4(size), constants.a3(size), constants.b3(size), constants.b4(size))

    assert computed == pytest.approx(printed, abs=0.0006)


@pytest.mark.parametrize(("useful", "printed"), ANHOEJ.items())
def test_limits_of_runs_and_crossings_are_those_of_the_table(useful, printed):
    assert (longest_run_max(useful), crossings_min(useful)) == printed


@pytest.mark.parametrize(("useful", "printed"), RUNS.items())
def test_limits_of_the_number_of_runs_are_those_of_the_table(useful, printed):
    assert runs_limits(useful // 2, useful // 2) == printed
