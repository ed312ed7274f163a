"""Clients of the running server: each opens the grid as a browser does and saves, and notes what it was told."""

import http.client
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

from scripts.soak.people import Box, Lead

ROUNDS = 5
PATIENCE = 180  # Seconds; longer than any answer may take.
STALE = 5  # Seconds; a browser opens a new connection when the server may have closed the idle one.
OUT_OF = 100_000  # Every number is about half of it, so that none is odd beside the last ones.
TRIES = 4  # Of somebody who was told that another was quicker, until theirs stands.


@dataclass(frozen=True)
class Saved:
    """A save that was acknowledged."""

    box: Box
    number: int
    is_sent: bool
    at: int  # In which order.


@dataclass
class Ledger:
    """What the clients were told. Shared by all of them."""

    saved: list[Saved] = field(default_factory=list)
    told: int = 0
    seconds: list[float] = field(default_factory=list)  # Of each save, whatever came of it.
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    number: int = 0  # The last one given out: no two saves say the same.

    def next_number(self) -> int:
        """A number nobody has saved yet."""
        with self.lock:
            self.number += 1
            return OUT_OF // 2 - 10_000 + self.number

    def note(self, box: Box, number: int, *, is_sent: bool) -> None:
        """A save was acknowledged."""
        with self.lock:
            self.saved.append(Saved(box, number, is_sent, len(self.saved)))

    def trouble(self, words: str) -> None:
        """Something that may not be."""
        with self.lock:
            self.errors.append(words)


class TroubleError(Exception):
    """An answer that may not be."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str

    def seen(self, box: Box) -> str:
        """What this page says that its reader has seen in a box's row."""
        return self.one(rf'name="{re.escape(box.row)}:seen" value="([^"]*)"')

    def one(self, pattern: str) -> str:
        """The one thing a pattern finds in it."""
        found = re.search(pattern, self.text)
        if found is None:
            raise TroubleError(f"an answer {self.status} without {pattern!r}")
        return unescape(found[1])


