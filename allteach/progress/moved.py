"""What moved in teams since somebody last looked: numbers and reports sent, signals, tests, aims and kept changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.improvement import events as improvement
from allteach.improvement.models import Cycle
from allteach.measures import events as measures
from allteach.measures.models import Measurement, TeamMeasure
from allteach.measures.queries.charts import MeasureChart, charts_for
from allteach.people.models import Person
from allteach.progress import events as progress
from allteach.spaces.models import Space

NAMED = 2  # Tests and measures named in a line; the others are counted.


@dataclass(frozen=True)
class Moved:
    """One line of what moved in a team. `tone` is better, worse or plain."""

    words: str
    tone: str = "plain"


NAMES = (
    measures.SHEET_SENT,
    progress.REPORT_SENT,
    improvement.CYCLE_BEGUN,
    improvement.CYCLE_DECIDED,
    improvement.CYCLE_STOPPED,
    improvement.AIM_WRITTEN,
    improvement.AIM_REVISED,
    improvement.CHANGE_IMPLEMENTED,
)


def moved_in(
    teams: Sequence[Space], *, since: Mapping[int, datetime], seen_by: Person, language: Language
) -> dict[int, list[Moved]]:
    """What moved in each team since its own moment, but for what the reader did: at most ten queries."""
    told = _events(teams, since, seen_by)
    cycles = _cycles([event for events in told.values() for event in events], seen_by)
    signals = _signals(
        [team for team in teams if any(event.name == measures.SHEET_SENT for event in told.get(team.pk, ()))],
        seen_by,
        language,
    )
    return {
        team.pk: [
            *_lines(told.get(team.pk, ()), cycles, language),
            *signals.get(team.pk, ()),
        ]
        for team in teams
    }


def _events(teams: Sequence[Space], since: Mapping[int, datetime], seen_by: Person) -> dict[int, list[Event]]:
    """What happened in each team that is told of here: one query."""
    if not since:
        return {}
    found: dict[int, list[Event]] = {}
    events = Event.objects.filter(
        space__in=[team.pk for team in teams], name__in=NAMES, at__gt=min(since.values())
    ).exclude(by=seen_by.pk)
    for event in events.order_by("pk"):
        if event.space in since and event.at > since[event.space]:
            found.setdefault(event.space, []).append(event)
    return found


def _cycles(events: Iterable[Event], seen_by: Person) -> dict[int, Cycle]:
    """The tests that events speak of, as far as the reader may see them: one query."""
    wanted = {event.subject for event in events if event.name in CLOSED | OPENED and event.subject is not None}
    return {cycle.pk: cycle for cycle in Cycle.objects.visible_to(seen_by).filter(pk__in=wanted)} if wanted else {}


OPENED = frozenset({improvement.CYCLE_BEGUN})
CLOSED = frozenset({improvement.CYCLE_DECIDED, improvement.CYCLE_STOPPED})


def _lines(events: Sequence[Event], cycles: Mapping[int, Cycle], language: Language) -> list[Moved]:
    """The events of one team in a few lines, each kind in one."""
    lines = []
    sent = [Period.parse(event.facts["period"]) for event in events if event.name == measures.SHEET_SENT]
    if sent:
        latest = max(sent)
        lines.append(_("Numbers of %(period)s are in") % {"period": language.period(latest.start, latest.kind, "long")})
    lines += _counted(
        events, {progress.REPORT_SENT}, lambda count: ngettext("Sent a report", "Sent %(count)d reports", count)
    )
    lines += _named(
        [cycles.get(event.subject or 0) for event in events if event.name in OPENED],
        _("Began: %(titles)s"),
        lambda count: ngettext("Began one test", "Began %(count)d tests", count),
        lambda cycle: cycle.title,
    )
    lines += _named(
        [cycles.get(event.subject or 0) for event in events if event.name in CLOSED],
        _("Closed: %(titles)s"),
        lambda count: ngettext("Closed one test", "Closed %(count)d tests", count),
        _told,
    )
    lines += _counted(
        events,
        {improvement.CHANGE_IMPLEMENTED},
        lambda count: ngettext("Keeps a change for good", "Keeps %(count)d changes for good", count),
    )
    if any(event.name == improvement.AIM_WRITTEN for event in events):
        lines.append(_("Wrote its aim"))
    elif any(event.name == improvement.AIM_REVISED for event in events):
        lines.append(_("Worded its aim anew"))
    return [Moved(words) for words in lines]


def _counted(events: Sequence[Event], names: set[str], words: Callable[[int], str]) -> list[str]:
    """One line with the number of events of some names; none when there was none."""
    count = sum(event.name in names for event in events)
    return [words(count) % {"count": count}] if count else []


def _named(
    cycles: Sequence[Cycle | None], named: str, counted: Callable[[int], str], told: Callable[[Cycle], str]
) -> list[str]:
    """One line that names a few tests, or counts many; none when there was none."""
    if not cycles:
        return []
    shown = {cycle.pk: cycle for cycle in cycles if cycle is not None}
    if len(shown) < len(cycles) or len(shown) > NAMED:
        return [counted(len(cycles)) % {"count": len(cycles)}]
    return [named % {"titles": ", ".join(told(cycle) for cycle in shown.values())}]


def _told(cycle: Cycle) -> str:
    """A test's title, with what was decided."""
    if cycle.decision:
        return _("%(title)s (%(decision)s)") % {
            "title": cycle.title,
            "decision": str(cycle.get_decision_display()).lower(),
        }
    return cycle.title


