"""A remark on a test, as its page shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.improvement.models import Cycle, Remark
from allteach.improvement.permissions import can_take_back_remark
from allteach.people.models import Person
from allteach.spaces.naming import slug_for
from allteach.web.improvement.shown.words import day_words


@dataclass(frozen=True)
class RemarkShown:
    """One remark: its words, who said it and when; `take_back` is the address for whoever said it."""

    words: str
    by: str
    is_read: bool
    take_back: str


def remark_shown(remark: Remark, cycle: Cycle, person: Person) -> RemarkShown:
    """One remark for a template."""
    said = {"name": remark.by.name, "day": day_words(timezone.localdate(remark.at))}
    is_own = can_take_back_remark(person, remark)
    where = [slug_for(cycle.team, person), cycle.number, remark.pk]
    return RemarkShown(
        words=remark.words,
        by=_("%(name)s, %(day)s") % said,
        is_read=remark.read_at is not None,
        take_back=reverse("improvement:take_back_remark", args=where) if is_own else "",
    )
