"""How fast the statistics are, beside three other packages where they are installed.

    python -m bench.spc

The other packages (pycontrolcharts, clinical-qikit, controlchartspy) are measured where they can be had; they are no
dependency of anything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from tempfile import TemporaryDirectory

import numpy as np

from allteach import spc
from bench import peers
from bench.measured import Measured, as_text, best

POINTS, MANY = 36, 10_000
OTHERS = ("anhoej", "classic")
RULES = "making_data_count"

# Each of the other packages is asked for this many series: seconds are enough to know milliseconds.
FEW = 100


def main() -> int:
    """How many promises do not hold."""
    rows = measured()
    print(as_text(rows), end="")
    return sum(not row.holds for row in rows)


def measured() -> list[Measured]:
    """Every row of the statistics."""
    peers.find()
    chance = np.random.default_rng(1)
    values = chance.normal(50, 5, (MANY, POINTS))
    out_of = chance.integers(40, 400, (MANY, POINTS))
    events = chance.binomial(out_of, 0.2)
    return [
        *charts(
            "I charts",
            [spc.Series.of(values=row) for row in values],
            spc.Plan(chart="i", rules=RULES, direction="up", target=52),
            others_i(values[:FEW]),
        ),
        *charts(
            "P charts, varying denominators",
            [spc.Series.of(numerator=r, denominator=n) for r, n in zip(events, out_of, strict=True)],
            spc.Plan(chart="p", rules=RULES, direction="up", target=0.2),
            others_p(events[:FEW], out_of[:FEW]),
        ),
        Measured("import of allteach.spc, beyond NumPy's own", import_time(), goal=30),
        *chunks(),
    ]


def charts(
    name: str, series: list[spc.Series], plan: spc.Plan, others: Iterator[Callable[[], object]]
) -> Iterator[Measured]:
    """Many series at once against the other packages, and one series alone."""
    fastest = min((best(peer, 3) / FEW for peer in others), default=None)
    many = best(lambda: everything_of_many(spc.analyse_many(series, plan, also=OTHERS)), 7) / len(series)
    words = f"{name}: one of {MANY:,} × {POINTS}, three rule sets"
    yield Measured(words, many, goal=0.01, fastest_peer=fastest, goal_ratio=50)
    # A hundred at a time: processor time is counted in steps that one series alone may be shorter than.
    alone = best(lambda: [spc.analyse(one, plan) for one in series[:100]], 20) / 100
    yield Measured(f"{name}: one series alone", alone, goal=0.3, fastest_peer=fastest)
    read = best(lambda: [everything(spc.analyse(one, plan)) for one in series[:100]], 20) / 100
    yield Measured(f"{name}: one series alone, and all of it read", read, fastest_peer=fastest)


def everything_of_many(many: spc.Analyses) -> object:
    """Ask for what is worked out only when it is asked for."""
    return many.lines, many.codes, many.also, many.kind_code, many.has_signal, many.variation_code, many.assurance_code


def everything(one: spc.Analysis) -> object:
    """The same of one series."""
    return (
        *(one.values, one.lines, one.target, one.signals, one.headings, one.completes, one.side, one.kind, one.rule),
        *(one.has_signal, one.variation, one.assurance, one.latest, one.parts, one.part, one.cautions, one.baseline),
    )


def others_i(values: np.ndarray) -> Iterator[Callable[[], object]]:
    """The other packages, each with an I chart of every row."""
    months = _months()
    lists = values.tolist()
    if module := _imported("pycontrolcharts"):
        yield lambda: [module.calc_xmr(row) for row in lists]
    if module := _imported("qikit"):
        yield lambda: [module.qic(y=row, chart="i") for row in lists]
    if module := _imported("controlchartspy"):
        yield lambda: [
            module.spc(data={"k": months, "y": row}, keys="k", numerators="y", return_objs="limits") for row in lists
        ]


def others_p(events: np.ndarray, out_of: np.ndarray) -> Iterator[Callable[[], object]]:
    """The other packages, each with a P chart of every row."""
    months = _months()
    lists = list(zip(events.tolist(), out_of.tolist(), strict=True))
    if module := _imported("pycontrolcharts"):
        yield lambda: [module.calc_p(r, sample_size=n) for r, n in lists]
    if module := _imported("qikit"):
        yield lambda: [module.qic(y=r, n=n, chart="p") for r, n in lists]
    if module := _imported("controlchartspy"):
        yield lambda: [
            module.spc(
                data={"k": months, "r": r, "n": n},
                keys="k",
                numerators="r",
                denominators="n",
                spc_settings={"chart_type": "p"},
                return_objs="limits",
            )
            for r, n in lists
        ]


def _months() -> list[date]:
    return [date(2023 + at // 12, at % 12 + 1, 1) for at in range(POINTS)]


def _imported(name: str) -> object | None:
    try:
        return import_module(name)
    except ImportError:
        return None


IMPORT = "import time, numpy; start = time.process_time(); import allteach.spc; print(time.process_time() - start)"


def import_time() -> float:
    """Milliseconds that importing allteach.spc takes beyond NumPy's own, compiled before, as where it is installed."""
    with TemporaryDirectory() as folder:
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = folder
        command = [sys.executable, "-c", IMPORT]
        runs = [
            subprocess.run(command, check=True, capture_output=True, text=True, env=compiled)  # noqa: S603 - us
            for _ in range(9)
        ]
        return 1000 * min(float(run.stdout) for run in runs)


CHUNKS = """
import re, sys, time
from pathlib import Path
import numpy as np
from allteach import spc
chance, plan = np.random.default_rng(1), spc.Plan(chart="i", rules="making_data_count", direction="up")
start = time.process_time()
for _ in range(int(sys.argv[1])):
    spc.analyse_many([spc.Series(row) for row in chance.normal(50, 5, (1000, 96))], plan)
took = time.process_time() - start
# Not getrusage: what it tells includes the program that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(took, int(peak[1]) / 1024)
"""


def chunks() -> Iterator[Measured]:
    """60,000 and 600,000 series of 96 points, made and analysed a thousand at a time: a series alike, and memory."""
    cost, _memory = run_of(60)
    yield Measured("a series of 60,000 × 96, made and analysed 1,000 at a time", cost)
    cost, memory = run_of(600)
    yield Measured("a series of 600,000 × 96, made and analysed 1,000 at a time", cost)
    yield Measured("memory of that, at its highest", memory, unit="MiB", goal=300)


def run_of(thousands: int) -> tuple[float, float]:
    """Milliseconds a series, and mebibytes at the highest, of so many thousand series in a process of their own."""
    command = [sys.executable, "-c", CHUNKS, str(thousands)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - us
    seconds, mebibytes = map(float, printed.split())
    return seconds / thousands, mebibytes


if __name__ == "__main__":
    sys.exit(main())
