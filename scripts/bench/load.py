"""Ask one address as often as it answers, for some seconds, from a few clients at once. Only ever our own server."""

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

CLIENTS = 8


@dataclass(frozen=True)
class Answered:
    """What came of it."""

    per_second: float
    median: float  # Milliseconds.
    worst: float  # Milliseconds, of 99 in 100.
    failed: int


def load(address: str, *, cookie: str, seconds: float) -> Answered:
    """Ask with a session for some seconds, each client on one connection."""
    took: list[list[float]] = [[] for _ in range(CLIENTS)]
    failed: list[int] = [0] * CLIENTS
    until = time.monotonic() + seconds
    clients = [
        threading.Thread(target=ask, args=(address, cookie, until, took[number], failed, number))
        for number in range(CLIENTS)
    ]
    started = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    elapsed = time.monotonic() - started
    all_took = sorted(1000 * each for times in took for each in times)
    return Answered(
        per_second=len(all_took) / elapsed,
        median=statistics.median(all_took) if all_took else float("nan"),
        worst=all_took[int(0.99 * len(all_took))] if all_took else float("nan"),
        failed=sum(failed),
    )


def together(turns: Sequence[Answered]) -> Answered:
    """What came of several turns of equal length."""
    return Answered(
        per_second=statistics.fmean(turn.per_second for turn in turns),
        median=statistics.median(turn.median for turn in turns),
        worst=max(turn.worst for turn in turns),
        failed=sum(turn.failed for turn in turns),
    )


def ask(address, cookie, until, took, failed, number) -> None:
    """One client: ask, read the whole answer, note how long it took."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    while time.monotonic() < until:
        started = time.monotonic()
        connection.request("GET", parts.path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200 and body:
            took.append(time.monotonic() - started)
        else:
            failed[number] += 1
    connection.close()
