"""`python -m allteach.charts FILE.csv`: the chart of an analysis, as SVG, without the platform.

The same as `python -m allteach.spc FILE.csv --svg`, and asked the same way.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from allteach.charts import THEMES, Plot, draw
from allteach.spc import CHART_TYPES, analyse
from allteach.spc.command import Job, jobs, parser, refuse

PROGRAM = "python -m allteach.charts"

# Where points have no dates they are drawn a day apart, from a day that says nothing.
_FIRST = date(2001, 1, 1).toordinal()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the chart of the first series of a file; a mistake in it ends with a message and status 2."""
    asked = parser(PROGRAM).parse_args(arguments)
    try:
        job = jobs(asked)[0]
        sys.stdout.write(draw(plot_of(job), ident="chart", theme=THEMES["screen_light"]) + "\n")
    except (OSError, ValueError) as error:
        refuse(PROGRAM, error)


def plot_of(job: Job) -> Plot:
    """One series of a file as something that can be drawn."""
    analysis = analyse(job.series, job.plan)
    return Plot(
        title=job.name,
        analysis=analysis,
        periods=_periods(job),
        decimals=2,
        chart_words=CHART_TYPES[job.plan.chart].name,
    )


def _periods(job: Job) -> tuple[tuple[date, str], ...]:
    given = job.series.periods or ()
    if given and all(isinstance(period, date) for period in given):
        kind = "month" if all(period.day == 1 for period in given) else "day"
        return tuple((period, kind) for period in given)
    return tuple((date.fromordinal(_FIRST + at), "day") for at in range(len(job.series)))


if __name__ == "__main__":
    main()
