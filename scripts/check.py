"""Everything that can be said of the code without running a test. Changes nothing; says all that is wrong, not only
the first thing."""

import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from scripts.progress import run

BIN = Path(sys.executable).parent

# What a real installation sets, so that Django's own checks for production look at what people will run.
PRODUCTION = {
    "ALLTEACH_PRODUCTION": "yes",
    "ALLTEACH_DEMO": "no",
    "ALLTEACH_DEBUG": "no",
    "ALLTEACH_SECRET_KEY": "a-key-for-this-check-alone-as-long-as-a-real-one-has-to-be-0123456789",
    "ALLTEACH_ADDRESS": "https://office.example",
    "ALLTEACH_HOSTS": "office.example",
    "ALLTEACH_SMTP_HOST": "mail.example",
}


@dataclass(frozen=True)
class Check:
    """One thing to ask of the code."""

    words: str
    command: list
    environment: dict = field(default_factory=dict)


CHECKS = [
    Check("Lint", [BIN / "ruff", "check", "--quiet", "."]),
    Check("Layout", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    Check("Who imports whom", [BIN / "lint-imports", "--no-cache"]),
    Check("Locks", [sys.executable, "-m", "scripts.lock", "--check"]),
    Check("Addresses and paths", [sys.executable, "-m", "scripts.tracked_files"]),
    Check("Settings", [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]),
    Check(
        "Settings in production",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    Check("Migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Check("Generated pages", [sys.executable, "-m", "scripts.docs", "--check"]),
    Check("Templates", [sys.executable, "-m", "scripts.templates"]),
    Check("Types", [BIN / "mypy"]),
]


def main() -> int:
    """How many checks found something."""
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        # An empty place for files and database: what is checked is the code, not what lies in var/.
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("ALLTEACH_", "DATABASE_"))
        } | {"ALLTEACH_VAR": folder}
        os.environ.clear()
        os.environ.update(clean)
        for check in CHECKS:
            run(
                check.words,
                check.command,
                env=check.environment,
                on_failure=lambda said, words=check.words: failed.append(words) or print(said),
            )
    if failed:
        print(f"Found something: {', '.join(failed)}.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
