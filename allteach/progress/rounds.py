"""What a team could say in the round of a call: one result, one test, one ask, from its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from allteach.core.language import language_now
from allteach.improvement.models import Cycle
from allteach.improvement.stages import ACTED
from allteach.measures.queries.charts import MeasureChart
from allteach.people.models import Person
from allteach.progress.models import MonthlyReport
from allteach.progress.queries.charts import charts_of
from allteach.spaces.models import Space

ROOM = 300


@dataclass(frozen=True)
class Prepared:
    """A turn as the record would take it. Each part may be empty; the team puts its own words there."""

    result: str = ""
    test: str = ""
    ask: str = ""


def prepared_for(teams: Iterable[Space], *, seen_by: Person, tells_values: bool = True) -> dict[int, Prepared]:
    """By team: the first chart with a signal, the test closed last, and the ask of the last report.

    Without `tells_values` no number is told: other teams may read a turn, and some counts are too small for them. Ten
    queries however many teams there are.
    """
    teams = list(teams)
    charts = charts_of(teams, seen_by=seen_by)
    closed = Cycle.objects.visible_to(seen_by).filter(team__in=teams, state=ACTED)
    tests = {cycle.team_id: cycle for cycle in closed.order_by("decided_at", "pk")}
    reports = MonthlyReport.objects.visible_to(seen_by).filter(team__in=teams).exclude(ask="")
    asks = {report.team_id: report.ask for report in reports.order_by("month")}
    return {
        team.pk: Prepared(
            result=_shortened(result_words(charts[team.pk], tells_values=tells_values)),
            test=_shortened(test_words(tests[team.pk])) if team.pk in tests else "",
            ask=_shortened(asks.get(team.pk, "")),
        )
        for team in teams
    }


def result_words(charts: Sequence[MeasureChart], *, tells_values: bool = True) -> str:
    """The first chart with a signal, good news before bad, with its latest value; nothing where none has."""
    language = language_now()
    for wanted, words, without in (
        ("improvement", _("%(measure)s: now %(value)s, better than before"), _("%(measure)s: better than before")),
        ("concern", _("%(measure)s: now %(value)s, worse than before"), _("%(measure)s: worse than before")),
    ):
        for chart in charts:
            if (chart.variation or "").startswith(wanted) and chart.latest is not None:
                definition = chart.measure.current
                value = language.amount(chart.latest, definition.unit, definition.decimals)
                return (words if tells_values else without) % {"measure": definition.name, "value": value}
    return ""


def test_words(cycle: Cycle) -> str:
    """A closed test: what was tried, what was decided, and what it taught."""
    said = {"title": cycle.title, "decision": cycle.get_decision_display().lower()}
    told = cycle.lesson or cycle.what_we_learned
    words = _("%(title)s (%(decision)s)") % said
    return f"{words}: {told}" if told else words


def _shortened(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(ROOM)
