"""Make `allteach/spc/false_signals.csv` anew: how often each rule set speaks when nothing has changed.

    python -m bench.false_signals

Takes some minutes. Run it when a rule or a rule set changes.
"""

from __future__ import annotations

import csv
from pathlib import Path

from allteach.spc import false_signals
from allteach.spc.false_signals import TABLE, simulated_rate, sizes
from allteach.spc.plan import Plan
from allteach.spc.signals import RULE_SETS

LENGTHS = (*range(8, 49), 54, 60, 72, 84, 96, 120)


def main() -> None:
    rows = []
    for rules in RULE_SETS:
        for chart in ("run", "i"):
            for trend in (6, 7) if rules == "making_data_count" else (None,):
                setting = (rules, chart, *sizes(Plan(rules=rules, trend_points=trend)))
                rows.append([*setting, *(f"{simulated_rate(*setting, n):.4f}" for n in LENGTHS)])
    table = Path(false_signals.__file__).with_name(TABLE)
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["rules", "chart", "shift", "trend", *LENGTHS], *rows])


if __name__ == "__main__":
    main()
