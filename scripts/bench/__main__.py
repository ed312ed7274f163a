"""`make bench`: a team's page with ten charts against a page with nothing in it, at 1 and at 100 times the data.

Once as it runs for people, where a figure is drawn when something in it has changed, and once with every figure drawn
anew for every request.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from scripts.bench.load import Answered, load, together
from scripts.progress import ROOT, step

CHARTS = 10
MONTHS = 36
SIZES = (1, 100)  # Teams.
SECONDS = float(os.environ.get("SECONDS", "8"))
TURNS = 5
LEAST_RATIO = 0.25  # The page of a team answers at least a quarter as often as a page with nothing in it.


def main() -> int:
    """How many of the promises do not hold."""
    broken = 0
    with tempfile.TemporaryDirectory(prefix="allteach-bench-") as folder:
        set_environment(folder)
        import django
        from django.core.management import call_command

        django.setup()
        with step("Preparing the database"):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
        from scripts.bench.story import grow, session_of_a_lead

        print(f"\n{'':<58} {'requests/s':>10} {'median':>9} {'99 %':>9}   ratio")
        for teams in SIZES:
            with step(f"Making {teams} team{'s' * (teams > 1)} of {CHARTS} charts of {MONTHS} months"):
                grow(teams, charts=CHARTS, months=MONTHS)
            team, cookie = session_of_a_lead()
            pages = {
                "a page with nothing in it": "/bench/nothing/",
                f"a team's {CHARTS} charts with their tables": f"/teams/{team}/measures/",
                "a team's overview": f"/teams/{team}/",
            }
            for remembered in (True, False):
                os.environ["ALLTEACH_FIGURES_REMEMBERED"] = "500" if remembered else "0"
                with server() as address:
                    nothing, charts, overview = measured([address + page for page in pages.values()], cookie)
                how = "" if remembered else ", each drawn anew"
                ratio = charts.per_second / nothing.per_second
                holds = not charts.failed and (ratio >= LEAST_RATIO or not remembered)
                broken += not holds
                verdict = "" if not remembered else " ✓" if holds else f" ✗ less than {LEAST_RATIO}"
                names = list(pages)
                show(f"{names[0]}, ×{teams}", nothing)
                show(f"{names[1]}{how}, ×{teams}", charts, f"{ratio:.2f}{verdict}")
                show(f"{names[2]}{how}, ×{teams}", overview, f"{overview.per_second / nothing.per_second:.2f}")
    return broken


def set_environment(folder: str) -> None:
    """A site of its own, in a folder that goes away. DATABASE_URL, when given, names an empty PostgreSQL."""
    for name in [name for name in os.environ if name.startswith("ALLTEACH_")]:
        del os.environ[name]
    os.environ["ALLTEACH_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "scripts.bench.settings"


@contextmanager
def server():
    """The address of the product's own server, as it is run for people: two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    options = [
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--workers",
        "2",
        "--blocking-threads",
        "4",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *options, "--log-level", "warning", "allteach.wsgi:application"],
        cwd=ROOT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not answers(address):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("The server did not start.")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(address: str) -> bool:
    """Whether the server answers yet."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own server
            return True
    except (urllib.error.URLError, OSError):
        return False


def measured(addresses: list[str], cookie: str) -> list[Answered]:
    """What each address does once it is warm: in turns, so that whatever else the machine does weighs on all alike."""
    for address in addresses:
        load(address, cookie=cookie, seconds=SECONDS / TURNS)
    turns = [[load(address, cookie=cookie, seconds=SECONDS / TURNS) for address in addresses] for _ in range(TURNS)]
    return [together(of_one) for of_one in zip(*turns, strict=True)]


def show(words: str, answered: Answered, ratio: str = "") -> None:
    """One line of the table."""
    failed = f"  {answered.failed} FAILED" if answered.failed else ""
    times = f"{answered.median:>6.1f} ms {answered.worst:>6.1f} ms"
    print(f"{words:<58} {answered.per_second:>10.0f} {times}   {ratio}{failed}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
