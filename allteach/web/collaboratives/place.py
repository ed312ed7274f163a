"""The header of a collaborative's pages."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.collaboratives.permissions import can_read_applications, can_see_prework_of_all
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
    (gettext_lazy("Overview"), (Leaf("overview", gettext_lazy("Overview"), "collaboratives:collaborative"),)),
    (
        gettext_lazy("Teams"),
        (
            Leaf("teams", gettext_lazy("Teams"), "collaboratives:teams"),
            Leaf("applications", gettext_lazy("Applications"), "recruitment:selection", is_for=can_read_applications),
            Leaf("prework", gettext_lazy("Pre-work"), "prework:prework_of_all", is_for=can_see_prework_of_all),
            Leaf("coaching", gettext_lazy("Coaching"), "coaching:caseloads", is_for=can_see_caseloads),
            Leaf("follow_up", gettext_lazy("To call"), "coaching:follow_up", is_for=can_see_caseloads),
            Leaf("circle", gettext_lazy("Coaches’ circle"), "coaching:circle", is_for=can_join_circle),
        ),
    ),
    (gettext_lazy("Measures and goals"), (Leaf("measures", gettext_lazy("Measures and goals"), "measures:measures"),)),
    (
        gettext_lazy("Ideas"),
        (
            Leaf("ideas", gettext_lazy("Ideas"), "improvement:ideas"),
            Leaf("spread", gettext_lazy("Spread"), "improvement:spread_of_teams"),
        ),
    ),
    (gettext_lazy("Charter"), (Leaf("charter", gettext_lazy("Charter"), "collaboratives:charter"),)),
    (
        gettext_lazy("Calendar"),
        (
            Leaf("calendar", gettext_lazy("Calendar"), "calendars:calendar"),
            Leaf("meetings", gettext_lazy("Sessions and calls"), "meetings:meetings"),
        ),
    ),
    (
        gettext_lazy("Progress"),
        (
            Leaf("grid", gettext_lazy("Team grid"), "grid:team_grid", is_for=can_see_team_grid),
            Leaf("reports", gettext_lazy("Reports"), "monthly_reports:queue", is_for=can_follow_reports),
            Leaf("scores", gettext_lazy("Scores"), "scores:scores", is_for=can_see_distribution),
            Leaf("health", gettext_lazy("Health"), "scores:health", is_for=can_see_health),
        ),
    ),
    (
        gettext_lazy("Storyboards"),
        (
            Leaf("storyboards", gettext_lazy("Storyboards"), "documents:galleries"),
            Leaf("call_pack", gettext_lazy("Call pack"), "documents:call_pack", is_for=can_see_team_grid),
        ),
    ),
    (gettext_lazy("People"), (Leaf("people", gettext_lazy("People"), "spaces:people"),)),
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
