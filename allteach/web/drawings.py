"""Charts as finished HTML for templates. Everything inside was escaped where it was drawn."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from allteach.charts import figure
from allteach.core.remembered import Remembered
from allteach.measures.queries.charts import MeasureChart

# A chart changes about once a month and is looked at all month: drawing takes longer than all the rest of a page.
_drawn: Remembered[SafeString] = Remembered(settings.FIGURES_REMEMBERED)


def figure_of(chart: MeasureChart, *, open_table: bool = False) -> SafeString:
    """One team's chart: drawing in two widths, sentence, notes and table."""
    ident = f"chart-{chart.team_measure.pk}"
    return _drawn.answer(
        (ident, open_table, chart.made_from),
        lambda: mark_safe(figure(chart.plot, ident=ident, open_table=open_table)),
    )
