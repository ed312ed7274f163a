"""How often a rule set speaks when nothing has changed: the price of looking for signals.

No rule is free: the more rules and the more points, the more charts of chance alone carry a signal.
The rate belongs on the chart, beside the name of its rule set.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from allteach.spc.analysis import analyse_many
from allteach.spc.plan import Plan
from allteach.spc.series import Series
from allteach.spc.signals import RULE_SETS

SEED = 20240607

# How many charts were simulated for each number in the table, and for one that is not in it.
CHARTS_OF_TABLE, CHARTS_NOW = 40_000, 2_000

TABLE = "false_signals.csv"

Setting = tuple[str, str, int, int]


def false_signal_rate(plan: Plan, n: int) -> float:
    """The share of charts of `n` points of pure chance on which the plan's rules mark something.

    For independent normal values with centre and limits from the same points: a run chart for plans
    without limits, else an I chart. Skewed or correlated data give more.

    Returns
    -------
    float between 0 and 1
        From a table of 40,000 simulated charts at each of several lengths, straight between them and
        level beyond; for settings that the table does not have, from 2,000 charts simulated now.

    Raises
    ------
    ValueError
        If `n` is not at least 1.
    """
    if n < 1:
        raise ValueError(f"n: expected at least 1, got {n!r}")
    chart = "run" if plan.chart == "run" else "i"
    setting = (plan.rules, chart, *sizes(plan))
    lengths, rates = table()
    if setting not in rates or (chart == "i" and not plan.screen):
        return simulated_rate(*setting, n, charts=CHARTS_NOW, screen=plan.screen)
    return float(np.interp(n, lengths, rates[setting]))


@lru_cache(maxsize=1)
def table() -> tuple[tuple[int, ...], dict[Setting, tuple[float, ...]]]:
    """The lengths of the table, and for each setting the rates at them.

    A setting is a rule set, "run" or "i", and the points of a shift and of a trend. Made by
    ``python -m bench.false_signals``.
    """
    from importlib.resources import files  # Slow to import, and seldom needed.

    text = files(__package__).joinpath(TABLE).read_text(encoding="utf-8")
    header, *rows = (line.split(",") for line in text.splitlines())
    lengths = tuple(int(n) for n in header[4:])
    return lengths, {(row[0], row[1], int(row[2]), int(row[3])): tuple(map(float, row[4:])) for row in rows}


def sizes(plan: Plan) -> tuple[int, int]:
    """How many points make a shift and a trend under a plan; 0 where its rule set has none."""
    named = {signal.rule.setting: signal.size(plan) for signal in RULE_SETS[plan.rules].signals}
    return named.get("shift_points", 0), named.get("trend_points", 0)


@lru_cache(maxsize=4096)
def simulated_rate(
    rules: str, chart: str, shift: int, trend: int, n: int, *, charts: int = CHARTS_OF_TABLE, screen: bool = True
) -> float:
    """The share of simulated charts on which a rule set marks something; the same each time.

    Parameters
    ----------
    rules : key of RULE_SETS
    chart : "run" or "i"
    shift, trend : points that make one, or 0 as the rule set says
    n : points a chart
    charts : how many; the rate of 40,000 is good to about 0.005
    """
    plan = Plan(chart=chart, rules=rules, shift_points=shift or None, trend_points=trend or None, screen=screen)
    draw = np.random.default_rng((SEED, n))
    found = 0
    for start in range(0, charts, 1000):
        values = draw.standard_normal((min(1000, charts - start), n))
        found += int(analyse_many([Series(row) for row in values], plan).has_signal.sum())
    return found / charts
