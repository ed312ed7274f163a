"""The header of a collaborative's pages."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.permissions import can_count_applications, can_see_prework_of_all
from allteach.meetings.permissions import can_join_circle
from allteach.progress.permissions import (
    can_follow_reports,
    can_see_caseloads,
    can_see_distribution,
    can_see_health,
    can_see_team_grid,
)
from allteach.spaces.models import Space
from allteach.web.navigation import Action, Crumb, Leaf, Place, Words, leaf_of, tabs_of

# The tabs, each with its pages. To add a page, add a leaf to the tab that it belongs to.
GROUPS = (
    (_("Overview"), (Leaf("overview", _("Overview"), "collaboratives:collaborative"),)),
    (
        _("The month"),
        (
            Leaf("grid", _("Team grid"), "grid:team_grid", is_for=can_see_team_grid),
            Leaf("reports", _("Reports"), "monthly_reports:queue", is_for=can_follow_reports),
            Leaf("follow_up", _("To call"), "coaching:follow_up", is_for=can_see_caseloads),
            Leaf("scores", _("Scores"), "scores:scores", is_for=can_see_distribution),
            Leaf("call_pack", _("Call pack"), "documents:call_pack", is_for=can_see_team_grid),
            Leaf("health", _("Health"), "scores:health", is_for=can_see_health),
        ),
    ),
    (
        _("Teams"),
        (
            Leaf("teams", _("Teams"), "collaboratives:teams"),
            Leaf("applications", _("Applications"), "recruitment:selection", is_for=can_count_applications),
            Leaf("prework", _("Pre-work"), "prework:prework_of_all", is_for=can_see_prework_of_all),
            Leaf("coaching", _("Coaching"), "coaching:caseloads", is_for=can_see_caseloads),
            Leaf("circle", _("Coaches’ circle"), "coaching:circle", is_for=can_join_circle),
        ),
    ),
    (_("Measures and goals"), (Leaf("measures", _("Measures and goals"), "measures:measures"),)),
    (
        _("Ideas"),
        (
            Leaf("ideas", _("Ideas"), "improvement:ideas"),
            Leaf("spread", _("Spread"), "improvement:spread_of_teams"),
        ),
    ),
    (
        _("Calendar"),
        (
            Leaf("calendar", _("Calendar"), "calendars:calendar"),
            Leaf("meetings", _("Sessions and calls"), "meetings:meetings"),
            Leaf("storyboards", _("Storyboards"), "documents:galleries"),
            Leaf("congress", _("Congress"), "congress:congress"),
        ),
    ),
    (_("Charter"), (Leaf("charter", _("Charter"), "collaboratives:charter"),)),
    (_("People"), (Leaf("people", _("People"), "spaces:people"),)),
)


def collaborative_place(
    collaborative: Space, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a collaborative's pages; `current` is the key of its leaf."""
    return Place(
        name=collaborative.name,
        path=(Crumb(_("Spaces"), reverse("collaboratives:spaces")),),
        facts=facts or ((collaborative.summary,) if collaborative.summary else ()),
        actions=actions,
        tabs=tabs_of(GROUPS, collaborative, slug=collaborative.slug, current=current),
    )


def place_beneath(collaborative: Space, *, tab: str, name: Words) -> Place:
    """The place of a page beneath one of a collaborative's pages, by the key of its leaf, with the path back to it."""
    place, leaf = collaborative_place(collaborative, current=tab), leaf_of(GROUPS, tab)
    crumbs = (
        Crumb(collaborative.name, reverse("collaboratives:collaborative", args=[collaborative.slug])),
        Crumb(leaf.words, reverse(leaf.view, args=[collaborative.slug])),
    )
    return replace(place, name=name, space=place.name, path=(*place.path, *crumbs), facts=())
