"""The other packages, for the benchmarks only: found where they are installed, else installed into var/peers.

They stand behind everything of ours on the path, so that nothing of theirs is used in its place.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "peers"
LOCK = ROOT / "requirements" / "peers.txt"


@cache
def find() -> None:
    """Make them importable, or say that they cannot be had: then nothing is compared."""
    installed = FOLDER / "installed.txt"
    if not installed.exists() or installed.read_text() != LOCK.read_text():
        uv = [Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--python", sys.executable]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for installer in (uv, pip):
            command = [*installer, "--require-hashes", "--target", FOLDER, "-r", LOCK]
            try:
                subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
            except (OSError, subprocess.CalledProcessError):
                continue
            installed.write_text(LOCK.read_text())
            break
        else:
            print("The other packages cannot be had here: nothing is compared with them.")
    sys.path.append(str(FOLDER))
