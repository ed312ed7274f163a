"""Serve the site on this machine: `demo` with the story and its cast, `run` on the data that is there.

The demo keeps to a folder of its own, so that telling it anew can never touch anybody's data. Both make what is
missing and leave what is there; one server and one worker run until Ctrl-C.
"""

import argparse
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.progress import ROOT, step

VAR = Path(os.environ.get("ALLTEACH_VAR") or ROOT / "var")
STATIC = VAR / "static"
GRACE = 10  # Seconds that server and worker have to finish what they are at.


def main() -> int:
    """Prepare, serve, and stop in good order."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", choices=["demo", "run"])
    asked.add_argument("--fresh", action="store_true", help="tell the demo story from the beginning")
    asked.add_argument("--congress", action="store_true", help="the story played to its end, beside the usual one")
    asked.add_argument("--prepare-only", action="store_true", help="make what is missing, and serve nothing")
    options = asked.parse_args()
    port, host = os.environ.get("PORT", "8000"), os.environ.get("HOST", "127.0.0.1")
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT is {port!r}: write a number, such as PORT=8123.")
    address = f"http://localhost:{port}"

    set_environment(options.what, address, is_whole=options.congress)
    if options.what == "demo":
        if options.fresh and os.environ.get("DATABASE_URL"):
            sys.exit(
                "make demo-fresh does not empty a database that DATABASE_URL names: there may be real data in it.\n"
                "Name an empty database, or leave DATABASE_URL out."
            )
        if options.fresh or not story_is_told():
            forget_the_demo()
    prepare(options.what, is_whole=options.congress)
    if options.prepare_only:
        return 0
    return serve(host, port, address, cast() if options.what == "demo" else "")


def set_environment(what: str, address: str, *, is_whole: bool = False) -> None:
    """What the settings are read from; whatever is set already stands. Each story has a folder of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allteach.settings")
    os.environ.setdefault("ALLTEACH_ADDRESS", address)
    os.environ.setdefault("ALLTEACH_STATIC", str(STATIC))
    if what == "demo":
        os.environ["ALLTEACH_DEMO"] = "yes"
        os.environ["ALLTEACH_VAR"] = str(VAR / ("demo-congress" if is_whole else "demo"))


def story_is_told() -> bool:
    """Whether the story was told to its end in this very database: one that was interrupted is told anew."""
    return told_mark().exists()


def told_mark() -> Path:
    """The empty file that says so. Its name holds a digest of the database's address, which may hold a password."""
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()[:12]
    return Path(os.environ["ALLTEACH_VAR"]) / f"told-{digest}"


def forget_the_demo() -> None:
    """Remove the demo's database, mail and uploads: nothing else is in that folder."""
    shutil.rmtree(os.environ["ALLTEACH_VAR"], ignore_errors=True)


def prepare(what: str, *, is_whole: bool = False) -> None:
    """Bring the database and the static files up to date, and tell the story where it was not told yet."""
    with step("Starting"):
        import django

        django.setup()
    from django.core.management import call_command, get_commands

    commands = get_commands()
    if "compile_catalogues" in commands:
        with step("Preparing the languages"):
            call_command("compile_catalogues", verbosity=0)
    with step("Preparing the database"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    if static_files_are_old():
        with step("Preparing stylesheet, scripts and pictures"):
            call_command("collectstatic", interactive=False, verbosity=0)
    if what == "demo" and not story_is_told():
        with step("Telling the demo's story") as how_far:
            call_command("make_demo", whole=is_whole, verbosity=2, stderr=Listener(how_far))
        told_mark().touch()
    from django.db import connections

    connections.close_all()


class Listener(io.StringIO):
    """What a command says on its way, handed on line by line."""

    def __init__(self, hand_on):
        super().__init__()
        self.hand_on = hand_on

    def write(self, words: str) -> int:
        """Hand on what is not blank."""
        if words.strip():
            self.hand_on(words.strip())
        return len(words)


def static_files_are_old() -> bool:
    """Whether something was built or installed since they were last collected."""
    from django.conf import settings

    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return True
    sources = [path for path in (ROOT / "allteach").glob("*/static/**/*") if path.is_file()]
    newest = max(path.stat().st_mtime for path in [*sources, ROOT / ".venv" / "base.ready"] if path.exists())
    return newest > collected.stat().st_mtime


def people_for_demo() -> list[tuple[str, str]]:
    """The cast: names and addresses of those whom the demo lets anybody sign in as."""
    from django.apps import apps

    accounts = apps.get_model("people", "Account").objects.filter(is_for_demo=True, is_active=True)
    return list(accounts.order_by("pk").values_list("person__name", "email"))


def cast() -> str:
    """Whom to sign in as, in words."""
    people = people_for_demo()
    if not people:
        return "The database is empty: nobody can sign in yet."
    names = ", ".join(name for name, _ in people[:8])
    more = f" and {len(people) - 8} more" if len(people) > 8 else ""
    return f"Sign in with one click as {names}{more}: no password needed."


def serve(host: str, port: str, address: str, words: str) -> int:
    """Run server and worker until somebody stops us, or the server ends by itself."""
    python = sys.executable
    server = subprocess.Popen(
        [
            *(python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", "2"),
            *("--blocking-threads", "4", "--log-level", "warning"),
            "allteach.wsgi:application",
        ],
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C reaches this script alone, which stops both in good order.
    )
    worker = start_worker(python)
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.append(True))

    greeted = False
    while not stopping and server.poll() is None:
        if not greeted and answers(f"{address}/healthz"):
            greeted = True
            print(f"\n  Allteach is at {address}\n  {words}\n  Ctrl-C stops it.\n", flush=True)
        if worker.poll() is not None:
            print("The worker ended; starting another.", flush=True)
            time.sleep(1)
            worker = start_worker(python)
        time.sleep(0.2)
    stop(server, worker)
    if stopping:
        print("Stopped.")
        return 0
    print(f"The server ended with status {server.returncode}. Is port {port} in use? PORT=8123 make … takes another.")
    return 1


def start_worker(python: str) -> subprocess.Popen:
    """The one worker: mail, imports, whatever is done later."""
    return subprocess.Popen([python, "manage.py", "work"], cwd=ROOT, start_new_session=True)


def answers(address: str) -> bool:
    """Whether the server answers yet."""
    try:
        with urllib.request.urlopen(address, timeout=1) as response:  # noqa: S310 - our own address
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def stop(*processes: subprocess.Popen) -> None:
    """Ask every process to end, and end those that do not, with whatever they started."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(timeout=max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
