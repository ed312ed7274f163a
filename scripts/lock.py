"""Lock the requirements: every package with its version and hashes, for every platform, and no address.

`--check` changes nothing and says which lock no longer fits its requirements/*.in. Packages are taken with a week's
delay: what was published in the last seven days is not considered.
"""

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripts.progress import ROOT, run

UV = Path(sys.executable).parent / "uv"
NAMES = ("base", "dev", "bootstrap", "node", "peers")
REQUIREMENTS = ROOT / "requirements"


def compile_command(name, *, upgrade):
    """The command that locks one file."""
    a_week_ago = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    return [
        *(UV, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"),
        *("--exclude-newer", a_week_ago),
        *(["--upgrade"] if upgrade else []),
        *(REQUIREMENTS / f"{name}.in", "-o", REQUIREMENTS / f"{name}.txt"),
    ]


def lock(*, upgrade):
    """Write every lock anew: newest versions with `upgrade`, else only what the change asks for."""
    for name in NAMES:
        run(f"Locking requirements/{name}.in", compile_command(name, upgrade=upgrade))


def stale() -> list[str]:
    """What is wrong with the locks, in words; asks no registry."""
    found = []
    for name in NAMES:
        asked = named(REQUIREMENTS / f"{name}.in")
        text = (REQUIREMENTS / f"{name}.txt").read_text()
        locked = {canonical(line.split("==")[0]) for line in text.splitlines() if "==" in line}
        found += [
            f"requirements/{name}.txt lacks {package}, which requirements/{name}.in asks for: make lock"
            for package in sorted(asked - locked)
        ]
        if re.search(r"://|--index-url|--find-links|file:", text):
            found.append(f"requirements/{name}.txt holds an address: make lock")
    return found


def named(path) -> set[str]:
    """The packages a requirements/*.in asks for, those of the files it includes too."""
    names = set()
    for line in path.read_text().splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r "):
            names |= named(path.parent / line[3:].strip())
        elif line:
            names.add(canonical(re.split(r"[\[<>=!~; ]", line)[0]))
    return names


def canonical(name) -> str:
    """A package's name in the one spelling that compares."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


if __name__ == "__main__":
    if "--check" in sys.argv:
        problems = stale()
        print("\n".join(problems), end="\n" if problems else "")
        sys.exit(bool(problems))
    lock(upgrade="--upgrade" in sys.argv)
