"""The seven things that are asked of a collaborative's health in each action period, each from 1 to 5."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEAST, MOST = 1, 5


@dataclass(frozen=True)
class Item:
    """One of the seven: its name, and what a 5 would be."""

    key: str
    name: Promise
    asks: Promise


# The keys are stored and never renamed.
ITEMS = {
    item.key: item
    for item in (
        Item("changes", _("Ideas for change"), _("Our ideas are well supported, few, and teams know how to begin.")),
        Item("measures", _("Measures"), _("Teams can get the numbers without great effort, and believe them.")),
        Item("topic", _("Topic"), _("What we want to improve is narrow enough to be finished in time.")),
        Item("leaders", _("Chair and faculty"), _("Chair and faculty ask for results, and say so to the teams.")),
        Item("support", _("Support"), _("Each team gets the help that it needs, and not the same as all others.")),
        Item("pioneers", _("Those who go first"), _("Teams that are ahead show the others how, and are asked to.")),
        Item("motivation", _("Teams"), _("Teams want this, and see what it brings their patients.")),
    )
}
MIDDLE = len(ITEMS) * (LEAST + MOST) // 2  # Of the sum.
