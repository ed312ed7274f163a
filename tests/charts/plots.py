"""Plots for the tests: the self-management goal of Maple Gate, and plots made from a few numbers."""

from copy import copy
from dataclasses import replace
from datetime import date

from allteach import spc
from allteach.charts import Note, Plot
from allteach.spc.chart_types import LINES

NUMERATORS = (21, 25, 22, 24, 18, 26, 23, 21, 22, 26, 33, 41, 56, 69, 86, None, 95, 100, 107)
DENOMINATORS = (177, 178, 177, 177, 177, 177, 178, 178, 179, 180, 181, 179, 180, 182, 181, None, 182, 182, 183)


def months(count, year=2025, month=4):
    """So many months from April 2025 on."""
    return tuple((date(year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1, 1), "month") for i in range(count))


def plot_of(values, *, plan=None, **given):
    """A plot of plain values; `plan` holds the arguments of a Plan, `given` further ones of the Plot."""
    plan = {"chart": "i", "direction": "up", **(plan or {})}
    known = {"title": "Waiting time", "periods": months(len(values)), **given}
    return Plot(analysis=spc.analyse(spc.Series.of(values=values), spc.Plan(**plan)), **known)


def goal_card(**given):
    """Nineteen months of one team: a frozen baseline, an improvement, a month missing, the last not complete."""
    series = spc.Series.of(numerator=NUMERATORS, denominator=DENOMINATORS)
    plan = spc.Plan(chart="p", direction="up", freeze=9, target=70, per=100)
    known = {
        "title": "Patients with a self-management goal",
        "measure_words": "patients with a self-management goal in the last 12 months",
        "unit": "%",
        "numerators": NUMERATORS,
        "denominators": DENOMINATORS,
        "provisional": frozenset({18}),
        "chart_words": "P chart, monthly",
        "remarks": {14: "goal card kept"},
        "notes": (
            Note(10, 1, "test", "Cycles 1 to 3: goal card", "/teams/maple-gate/cycles/1"),
            Note(14, 2, "kept", "Everyone’s way of working"),
            Note(15, 3, "event", "Change of record system"),
        ),
    }
    return Plot(analysis=spc.analyse(series, plan), periods=months(19), **(known | given))


def pooled(counts, totals, *, plan=None, **given):
    """A P chart in per cent from counts; None is missing."""
    plan = {"chart": "p", "direction": "up", "per": 100, **(plan or {})}
    series = spc.Series.of(numerator=counts, denominator=totals)
    known = {"title": "Seen in time", "unit": "%", "numerators": tuple(counts), "denominators": tuple(totals)}
    return Plot(analysis=spc.analyse(series, spc.Plan(**plan)), periods=months(len(counts)), **(known | given))


def with_lines(plot, **lines):
    """The same plot with other lines than the engine drew: functions of those it drew, by name."""
    drawn = plot.analysis.lines.copy()
    for name, change in lines.items():
        place = LINES.index(name)
        drawn[place] = change(drawn[place])
    return with_found(plot, lines=drawn)


def with_found(plot, **found):
    """The same plot with an analysis that found something else, by attribute."""
    analysis = copy(plot.analysis)
    vars(analysis).pop("plain", None)
    vars(analysis).update(found)
    return replace(plot, analysis=analysis)


def steady(count, level=20.0, step=1.0):
    """Values that go up and down about a level and never mean anything."""
    return [level + step * swing for swing in ((0.5, -0.5, 1, -1, 0.2, -0.8, 0.9, -0.3) * (count // 8 + 1))[:count]]
