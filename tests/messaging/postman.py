"""A mail server of our own that fails as it is told, and a backend whose process dies as it is told."""

import socketserver
import threading
import time
from contextlib import suppress
from email import message_from_bytes, policy

from allteach.messaging.smtp import TellingBackend

TAKES = "takes"
SILENT_BEFORE = "falls silent before the text"
SILENT_LOST = "falls silent after the text, and has lost it"
SILENT_KEPT = "falls silent after the text, and has kept it"
HANGS_UP = "takes it, and hangs up"
LATER = "says: later"
NEVER = "says: never"
SLOW = "takes it, after a while"
A_WHILE = 0.2  # Seconds.
FAULTS = (SILENT_BEFORE, SILENT_LOST, SILENT_KEPT, HANGS_UP, LATER)


class Postman(socketserver.ThreadingTCPServer):
    """Listens on this machine. `does` says what happens to each mail, in turn; then every mail is taken."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.does: list[str] = []
        self.kept = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def end(self) -> None:
        self.shutdown()
        self.server_close()

    def kept_numbers(self) -> list[str]:
        """The Message-IDs of the mails that arrived."""
        return [mail["Message-ID"] for mail in self.kept]


class Conversation(socketserver.StreamRequestHandler):
    """Just enough of RFC 5321."""

    def handle(self):
        with suppress(OSError):
            self.say("220 ready")
            while line := self.rfile.readline():
                if not self.answer(line.split()[0].upper()):
                    return

    def answer(self, word: bytes) -> bool:
        """Answer one line. False when the conversation is over."""
        if word == b"MAIL":
            self.fate = self.server.does.pop(0) if self.server.does else TAKES
            if self.fate == SILENT_BEFORE:
                return False
        if word == b"RCPT" and self.fate in {LATER, NEVER}:
            self.say("451 later" if self.fate == LATER else "550 nobody of that name")
        elif word == b"DATA":
            return self.take()
        elif word == b"QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def take(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        if self.fate != SILENT_LOST:
            self.server.kept.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.fate in {SILENT_LOST, SILENT_KEPT}:
            return False
        if self.fate == SLOW:
            time.sleep(A_WHILE)
        self.say("250 taken")
        return self.fate != HANGS_UP

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Killed(BaseException):
    """What happens to a process that is killed: nothing after it is done."""


class MortalBackend(TellingBackend):
    """Sends, but `dies` says of each mail whether the process is killed before or after sending it."""

    dies: list[str] = []

    def send_messages(self, email_messages):
        death = self.dies.pop(0) if self.dies else ""
        if death == "before":
            raise Killed
        sent = super().send_messages(email_messages)
        if death == "after":
            raise Killed
        return sent
