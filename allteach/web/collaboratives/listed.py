"""A collaborative's teams, and what their charts say, as tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.charts import Language
from allteach.charts.icons import assurance_words, variation_words
from allteach.measures.queries.charts import MeasureChart
from allteach.measures.queries.due import DuePeriod
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import is_named_to, name_for, slug_for
from allteach.web.home.desk import when
from allteach.web.tables import Cell, Column, Table


def teams_table(
    collaborative: Space,
    teams: Iterable[Space],
    due: dict[int, list[DuePeriod]],
    *,
    seen_by: Person,
    language: Language,
    today: date,
) -> Table:
    """Who takes part, by name; what each has still to send stands there for whoever is of the team or supports it."""
    rows = []
    for team in sorted(teams, key=lambda team: name_for(team, seen_by).casefold()):
        profile = team.profile
        address = reverse("teams:team", args=[slug_for(team, seen_by)])
        size = profile.population_size if is_named_to(team, seen_by) else None
        row = [
            Cell(name_for(team, seen_by), to=address, note=_("Has left") if profile.withdrawn_on else ""),
            profile.practice_kind,
            profile.region,
            size,
        ]
        rows.append([*row, _due_cell(due.get(team.pk, []), language, today)] if due else row)
    columns = [
        Column(_("Team")),
        Column(_("Kind of practice")),
        Column(_("Region")),
        Column(_("People cared for"), is_number=True),
    ]
    return Table(
        key="teams",
        caption=_("The teams of this collaborative"),
        name=f"{collaborative.slug}-teams",
        columns=[*columns, Column(_("Not sent yet"))] if due else columns,
        rows=rows,
    )


def _due_cell(periods: Sequence[DuePeriod], language: Language, today: date) -> Cell:
    """The oldest period that a team has not sent, how many more there are, and when it was due."""
    if not periods:
        return Cell("")
    oldest = periods[0]
    words = language.period(oldest.period.start, oldest.period.kind, "long")
    if len(periods) > 1:
        words = _("%(period)s and %(count)d more") % {"period": words, "count": len(periods) - 1}
    return Cell(words, note=when(oldest.due_on, today))


def summary_table(
    collaborative: Space, charts: Iterable[MeasureChart], *, seen_by: Person, language: Language
) -> Table:
    """What each team's own chart of each measure says: a row for each, by team and measure, never ranked."""
    return Table(
        key="summary",
        caption=_("Variation and distance to the goal, by team and measure"),
        name=f"{collaborative.slug}-summary",
        columns=(
            Column(_("Team")),
            Column(_("Measure")),
            Column(_("Variation")),
            Column(_("Against the goal")),
            Column(_("Latest"), is_number=True),
            Column(_("Goal"), is_number=True),
            Column(_("Unit")),
        ),
        rows=_summary_rows(charts, seen_by, language),
    )


def _summary_rows(charts: Iterable[MeasureChart], seen_by: Person, language: Language) -> Iterator[tuple]:
    for chart in sorted(charts, key=lambda chart: name_for(chart.team_measure.team, seen_by).casefold()):
        assurance = chart.assurance
        yield (
            name_for(chart.team_measure.team, seen_by),
            chart.measure.current.name,
            variation_words(chart.variation, language),
            assurance_words(assurance, language) if assurance else "",
            chart.latest,
            chart.goal,
            chart.measure.current.unit,
        )
