"""Applications and rounds as finished values, for templates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.collaboratives.application_form import PARTS
from allteach.collaboratives.calendar import Entry
from allteach.collaboratives.models import Application, Decision
from allteach.collaboratives.participation import PROMISES
from allteach.collaboratives.queries.applications import Applied, Words, missing_by_part
from allteach.collaboratives.queries.charters import FrozenGoal
from allteach.collaboratives.stages import days_of, name_of
from allteach.core.language import language_now
from allteach.measures.queries.goals import Yardstick
from allteach.web.improvement.conflicts import said
from allteach.web.recruitment.forms import question_of
from allteach.web.tables import Cell, Column, Table
from allteach.web.templatetags.ui.words import plainly

TONES = {
    Application.State.DRAFT: "outline",
    Application.State.SENT: "plain",
    Application.State.OFFERED: "brand",
    Application.State.WAITING: "soon",
    Application.State.DECLINED: "plain",
    Application.State.TAKEN: "better",
    Application.State.GIVEN_UP: "plain",
    Application.State.WITHDRAWN: "plain",
}


@dataclass(frozen=True)
class PartShown:
    """A part of the form as its writers see it: what it is, how far it is, and what it says."""

    key: str
    title: str
    address: str
    answers: Sequence[tuple[str, str]]
    missing: int
    state: str


@dataclass(frozen=True)
class Dated:
    """A day that stands in the calendar."""

    words: str
    when: str
    machine: str


def parts_of(known: Applied, missing: Words) -> list[PartShown]:
    """The parts of an application, each with its answers and how many are missing."""
    lacking = missing_by_part(missing)
    found = []
    for part in PARTS.values():
        count = len(lacking.get(part.key, {}))
        begun = part.key in known.application.parts or part.key == "practice"
        address = reverse("recruitment:write_part", args=[known.application.pk, part.key])
        if not count:
            state = _("Done")
        elif begun:
            state = ngettext("One answer is missing", "%(count)d answers are missing", count) % {"count": count}
        else:
            state = _("Not begun")
        found.append(
            PartShown(
                key=part.key,
                title=str(part.title),
                address=f"{address}?check=1" if count and begun else address,
                answers=answers_in(part.key, known),
                missing=count,
                state=state,
            )
        )
    return found


def answers_in(key: str, known: Applied) -> list[tuple[str, str]]:
    """What one part of an application says, question by question; what is not answered is left out."""
    application, part = known.application, PARTS[key]
    found: list[tuple[str, str]] = []
    for name in part.questions:
        answer: Any = getattr(application, name)
        if name == "promises":
            promised = [str(PROMISES[promise].words) for promise in answer if promise in PROMISES]
            found += [(_("Promised"), "\n".join(promised))] if promised else []
        elif typed := application.unread.get(name):
            found.append((label_of(name), typed))
        elif isinstance(answer, int | Decimal) and not isinstance(answer, bool):
            found.append((label_of(name), plainly(answer)))
        elif answer not in ("", None, False):
            found.append((label_of(name), said(question_of(name), answer)))
    if part.has_people:
        found = [*((person_label(person.position), person_words(person)) for person in known.people), *found]
    if key == "team" and application.supported_at is not None:
        found.append((_("Support"), support_words(application)))
    return found


def label_of(name: str) -> str:
    """The name of a question."""
    return capfirst(str(Application._meta.get_field(name).verbose_name))


def person_label(position: int) -> str:
    """What stands before somebody who is proposed."""
    return _("Person %(number)d") % {"number": position}


def person_words(person) -> str:
    """Somebody who is proposed, on one line."""
    hours = ""
    if person.hours:
        hours = ngettext("%(hours)s hour a week", "%(hours)s hours a week", 1 if person.hours == 1 else 2) % {
            "hours": plainly(person.hours)
        }
    return ", ".join(filter(None, (person.name, person.get_role_display(), person.discipline, hours)))


def support_words(application: Application) -> str:
    """Who signed for the practice, when and how."""
    day = formats.date_format(timezone.localdate(application.supported_at), "j F Y")
    words = {"name": application.supported_as, "day": day}
    if application.support_recorded_by_id:
        return _("Signed by %(name)s on paper, recorded on %(day)s") % words
    return _("Signed by %(name)s on %(day)s") % words


def dates_of(entries: Iterable[Entry]) -> list[Dated]:
    """Days to keep free, in order."""
    return [Dated(name_of(entry), days_of(entry), entry.start.isoformat()) for entry in entries]


def goals_of(goals: Iterable[FrozenGoal], yardsticks: Mapping[str, Yardstick]) -> list[tuple[str, str]]:
    """Goals in plain words, with their targets and by when."""
    language, found = language_now(), []
    for goal in goals:
        measured = yardsticks.get(goal.words)
        words = plainly(goal.target) if goal.target is not None else ""
        if measured and goal.target is not None:
            words = language.amount(float(goal.target), measured.unit, 0 if goal.target % 1 == 0 else measured.decimals)
        if words and goal.reach_by:
            by = {"target": words, "day": formats.date_format(goal.reach_by, "F Y")}
            words = _("%(target)s by %(day)s") % by
        found.append((capfirst(measured.plain_name) if measured and measured.plain_name else goal.words, words))
    return found


def state_words(application: Application, today: date) -> str:
    """Where an application stands, for its practice; in a sentence."""
    state = Application.State
    if application.state == state.OFFERED:
        words = _("A place is offered to you. Please answer by %(day)s.")
        if application.answer_by < today:
            words = _("A place was offered to you. The last day to answer was %(day)s.")
        return words % {"day": formats.date_format(application.answer_by, "j F Y")}
    sentences = {
        state.DRAFT: _("It is kept here until you send it."),
        state.SENT: _("It is sent. You can change it until the round closes."),
        state.WAITING: _("You are on the waiting list. When a place comes free, the next one moves up."),
        state.DECLINED: _("There was no place for you this time."),
        state.TAKEN: _("You have your place. Welcome!"),
        state.GIVEN_UP: _("The place went to another practice."),
        state.WITHDRAWN: _("You withdrew it. What you wrote stays here."),
    }
    return sentences[application.state]


def applications_table(name: str, applied: Iterable[Applied], *, reads_selection: bool = True) -> Table:
    """Who applied, by name, with what selection looks at; never ranked."""
    rows = []
    for known in applied:
        application = known.application
        address = reverse("recruitment:application", args=[application.pk])
        few = _("fewer than usual") if known.has_few_people else ""
        rows.append(
            (
                Cell(application.practice, to=address, note=application.site),
                application.practice_kind,
                application.region,
                Cell(application.population_size, note=few),
                known.disciplines,
                _("Yes") if known.has_partner else _("Planned"),
                application.get_can_count_display(),
                Cell(decision_words(application, reads_selection=reads_selection)),
                Cell(application.get_state_display(), tone=TONES[application.state]),
            )
        )
    return Table(
        key="applications",
        caption=_("Applications, by the practice's name"),
        name=name,
        columns=(
            Column(_("Practice")),
            Column(_("Kind of practice"), is_for_wide=True),
            Column(_("Region"), is_for_wide=True),
            Column(_("People cared for"), is_number=True),
            Column(_("Disciplines"), is_number=True, is_for_wide=True),
            Column(_("Patient partner"), is_for_wide=True),
            Column(_("Can count each month"), is_for_wide=True),
            Column(_("Decision")),
            Column(_("State")),
        ),
        rows=rows,
    )


def decision_words(application: Application, *, reads_selection: bool = True) -> str:
    """What was decided, and whether the practice knows; before that only those who read all applications hear it."""
    if application.decided_at is None or not (reads_selection or application.announced_at):
        return ""
    words = str(Decision(application.decision).label)
    return words if application.announced_at else _("%(decision)s (not announced)") % {"decision": words}
