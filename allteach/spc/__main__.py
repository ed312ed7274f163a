"""`python -m allteach.spc FILE.csv`: an analysis anyone can check, without the platform."""

from __future__ import annotations

import json
import os
import runpy
import sys
from collections.abc import Sequence

from allteach.spc.analysis import analyse
from allteach.spc.command import PROGRAM, Job, jobs, parser, refuse
from allteach.spc.report import as_json, as_text
from allteach.spc.signals import RULE_SETS


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the file says; a mistake in it ends with a message and status 2."""
    asked = parser().parse_args(arguments)
    if asked.svg:
        # Drawing stands above statistics and reads the same arguments; statistics know it by name only.
        runpy.run_module("allteach.charts", run_name="__main__", alter_sys=True)
        return
    try:
        answers = [_answer(job, everything=asked.json) for job in jobs(asked)]
    except (OSError, ValueError) as error:
        refuse(PROGRAM, error)
    try:
        sys.stdout.write("\n".join(answers))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough; Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(job: Job, *, everything: bool) -> str:
    if not everything:
        return as_text(job, analyse(job.series, job.plan))
    others = [key for key in RULE_SETS if key != job.plan.rules]
    return json.dumps(as_json(job, analyse(job.series, job.plan, also=others)), ensure_ascii=False)


if __name__ == "__main__":  # pragma: no cover - a test runs it in a process of its own
    main()
