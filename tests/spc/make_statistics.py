"""Make `docs/statistics.md` from the engine and the examples that its tests hold it to.

python -m tests.spc.make_statistics
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from allteach import spc
from allteach.spc import constants
from allteach.spc.cautions import CAUTIONS
from allteach.spc.false_signals import table
from allteach.spc.runs import crossings_min, longest_run_max, runs_limits
from tests.spc.textbook import ANHOEJ, CONSTANTS, EXAMPLES, ORIGINS, RULE_EXAMPLES, RUNS, RuleExample

PAGE = Path(__file__).parents[2] / "docs" / "statistics.md"

HEAD = """# The statistics: every chart and rule, its source, its worked example

<!-- Written by `make docs`. Change what it is made from, not this page. -->

What stands here is what `allteach.spc` computes; every figure from the literature is checked by a test each time the
code changes. Anyone can check a chart without the platform: `python -m allteach.spc FILE.csv`.

- A period without data is **missing**: it keeps its place and is never a zero. A denominator of 0 says that
  there were no cases, and is missing too.
- A point is **on** a line when it is nearer to it than one part in a thousand million; only a point further
  out than that is outside.
- An **excluded** point is left out of centre, limits and patterns. It is drawn, and held against the limits.
- A **part** (phase) is a chart of its own: nothing reaches across its edges. A **frozen** part takes centre and
  limits from its first points. Nothing is ever frozen or parted by itself.
