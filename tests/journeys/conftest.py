"""A running site with the demo story, and a browser to walk through it.

The story is told once and kept as a file; every journey begins with a fresh copy of it. The server runs all the time:
SQLite lets a database be replaced under it.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from scripts import chromium
from scripts.progress import ROOT
from tests.journeys.site import Site, Visitor
from tests.tables import place_of_tables


def pytest_collection_modifyitems(items):
    """Every journey drives a browser; the mark need not be written."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def journey_environment(tmp_path_factory):
    """What the server and its commands find in their environment: a demo site of its own."""
    folder = tmp_path_factory.mktemp("site")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ALLTEACH_", "DATABASE_"))}
    return inherited | {
        "ALLTEACH_VAR": str(folder / "demo"),
        "ALLTEACH_STATIC": str(folder / "static"),
        "ALLTEACH_DEMO": "yes",
        "ALLTEACH_COMPONENTS": "yes",
        "ALLTEACH_ADDRESS": f"http://localhost:{free_port()}",
    }


@pytest.fixture(scope="session")
def demo_database(journey_environment):
    """The file of a database in which the demo story was told, and nothing has happened since."""
    folder = Path(journey_environment["ALLTEACH_VAR"])
    live = folder / "allteach.sqlite3"
    if place_of_tables().exists():
        folder.mkdir(parents=True)
        shutil.copy(place_of_tables(), live)
    prepared = subprocess.run(
        [sys.executable, "-m", "scripts.serve", "demo", "--prepare-only"],
        cwd=ROOT,
        env=journey_environment | {"ALLTEACH_VAR": str(folder.parent)},  # It keeps the demo to a folder below.
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    kept = live.with_suffix(".kept")
    copy_database(live, kept)
    return kept


@pytest.fixture(scope="session")
def server(demo_database, journey_environment):
    """The address of the site, which is there for all journeys."""
    address = journey_environment["ALLTEACH_ADDRESS"]
    log = (Path(journey_environment["ALLTEACH_VAR"]) / "server.log").open("wb")
    processes = [
        start(journey_environment, log, "-m", "granian", *granian_options(address), "allteach.wsgi:application"),
        start(journey_environment, log, "manage.py", "work"),
    ]
    try:
        wait_for(f"{address}/healthz", processes[0], log)
        yield address
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)  # Longer would mean that it does not stop when asked: a failure.
        log.close()


@pytest.fixture
def demo_site(server, demo_database, journey_environment):
    """The running site, as the demo story left it."""
    folder = Path(journey_environment["ALLTEACH_VAR"])
    copy_database(demo_database, folder / "allteach.sqlite3")
    shutil.rmtree(folder / "mail", ignore_errors=True)
    (folder / "mail").mkdir()
    return Site(address=server, folder=folder)


@pytest.fixture(scope="session")
def browser():
    """A Chromium. Its absence is a failure, never a reason to skip."""
    path = chromium.find()
    assert path, "There is no Chromium here: python -m scripts.chromium installs one."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, demo_site):
    """Open the site as somebody: `visit()` is a stranger, `visit(javascript=False)` one without JavaScript.

    After the journey, no page may have asked another machine for anything or logged an error, and the server may
    not have failed.
    """
    visitors = []
    already_logged = demo_site.log.stat().st_size

    def come(*, width=1280, height=900, javascript=True) -> Page:
        context = browser.new_context(
            base_url=demo_site.address,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(context, demo_site)
        visitors.append(visitor)
        return visitor.page

    yield come
    for visitor in visitors:
        visitor.context.close()
    logged = demo_site.log.read_text()[already_logged:]
    assert "Internal Server Error" not in logged, logged
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []


def start(environment, log, *arguments):
    """Start a Python program for the journeys' site."""
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=log, stderr=log)


def granian_options(address):
    """One process with a few threads: enough for one visitor, and quick to start."""
    port = address.rsplit(":", 1)[1]
    return ["--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", "1", "--blocking-threads", "4"]


def wait_for(address, process, log, seconds=30):
    """Wait until the server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, f"The server ended:\n{Path(log.name).read_text()}"
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer in {seconds} seconds:\n{Path(log.name).read_text()}")


def copy_database(source: Path, target: Path) -> None:
    """Make one SQLite database the same as another, also while a server has it open."""
    with sqlite3.connect(source, timeout=20) as original, sqlite3.connect(target, timeout=20) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # What a journey leaves need not survive a power cut.
        original.backup(copy)
    original.close()
    copy.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