def _signals(teams: Sequence[Space], seen_by: Person, language: Language) -> dict[int, list[Moved]]:
    """Which measures show a signal that was not there a point ago, of teams that sent numbers: eight queries."""
    if not teams:
        return {}
    charts = TeamMeasure.objects.visible_to(seen_by).filter(team__in=[team.pk for team in teams]).active()
    found: dict[int, dict[str, list[str]]] = {}
    for chart in charts_for(list(charts.with_definition()), seen_by=seen_by, language=language):
        kind = new_signal(chart)
        if kind is not None:
            said = found.setdefault(chart.team_measure.team_id, {})
            said.setdefault(kind, []).append(chart.measure.current.name)
    return {
        team: [Moved(_titles(SAYS[kind](), names), TONES[kind]) for kind, names in sorted(said.items(), reverse=True)]
        for team, said in found.items()
    }


def signals_since(
    teams: Iterable[int], *, since: datetime, until: datetime, seen_by: Person, language: Language
) -> list[MeasureChart]:
    """The charts of some teams whose newest point came in between two moments and shows a signal that is new.

    By team and in the order of its measures. One query where nothing came in; else nine, however many charts.
    """
    came = Measurement.objects.filter(team_measure__team__in=teams, at__gt=since, at__lte=until)
    newest = dict(came.order_by().values_list("team_measure").annotate(Max("period_start")))
    if not newest:
        return []
    shown = TeamMeasure.objects.visible_to(seen_by).filter(pk__in=newest).active().with_definition()
    in_order = shown.order_by("team__name", "team_id", "measure__position", "measure_id")
    return [
        chart
        for chart in charts_for(list(in_order), seen_by=seen_by, language=language)
        if new_signal(chart) is not None and _newest_on(chart) == newest[chart.team_measure.pk]
    ]


def _newest_on(chart: MeasureChart) -> date | None:
    """When the period of the newest point begins."""
    if chart.analysis is None or chart.analysis.latest is None:
        return None
    return chart.timeline.periods[chart.analysis.latest].start


def new_signal(chart: MeasureChart) -> str | None:
    """What the newest point says that the one before did not say yet: "improvement", "concern", or None."""
    analysis = chart.analysis
    if analysis is None or analysis.latest is None or not chart.timeline.is_fair:
        return None
    latest = analysis.latest
    kind = str(analysis.kind[latest])
    if kind not in SAYS:
        return None
    before = latest - 1
    is_new = any(
        bool(done[latest]) and not (before >= 0 and bool(done[before])) for done in analysis.completes.values()
    )
    return kind if is_new else None


SAYS: dict[str, Callable[[], str]] = {
    "improvement": lambda: _("Newly improving: %(titles)s"),
    "concern": lambda: _("Newly of concern: %(titles)s"),
}
TONES = {"improvement": "better", "concern": "worse"}


def _titles(words: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        shown = _("%(names)s and %(count)d more") % {"names": shown, "count": len(names) - NAMED}
    return words % {"titles": shown}
