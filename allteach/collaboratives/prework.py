"""What a team does in the ten weeks before the first learning session: the items, when, and who signs them off.

To add an item, add a row here and, if the record can show it, its evidence in progress/prework.py.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.spaces.roles import Role

WEEK = timedelta(weeks=1)
WEEKS = 10  # That the items are laid out for; where pre-work is shorter, they lie closer together.


@dataclass(frozen=True)
class Item:
    """One item: what is done, what shows it, in which weeks of pre-work, and who signs it off besides the director."""

    key: str  # Stored, and never renamed.
    words: str | Promise
    shown_by: str | Promise
    first_week: int
    last_week: int
    signed_by: Role

    def due_on(self, begins_on: date, weeks: int = WEEKS) -> date:
        """The last day of its last week, when pre-work begins on a day and takes so many weeks."""
        return begins_on + ceil(self.last_week * weeks / WEEKS) * WEEK - timedelta(days=1)

    def starts_on(self, begins_on: date, weeks: int = WEEKS) -> date:
        """The first day of its first week."""
        return begins_on + (self.first_week - 1) * weeks // WEEKS * WEEK


ITEMS = {
    item.key: item
    for item in (
        Item(
            "welcome",
            _("Come in: accounts, the charter, your coach"),
            _("Everybody of the team can sign in, and has met the coach."),
            1,
            1,
            Role.COACH,
        ),
        Item(
            "team",
            _("Form the team"),
            _("Roles, a fixed time to meet, the sponsor met, a patient partner invited and payment offered."),
            1,
            2,
            Role.COACH,
        ),
        Item("aim", _("Write the aim"), _("A first wording: what, for whom, how much, by when."), 2, 3, Role.COACH),
        Item(
            "population",
            _("Find your people"),
            _("A list in your own system, which stays there; here only how many they are."),
            2,
            4,
            Role.DATA_LEAD,
        ),
        Item(
            "baseline",
            _("Numbers from before"),
            _("At least three months of each core measure; six to twelve are better."),
            3,
            5,
            Role.IMPROVEMENT_ADVISER,
        ),
        Item(
            "process_map",
            _("Map how it goes now"),
            _("One patient's way through the practice, with delays and failures; five patients and five staff asked."),
            3,
            6,
            Role.COACH,
        ),
        Item(
            "care_review",
            _("Review your system of care"),
            _("The whole team looks at the parts of its care, and where it is weakest."),
            4,
            6,
            Role.COACH,
        ),
        Item("readiness", _("See how ready you are"), _("Twelve questions, and what help you want."), 5, 7, Role.COACH),
        Item(
            "stakeholders",
            _("Tell those concerned"),
            _("Who must know or agree; the practice told; a leaflet for patients."),
            6,
            8,
            Role.COACH,
        ),
        Item("storyboard", _("First storyboard"), _("Who you are, your aim, map and numbers."), 7, 9, Role.COACH),
        Item(
            "first_tests",
            _("First tests, and who comes"),
            _("What you will test first; travel, access needs, who comes to the session."),
            8,
            WEEKS,
            Role.DIRECTOR,
        ),
    )
}
