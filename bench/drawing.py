"""How long charts take, and how long a peer takes for its own: `python -m bench.drawing`.

The peer is controlchartspy, the engine of the PowerBI-SPC visual, and is measured where it is installed (for the
benchmark only). It analyses and draws in one call, so ours is measured doing the same; that ours also writes the
sentence, the readings of all points and the table is not counted against the peer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date

from allteach import spc
from allteach.charts import Note, Plot, draw, figure, in_words

MONTHS = 24
ROUNDS, TIMES = 30, 20
LEAST_RATIO = 50
MOST_MILLISECONDS = 0.5


def milliseconds(work: Callable[[], object], *, rounds: int = ROUNDS, times: int = TIMES) -> float:
    """Processor time of one call: the best of many rounds, because whatever else runs can only make it longer."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - start) / times)
    return 1000 * best


def numbers() -> tuple[list[int], list[int]]:
    """Counts of two years that improve halfway, and the patients they are of."""
    totals = [170 + 7 * i % 23 for i in range(MONTHS)]
    shares = [0.13 + 0.01 * (i % 3) + 0.03 * max(0, i - 11) for i in range(MONTHS)]
    return [round(share * total) for share, total in zip(shares, totals, strict=True)], totals


def analysed() -> spc.Analysis:
    """The P chart of these two years."""
    counts, totals = numbers()
    series = spc.Series.of(numerator=counts, denominator=totals)
    return spc.analyse(series, spc.Plan(chart="p", direction="up", freeze=12, target=70, per=100))


def plot(analysis: spc.Analysis) -> Plot:
    """The same as an annotated plot."""
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
    """The same chart by controlchartspy; None where it is not installed."""
    try:
        from controlchartspy import spc as theirs
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


def main() -> int:
    """How many of the goals do not hold."""
    made = plot(analysed())
    with_words = milliseconds(lambda: figure(made, ident="c", narrow=False))
    ours = milliseconds(lambda: draw(plot(analysed()), ident="c"))
    rows = [
        (f"drawing with readings and words, and table, {MONTHS} points, 6 notes", with_words),
        ("words alone", milliseconds(lambda: in_words(made))),
        ("whole figure: two widths, words, notes, key, table", milliseconds(lambda: figure(made, ident="c"))),
        ("analysis and drawing", ours),
    ]
    broken = with_words > MOST_MILLISECONDS
    other = peer()
    if other:
        theirs = milliseconds(other, rounds=5, times=2)
        rows.append(("analysis and drawing by controlchartspy", theirs))
        broken += theirs / ours < LEAST_RATIO
    for what, took in rows:
        print(f"{what:<62} {took:8.3f} ms")
    print(f"ratio {theirs / ours:.0f}" if other else "controlchartspy is not installed here: no ratio")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
