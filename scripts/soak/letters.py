"""Many mails that are owed, a mail server that fails at random, and workers that are killed: what the runs share."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scripts.progress import ROOT, step
from scripts.site import set_environment
from tests.messaging.postman import FAULTS, SLOW, TAKES, Postman

FAULTY = 0.3  # Of the mails meet a fault.
HALF_OF_A_DAY = 12


class Chance:
    """What becomes of each mail: mostly it is taken. Stands where a Postman has a list."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)  # noqa: S311 - a run that can be repeated, not a secret
        self.met: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return True

    def pop(self, _place: int) -> str:
        """The fate of the next mail."""
        fate = self.random.choice((*FAULTS, SLOW)) if self.random.random() < FAULTY else TAKES
        self.met[fate] += 1
        return fate


@contextmanager
def failing_postman(seed: int) -> Iterator[Postman]:
    """A mail server on this machine that drops, forgets, delays and refuses."""
    postman = Postman()
    postman.does = Chance(seed)
    try:
        yield postman
    finally:
        postman.end()


def prepare(folder: str, postman: Postman, *, has_tables: bool = False) -> None:
    """A site of its own whose mail goes to the postman, and an empty database with the product's tables."""
    set_environment(folder)
    os.environ["ALLTEACH_SMTP_HOST"], os.environ["ALLTEACH_SMTP_PORT"] = "127.0.0.1", str(postman.port)
    os.environ["ALLTEACH_SMTP_TLS"] = "0"
    os.environ["ALLTEACH_LOG_LEVEL"] = "CRITICAL"
    import django

    django.setup()
    from django.core.management import call_command

    if has_tables:
        return
    with step("Preparing the database"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def start_worker(log: Path, *, at: datetime | None = None, until_idle: bool = False) -> subprocess.Popen:
    """A worker, which believes that it is a given moment."""
    command = [sys.executable, "-m", "scripts.soak.worker", *(["--at", at.isoformat()] if at else [])]
    with log.open("ab") as out:
        return subprocess.Popen(
            [*command, *(["--until-idle"] if until_idle else [])],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )


def kill_after(worker: subprocess.Popen, seconds: float) -> bool:
    """Kill a worker with -9, so long after it began. True if it was still there."""
    assert worker.stdout is not None  # noqa: S101 - it was asked for above
    worker.stdout.readline()  # It says that it begins.
    try:
        worker.wait(seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        return True
    finally:
        worker.stdout.close()
    return False


def finish(worker: subprocess.Popen) -> None:
    """Let a worker work until nothing is due. Raises SystemExit when it fails."""
    worker.communicate(timeout=1800)
    if worker.returncode:
        raise SystemExit("A worker ended with an error.")


def zone_by_day() -> str:
    """A time zone in which it is about noon now, so that nothing waits for the morning."""
    hours = HALF_OF_A_DAY - datetime.now(UTC).hour
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def arrived(postman: Postman) -> Counter[int]:
    """How often each mail arrived, by the number of its message."""
    return Counter(int(number.split("@")[0].rsplit(".", 1)[1]) for number in postman.kept_numbers())


def what_is_wrong(postman: Postman) -> list[str]:
    """In words, every mail that was doubled or lost against what is promised of its kind."""
    from allteach.messaging.models import Message
    from allteach.messaging.notices import LETTERS

    came, wrong = arrived(postman), []
    for message in Message.objects.order_by("pk"):
        times, words = came[message.pk], f"{message} arrived {came[message.pk]} times"
        if LETTERS[message.letter].is_never_lost:
            if message.state == Message.State.SENT and not times:
                wrong.append(f"lost: {words}")
            elif times > 1 and not message.doubts:
                wrong.append(f"twice without a doubt: {words}")
        elif times > 1:
            wrong.append(f"doubled: {words}")
        elif message.state == Message.State.SENT and times != 1:
            wrong.append(f"said to be sent: {words}")
        elif message.state == Message.State.FAILED:
            wrong.append(f"given up: {words}")
        if message.state in {Message.State.WAITING, Message.State.SENDING}:
            wrong.append(f"left: {words}")
    return wrong


def said(started: float) -> str:
    """How long it took, and how busy the machine was."""
    return f"{time.monotonic() - started:.0f} s, load {os.getloadavg()[0]:.1f}"
