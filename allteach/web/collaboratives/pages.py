"""What the collaborative's page shows, as finished values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from allteach.charts import Language, assurance_icon, variation_icon
from allteach.charts.icons import assurance_words, variation_words
from allteach.measures.models import Measure
from allteach.measures.queries.charts import MeasureChart
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for


@dataclass(frozen=True)
class Cell:
    """One team and one measure in the grid of icons. Empty when the team does not use the measure."""

    address: str = ""
    words: str = ""  # What the two icons say, for those who do not see them.
    variation: str = ""
    assurance: str = ""


@dataclass(frozen=True)
class Row:
    """A team's line in the grid of icons."""

    name: str
    address: str
    cells: tuple[Cell, ...]


def grid_of_icons(
    charts: Sequence[MeasureChart], measures: Sequence[Measure], *, seen_by: Person, language: Language
) -> list[Row]:
    """Measures across, teams down, in the order of the teams' names: never a league table."""
    columns = {measure.pk: i for i, measure in enumerate(measures)}
    teams: dict[int, tuple[Space, list[Cell]]] = {}
    for chart in charts:
        team = chart.team_measure.team
        _team, cells = teams.setdefault(team.pk, (team, [Cell()] * len(measures)))
        cells[columns[chart.measure.pk]] = cell_of(chart, slug_for(team, seen_by), language)
    rows = [
        Row(name_for(team, seen_by), reverse("teams:team", args=[slug_for(team, seen_by)]), tuple(cells))
        for team, cells in teams.values()
    ]
    return sorted(rows, key=lambda row: row.name.casefold())


def cell_of(chart: MeasureChart, team_slug: str, language: Language) -> Cell:
    """The pair of icons of one chart, and its words."""
    variation, assurance = chart.variation, chart.assurance
    words = variation_words(variation, language)
    if assurance:
        words = f"{words}; {assurance_words(assurance, language)}"
    return Cell(
        address=reverse("measures:chart", args=[team_slug, chart.measure.slug]),
        words=f"{chart.measure.current.name}: {words}",
        variation=mark_safe(variation_icon(variation, language, hidden=True)),
        assurance=mark_safe(assurance_icon(assurance, language, hidden=True)) if assurance else "",
    )


@dataclass(frozen=True)
class Tally:
    """How many teams' own charts say what."""

    words: str
    number: int
    kind: str


def tallies(charts: Sequence[MeasureChart]) -> list[Tally]:
    """Whose change it is: how many teams improve, worry or show nothing yet on their own charts."""
    said = {"improvement": 0, "concern": 0, "neutral": 0, "none": 0}
    for chart in charts:
        variation = chart.variation or ""
        said[variation.split("_")[0] if variation.split("_")[0] in said else "none"] += 1
    total = len(charts)
    words = {
        "improvement": _("of %(total)d teams improve on their own chart"),
        "concern": _("of %(total)d teams have a signal of concern"),
        "neutral": _("of %(total)d teams have a signal, neither better nor worse"),
        "none": _("of %(total)d teams show no signal yet"),
    }
    return [Tally(words[kind] % {"total": total}, number, kind) for kind, number in said.items() if number]
