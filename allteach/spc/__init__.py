"""Statistical process control for improvement in health care: pure functions on arrays.

Give a `Series` and a `Plan` to `analyse`, or thousands of them to `analyse_many`::

    from allteach import spc

    falls = spc.Series.of(numerator=[3, 5, 2, 4], denominator=[410, 395, 402, 388])
    analysis = spc.analyse(falls, spc.Plan(chart="u", direction="down", per=1000))
    analysis.centre, analysis.signals["outside"], analysis.variation

What there is to choose from stands in two tables, `CHART_TYPES` and `RULE_SETS`.
"""

from allteach.spc.analysis import analyse, analyse_many
from allteach.spc.chart_types import CHART_TYPES, ChartType
from allteach.spc.comparison import Funnel, FunnelLimits, Pareto, funnel, pareto
from allteach.spc.false_signals import false_signal_rate
from allteach.spc.parts import PartResult
from allteach.spc.patterns import Pattern
from allteach.spc.plan import Plan, choose_chart
from allteach.spc.rebasing import Suggestion, suggest_part
from allteach.spc.results import Analyses, Analysis
from allteach.spc.series import Series
from allteach.spc.signals import RULE_SETS, RULES, Rule, RuleSet

__all__ = [
    "CHART_TYPES",
    "RULES",
    "RULE_SETS",
    "Analyses",
    "Analysis",
    "ChartType",
    "Funnel",
    "FunnelLimits",
    "Pareto",
    "PartResult",
    "Pattern",
    "Plan",
    "Rule",
    "RuleSet",
    "Series",
    "Suggestion",
    "analyse",
    "analyse_many",
    "choose_chart",
    "false_signal_rate",
    "funnel",
    "pareto",
    "suggest_part",
]