"""


def page() -> str:
    """The page, as Markdown."""
    text = "\n".join([HEAD, *charts(), *rules(), *rule_sets(), *tables(), *comparisons(), ""])
    return re.sub(r"\n{3,}", "\n\n", text)


def charts() -> Iterator[str]:
    """Each chart type, its formulas and its worked examples."""
    yield "## Chart types\n"
    yield "Where the figures of an example come from:\n"
    for origin, words in ORIGINS.items():
        yield f"- *{origin}*: {words}."
    yield ""
    for chart in spc.CHART_TYPES.values():
        yield f"### {chart.name}\n"
        yield from _told(chart.lines)
        yield "| figures | centre | lower | upper | outside |"
        yield "| --- | ---: | ---: | ---: | --- |"
        for example in EXAMPLES:
            if example.chart == chart.key:
                printed = (example.centre, example.lower, example.upper)
                outside = ", ".join(map(str, example.outside)) or "none"
                analysis = spc.analyse(example.series, spc.Plan(chart=chart.key, **example.plan))
                computed = (line[example.at - 1] for line in (analysis.centre, analysis.lower, analysis.upper))
                yield f"| {example.origin}: {example.source} | {' | '.join(map(_number, printed))} | {outside} |"
                yield f"| *computed here* | {' | '.join(map(_number, computed))} | {outside} |"
        yield ""


def rules() -> Iterator[str]:
    """Each rule, with the shortest pattern that signals and the nearest one that does not."""
    yield "## Signal rules\n"
    yield "Marked points are in bold. The examples have a given centre of 0 and, where limits matter, a sigma of 1.\n"
    for rule in spc.RULES.values():
        yield f"### {rule.name}\n"
        yield from _told(rule.find)
        shown = set()
        for example in RULE_EXAMPLES:
            signal = _signal(example)
            if signal.rule is rule and (example.says, example.values) not in shown:
                shown.add((example.says, example.values))
                name = spc.RULE_SETS[example.rules].name
                yield f"- {name}: {example.says}."
                yield f"  - signals: {_points(example.values, example.marked)}"
                yield f"  - does not: {_points(example.almost, ())}"
        yield ""


def _signal(example: RuleExample) -> object:
    return next(signal for signal in spc.RULE_SETS[example.rules].signals if signal.key == example.signal)


def _points(values: tuple[float, ...], marked: tuple[int, ...]) -> str:
    return " ".join(f"**{value:g}**" if at in marked else f"{value:g}" for at, value in enumerate(values, start=1))


def rule_sets() -> Iterator[str]:
    """Each rule set, its rules in order of precedence, and how often chance alone sets it off."""
    yield "## Rule sets\n"
    yield "The rule set belongs to the measure and is named on its chart. Where several rules mark a point, the first"
    yield "one here labels it; each is still reported apart.\n"
    for rule_set in spc.RULE_SETS.values():
        yield f"### {rule_set.name}\n"
        yield f"Key `{rule_set.key}`. {rule_set.source}.\n"
        for place, signal in enumerate(rule_set.signals, start=1):
            points = f", {signal.points} points" if signal.points else ""
            yield f"{place}. `{signal.key}`: {signal.rule.name.lower()}{points}"
        yield ""
    lengths, rates = table()
    shown = [n for n in (12, 18, 24, 36, 48, 60, 120) if n in lengths]
    yield "### False signals\n"
    yield "Per cent of charts of pure chance (independent normal values, 40,000 simulated charts at each length) on"
    yield "which at least one rule of the set speaks.\n"
    yield f"| rule set | trend | chart | {' | '.join(f'{n} points' for n in shown)} |"
    yield f"| --- | --- | --- |{' ---: |' * len(shown)}"
    for (key, chart, _, trend), row in rates.items():
        each = " | ".join(f"{100 * row[lengths.index(n)]:.1f}" for n in shown)
        name = {"run": "run chart", "i": "I chart"}[chart]
        yield f"| {spc.RULE_SETS[key].name} | {trend or ''} | {name} | {each} |"
    yield ""


def tables() -> Iterator[str]:
    """The printed tables, and what is computed."""
    yield "## Tables\n"
    yield "### Runs and crossings (Anhøj)\n"
    yield "| useful points | longest run, at most | crossings, at least |"
    yield "| ---: | ---: | ---: |"
    for useful in ANHOEJ:
        yield f"| {useful} | {longest_run_max(useful)} | {crossings_min(useful)} |"
    yield "\n### Number of runs (exact, two-sided, 5 %)\n"
    yield "| useful points, half on each side | fewest | most |"
    yield "| ---: | ---: | ---: |"
    for useful in RUNS:
        low, high = runs_limits(useful // 2, useful // 2)
        yield f"| {useful} | {low} | {high} |"
    yield "\n### Constants of subgroups\n"
    yield "| size | c4 | A3 | B3 | B4 |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for size in CONSTANTS:
        row = (constants.c4(size), constants.a3(size), constants.b3(size), constants.b4(size))
        yield f"| {size} | {' | '.join(f'{value:.4f}' for value in row)} |"
    yield ""


def comparisons() -> Iterator[str]:
    """Funnels, Pareto charts, icons and cautions."""
    yield "## Comparing units\n"
    yield "### Funnel plot\n"
    yield from _told(spc.funnel)
    yield "### Pareto chart\n"
    yield from _told(spc.pareto)
    yield "## What is said beside the rules\n"
    yield "- **Variation** is the label of the latest point: common cause, improvement, concern or neither, high or"
    yield "  low."
    yield "- **Assurance** is where the target stands between the limits at the latest point: *pass* strictly beyond"
    yield "  them on the worse side, *fail* strictly beyond on the better side, else *inconsistent*."
    yield f"- **Cautions**: {', '.join(CAUTIONS).replace('_', ' ')}."
    yield "- **A new part** is suggested, never made, when a shift the better way goes on to the latest point; people"
    yield "  say whether its cause is known and it is expected to last."


def _told(of: object) -> Iterator[str]:
    """A docstring as Markdown, without its parameters, returns and errors."""
    skipping = False
    lines = inspect.getdoc(of).splitlines()
    for at, line in enumerate(lines):
        underlined = at + 1 < len(lines) and lines[at + 1].startswith("---")
        if underlined:
            skipping = line not in ("Notes", "References")
            if line == "References":
                yield "*Source:*"
        elif skipping or line.startswith("---"):
            continue
        else:
            yield "" if line == "::" else line.removesuffix(":") if line.endswith("::") else line
    yield ""


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return "none" if math.isnan(value) else f"{value:.5g}"


def main() -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
