"""What documents of a large collaborative take, from the record to the file: `python -m bench.documents`."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.measured import Measured, as_text


def measured() -> list[Measured]:
    """The rows. Measured in a process of its own, with the whole product and an SQLite that goes away."""
    command = [sys.executable, "-m", "scripts.bench.documents", "--rows"]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout  # noqa: S603 - our own program
    return [Measured(work, cost, goal=goal) for work, cost, goal in json.loads(said.splitlines()[-1])]


if __name__ == "__main__":
    rows = measured()
    print(as_text(rows), end="")
    sys.exit(sum(not row.holds for row in rows))
