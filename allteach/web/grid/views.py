"""The team grid of a collaborative: for its director, chair, faculty and improvement adviser."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allteach.core.permissions import allow
from allteach.people.models import Person
from allteach.progress import grid
from allteach.progress.permissions import can_see_caseloads, can_see_team_grid
from allteach.spaces.models import Space
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative
from allteach.web.grid.filters import GridFilter
from allteach.web.grid.layers import LAYERS
from allteach.web.grid.shown import grid_table, heading_of, keys_of, late_lines, lead_of, shown_grid
from allteach.web.http import page
from allteach.web.navigation import Action

NEWEST = 6  # Months that fit beside what stands with each team; the others are a link away.


@require_safe
def team_grid(request, space):
    """Who needs something, who is late, and every team month by month; as a file too."""
    found = find_collaborative(request, space)
    allow(can_see_team_grid(request.person, found))

    today, choices = timezone.localdate(), GridFilter(request.GET)
    is_whole = choices.is_whole or "as" in request.GET
    whole = grid.team_grid(found, seen_by=request.person, today=today, months=None if is_whole else NEWEST)
    rows = choices.chosen(whole)
    context = {
        "place": collaborative_place(found, current="grid", actions=ways_on(request.person, found)),
        "collaborative": found,
        "heading": heading_of(whole),
        "lead": lead_of(whole, today),
        "late": late_lines(whole, request.person),
        "grid": shown_grid(whole, rows, layer=choices.layer, person=request.person, today=today),
        "groups": choices.groups(whole),
        "layers": [(row.words, choices.address(show=key), key == choices.layer) for key, row in LAYERS.items()],
        "is_whole": is_whole,
        "other_months": choices.address(months="" if is_whole else "all"),
        "keys": keys_of(choices.layer),
        "has_any": bool(whole.rows),
    }
    return page(request, "grid/team_grid.html", context, tables=[grid_table(found, whole, rows, request.person)])


def ways_on(person: Person, collaborative: Space) -> tuple[Action, ...]:
    """What one does next with what the grid says: call the teams that are late, prepare the call of all teams."""
    pack = Action(_("Call pack"), reverse("documents:call_pack", args=[collaborative.slug]))
    if not can_see_caseloads(person, collaborative):
        return (pack,)
    return (Action(_("Call who is late"), reverse("coaching:follow_up", args=[collaborative.slug])), pack)
