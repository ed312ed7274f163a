"""Charts as finished HTML for templates. Everything inside was escaped where it was drawn."""

from django.utils.safestring import SafeString, mark_safe

from allteach.charts import figure
from allteach.measures.queries.charts import MeasureChart


def figure_of(chart: MeasureChart, *, open_table: bool = False) -> SafeString:
    """One team's chart: drawing in two widths, sentence, notes and table."""
    return mark_safe(figure(chart.plot, ident=f"chart-{chart.team_measure.pk}", open_table=open_table))
