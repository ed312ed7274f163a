"""A site of its own for whoever measures or tries the product: its settings, its server, its worker."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.progress import ROOT

START = 60  # Seconds that a server has to answer first.
END = 30  # Seconds that a process has to finish what it is at.


def set_environment(folder: str, *, settings: str = "allteach.settings") -> None:
    """The product's own settings, in a folder that goes away. DATABASE_URL, when given, names an empty database."""
    for name in [name for name in os.environ if name.startswith("ALLTEACH_")]:
        del os.environ[name]
    os.environ["ALLTEACH_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = settings


@contextmanager
def server(log: Path | None = None) -> Iterator[str]:
    """The address of the product's own server, as it is run for people: two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port),
        *("--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "allteach.wsgi:application"),
    ]
    with running(command, log) as process:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + START
        while not answers(address):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("The server did not start.")
            time.sleep(0.1)
        yield address


@contextmanager
def worker(log: Path | None = None) -> Iterator[subprocess.Popen]:
    """The one worker."""
    with running([sys.executable, "manage.py", "work"], log) as process:
        yield process


@contextmanager
def running(command: list[str], log: Path | None) -> Iterator[subprocess.Popen]:
    """A process that is asked to end with the block; what it says goes to `log`."""
    with Path(log or os.devnull).open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, start_new_session=True, stdout=out if log else None, stderr=out if log else None
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=END)


def answers(address: str) -> bool:
    """Whether the server answers yet."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own server
            return True
    except (urllib.error.URLError, OSError):
        return False
