"""Days, and a few words on the state of something."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

DAY = "j F Y"  # 5 March 2026, 5 mars 2026: the order that all our languages have.


@dataclass(frozen=True)
class Mark:
    """A few words on the state of something, and their tone."""

    words: str
    tone: str


def day_words(on: date | None) -> str:
    """A day as people read it: "5 March 2026"; nothing for none."""
    return formats.date_format(on, DAY) if on else ""


def span_words(first: date | None, last: date | None) -> str:
    """From one day to another, or the one of them that is known."""
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": day_words(first), "last": day_words(last)}
    return day_words(first or last)
