"""Many people save at once through the running server: nothing is lost, and whoever is second is told.

    python -m scripts.soak.saves --clients 200 --rows 300000

Every client is a signed-in team lead with a browser's cookies and form key; each saves five times. Then the same while
a large file is checked, and once more while it is taken over. DATABASE_URL, when given, names an empty PostgreSQL.
"""

import argparse
import signal
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path

from scripts.progress import step
from scripts.site import server, set_environment, worker

SHOWN = 20  # Errors.


def main() -> int:
    """How many of the waves were not as they should be."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--clients", type=int, default=200)
    asked.add_argument("--rows", type=int, default=300_000, help="of the file that is imported; 0 for none")
    options = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # Server and worker are stopped on the way out.
    with tempfile.TemporaryDirectory(prefix="allteach-saves-") as folder:
        set_environment(folder)
        prepare()
        from scripts.soak.people import Groups, make_places

        log = Path(folder) / "server.log"
        with step("Making the teams"):
            places = make_places(max(options.clients // 4, 1))
        groups = Groups(places, options.clients)
        with server(log) as address, worker(log) if options.rows else nullcontext():
            wrong = sum(show(wave) for wave in run_waves(address, groups, options.rows))
        faults = faults_in(log)
        for words in faults[:SHOWN]:
            print(f"  ✗ {words}")
    return wrong + len(faults)


def prepare() -> None:
    """An empty database with the product's tables."""
    import django

    django.setup()
    from django.core.management import call_command

    with step("Preparing the database"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def run_waves(address, groups, rows):
    """Every client with nothing else going on; then while a file is checked; then while it is taken over."""
    number = 0
    yield (wave := Wave("nothing else goes on", groups.wave(), number)).run(address)
    if not rows:
        return
    from scripts.soak.large_import import LargeImport, State

    large = LargeImport(groups.places, rows)
    with step(f"Making and reading a file of {rows:,} rows"):
        large.send()
        large.wait(State.READING)
    for words, start, state in (
        ("the file is checked", large.check, State.CHECKING),
        ("the file is taken over", large.take_over, State.TAKING),
    ):
        number = wave.ledger.number
        wave = Wave(words, groups.wave(), number)
        start()
        yield wave.run(address, meanwhile=lambda state=state: large.wait(state))
    wave.wrong += large.missing()


class Wave:
    """Every client saving five times."""

    def __init__(self, words: str, leads, number: int):
        from scripts.soak.writers import Ledger

        self.words = words
        self.leads = leads
        self.ledger = Ledger(number=number)
        self.wrong: list[str] = []
        self.took = 0.0
        self.meanwhile = 0.0

    def run(self, address: str, meanwhile=None) -> "Wave":
        """Let them all go, wait until all are done, and account for every save."""
        from django.db import connection

        from allteach.core.queries import broken_links
        from scripts.soak.account import lost
        from scripts.soak.writers import run

        connection.close()
        clients = threading.Thread(target=run, args=(address, self.leads, self.ledger))
        started = time.monotonic()
        clients.start()
        if meanwhile is not None:
            self.meanwhile = meanwhile()
        clients.join()
        self.took = time.monotonic() - started
        self.wrong = [*self.ledger.errors, *lost(self.ledger.saved), *broken_links()]
        return self


def show(wave: Wave) -> int:
    """One paragraph on a wave; how much is wrong with it."""
    seconds = sorted(wave.ledger.seconds)
    median, late, most = (seconds[int(share * (len(seconds) - 1))] if seconds else 0 for share in (0.5, 0.99, 1))
    lost = len(wave.wrong) - len(wave.ledger.errors)
    print(
        f"\n{len(wave.leads)} clients while {wave.words}: {len(wave.ledger.saved):,} saves acknowledged, {lost} lost, "
        f"{len(wave.ledger.errors)} errors; {wave.ledger.told} times somebody was told that another was quicker.\n"
        f"  {wave.took:.1f} s; a save took {median:.2f} s (median), {late:.2f} s (99 in 100), {most:.2f} s at most"
        + (f"; the worker's step took {wave.meanwhile:.1f} s." if wave.meanwhile else "."),
        flush=True,
    )
    for words in wave.wrong[:SHOWN]:
        print(f"  ✗ {words}")
    return len(wave.wrong)


def faults_in(log: Path) -> list[str]:
    """What server and worker wrote of errors."""
    marks = ("ERROR", "CRITICAL", "Traceback", "database is locked")
    return [line for line in log.read_text(errors="replace").splitlines() if any(mark in line for mark in marks)]


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
