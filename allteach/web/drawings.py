"""Charts as finished HTML for templates. Everything inside was escaped where it was drawn."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from allteach.charts import figure, small_multiples
from allteach.core.remembered import Remembered
from allteach.measures.queries.charts import MeasureChart
from allteach.measures.queries.strata import GroupChart

# A chart changes about once a month and is looked at all month: drawing takes longer than all the rest of a page.
_drawn: Remembered[SafeString] = Remembered(settings.FIGURES_REMEMBERED)


def figure_of(chart: MeasureChart, *, open_table: bool = False) -> SafeString:
    """One team's chart: drawing in two widths, sentence, notes and table."""
    ident = f"chart-{chart.team_measure.pk}"
    return _drawn.answer(
        (ident, open_table, chart.made_from),
        lambda: mark_safe(figure(chart.plot, ident=ident, open_table=open_table)),
    )


def groups_drawn(charts: Sequence[GroupChart]) -> SafeString | str:
    """A measure's groups as small charts on one scale, in their agreed order; empty where there are none."""
    return mark_safe(small_multiples([chart.plot for chart in charts], ident="groups")) if charts else ""
