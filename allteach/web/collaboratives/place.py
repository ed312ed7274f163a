"""The header of a collaborative's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.spaces.models import Space
from allteach.web.navigation import Action, Place, Tab

TABS = (("overview", "collaboratives:collaborative"),)


def collaborative_place(
    collaborative: Space, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a collaborative's pages."""
    words = {"overview": _("Overview")}
    return Place(
        name=collaborative.name,
        facts=facts,
        actions=actions,
        tabs=tuple(
            Tab(words[key], reverse(view, args=[collaborative.slug]), is_current=key == current) for key, view in TABS
        ),
    )