class Writer:
    """One client, on one connection that it keeps."""

    def __init__(self, address: str, lead: Lead, ledger: Ledger):
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        self.lead = lead
        self.ledger = ledger
        self.cookies = lead.cookie
        self.answered_at = 0.0
        self.key = ""
        self.seen = ""

    def open(self) -> None:
        """Open the grid: its form key, and what stands in the box."""
        answer = self.ask("GET", self.lead.box.address)
        self.key = answer.one(r'name="csrfmiddlewaretoken" value="([^"]+)"')
        self.seen = answer.seen(self.lead.box)

    def keep(self, number: int) -> Answer:
        """What the grid does by itself while somebody types."""
        return self.save(number, f"{self.lead.box.address}keep/", {"HX-Request": "true"})

    def keep_page(self, number: int) -> Answer:
        """The button "Keep for later"."""
        return self.save(number, self.lead.box.address, {}, do="keep")

    def send(self, number: int) -> Answer:
        """The button "Send"."""
        return self.save(number, self.lead.box.address, {}, is_sent=True, do="send", reason="Counted again")

    def save(self, number: int, address: str, headers: dict[str, str], *, is_sent=False, reason="", **said) -> Answer:
        """Save a number in the box; note whether it was acknowledged, and how long it took."""
        row = self.lead.box.row
        form = {
            **said,
            "csrfmiddlewaretoken": self.key,
            f"{row}:numerator": str(number),
            f"{row}:denominator": str(OUT_OF),
            f"{row}:seen": self.seen,
            **({f"{row}:reason": reason} if reason else {}),
        }
        started = time.monotonic()
        answer = self.ask("POST", address, form, headers)
        self.ledger.seconds.append(time.monotonic() - started)
        if answer.status == 409:
            with self.ledger.lock:
                self.ledger.told += 1
            self.seen = answer.seen(self.lead.box)
        elif answer.status == 302 or (answer.status == 200 and headers):
            self.ledger.note(self.lead.box, number, is_sent=is_sent)
            if answer.status == 200:
                self.seen = answer.seen(self.lead.box)
        else:
            said_wrong = re.findall(r'at-error-words">(?:<span[^>]*>[^<]*</span>)?([^<]*)', answer.text)
            raise TroubleError(f"{address} answered {answer.status}: {said_wrong or answer.text[:200]!r}")
        return answer

    def insist(self, number: int, save) -> Answer:
        """Save although somebody else was quicker, having seen what they said."""
        for _try in range(TRIES):
            answer = save(number)
            if answer.status != 409:
                return answer
        raise TroubleError(f"told {TRIES} times that somebody else was quicker, with nobody there")

    def ask(self, method: str, address: str, form: dict | None = None, headers: dict | None = None) -> Answer:
        """One request and its answer; cookies are kept as a browser keeps them."""
        body = urlencode(form) if form is not None else None
        sent = {"Cookie": self.cookies, **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.answered_at > STALE:
            self.connection.close()  # It opens again by itself.
        self.connection.request(method, address, body=body, headers=sent)
        response = self.connection.getresponse()
        text = response.read().decode()
        self.answered_at = time.monotonic()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = header.partition("=")
            if name == "csrftoken":
                self.cookies = f"{self.lead.cookie}; csrftoken={rest.partition(';')[0]}"
        if response.status >= 500:
            raise TroubleError(f"{address} answered {response.status}")
        return Answer(response.status, text)


def save_alone(writer: Writer) -> None:
    """Typed twice, sent, corrected twice."""
    writer.open()
    for number in (writer.ledger.next_number(), writer.ledger.next_number()):
        writer.keep(number)
    for _round in range(2, ROUNDS):
        writer.send(writer.ledger.next_number())
        writer.open()


def save_beside(writer: Writer) -> None:
    """Typed five times in a row of their own, while others type in the rows beside."""
    writer.open()
    for _round in range(ROUNDS):
        writer.keep(writer.ledger.next_number())


class Pair:
    """Two who save in the same box at the same moment, five times: one is taken, the other is told and sees both."""

    def __init__(self, *, is_sending: bool):
        self.is_sending = is_sending
        self.together = threading.Barrier(2, timeout=PATIENCE)
        self.answers: dict[int, tuple[int, Answer]] = {}

    def __call__(self, writer: Writer) -> None:
        for _round in range(ROUNDS):
            writer.open()
            self.together.wait()
            number = writer.ledger.next_number()
            answer = writer.send(number) if self.is_sending else writer.keep(number)
            self.answers[writer.lead.number] = number, answer
            self.together.wait()
            if answer.status == 409:
                self.check(writer, number, answer)
                writer.insist(number, writer.send if self.is_sending else writer.keep_page)
            self.together.wait()

    def check(self, writer: Writer, number: int, answer: Answer) -> None:
        """Whoever is told sees both texts, and the other was taken."""
        [(others, other)] = [told for lead, told in self.answers.items() if lead != writer.lead.number]
        if other.status == 409:
            raise TroubleError("both were told that the other was quicker")
        if str(others) not in answer.text or (self.is_sending and str(number) not in answer.text):
            raise TroubleError("somebody was told without being shown both texts")


def run(address: str, leads: list[Lead], ledger: Ledger) -> None:
    """All clients at once, until each has saved five times."""
    ways = {"alone": save_alone, "beside": save_beside}
    pairs: dict[Box, Pair] = {}
    threads = []
    for lead in leads:
        way = ways.get(lead.way) or pairs.setdefault(lead.box, Pair(is_sending=lead.way.startswith("sending")))
        threads.append(threading.Thread(target=go, args=(way, Writer(address, lead, ledger), ledger)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def go(way, writer: Writer, ledger: Ledger) -> None:
    """One client, whose trouble is noted."""
    with noting(ledger, writer.lead), writer_closed(writer):
        way(writer)


@contextmanager
def noting(ledger: Ledger, lead: Lead) -> Iterator[None]:
    """Whatever goes wrong is an error of the run."""
    try:
        yield
    except (
        TroubleError,
        OSError,
        http.client.HTTPException,
        threading.BrokenBarrierError,
        json.JSONDecodeError,
    ) as error:
        ledger.trouble(f"{lead.way}: {type(error).__name__} {error}")


@contextmanager
def writer_closed(writer: Writer) -> Iterator[None]:
    """Its connection is closed with the block."""
    try:
        yield
    finally:
        writer.connection.close()
