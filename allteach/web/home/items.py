"""What a desk is made of: one thing that needs somebody, the ways to finish it, and words that all of them use."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

NAMED = 3  # Teams and invitations named on the desk; the others are counted.


@dataclass(frozen=True)
class Way:
    """A way to finish something: a link, or with `answers` a form that is sent from here."""

    words: str
    address: str
    about: str = ""  # For those who hear the words alone.
    answers: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class DeskItem:
    """One thing on the desk. `done` of `most` says how far it is, where that can be said."""

    title: str
    why: str
    address: str
    due: str = ""
    is_due_now: bool = False
    ways: tuple[Way, ...] = ()
    done: int = 0
    most: int = 0


def some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return _("%(names)s and %(count)d more") % {"names": ", ".join(names[:NAMED]), "count": len(names) - NAMED}


def when(due_on: date | None, today: date) -> str:
    """When it is due, as one would say it; nothing of what has no day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    if days == -1:
        return _("Was due yesterday")
    words = _("Was due %(day)s") if days < 0 else _("Due %(day)s")
    return words % {"day": date_format(due_on, "MONTH_DAY_FORMAT")}
