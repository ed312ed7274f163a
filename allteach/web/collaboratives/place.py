"""The header of a collaborative's pages."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.spaces.models import Space
from allteach.web.navigation import Action, Crumb, Place, Tab, Words

TABS = (
    ("overview", "collaboratives:collaborative"),
    ("teams", "collaboratives:teams"),
    ("measures", "measures:measures"),
    ("ideas", "improvement:ideas"),
    ("charter", "collaboratives:charter"),
    ("calendar", "calendars:calendar"),
    ("people", "spaces:people"),
)


def tab_words() -> dict[str, str]:
    """What each tab of a collaborative is called."""
    return {
        "overview": _("Overview"),
        "teams": _("Teams"),
        "measures": _("Measures and goals"),
        "ideas": _("Ideas"),
        "charter": _("Charter"),
        "calendar": _("Calendar"),
        "people": _("People"),
    }


def collaborative_place(
    collaborative: Space, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a collaborative's pages."""
    words = tab_words()
    return Place(
        name=collaborative.name,
        path=(Crumb(_("Spaces"), reverse("collaboratives:spaces")),),
        facts=facts or ((collaborative.summary,) if collaborative.summary else ()),
        actions=actions,
        tabs=tuple(
            Tab(words[key], reverse(view, args=[collaborative.slug]), is_current=key == current) for key, view in TABS
        ),
    )


def place_beneath(collaborative: Space, *, tab: str, name: Words) -> Place:
    """The place of a page beneath one of a collaborative's tabs, with the path back to it."""
    place = collaborative_place(collaborative, current=tab)
    crumbs = (
        Crumb(collaborative.name, reverse("collaboratives:collaborative", args=[collaborative.slug])),
        Crumb(tab_words()[tab], reverse(dict(TABS)[tab], args=[collaborative.slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs), facts=())
