"""The long reliability runs: every property on thousands of examples, made-up input a thousand times, and two hundred
people who save at once beside a large import; ten thousand mails through a server that fails, and a month in which
fifty workers are killed. All on two databases.

Takes over an hour. Tests marked `soak` run only here. `python -m scripts.soak.saves` runs the people alone,
`…mails` and `…month` the mails.
"""

import os
import subprocess
import sys
import time

from scripts.progress import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=short", "-m", "not browser", "--durations=10"]
MAILS = [sys.executable, "-m", "scripts.soak.mails"]
MONTH = [sys.executable, "-m", "scripts.soak.month"]
SAVES = [sys.executable, "-m", "scripts.soak.saves"]
ON_POSTGRES = [sys.executable, "-m", "scripts.with_postgres", "--"]
RUNS = {
    "Two hundred people, SQLite": SAVES,
    "Two hundred people, PostgreSQL": [*ON_POSTGRES, *SAVES],
    "Ten thousand mails, SQLite": MAILS,
    "Ten thousand mails, PostgreSQL": [*ON_POSTGRES, *MAILS],
    "A month with killed workers, SQLite": MONTH,
    "A month with killed workers, PostgreSQL": [*ON_POSTGRES, *MONTH],
    "Tests, SQLite": [*PYTEST, *sys.argv[1:]],
    "Tests, PostgreSQL": [*ON_POSTGRES, *PYTEST, "--again", *sys.argv[1:]],
}


def main() -> int:
    """How many of the runs failed."""
    failed = []
    for name, command in RUNS.items():
        print(f"\n{'=' * 20} {name} {'=' * 20}", flush=True)
        started = time.monotonic()
        environment = os.environ | {"ALLTEACH_EXAMPLES": "soak"}
        if name.endswith("SQLite"):
            environment.pop("DATABASE_URL", None)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
        print(f"{name}: {(time.monotonic() - started) / 60:.0f} minutes", flush=True)
    print(f"✗ {' and '.join(failed)} failed." if failed else "✓ Everything holds.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
