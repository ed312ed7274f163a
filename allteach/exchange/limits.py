"""What a file may ask of us, and how a reader says that it asks too much.

Nothing here, nor in any module that the reading child imports, knows of Django: the child starts in a moment, holds
little memory, and answers with the name of a refusal. The words are `refusals.py`'s, in the language of whoever asked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that one file may hold, and the most that reading it may cost."""

    file_bytes: int = 25 * MEBIBYTE
    unpacked_bytes: int = 250 * MEBIBYTE
    members: int = 200
    times_unpacked: int = 100  # How many times its packed size a part may become.
    rows: int = 500_000
    columns: int = 100
    cells: int = 4_000_000  # Of the whole rectangle: 500,000 rows of eight columns.
    cell_characters: int = 2_000
    seconds: int = 60


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - it is an answer, not a mishap
    """A file that will not be read. `reason` is a key of `refusals.REFUSALS`, `facts` what its sentence names."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


# Control characters, and marks that are not seen: joiners are kept, for scripts that need them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def tidy(text: str) -> str:
    """Return the text on one line as a person sees it: composed, without unseen characters or doubled spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())
