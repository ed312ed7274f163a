"""A charter as people read it, and what differs between two versions."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

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


def said_in(version: CharterVersion, key: str) -> str:
    """What a version says in a section; its calendar says first when the collaborative begins and ends."""
    text = version.sections.get(key, "")
    if key != "calendar":
        return text
    term = term_words(version.begins_on, version.ends_on)
    return f"{term}\n\n{text}".strip()


def term_words(begins_on: date | None, ends_on: date | None) -> str:
    """From when to when a collaborative runs; nothing while neither is said."""
    first, last = (date_format(day, "j F Y") if day else "" for day in (begins_on, ends_on))
    if first and last:
        return _("From %(first)s to %(last)s.") % {"first": first, "last": last}
    if first:
        return _("From %(first)s.") % {"first": first}
    return _("Until %(last)s.") % {"last": last} if last else ""


def end_of(collaborative: OuterRef) -> Subquery:
    """The day on which a collaborative ends, by the newest version of its charter that was approved: for `annotate`."""
    approved = CharterVersion.objects.filter(charter__collaborative=collaborative, approved_at__isnull=False)
    return Subquery(approved.order_by("-number").values("ends_on")[:1])


@dataclass(frozen=True)
class FrozenGoal:
    """A goal as it stood when the charter was approved: its words, where it began, its last target and by when."""

    words: str
    baseline: Decimal | None
    target: Decimal | None
    reach_by: date | None


def frozen_goals(version: CharterVersion) -> list[FrozenGoal]:
    """The table of goals that was frozen with an approved version."""
    found = []
    for goal in version.goals:
        last = goal["targets"][-1] if goal["targets"] else {"value": None, "by": None}
        found.append(
            FrozenGoal(
                words=goal["words"],
                baseline=Decimal(goal["baseline"]) if goal["baseline"] else None,
                target=Decimal(last["value"]) if last["value"] else None,
                reach_by=date.fromisoformat(last["by"]) if last["by"] else None,
            )
        )
    return found


def differences(before: CharterVersion, after: CharterVersion) -> list[SectionChange]:
    """The sections that differ between two versions, word by word, in the charter's order."""
    found = []
    for key, section in SECTIONS.items():
        old, new = said_in(before, key), said_in(after, key)
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
