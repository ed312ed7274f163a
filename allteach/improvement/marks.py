"""What tests of change and kept changes put on the charts: said once, here.

Actions make the charts say it; `actions.redraw_charts` makes them say it again from the rows alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.measures.models import Annotation, TeamMeasure

LONGEST = 200  # Of an annotation's words, and of what is expected.


@dataclass(frozen=True)
class Mark:
    """One note that should stand on a chart; without a team measure, on every chart of the team."""

    team_measure: TeamMeasure | None
    on: date
    words: str
    kind: str
    expected: str = ""


def marks_of_cycle(cycle: Cycle) -> list[Mark]:
    """The marks of one test: none until it begins, then one on each of its charts, or one on all when it names none.

    Reads its charts and predictions. Words are in the language of the team, whoever writes.
    """
    if cycle.started_on is None or not cycle.is_begun:
        return []
    with translation.override(cycle.team.language):
        words = _("Cycle %(step)s: %(title)s") % {"step": cycle.step, "title": cycle.title}
    predictions = [prediction.prediction for prediction in cycle.predictions.all() if prediction.prediction]
    return [
        Mark(
            team_measure=chart,
            on=cycle.started_on,
            words=shortened(words),
            kind=Annotation.Kind.TEST,
            expected=shortened(predictions[0]) if predictions else "",
        )
        for chart in _charts(cycle.charts.all())
    ]


def marks_of_change(change: ImplementedChange) -> list[Mark]:
    """The marks of one kept change: when it was kept, and when it was over, on each of its charts."""
    with translation.override(change.team.language):
        over = _("No longer: %(title)s") % {"title": change.title}
    marks = []
    for chart in _charts(change.charts.all()):
        marks.append(Mark(chart, change.kept_on, shortened(change.title), Annotation.Kind.KEPT))
        if change.is_over and change.over_on:
            marks.append(Mark(chart, change.over_on, shortened(over), Annotation.Kind.EVENT))
    return marks


def shortened(words: str) -> str:
    """The words, cut at a word's end with an ellipsis when there is no room for all."""
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _charts(team_measures: Iterable[TeamMeasure]) -> list[TeamMeasure | None]:
    return [*team_measures] or [None]
