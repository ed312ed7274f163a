"""What needs me, in words and with the address where it is done."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.people.models import Person
from allteach.progress.needs import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.tables import Column, Table


@dataclass(frozen=True)
class DeskItem:
    """One thing on the desk."""

    title: str
    why: str
    address: str
    due: str
    is_due_now: bool


def desk_of(needs: list[Need], *, person: Person, language: Language, today: date) -> list[DeskItem]:
    """The desk, item by item."""
    return [DESK[need.kind](need, person, language, today) for need in needs]


def desk_table(items: list[DeskItem]) -> Table:
    """The desk as a table to take along: what, why, by when."""
    rows = [(item.title, item.why, item.due) for item in items]
    columns = [Column(words) for words in (_("What needs you"), _("Why"), _("By when"))]
    return Table("desk", _("What needs you"), "what-needs-me", columns, rows)


def _values(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    due = need.about
    period = language.period(due.period.start, due.period.kind, "long")
    left = due.measures - due.started
    if not due.started:
        why = ngettext("One number is asked for.", "%(count)d numbers are asked for.", due.measures) % {
            "count": due.measures
        }
    else:
        why = ngettext(
            "%(started)d of %(total)d are in; one is left.", "%(started)d of %(total)d are in; %(left)d are left.", left
        ) % {"started": due.started, "total": due.measures, "left": left}
    return DeskItem(
        title=_("%(period)s for %(team)s") % {"period": period, "team": name_for(need.space, person)},
        why=why,
        address=reverse("reporting:grid", args=[slug_for(need.space, person), due.period]),
        due=when(due.due_on, today),
        is_due_now=need.is_due_now,
    )


def _test(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    cycle = need.about.cycle
    words = {
        "planned": _("Planned. Begin it, or change the plan."),
        "doing": _("Under way. What happened?"),
        "studying": _("Compare with what was predicted, and decide."),
    }
    return DeskItem(
        title=cycle.title,
        why=words.get(cycle.state, _("It waits for you.")),
        address=cycle_address(need, person),
        due=when(need.due_on, today) if need.due_on else "",
        is_due_now=need.is_due_now,
    )


def cycle_address(need: Need, person: Person) -> str:
    """Where a test of change is told."""
    return reverse("improvement:cycle", args=[slug_for(need.space, person), need.about.cycle.number])


def _agreements(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    return DeskItem(
        title=_("Data agreements of %(space)s") % {"space": need.space.name},
        why=ngettext(
            "One organisation has not signed; its team cannot enter numbers.",
            "%(count)d organisations have not signed; their teams cannot enter numbers.",
            need.about,
        )
        % {"count": need.about},
        address=reverse("spaces:sign_agreement", args=[need.space.slug]),
        due="",
        is_due_now=False,
    )


def _measures(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    return DeskItem(
        title=_("Measures of %(space)s") % {"space": need.space.name},
        why=_("None is defined yet. Four to eight that every team reports are plenty."),
        address=reverse("measures:define", args=[need.space.slug]),
        due="",
        is_due_now=False,
    )


def _teams(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    return DeskItem(
        title=_("Teams of %(space)s") % {"space": need.space.name},
        why=_("None is here yet."),
        address=reverse("collaboratives:add_team", args=[need.space.slug]),
        due="",
        is_due_now=False,
    )


DESK = {"values": _values, "test": _test, "agreements": _agreements, "measures": _measures, "teams": _teams}


def when(due_on: date, today: date) -> str:
    """When it is due, as one would say it."""
    days = (due_on - today).days
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    if days == -1:
        return _("Was due yesterday")
    words = _("Was due %(day)s") if days < 0 else _("Due %(day)s")
    return words % {"day": date_format(due_on, "MONTH_DAY_FORMAT")}
