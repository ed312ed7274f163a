"""Cases, contacts and visits as a page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allteach.meetings.kinds import Topic
from allteach.meetings.models import Commitment, Visit
from allteach.meetings.permissions import can_correct_contact, can_keep_commitment, can_log_contact
from allteach.meetings.queries.contacts import LoggedContact, Spent
from allteach.people.models import Person
from allteach.progress.caseload import Case
from allteach.progress.follow_up import FollowUp
from allteach.progress.moved import Moved
from allteach.spaces.naming import name_for, slug_for
from allteach.web.coaching.place import contact_address, team_address, visit_address
from allteach.web.tables import Cell, Column, Table


@dataclass(frozen=True)
class ShownCase:
    """One team of a caseload, in words."""

    name: str
    address: str
    who: str
    points: int
    is_high: bool
    reasons: tuple[str, ...]
    risk: str
    risk_tone: str
    moved: tuple[Moved, ...]
    next_words: str
    next_note: str
    is_due: bool
    visit: str
    spent: str
    log: str  # Where a contact is logged; empty for whoever may not.
    contacts: str


def cases_shown(cases: Iterable[Case], person: Person, *, names_coaches: bool = False) -> list[ShownCase]:
    """The cases, each in the words that its page shows."""
    return [_case(case, person, names_coaches) for case in cases]


def _case(case: Case, person: Person, names_coaches: bool) -> ShownCase:
    team = case.team
    who = [_("%(name)s, lead") % {"name": lead.name} for lead in case.leads]
    if names_coaches:
        who += [_("%(name)s, coach") % {"name": coach.name} for coach in case.coaches]
    next_words, note = _next(case)
    return ShownCase(
        name=name_for(team, person),
        address=reverse("teams:team", args=[slug_for(team, person)]),
        who="; ".join(who),
        points=case.attention.points,
        is_high=case.attention.is_high,
        reasons=tuple(reason.words for reason in case.attention.reasons),
        risk=_risk(case),
        risk_tone="late" if case.last and case.last.risk == "act" else "soon",
        moved=case.moved,
        next_words=next_words,
        next_note=note,
        is_due=case.waits,
        visit=_visit(case),
        spent=spent_words(case.spent),
        log=team_address(team, person, "log_contact") if can_log_contact(person, team) else "",
        contacts=team_address(team, person, "contacts"),
    )


def _next(case: Case) -> tuple[str, str]:
    """When the next contact is, and how far from it one is."""
    if case.due_on is None:
        return _("No contact planned"), ""
    days = case.days_overdue
    if days > 0:
        late = ngettext("Overdue by one day", "Overdue by %(count)d days", days) % {"count": days}
        return _("Get in touch"), late
    if days == 0:
        return _("Today"), ""
    agreed = case.last is not None and case.last.next_on is not None
    return day_words(case.due_on), _("Agreed") if agreed else _("By the contact plan")


def _risk(case: Case) -> str:
    risk = case.last.risk if case.last else "none"
    return {"watch": _("Watch it"), "act": _("Act now")}.get(risk, "")


def _visit(case: Case) -> str:
    if case.visit is not None:
        return _("Visit on %(day)s") % {"day": day_words(case.visit.on)}
    return _("No visit yet in this action period") if case.wants_visit else ""


def spent_words(spent: Spent) -> str:
    """How much time a team got lately."""
    if not spent.minutes:
        return _("No time in 90 days")
    return ngettext("One minute in 90 days", "%(count)d minutes in 90 days", spent.minutes) % {"count": spent.minutes}


def day_words(on: date) -> str:
    """A day near today, with its weekday: "Thu 12 November"."""
    return f"{date_format(on, 'D')} {date_format(on, 'MONTH_DAY_FORMAT')}"


def caseload_table(name: str, cases: Sequence[Case], person: Person) -> Table:
    """A caseload to take along. What stands in it the page says too."""
    columns = [
        Column(_("Team")),
        Column(_("Attention"), is_number=True),
        Column(_("Why")),
        Column(_("Next contact")),
        Column(_("Last contact")),
        Column(_("Contacts in 90 days"), is_number=True),
        Column(_("Minutes in 90 days"), is_number=True),
    ]
    rows = [
        (
            name_for(case.team, person),
            case.attention.points,
            "; ".join(reason.words for reason in case.attention.reasons),
            case.due_on,
            case.last.on if case.last else None,
            case.spent.contacts,
            case.spent.minutes,
        )
        for case in cases
    ]
    return Table("caseload", _("Teams, by attention"), name, columns, rows)


# --- the log of a team -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownContact:
    """One contact in words. What the coach thinks of the team is shown to those who may log contacts only."""

    title: str
    day: date
    by: str
    meta: tuple[str, ...]
    shared_note: str
    private_note: str
    agreed: tuple["ShownAgreement", ...]
    judged: tuple[str, ...]
    visit: str
    correct: str


@dataclass(frozen=True)
class ShownAgreement:
    """What was agreed: who, what, by when, and whether it is done."""

    who: str
    words: str
    due: str
    tone: str
    is_done: bool
    team: str = ""
    keep: str = ""  # Where it is said to be done; empty for whoever may not.


def contacts_shown(logged: Iterable[LoggedContact], person: Person, *, today: date) -> list[ShownContact]:
    """The log of a team, in words."""
    return [_contact(each, person, today) for each in logged]


def _contact(each: LoggedContact, person: Person, today: date) -> ShownContact:
    contact = each.contact
    minutes = ngettext("%(count)d minute", "%(count)d minutes", contact.minutes) % {"count": contact.minutes}
    meta = [minutes]
    if each.people:
        meta.append(_("with %(names)s") % {"names": ", ".join(other.name for other in each.people)})
    if contact.topics:
        meta.append(", ".join(str(Topic(topic).label) for topic in contact.topics))
    judged = []
    if can_log_contact(person, contact.team):
        if contact.team_energy:
            judged.append(_("Team: %(mood)s") % {"mood": contact.get_team_energy_display()})
        if contact.risk != "none":
            judged.append(str(contact.get_risk_display()))
    return ShownContact(
        title=_("Visit") if each.visit else str(contact.get_way_display()),
        day=contact.on,
        by=contact.by.name,
        meta=tuple(meta),
        shared_note=contact.shared_note or (each.visit.purpose if each.visit else ""),
        private_note=each.private_note,
        agreed=tuple(agreement_shown(one, person, today) for one in each.agreed),
        judged=tuple(judged),
        visit=visit_address(each.visit, person) if each.visit else "",
        correct=contact_address(contact, person) if can_correct_contact(person, contact) else "",
    )


def agreement_shown(one: Commitment, person: Person, today: date, *, names_team: bool = False) -> ShownAgreement:
    """One thing that was agreed, in words."""
    if one.owner_id == person.pk:
        who = _("You")
    else:
        who = one.owner.name if one.owner else one.owner_words or _("The team")
    if one.done_at is not None:
        due, tone = _("Done"), "better"
    elif one.due_on is None:
        due, tone = _("Open"), "plain"
    elif one.due_on < today:
        days = (today - one.due_on).days
        due, tone = ngettext("One day late", "%(count)d days late", days) % {"count": days}, "late"
    else:
        due, tone = _("By %(day)s") % {"day": day_words(one.due_on)}, "plain"
    team = name_for(one.team, person) if names_team and one.team else ""
    keep = ""
    if one.done_at is None and one.team and can_keep_commitment(person, one):
        keep = reverse("coaching:keep_agreement", args=[slug_for(one.team, person), one.pk])
    return ShownAgreement(who, one.words, due, tone, one.done_at is not None, team, keep)


def agreements_shown(agreed: Iterable[Commitment], person: Person, *, today: date) -> list[ShownAgreement]:
    """What is agreed and still open in several teams."""
    return [agreement_shown(one, person, today, names_team=True) for one in agreed]


def contacts_table(name: str, logged: Sequence[LoggedContact]) -> Table:
    """The log as a file: what the team may read, and nothing else."""
    columns = [Column(words) for words in (_("Day"), _("How"), _("Minutes"), _("Who"), _("Shared note"), _("Agreed"))]
    rows = [
        (
            each.contact.on,
            str(each.contact.get_way_display()),
            each.contact.minutes,
            each.contact.by.name,
            each.contact.shared_note,
            "; ".join(one.words for one in each.agreed),
        )
        for each in logged
    ]
    return Table("contacts", _("Contacts"), name, columns, rows)


# --- visits ----------------------------------------------------------------------------------------------------------

PARTS: dict[str, str | Promise] = {
    "walked": gettext_lazy("Walking the process"),
    "chart_wall": gettext_lazy("The chart wall"),
    "sponsor_said": gettext_lazy("The sponsor"),
    "taught": gettext_lazy("Taught"),
    "learned": gettext_lazy("Learned"),
    "for_others": gettext_lazy("For other teams"),
}


def visit_facts(visit: Visit) -> list[tuple[str | Promise, str]]:
    """What a visit's report says, part by part; what nobody answered is left out."""
    return [(words, text) for name, words in PARTS.items() if (text := getattr(visit, name))]


# --- follow-up -------------------------------------------------------------------------------------------------------


def follow_up_table(name: str, found: Sequence[FollowUp], person: Person) -> Table:
    """The list to take along."""
    columns = [
        Column(_("Team")),
        Column(_("Lead")),
        Column(_("Month")),
        Column(_("Days late"), is_number=True),
        Column(_("Last contact")),
    ]
    rows = [
        (
            Cell(name_for(each.team, person), to=reverse("teams:team", args=[slug_for(each.team, person)])),
            ", ".join(lead.name for lead in each.leads),
            str(each.month),
            each.days_late,
            each.last.on if each.last else None,
        )
        for each in found
    ]
    return Table("to_call", _("Teams to call"), name, columns, rows)


def missing_words(each: FollowUp) -> str:
    """What of the month is not in."""
    if each.numbers_missing and each.report_missing:
        return _("Neither numbers nor report")
    return _("No numbers") if each.numbers_missing else _("No report")
