"""Find a Chromium for the browser tests, or install one: `python -m scripts.chromium` prints where it is.

The one on the PATH; else, as root on Debian, the distribution's; else Playwright's own. The tests fail, and never
skip, when there is none: "tested in a real browser" has to be true.
"""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Chromium refuses its sandbox to root; everything else keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of a Chromium that is here already."""
    named = os.environ.get("ALLTEACH_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return playwright_own()


def playwright_own() -> str | None:
    """The path of the Chromium that Playwright installed for itself, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a Chromium in the way this machine allows."""
    from scripts.progress import run

    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("Reading the list of system packages", ["apt-get", "update", "-q"], env=quiet, on_failure=print)
        run(
            "Installing Chromium",
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
            env=quiet,
            on_failure=print,
        )
        if find():
            return
    run("Installing Playwright's Chromium", [sys.executable, "-m", "playwright", "install", "chromium"])


if __name__ == "__main__":
    if not find():
        install()
    where = find()
    if not where:
        sys.exit("No Chromium could be found or installed. Install one, or say where it is in ALLTEACH_CHROMIUM.")
    print(where)
