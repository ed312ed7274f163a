"""Charts the size of a word, beside what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from allteach.charts import in_words, sparkline
from allteach.core.language import language_now
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.people.models import Person
from allteach.spaces.naming import slug_for

MOST = 3


@dataclass(frozen=True)
class Sparkline:
    """A chart the size of a word, with its address and what it says."""

    title: str
    address: str
    drawing: SafeString
    words: str


def sparklines_of(charts: Sequence[TeamMeasure], person: Person) -> list[Sparkline]:
    """What each chart looks like now, small, with its sentence: six queries however many there are."""
    if not charts:
        return []
    return [_sparkline(chart, person) for chart in charts_for(charts[:MOST], seen_by=person, language=language_now())]


def _sparkline(chart: MeasureChart, person: Person) -> Sparkline:
    drawing = sparkline(chart.analysis, goal=chart.goal, provisional=chart.plot.provisional, width=300, height=64)
    return Sparkline(
        title=chart.team_measure.title,
        address=reverse("measures:chart", args=[slug_for(chart.team_measure.team, person), chart.measure.slug]),
        drawing=mark_safe(drawing),
        words=in_words(chart.plot),
    )
