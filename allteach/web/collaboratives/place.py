"""The header of a collaborative's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.spaces.models import Space
from allteach.web.navigation import Action, Crumb, Place, Tab

TABS = (
    ("overview", "collaboratives:collaborative"),
    ("teams", "collaboratives:teams"),
    ("measures", "measures:measures"),
    ("charter", "collaboratives:charter"),
    ("people", "spaces:people"),
)


def collaborative_place(
    collaborative: Space, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a collaborative's pages."""
    words = {
        "overview": _("Overview"),
        "teams": _("Teams"),
        "measures": _("Measures and goals"),
        "charter": _("Charter"),
        "people": _("People"),
    }
    return Place(
        name=collaborative.name,
        path=(Crumb(_("Spaces"), reverse("collaboratives:spaces")),),
        facts=facts or ((collaborative.summary,) if collaborative.summary else ()),
        actions=actions,
        tabs=tuple(
            Tab(words[key], reverse(view, args=[collaborative.slug]), is_current=key == current) for key, view in TABS
        ),
    )
