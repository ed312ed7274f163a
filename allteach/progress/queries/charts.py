"""The charts of many teams at once, light enough for a grid of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from allteach.core.language import language_now
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.people.models import Person
from allteach.spaces.models import Space


def charts_of(
    teams: Iterable[Space], *, seen_by: Person, over_by: date | None = None
) -> Mapping[int, list[MeasureChart]]:
    """Every chart in use of some teams, loaded with their collaborative, as one person may see them: by team.

    With `over_by` only the periods that were over by the end of that day are there. Eight queries and one analysis
    however many there are: names and definitions are loaded once, not for each team.
    """
    by_pk = {team.pk: team for team in teams}
    uses = list(
        TeamMeasure.objects.visible_to(seen_by)
        .filter(team__in=by_pk)
        .active()
        .order_by("measure__position", "measure_id", "pk")
        .only("subject_ptr", "team", "measure")
    )
    measures = Measure.objects.filter(pk__in={use.measure_id for use in uses}).select_related("current").in_bulk()
    for use in uses:
        use.team, use.measure = by_pk[use.team_id], measures[use.measure_id]
    found: dict[int, list[MeasureChart]] = {pk: [] for pk in by_pk}
    for chart in charts_for(uses, seen_by=seen_by, language=language_now(), is_aligned=True, over_by=over_by):
        found[chart.team_measure.team_id].append(chart)
    return found
