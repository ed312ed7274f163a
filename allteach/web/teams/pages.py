"""What a team's page shows, as finished values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allteach.charts import Language, assurance_icon, sparkline, variation_icon
from allteach.charts.icons import assurance_words, variation_words
from allteach.core.remembered import Remembered
from allteach.measures.queries.charts import MeasureChart
from allteach.web.tables import Column, Table

SHOWN = 13  # Points of a small chart: a year and one more.
TELLING = ("improvement", "concern", "neutral")


@dataclass(frozen=True)
class Line:
    """One measure in the table of a team's measures."""

    name: str
    address: str
    hero_address: str
    kind: str
    drawing: SafeString
    baseline: str
    latest: str
    goal: str
    variation: SafeString
    variation_words: str
    assurance: SafeString | str
    assurance_words: str
    is_current: bool = False  # Its chart stands first on the page.


# As with figures: a line changes when its chart does.
_written: Remembered[Line] = Remembered(settings.FIGURES_REMEMBERED)


def hero_of(charts: Sequence[MeasureChart], wanted: str | None) -> MeasureChart | None:
    """The chart that stands first: the one asked for, else the first that tells something, else the first."""
    for chart in charts:
        if chart.measure.slug == wanted:
            return chart
    telling = (chart for chart in charts if (chart.variation or "").startswith(TELLING))
    noted = [chart for chart in charts if chart.annotations and chart.is_begun]
    return (
        max(noted, key=lambda chart: len(chart.annotations)) if noted else next(telling, charts[0] if charts else None)
    )


def lines_of(
    charts: Sequence[MeasureChart], team: str, language: Language, *, current: MeasureChart | None
) -> list[Line]:
    """Every measure in a line: small chart, where it began, where it is, what the statistics say."""
    lines = []
    for chart in charts:
        measure = chart.measure
        line = _written.answer(
            (chart.made_from, team, measure.slug, measure.measure_type), partial(line_of, chart, team, language)
        )
        lines.append(replace(line, is_current=True) if chart is current else line)
    return lines


def measures_table(team: str, charts: Sequence[MeasureChart], language: Language) -> Table:
    """The same measures as a table to take along, with numbers that a spreadsheet can work with."""
    headings = (
        *(_("Measure"), _("Type"), _("Baseline"), _("Latest"), _("Goal"), _("Unit"), _("Variation")),
        _("Against the goal"),
    )
    columns = [Column(words) for words in headings]
    return Table("measures", _("All measures of the team"), f"{team}-measures", columns, _plain_lines(charts, language))


def _plain_lines(charts: Sequence[MeasureChart], language: Language) -> Iterator[tuple]:
    for chart in charts:
        definition, assurance = chart.measure.current, chart.assurance
        yield (
            definition.name,
            chart.measure.get_measure_type_display(),
            chart.baseline,
            chart.latest,
            chart.goal,
            definition.unit,
            variation_words(chart.variation, language),
            assurance_words(assurance, language) if assurance else "",
        )


def line_of(chart: MeasureChart, team: str, language: Language) -> Line:
    """One measure in a line."""
    definition = chart.measure.current

    def said(value: float | None) -> str:
        return "–" if value is None else language.amount(value, definition.unit, definition.decimals)

    variation, assurance = chart.variation, chart.assurance
    return Line(
        name=definition.name,
        address=reverse("measures:chart", args=[team, chart.measure.slug]),
        hero_address=f"?measure={chart.measure.slug}",
        kind=chart.measure.get_measure_type_display(),
        drawing=mark_safe(
            sparkline(chart.analysis, goal=chart.goal, provisional=chart.timeline.provisional, latest=SHOWN)
        ),
        baseline=said(chart.baseline),
        latest=said(chart.latest),
        goal=said(chart.goal),
        variation=mark_safe(variation_icon(variation, language, hidden=True)),
        variation_words=variation_words(variation, language),
        assurance=mark_safe(assurance_icon(assurance, language, hidden=True)) if assurance else "",
        assurance_words=assurance_words(assurance, language) if assurance else "",
    )
