"""A charter as people read it, and what differs between two versions."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from allteach.collaboratives.models import Charter, CharterVersion
from allteach.collaboratives.sections import SECTIONS, Section
from allteach.people.models import Person
from allteach.spaces.models import Space


@dataclass(frozen=True)
class Piece:
    """A stretch of text that two versions have in common, or that one of them has alone."""

    words: str
    change: str  # same, gone or new


@dataclass(frozen=True)
class SectionChange:
    """What became of one section."""

    section: Section
    pieces: tuple[Piece, ...]


def charter_of(collaborative: Space, *, seen_by: Person) -> Charter | None:
    """The charter of a collaborative, if this person may read it."""
    return Charter.objects.visible_to(seen_by).filter(collaborative=collaborative.pk).first()


def versions_of(charter: Charter) -> list[CharterVersion]:
    """Every version, the newest first."""
    return list(charter.versions.select_related("by", "approved_by").order_by("-number"))


def differences(before: CharterVersion, after: CharterVersion) -> list[SectionChange]:
    """The sections that differ between two versions, word by word, in the charter's order."""
    found = []
    for key, section in SECTIONS.items():
        old, new = before.sections.get(key, ""), after.sections.get(key, "")
        if old != new:
            found.append(SectionChange(section, word_changes(old, new)))
    return found


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """What two texts have in common and what each has alone, in reading order."""
    a, b = _words(old), _words(new)
    pieces: list[Piece] = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(a[a1:a2]), "same"))
            continue
        if a1 != a2:
            pieces.append(Piece("".join(a[a1:a2]), "gone"))
        if b1 != b2:
            pieces.append(Piece("".join(b[b1:b2]), "new"))
    return tuple(pieces)


def _words(text: str) -> Sequence[str]:
    return [word for line in text.splitlines(keepends=True) for word in line.replace(" ", " \0").split("\0")]
