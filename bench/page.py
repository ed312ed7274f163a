"""Write docs/benchmarks.md from what this machine takes: `python -m bench.page`, or `make benchmarks`."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench import documents, drawing, grid, spc
from bench.measured import as_markdown, as_text

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
TEXT = """# How fast the statistics and their charts are

<!-- Written by `make benchmarks`. Change bench/, not this page. -->

Measured on {day} by `make benchmarks`: {machine}, {cores} cores, {python}, NumPy {numpy}; a load of {load:.1f} besides.
All of it in one run, in processor time, the least of many tries. Cost is for one series or one drawing, and the other
packages (pycontrolcharts, clinical-qikit, controlchartspy) do their own work on the same numbers, installed for this
and used nowhere else.

## Statistics

{statistics}
Analysing many includes everything that can be asked of it: lines, the rules of Making Data Count, Anhøj and the classic
set, kinds, variation and assurance. The other packages compute lines and their own one set of rules.

## Drawings

{drawings}
controlchartspy analyses and draws in one call of its own, without words, readings or table.

## Documents

{documents}
Of 120 teams that report eleven measures for 15 months, on SQLite, in time as it passes, every query included. What is
promised: a director has the pack for a call as page, slides and PDF within 30 seconds.

## The team grid

{grid}
Of the same teams, with a score, a self-score and a call in every month; in time as it passes, every query included. The
queries do not grow with teams or months.

## How to measure again

| command | does |
| --- | --- |
| `python -m bench.spc` | the first table |
| `python -m bench.drawing` | the second |
| `python -m bench.documents` | the third |
| `python -m bench.grid` | the fourth |
| `make benchmarks` | all four, and writes this page |
| `make bench` | all four, and a team's page of ten charts under load |

The other packages are installed into `var/peers` when they are first needed (`requirements/peers.txt`). Without a
registry nothing is compared, and all else is measured.
"""


def main() -> int:
    """How many promises do not hold."""
    load = os.getloadavg()[0]
    statistics, drawings = spc.measured(), drawing.measured()
    papers, grids = documents.measured(), grid.measured()
    PAGE.write_text(
        TEXT.format(
            day=datetime.now(tz=UTC).date(),
            machine=platform.machine(),
            cores=os.cpu_count(),
            python=f"{platform.python_implementation()} {platform.python_version()}",
            numpy=np.__version__,
            load=load,
            statistics=as_markdown(statistics),
            drawings=as_markdown(drawings),
            documents=as_markdown(papers),
            grid=as_markdown(grids),
        ),
        encoding="utf-8",
    )
    print(as_text([*statistics, *drawings, *papers, *grids]), end="")
    return sum(not row.holds for row in (*statistics, *drawings, *papers, *grids))


if __name__ == "__main__":
    sys.exit(main())
