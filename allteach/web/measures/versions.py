"""The versions of a definition beside each other: which, from when, why, and what changed from one to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from allteach.measures.models import Definition
from allteach.web.measures.definition_forms import GROUPS
from allteach.web.measures.reading_choices import CHARTS, RULES

SHOWN_FIELDS = tuple(name for _title, names in GROUPS for name in names)


@dataclass(frozen=True)
class Change:
    """One answer that a version gives otherwise than the one before."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One version of a definition, and what it changed."""

    number: int
    when: str
    reason: str
    changes: tuple[Change, ...]
    is_in_force: bool


def versions_of(definitions: Iterable[Definition]) -> list[Version]:
    """The versions of a definition, the newest first."""
    ordered = sorted(definitions, key=lambda definition: definition.number)
    changes = [(), *(tuple(changed(before, after)) for before, after in pairwise(ordered))]
    shown = [
        Version(
            number=definition.number,
            when=when_in_force(definition),
            reason=definition.change_reason,
            changes=told,
            is_in_force=definition is ordered[-1],
        )
        for definition, told in zip(ordered, changes, strict=True)
    ]
    return shown[::-1]


def when_in_force(definition: Definition) -> str:
    """ "Version 2, from 5 March 2026" """
    if definition.effective_from is None:
        return _("Version %(number)d, from the beginning") % {"number": definition.number}
    when = date_format(definition.effective_from, "DATE_FORMAT")
    return _("Version %(number)d, from %(when)s") % {"number": definition.number, "when": when}


def changed(before: Definition, after: Definition) -> list[Change]:
    """What a version changed: the question, the old answer and the new one."""
    return [
        Change(capfirst(Definition._meta.get_field(name).verbose_name), answer(before, name), answer(after, name))
        for name in SHOWN_FIELDS
        if getattr(before, name) != getattr(after, name)
    ]


def answer(definition: Definition, name: str) -> str:
    """What a definition says to one question, in words."""
    value = getattr(definition, name)
    if name in ("chart", "rules"):
        return str({"chart": CHARTS, "rules": RULES}[name].get(value, value))
    said = getattr(definition, f"get_{name}_display", None)
    if said:
        return str(said())
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
