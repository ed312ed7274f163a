"""The header of a team's pages: where it stands, who it is, what can be done here."""

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.progress.permissions import can_read_reports
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.permissions import can_see_people
from allteach.web.navigation import Action, Crumb, Place, Tab

TABS = (
    ("overview", "teams:team"),
    ("measures", "teams:measures"),
    ("process", "improvement:process_maps"),
    ("tests", "improvement:cycles"),
    ("changes", "improvement:changes"),
    ("reports", "monthly_reports:reports"),
    ("people", "spaces:people"),
)
ASKED_FIRST = {"people": can_see_people, "reports": can_read_reports}  # Tabs that not everybody has.


def team_place(
    team: Space, person: Person, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a team's pages. Costs no query when the team was loaded by find_team."""
    slug = slug_for(team, person)
    words = {
        "overview": _("Overview"),
        "measures": _("Measures"),
        "process": _("Process map"),
        "tests": _("Tests"),
        "changes": _("Kept changes"),
        "reports": _("Reports"),
        "people": _("People"),
    }
    path = (
        [Crumb(team.parent.name, reverse("collaboratives:collaborative", args=[team.parent.slug]))]
        if team.parent
        else []
    )
    return Place(
        name=name_for(team, person),
        path=tuple(path),
        facts=facts,
        actions=actions,
        tabs=tuple(
            Tab(words[key], reverse(view, args=[slug]), is_current=key == current)
            for key, view in TABS
            if key not in ASKED_FIRST or ASKED_FIRST[key](person, team)
        ),
    )
