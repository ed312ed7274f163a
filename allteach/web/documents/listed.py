"""Storyboards in lists: a team's by session, and those of a session side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allteach.charts import Language, sparkline
from allteach.charts.reading import read
from allteach.charts.sentence import says
from allteach.people.models import Person
from allteach.progress.kept_charts import plot_of
from allteach.progress.queries.storyboards import Hung, SessionBoard
from allteach.reports.document import latest_and_goal
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for

# What the gallery can be narrowed to: a box of the storyboards. The first is all.
FILTERS: dict[str, str | Promise] = {
    "": gettext_lazy("All"),
    "offers": gettext_lazy("Help offered"),
    "wants": gettext_lazy("Help wanted"),
}


@dataclass(frozen=True)
class SessionLine:
    """One session in a team's list."""

    name: str
    when: object
    state: str
    tone: str
    address: str


@dataclass(frozen=True)
class Card:
    """One storyboard in the gallery."""

    team: str
    address: str
    headline: str
    aim: str
    chart_title: str
    drawing: SafeString | str
    verdict: str
    stands: str
    offers: str
    wants: str


def lines_of(boards: Sequence[SessionBoard], team: Space, person: Person, *, may_write: bool) -> list[SessionLine]:
    """A line for each session; it leads to the storyboard where there is one to see."""
    slug, inside = slug_for(team, person), team.pk in person.standing.inside
    lines = []
    for each in boards:
        is_published = each.storyboard is not None and each.storyboard.is_published
        if is_published:
            state, tone = _("Shown to the collaborative"), "brand"
        elif each.is_frozen:
            state, tone = _("Not shown"), "plain"
        elif each.storyboard is not None:
            state, tone = _("Begun"), "plain"
        else:
            state, tone = (_("Made from the record, not yet shown") if may_write else _("Not shown yet")), "plain"
        to = reverse("documents:storyboard", args=[slug, each.session.number]) if inside or is_published else ""
        name = _("Learning session %(number)d") % {"number": each.session.number}
        lines.append(SessionLine(name, each.session.start, state, tone, to))
    return lines


def cards_of(hung: Sequence[Hung], chosen: str, language: Language, person: Person) -> list[Card]:
    """The storyboards of a session by the teams' names; with a choice, those that say something in that box."""
    return [_card(each, chosen, language, person) for each in hung if not chosen or getattr(each.board, chosen)]


def _card(each: Hung, chosen: str, language: Language, person: Person) -> Card:
    board = each.board
    chart = plot_of(board.charts[0], language) if board.charts else None
    return Card(
        team=name_for(each.team, person),
        address=reverse("documents:storyboard", args=[slug_for(each.team, person), board.session]),
        headline=board.headline,
        aim=board.aim,
        chart_title=chart.title if chart else "",
        drawing=mark_safe(sparkline(chart.analysis, goal=chart.goal, width=260, height=72)) if chart else "",
        verdict=says(read(chart)).verdict if chart else "",
        stands=latest_and_goal(chart) if chart else "",
        offers=board.offers if chosen != "wants" else "",
        wants=board.wants if chosen != "offers" else "",
    )
