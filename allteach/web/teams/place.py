"""The header of a team's pages: where it stands, who it is, what can be done here."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives.permissions import can_see_prework
from allteach.meetings.permissions import can_see_contacts
from allteach.people.models import Person
from allteach.progress.permissions import can_read_reports, can_see_scores
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.permissions import can_see_people
from allteach.web.navigation import Action, Crumb, Leaf, Place, tabs_of

# The tabs, each with its pages. To add a page, add a leaf to the tab that it belongs to.
GROUPS = (
    (
        _("Overview"),
        (
            Leaf("overview", _("Overview"), "teams:team"),
            Leaf("storyboards", _("Storyboards"), "documents:storyboards"),
            Leaf("awards", _("Awards"), "congress:team_awards"),
            Leaf("prework", _("Pre-work"), "prework:prework", is_for=can_see_prework),
        ),
    ),
    (_("Measures"), (Leaf("measures", _("Measures"), "teams:measures"),)),
    (
        _("Changes"),
        (
            Leaf("tests", _("Tests"), "improvement:cycles"),
            Leaf("changes", _("Kept changes"), "improvement:changes"),
            Leaf("process", _("Process map"), "improvement:process_maps"),
            Leaf("spread", _("Spread"), "improvement:spread"),
        ),
    ),
    (
        _("The month"),
        (
            Leaf("reports", _("Reports"), "monthly_reports:reports", is_for=can_read_reports),
            Leaf("sponsor", _("For the sponsor"), "senior_leaders:leader_reports", is_for=can_read_reports),
            Leaf("meetings", _("Meetings"), "meetings:team_meetings"),
            Leaf("scores", _("Progress"), "scores:team_scores", is_for=can_see_scores),
            Leaf("contacts", _("Coaching"), "coaching:contacts", is_for=can_see_contacts),
        ),
    ),
    (_("People"), (Leaf("people", _("People"), "spaces:people", is_for=can_see_people),)),
)


def team_place(
    team: Space, person: Person, *, current: str, actions: tuple[Action, ...] = (), facts: tuple = ()
) -> Place:
    """The place of one of a team's pages. Costs no query when the team was loaded by find_team."""
    path = (
        (Crumb(team.parent.name, reverse("collaboratives:collaborative", args=[team.parent.slug])),)
        if team.parent
        else ()
    )
    return Place(
        name=name_for(team, person),
        path=path,
        facts=facts,
        actions=actions,
        tabs=tabs_of(GROUPS, team, slug=slug_for(team, person), current=current),
    )
