"""What coaching puts on a desk."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.items import DeskItem, Way, some, when


def contacts_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """Teams that wait to hear from their coach."""
    teams = need.about
    words = ngettext("One team waits to hear from you", "%(count)d teams wait to hear from you", len(teams))
    address = reverse("coaching:caseload")
    first = teams[0]
    ways = [Way(_("Open the caseload"), address)]
    if len(teams) == 1:
        ways.insert(
            0, Way(_("Log a contact"), reverse("coaching:log_contact", args=[slug_for(first, person)]), first.name)
        )
    return DeskItem(
        title=words % {"count": len(teams)},
        why=some([name_for(team, person) for team in teams]),
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=tuple(ways),
    )


def visit_report_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """A visit that is not written up."""
    visit = need.about
    address = reverse("coaching:report_visit", args=[slug_for(need.space, person), visit.pk])
    return DeskItem(
        title=_("Report of your visit to %(team)s") % {"team": name_for(need.space, person)},
        why=_("You were there on %(day)s.") % {"day": date_format(visit.on, "MONTH_DAY_FORMAT")},
        address=address,
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Write it"), address, name_for(need.space, person)),),
    )


def agreed_item(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """What was agreed with a coach."""
    where = [slug_for(need.space, person), need.about.pk]
    return DeskItem(
        title=need.about.words,
        why=_("Agreed between coach and %(team)s.") % {"team": name_for(need.space, person)},
        address=reverse("coaching:contacts", args=where[:1]),
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("It is done"), reverse("coaching:keep_agreement", args=where), need.about.words, ()),),
    )


COACHING_ITEMS = {"contacts": contacts_item, "visit_report": visit_report_item, "agreed": agreed_item}
