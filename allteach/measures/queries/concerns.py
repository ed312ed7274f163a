"""Which charts stand on a signal in the wrong direction, and since when: worked out for nobody's eye.

No number leaves this module, only periods. What a reader is told afterwards goes through their own closeness.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from allteach import spc
from allteach.core.periods import Period
from allteach.measures.models import TeamMeasure
from allteach.measures.queries.charts import AnalysedTogether
from allteach.measures.queries.plans import phases_of
from allteach.measures.queries.readings import readings_of
from allteach.measures.queries.timelines import Timeline, timelines_of

CONCERN, MISSING = "concern", "missing"


@dataclass(frozen=True)
class Concern:
    """A run of points in the wrong direction that has not ended: its first period, and its last."""

    since: Period
    latest: Period


def concerns_of(team_measures: Sequence[TeamMeasure]) -> dict[int, Concern]:
    """By team measure, loaded with_definition(); those without such a signal now are left out.

    Four queries and one analysis however many there are. Every number counts, also those that few may read.
    """
    ids = [each.pk for each in team_measures]
    readings = readings_of({each.measure_id: each.measure for each in team_measures}.values(), ids)
    timelines = timelines_of(ids)
    wanted = []
    for each in team_measures:
        reading, timeline = readings[each.measure_id], timelines.get(each.pk, Timeline())
        wanted.append((reading, timeline, phases_of(reading, timeline, each.pk)))
    analyses = AnalysedTogether(wanted)
    found = {}
    for place, (each, (_reading, timeline, _phases)) in enumerate(zip(team_measures, wanted, strict=True)):
        analysis = analyses[place]
        if analysis is not None and (concern := _concern(analysis, timeline)) is not None:
            found[each.pk] = concern
    return found


def _concern(analysis: spc.Analysis, timeline: Timeline) -> Concern | None:
    """The run that ends at the newest point; points that are missing do not break it."""
    latest = analysis.latest
    if latest is None or analysis.kind[latest] != CONCERN:
        return None
    first = latest
    for at in range(latest, -1, -1):
        if analysis.kind[at] == CONCERN:
            first = at
        elif analysis.kind[at] != MISSING:
            break
    return Concern(timeline.periods[first], timeline.periods[latest])
