"""No file that is kept names a package registry's host or a place on somebody's machine, or holds a torn merge.

Such an address works here and nowhere else, or sends everybody who builds to a place that one person chose.
"""

import re
import subprocess
import sys
from pathlib import Path

from scripts.progress import ROOT

# Written in parts, so that this file does not name what it forbids.
HOSTS = [
    "pypi." + "org",
    "pythonhosted." + "org",
    "npmjs." + "org",
    "npmjs." + "com",
    "yarnpkg." + "com",
    "deb.debian." + "org",
    "security.debian." + "org",
    "unpkg." + "com",
    "jsdelivr." + "net",
]
PLACES = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]", "/Us" + "ers/[A-Za-z]", "C:" + r"\\Users"]
UNRESOLVED = "^" + "<" * 7 + " |^" + ">" * 7 + " "  # What a merge leaves where two changed the same line.
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), r'"resolved' + '":', *PLACES, UNRESOLVED]))
TEXT = {".md", ".py", ".txt", ".in", ".toml", ".json", ".html", ".js", ".mjs", ".ts", ".css", ".scss", ".yml", ".yaml"}
TEXT_NAMES = {"Makefile", ".npmrc", "run", ".gitignore", "LICENSE"}


def main() -> int:
    """Say where something is named that should not be. How many lines do."""
    wrong = 0
    for path in tracked():
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
            if FORBIDDEN.search(line):
                wrong += 1
                print(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return wrong


def tracked() -> list[Path]:
    """The text files that git keeps; those of the folder itself where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else [str(path) for path in ROOT.glob("allteach/**/*")]
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and (path.suffix in TEXT or path.name in TEXT_NAMES)]


if __name__ == "__main__":
    sys.exit(main())
