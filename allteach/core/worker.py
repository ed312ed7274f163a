"""The worker: the task library's own loop, and beside it a pulse that keeps promises where the library does not."""

import logging
import secrets
import socket
import threading
import time

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker

from allteach.core.actions.work import beat, leave, sweep
from allteach.core.schedules import ask_for_what_is_due, schedules

HEARTBEAT = 15  # Seconds; a quarter of the lease.
PAUSE = 2  # Seconds, after the database was not there.

log = logging.getLogger(__name__)


class Pulse(threading.Thread):
    """Beats, sweeps and asks by the clock while the worker's loop is busy with a task."""

    def __init__(self, name: str, *, tick: float = 1.0):
        super().__init__(name=f"pulse of {name}", daemon=True)
        self.worker = name
        self.tick = tick
        self.schedules = schedules()
        self.ended = threading.Event()
        self.beat_at = 0.0

    def run(self) -> None:
        """One turn a tick until ended. A database that is away for a while is no reason to stop."""
        while not self.ended.wait(self.tick):
            close_old_connections()
            try:
                self.turn()
            except Exception:
                log.exception("A turn of %s failed; the next may not.", self.worker)
        connection.close()

    def turn(self) -> None:
        """Say that the worker lives and sweep, four times a lease; ask for what is due, every time."""
        if time.monotonic() >= self.beat_at:
            beat(self.worker)
            sweep()
            self.beat_at = time.monotonic() + HEARTBEAT
        ask_for_what_is_due(self.schedules, timezone.now())

    def end(self) -> None:
        """Stop, and say that this worker is gone."""
        self.ended.set()
        self.join()
        leave(self.worker)


def work(*, name: str = "", interval: float = 0.5, until_idle: bool = False) -> None:
    """Work until told to stop (once is enough: the task at hand is finished first), or until nothing is due."""
    name = name or f"{socket.gethostname()[:40]}-{secrets.token_hex(6)}"
    loop = LibraryWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=until_idle,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    loop.configure_signals()
    pulse = Pulse(name)
    pulse.turn()
    pulse.start()
    try:
        while True:
            try:
                loop.run()
                return
            except DatabaseError:
                # The library's loop ends when the database is away, or was restored under it. Ours begins again.
                if until_idle:
                    raise
                log.exception("The worker %s begins again.", name)
                connection.close()
                time.sleep(PAUSE)
    finally:
        loop.reset_signals()
        pulse.end()
