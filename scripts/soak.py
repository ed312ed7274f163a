"""The long reliability runs: every property on thousands of examples, made-up input a thousand times, on two databases.

Takes over an hour. Tests marked `soak` run only here.
"""

import os
import subprocess
import sys
import time

from scripts.progress import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=short", "-m", "not browser", "--durations=10"]
RUNS = {
    "SQLite": PYTEST,
    "PostgreSQL": [sys.executable, "-m", "scripts.with_postgres", "--", *PYTEST, "--database-only"],
}


def main() -> int:
    """How many of the runs failed."""
    failed = []
    for name, command in RUNS.items():
        print(f"\n{'=' * 20} {name} {'=' * 20}", flush=True)
        started = time.monotonic()
        environment = os.environ | {"ALLTEACH_EXAMPLES": "soak"}
        if name == "SQLite":
            environment.pop("DATABASE_URL", None)
        if subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
        print(f"{name}: {(time.monotonic() - started) / 60:.0f} minutes", flush=True)
    print(f"✗ {' and '.join(failed)} failed." if failed else "✓ Everything holds.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
