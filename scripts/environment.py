"""Make the Python environment: `python3 -m scripts.environment base` to run the product, `dev` to work on it.

Runs with the machine's own Python, so it uses nothing but the standard library. Packages come by name from
whatever registry the machine is set up for; every file is checked against the hash in requirements/.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import progress

NEEDED = (3, 11)
if sys.version_info < NEEDED:
    sys.exit(
        "Allteach needs Python {}.{} or newer; this is {}.{} ({}).\n"
        "Install a newer one and say where it is: make PYTHON=/path/to/python3.12 …".format(
            *NEEDED, *sys.version_info[:2], sys.executable
        )
    )

ROOT = progress.ROOT
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = ENVIRONMENT / "bin" / "uv"


def make(kind):
    """Make the environment, or bring it up to date with requirements/<kind>.txt."""
    if not runs(PYTHON):
        create()
    if not runs(UV, "--version"):
        # Without uv the packages are installed by pip: slower, otherwise the same.
        progress.run(
            "Installing the installer",
            [*pip(), "-r", "requirements/bootstrap.txt"],
            on_failure=lambda _: print("  uv cannot be had here; pip will do."),
        )
    install(f"requirements/{kind}.txt")
    (ENVIRONMENT / f"{kind}.ready").touch()
    if kind == "dev":
        (ENVIRONMENT / "base.ready").touch()  # dev holds all of base.


def create():
    """A fresh environment at .venv. Whatever broken thing stood there goes."""
    if ENVIRONMENT.is_symlink():
        sys.exit(f".venv is a link to {ENVIRONMENT.resolve()}, which holds no Python. Mend or remove the link.")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    progress.run(
        "Making the environment",
        [sys.executable, "-m", "venv", ENVIRONMENT],
        on_failure=lambda said: sys.exit(
            f"{said}\nPython could not make an environment. On Debian and Ubuntu: apt install python3-venv"
        ),
    )


def install(requirements):
    """Install exactly what the file lists, by hash: with uv, or with pip where uv is missing or cannot."""
    count = sum("==" in line for line in (ROOT / requirements).read_text().splitlines())
    words = f"Installing {count} packages"
    with_pip = [*pip(), "-r", requirements]
    if not UV.exists():
        progress.run(words, with_pip)
        return
    # uv does not read pip's own settings; where a site names its registry only there, pip is the way.
    progress.run(
        words,
        [UV, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", requirements],
        on_failure=lambda _: progress.run(f"{words} with pip", with_pip),
    )


def pip():
    """The beginning of every pip command here."""
    return [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]


def runs(program: Path, *arguments):
    """Whether a program stands and can be started."""
    if not program.exists():
        return False
    arguments = arguments or ("-c", "")
    return subprocess.run([program, *arguments], capture_output=True, check=False, env=os.environ).returncode == 0


if __name__ == "__main__":
    make(sys.argv[1])
