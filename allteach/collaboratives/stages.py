"""What stages, sessions, calls and reports are called, and what each is for."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.calendar import MOVABLE, Entry
from allteach.core.language import days_in_words, period_in_words


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `name` may hold %(number)d; `purpose` says what it is for, or what it ends with."""

    name: str | Promise
    purpose: str | Promise = ""


# In the order of the calendar. To add a kind, add it here and to calendar.Calendar.stages.
KINDS = {
    "topic": Kind(_("Choosing the topic"), _("Show the gap, the evidence, and somebody who does better.")),
    "design": Kind(
        _("Charter and change ideas"),
        _("Agree what should be reached, how it is measured, what to try."),
    ),
    "recruitment": Kind(_("Teams apply"), _("Prospectus, information calls, applications.")),
    "prework": Kind(_("Pre-work"), _("Each team finds its people, its aim and its first numbers.")),
    "session": Kind(_("Learning session %(number)d"), _("Everybody meets: learn, show, plan the next tests.")),
    "action": Kind(
        _("Action period %(number)d"),
        _("Teams test changes, report each month, and help each other."),
    ),
    "congress": Kind(_("Summative congress"), _("Teams show what they achieved, and what they will keep.")),
    "gains": Kind(_("Holding the gains"), _("What was reached is watched and spread for a year.")),
    "final_report": Kind(_("Final report"), _("What was learned is published.")),
    "data_request": Kind(
        _("Numbers asked for, %(number)d months after the congress"),
        _("Does what was reached still hold? Each team sends its main numbers once more."),
    ),
    "call": Kind(_("Call of all teams"), _("A result, a test and an ask from each team.")),
    "report": Kind(_("Report due")),
}


def name_of(entry: Entry) -> str:
    """What an entry is called, in the reader's language; a report's with the month that it is about."""
    if entry.kind == "report" and entry.period:
        return gettext("Report of %(month)s due") % {"month": period_in_words(entry.period)}
    return str(KINDS[entry.kind].name) % {"number": entry.number}


def days_of(entry: Entry) -> str:
    """Its day, with the weekday where people come to it; or its first and last."""
    days = days_in_words(entry.start, entry.end)
    is_for_people = entry.start == entry.end and entry.kind in MOVABLE
    return f"{date_format(entry.start, 'l')}, {days}" if is_for_people else days
