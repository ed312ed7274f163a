"""What people rate from 1 to 5, as tables: how easily a change spreads, and how well it will hold.

Each row says what a low answer asks for: the next test, before any more persuasion. To add an item, add a row.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Item:
    """One thing that is rated, as a statement that people agree with or not; `when_low` is the next thing to test."""

    key: str
    name: str | Promise
    says: str | Promise
    when_low: str | Promise


# What makes a new way easy to take up. After Rogers EM. Diffusion of Innovations, 5th ed. Free Press; 2003.
SPREADS = (
    Item(
        "advantage",
        _("Better than now"),
        _("It is clearly better than what I do now."),
        _("Show one result that those who would use it care about: a test with two of them, and what they saw."),
    ),
    Item(
        "compatibility",
        _("Fits how we work"),
        _("It fits what I value and how I work."),
        _("Let a would-be user change what may be changed until it fits, and test that version."),
    ),
    Item(
        "simplicity",
        _("Easy"),
        _("It is easy to understand and to do."),
        _("Take one step out, or make one form shorter, and test it with somebody who has never seen it."),
    ),
    Item(
        "trialability",
        _("Can be tried small"),
        _("I can try it for a day and go back."),
        _("Offer one morning, with help beside and the old way open: a test that nobody has to go on with."),
    ),
    Item(
        "observability",
        _("Others can see it"),
        _("I can see how it goes for others who do it."),
        _("Arrange that one who waits sits in with one who does it, and ask what they noticed."),
    ),
)

# On what it depends that a change is still done next year.
HOLDS = (
    Item(
        "benefits",
        _("Benefits are seen"),
        _("Those who do it see what it brings."),
        _("Show a result where they work, each month."),
    ),
    Item(
        "evidence",
        _("The evidence convinces"),
        _("We believe the numbers behind it."),
        _("Go through the chart with those who doubt it."),
    ),
    Item(
        "adaptability",
        _("It can be adapted"),
        _("It goes on when somebody is ill or the system is down."),
        _("Test it on a day with one person short."),
    ),
    Item(
        "monitoring",
        _("It is watched"),
        _("We would notice within a month if it slipped."),
        _("Name the chart, the day and the post that looks."),
    ),
    Item(
        "involvement",
        _("Staff were part of it, and trained"),
        _("Those who do it helped to shape it and were shown how."),
        _("Ask those who do it what they would change."),
    ),
    Item(
        "behaviours",
        _("Staff act this way"),
        _("People do it also when nobody looks."),
        _("Ask what makes the old way easier, and take that away."),
    ),
    Item(
        "senior_leaders",
        _("Senior leaders back it"),
        _("Those who lead ask about it and remove what is in the way."),
        _("Put one barrier and one result on the sponsor's page."),
    ),
    Item(
        "clinical_leaders",
        _("Clinical leaders back it"),
        _("Clinicians whom others ask do it themselves."),
        _("Ask one of them to show it to a colleague."),
    ),
    Item(
        "goals",
        _("It fits our goals"),
        _("It serves what the practice wants to reach anyway."),
        _("Say in one sentence which goal of the practice it serves."),
    ),
    Item(
        "infrastructure",
        _("Everything it needs is there"),
        _("Rooms, time, systems and money for it are settled."),
        _("Write down what it costs a week, and who pays."),
    ),
)

SCALES = {"spreads": SPREADS, "holds": HOLDS}
