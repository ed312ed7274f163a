"""Checklists of pre-work as finished values, for templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.permissions import can_sign_off
from allteach.collaboratives.prework import ITEMS
from allteach.collaboratives.readiness import LEVELS, QUESTIONS
from allteach.people.models import Person
from allteach.progress.prework import Checklist, Line, Shown
from allteach.spaces.naming import name_for, slug_for
from allteach.web.tables import Cell, Column, Table

# Where a team does each item: the name of its page, where there is one.
DONE_AT = {
    "welcome": "spaces:people",
    "team": "spaces:people",
    "aim": "improvement:write_aim",
    "population": "collaboratives:change_profile",
    "baseline": "teams:measures",
    "process_map": "improvement:process_maps",
    "readiness": "prework:readiness",
    "stakeholders": "documents:leaflets",
    "storyboard": "documents:storyboards",
    "first_tests": "improvement:start_cycle",
}
TONES = {"done": "better", "shown": "brand", "late": "late", "now": "outline", "later": "plain"}


@dataclass(frozen=True)
class LineShown:
    """One item on a team's page."""

    key: str
    words: str
    shown_by: str
    when: str
    state: str
    tone: str
    signed: str
    said: str  # What whoever signed it off saw.
    signs: str
    evidence: tuple[Shown, ...]
    address: str
    sign_off: str = ""
    undo: str = ""


def lines_of(checklist: Checklist, *, person: Person, today: date) -> list[LineShown]:
    """A team's items as this person sees them, with what they can do."""
    slug = slug_for(checklist.team, person)
    found = []
    for line in checklist.lines:
        state = state_of(line)
        may = can_sign_off(person, checklist.team, line.item)
        where = [slug, line.item.key]
        found.append(
            LineShown(
                key=line.item.key,
                words=str(line.item.words),
                shown_by=str(line.item.shown_by),
                when=when_words(line, today),
                state=state_words()[state],
                tone=TONES[state],
                signed=signed_words(line),
                said=line.sign_off.words if line.sign_off else "",
                signs=str(line.item.signed_by.label),
                evidence=line.evidence,
                address=address_of(line.item.key, slug),
                sign_off=reverse("prework:sign_off", args=where) if may and not line.is_done else "",
                undo=reverse("prework:undo_sign_off", args=where) if may and line.is_done else "",
            )
        )
    return found


def state_of(line: Line) -> str:
    """Where an item stands, in one word: done, shown, late, now or later."""
    if line.is_done:
        return "done"
    if line.is_shown:
        return "shown"
    if line.is_late:
        return "late"
    return "now" if line.is_current else "later"


def state_words() -> dict[str, str]:
    """What each state is called."""
    return {
        "done": _("Signed off"),
        "shown": _("Ready to sign off"),
        "late": _("Late"),
        "now": _("Now"),
        "later": _("Later"),
    }


def when_words(line: Line, today: date) -> str:
    """The weeks of an item, and by when it is done where there is a calendar."""
    first, last = line.item.first_week, line.item.last_week
    weeks = (
        _("Week %(week)d") % {"week": first}
        if first == last
        else _("Weeks %(first)d to %(last)d") % {"first": first, "last": last}
    )
    if line.due_on is None:
        return weeks
    return _("%(weeks)s, until %(day)s") % {"weeks": weeks, "day": formats.date_format(line.due_on, "j F")}


def signed_words(line: Line) -> str:
    """Who signed it off, and when."""
    if line.sign_off is None:
        return ""
    day = formats.date_format(timezone.localtime(line.sign_off.signed_at), "j F Y")
    return _("%(name)s, %(day)s") % {"name": line.sign_off.signed_by, "day": day}


def address_of(item: str, slug: str) -> str:
    """Where a team does an item; nothing where the record has no page for it."""
    try:
        return reverse(DONE_AT[item], args=[slug]) if item in DONE_AT else ""
    except NoReverseMatch:
        return ""


def matrix_of(checklists: Iterable[Checklist], *, seen_by: Person) -> list[dict]:
    """Teams down, items across: for the page."""
    words = state_words()
    rows = []
    for each in checklists:
        cells = []
        for line in each.lines:
            state = state_of(line)
            cells.append({"state": state, "words": words[state], "item": line.item.words})
        rows.append(
            {
                "name": name_for(each.team, seen_by),
                "address": reverse("prework:prework", args=[slug_for(each.team, seen_by)]),
                "is_stuck": each.is_stuck,
                "done": each.done,
                "late": len(each.late),
                "cells": cells,
                "help": help_words(each.review) if each.late else "",
            }
        )
    return rows


def help_words(review: ReadinessReview | None) -> str:
    """What help a team was named, by whom."""
    if review is None or not review.help_words:
        return ""
    return _("%(helper)s: %(words)s") % {"helper": review.helper, "words": review.help_words}


def prework_table(name: str, checklists: Iterable[Checklist], *, seen_by: Person) -> Table:
    """The same to take along."""
    words = state_words()
    rows = [
        (
            Cell(name_for(each.team, seen_by)),
            each.done,
            len(each.late),
            *(words[state_of(line)] for line in each.lines),
            help_words(each.review),
        )
        for each in checklists
    ]
    return Table(
        key="prework",
        caption=_("Pre-work of the teams: stuck first, then by name"),
        name=name,
        columns=(
            Column(_("Team")),
            Column(_("Signed off"), is_number=True),
            Column(_("Late"), is_number=True),
            *(Column(str(item.words)) for item in ITEMS.values()),
            Column(_("Help")),
        ),
        rows=rows,
    )


def undone_words(undone: Iterable[SignOff]) -> list[tuple[str, str]]:
    """What was signed off and undone: the item, by whom, when and why."""
    return [
        (
            str(ITEMS[each.item].words) if each.item in ITEMS else each.item,
            _("Signed off by %(signer)s, undone by %(name)s on %(day)s: %(reason)s")
            % {
                "signer": each.signed_by,
                "name": each.undone_by,
                "day": formats.date_format(timezone.localtime(each.undone_at), "j F Y"),
                "reason": each.undone_reason,
            },
        )
        for each in undone
    ]


def answers_of(review: ReadinessReview) -> list[tuple[str, str, str]]:
    """A review, question by question, with what shows it."""
    return [
        (str(question.words), str(LEVELS.get(review.answers.get(key), "")), review.evidence.get(key, ""))
        for key, question in QUESTIONS.items()
    ]
