"""The sections of a charter, in their order.

To add one, add a row. A section with `shows` is made from the record (goals, calendar, roles) and is not typed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One section: its heading, and what belongs in it."""

    key: str
    title: str | Promise
    hint: str | Promise
    shows: str = ""


SECTIONS = {
    section.key: section
    for section in (
        Section(
            "why",
            _("Why this matters"),
            _("The burden, the gap with its numbers and source, who is affected, and who most."),
        ),
        Section(
            "known", _("What is known"), _("The evidence in a few lines, guidelines, and who does better already.")
        ),
        Section("mission", _("What we have in common"), _("One sentence that every member agrees to.")),
        Section("aim", _("Our aim"), _("What will be better, for whom, by how much, by when.")),
        Section(
            "goals",
            _("Goals and targets"),
            _("The measures, where they begin, and what they should reach."),
            shows="goals",
        ),
        Section("scope", _("For whom, and where"), _("The people in focus, the settings, what is in and what is out.")),
        Section("framework", _("Where the changes come from"), _("The framework or drivers, and the change package.")),
        Section(
            "methods", _("How we work"), _("Breakthrough Series, Care Model, Model for Improvement: what each is.")
        ),
        Section(
            "measurement",
            _("How we measure"),
            _("Core and optional measures, how often, how good the numbers must be, who sees what."),
        ),
        Section(
            "expected",
            _("What teams promise"),
            _("Sponsor, core team, protected time, sessions, monthly numbers, calls, sharing."),
        ),
        Section(
            "offered",
            _("What organisers promise"),
            _("Faculty, coaches, sessions, this office, help with numbers, visits, money."),
        ),
        Section("partners", _("Patients and communities"), _("Their roles, what they decide, how they are paid.")),
        Section("calendar", _("Calendar"), _("What the dates do not say: they come from the calendar by themselves.")),
        Section(
            "roles", _("Who does what"), _("Director, chair, adviser, coaches, sponsors, and how decisions are made.")
        ),
        Section(
            "privacy",
            _("Sharing numbers, and privacy"),
            _("Counts only; the agreement; who may publish; small numbers."),
        ),
        Section("resources", _("Money and resources"), _("Budget, fee or bursary.")),
        Section("evaluation", _("How we will know"), _("The questions, the methods, and who sees the findings.")),
        Section("risks", _("What could go wrong"), _("Unwanted effects that are watched, and by which measure.")),
        Section("spread", _("Spread and what stays"), _("What happens after the last month.")),
        Section("references", _("References and words"), _("Sources, and words that need saying.")),
    )
}
