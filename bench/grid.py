"""What the team grid of a large collaborative takes, from the record to the page: `python -m bench.grid`."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.measured import Measured, as_text


def measured() -> list[Measured]:
    """The rows. Measured in a process of its own, with the whole product and an SQLite that goes away."""
    command = [sys.executable, "-m", "scripts.bench.grid", "--rows"]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout  # noqa: S603 - our own program
    found = json.loads(said.splitlines()[-1])
    return [Measured(work, cost, "queries" if "queries" in work else "ms", goal=goal) for work, cost, goal in found]


if __name__ == "__main__":
    rows = measured()
    print(as_text(rows), end="")
    sys.exit(sum(not row.holds for row in rows))
