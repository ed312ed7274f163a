"""How long charts take, and how long a peer takes for its own: `python -m bench.drawing`.

The peer is controlchartspy, the engine of the PowerBI-SPC visual. It analyses and draws in one call, so ours is
measured doing both; that ours also writes the sentence, the reading of every point and the table is not counted
against the peer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module

from allteach import spc
from allteach.charts import Note, Plot, draw, figure, in_words
from bench import peers
from bench.measured import Measured, as_text, best

MONTHS = 24
CHARTS = 10
ROUNDS, TIMES = 60, 20


def numbers() -> tuple[list[int], list[int]]:
    """Counts of two years that improve halfway, and the patients they are of."""
    totals = [170 + 7 * i % 23 for i in range(MONTHS)]
    shares = [0.13 + 0.01 * (i % 3) + 0.03 * max(0, i - 11) for i in range(MONTHS)]
    return [round(share * total) for share, total in zip(shares, totals, strict=True)], totals


def series() -> spc.Series:
    """The same as a series."""
    counts, totals = numbers()
    return spc.Series.of(numerator=counts, denominator=totals)


def plan() -> spc.Plan:
    """A P chart whose first year is the baseline."""
    return spc.Plan(chart="p", direction="up", freeze=12, target=70, per=100)


def page() -> list[str]:
    """Ten figures as a team's page shows them: analysed together; two widths, words, notes, key and table each."""
    analyses = spc.analyse_many([series() for _ in range(CHARTS)], [plan() for _ in range(CHARTS)])
    return [figure(plot(analysis), ident=f"c{at}") for at, analysis in enumerate(analyses)]


def together() -> list[str]:
    """Ten charts analysed together; one drawing, words and table each."""
    analyses = spc.analyse_many([series() for _ in range(CHARTS)], [plan() for _ in range(CHARTS)])
    return [figure(plot(analysis), ident=f"c{at}", narrow=False) for at, analysis in enumerate(analyses)]


def plot(analysis: spc.Analysis) -> Plot:
    """The annotated plot of an analysis."""
    counts, totals = numbers()
    return Plot(
        title="Patients with a self-management goal",
        analysis=analysis,
        periods=tuple((date(2025 + i // 12, i % 12 + 1, 1), "month") for i in range(MONTHS)),
        unit="%",
        numerators=tuple(counts),
        denominators=tuple(totals),
        notes=tuple(Note(10 + 2 * k, k + 1, "test", f"Cycle {k + 1}") for k in range(6)),
        provisional=frozenset({MONTHS - 1}),
    )


def peer() -> Callable[[], object] | None:
    """The same chart by controlchartspy; None where it cannot be had."""
    peers.find()
    try:
        theirs = import_module("controlchartspy").spc
    except ImportError:
        return None
    counts, totals = numbers()
    months = [date(2025 + i // 12, i % 12 + 1, 1) for i in range(MONTHS)]
    data = {"month": months, "count": counts, "total": totals}
    return lambda: theirs(
        data=data,
        keys="month",
        numerators="count",
        denominators="total",
        spc_settings={"chart_type": "p"},
        return_objs="static_plot",
    )


def measured() -> list[Measured]:
    """Every row of the drawings."""
    other = peer()
    theirs = best(other, 10, times=2) if other else None
    made = plot(spc.analyse(series(), plan()))

    def ours(work: Callable[[], object], shared: int = 1) -> float:
        return best(work, ROUNDS, times=max(1, TIMES // shared)) / shared

    return [
        Measured(
            f"an SVG with {len(made.notes)} annotations, words and table, {MONTHS} points",
            ours(lambda: figure(made, ident="c", narrow=False)),
            goal=0.5,
            fastest_peer=theirs,
            goal_ratio=50,
        ),
        Measured("its words alone", ours(lambda: in_words(made))),
        Measured("a whole figure: two widths, words, notes, key, table", ours(lambda: figure(made, ident="c"))),
        Measured(
            "analysis and SVG, one chart alone",
            ours(lambda: draw(plot(spc.analyse(series(), plan())), ident="c")),
            fastest_peer=theirs,
        ),
        Measured(
            f"analysis, SVG, words and table, one of {CHARTS} together", ours(together, CHARTS), fastest_peer=theirs
        ),
        Measured(f"the {CHARTS} figures of a team's page, analysis included", CHARTS * ours(page, CHARTS)),
    ]


def main() -> int:
    """How many promises do not hold."""
    rows = measured()
    print(as_text(rows), end="")
    return sum(not row.holds for row in rows)


if __name__ == "__main__":
    sys.exit(main())
