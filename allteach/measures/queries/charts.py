"""Charts, finished: analysed, through the disclosure rule, ready to be drawn, tabulated or exported."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from allteach import spc
from allteach.charts.plot import LaterNote, Note, NoteKind, PhaseWords, Plot
from allteach.charts.words import Language
from allteach.core.closeness import Closeness
from allteach.measures.models import Annotation, Measure, TeamMeasure
from allteach.measures.queries.disclosed import policy_of, shown_timeline
from allteach.measures.queries.drafts import drafts_of, with_drafts
from allteach.measures.queries.plans import Phase, Reading, phases_of, plan_for, series_of
from allteach.measures.queries.readings import annotations_of, readings_of
from allteach.measures.queries.timelines import Timeline, aligned, timelines_of, until
from allteach.people.models import Person
from allteach.spaces.standing import closeness

HOW_OFTEN = {
    "day": gettext_noop("daily"),
    "week": gettext_noop("weekly"),
    "month": gettext_noop("monthly"),
    "quarter": gettext_noop("quarterly"),
}
CHART_NAMES = {
    "run": gettext_noop("Run chart"),
    "i": gettext_noop("I chart"),
    "mr": gettext_noop("MR chart"),
    "xbar": gettext_noop("Xbar chart"),
    "s": gettext_noop("S chart"),
    "p": gettext_noop("P chart"),
    "pp": gettext_noop("P′ chart"),
    "u": gettext_noop("U chart"),
    "up": gettext_noop("U′ chart"),
    "ip": gettext_noop("I′ chart"),
    "c": gettext_noop("C chart"),
    "g": gettext_noop("G chart"),
    "t": gettext_noop("T chart"),
}

PINS: dict[str, NoteKind] = {Annotation.Kind.TEST: "test", Annotation.Kind.KEPT: "kept"}


class AnalysedTogether:
    """The analyses of timelines that are read together: one call of the engine, made when the first is asked for.

    A page whose figures were all drawn before never asks.
    """

    def __init__(self, wanted: Sequence[tuple[Reading, Timeline, Sequence[Phase]]]) -> None:
        self._wanted = wanted
        self.plans = [
            plan_for(reading, timeline, phases) if timeline.reported else None for reading, timeline, phases in wanted
        ]

    def __getitem__(self, place: int) -> spc.Analysis | None:
        """The analysis of one of them; None where nothing was reported."""
        return self._found[place]

    @cached_property
    def _found(self) -> list[spc.Analysis | None]:
        places = [place for place, plan in enumerate(self.plans) if plan is not None]
        found: list[spc.Analysis | None] = [None] * len(self.plans)
        if places:
            series = [
                series_of(timeline, has_denominator=reading.measure.form.has_denominator)
                for reading, timeline, _phases in (self._wanted[place] for place in places)
            ]
            analyses = spc.analyse_many(series, [plan for plan in self.plans if plan is not None])
            for i, place in enumerate(places):
                found[place] = analyses.one(i)
        return found


@dataclass(frozen=True)
class MeasureChart:
    """One team's chart of one measure, for one viewer."""

    team_measure: TeamMeasure
    timeline: Timeline  # As far as the viewer may know it.
    reading: Reading
    phases: Sequence[Phase]
    annotations: Sequence[Annotation]
    closeness: Closeness
    language: Language
    analyses: AnalysedTogether  # Of all charts of the page …
    place: int  # … of which this is one.

    @property
    def is_begun(self) -> bool:
        """Whether anything was reported: asks for no analysis."""
        return self.analyses.plans[self.place] is not None

    @property
    def analysis(self) -> spc.Analysis | None:
        """What the statistics say; None until something was reported."""
        return self.analyses[self.place]

    @cached_property
    def outline(self) -> Plot:
        """What a drawing needs to know besides the analysis; a matrix of icons never asks."""
        return plot_of(
            self.reading,
            self.timeline,
            self.analyses.plans[self.place],
            self.phases,
            language=self.language,
            annotations=self.annotations,
        )

    @property
    def plot(self) -> Plot:
        """What a drawing needs to know."""
        return replace(self.outline, analysis=self.analysis)

    @property
    def made_from(self) -> Hashable:
        """Everything that the drawing of this chart is made from: two charts that agree in it look the same."""
        around = (getattr(self.outline, each.name) for each in fields(Plot))
        timeline = self.timeline  # What is analysed; the outline may have drafts in its place.
        return (
            timeline.numerators,
            timeline.denominators,
            timeline.values,
            self.analyses.plans[self.place],
            *(tuple(each.items()) if isinstance(each, dict) else each for each in around),
        )

    def named(self, name: str, *, href: str) -> Plot:
        """The plot under a team's name instead of the measure's, as it stands beside other teams."""
        return replace(self.plot, title=name, href=href, notes=(), remarks={})

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.team_measure.measure

    @property
    def variation(self) -> str | None:
        """What the rules say: a key of the variation icons; None before there is anything to judge."""
        if not self.timeline.is_fair:
            return "hidden"
        return self.analysis.variation if self.analysis else None

    @property
    def assurance(self) -> str | None:
        """How the process stands to its goal: a key of the assurance icons, or None."""
        return self.analysis.assurance if self.analysis and self.timeline.is_fair else None

    @property
    def baseline(self) -> float | None:
        """The centre line where the chart begins."""
        if self.analysis is None or not len(self.analysis.centre) or not self.timeline.is_fair:
            return None
        return float(self.analysis.centre[0])

    @property
    def latest(self) -> float | None:
        """The newest value shown."""
        if self.analysis is None or self.analysis.latest is None:
            return None
        return float(self.analysis.values[self.analysis.latest])

    @property
    def goal(self) -> float | None:
        """The target in force at the end of the chart."""
        return self.reading.target_on(self.timeline.periods[-1].end) if self.timeline.periods else None


def charts_for(
    team_measures: Sequence[TeamMeasure],
    *,
    seen_by: Person,
    language: Language,
    is_aligned: bool = False,
    over_by: date | None = None,
) -> list[MeasureChart]:
    """The charts of team measures loaded with_definition(), in the same order, as one person may see them.

    At most seven queries and one analysis however many charts there are. `is_aligned` lays all charts of one measure on
    the same periods, so that they can stand side by side. Otherwise a team's own members also see what they have typed
    and not yet sent. With `over_by` only the periods that were over by the end of that day are there.
    """
    ids = [team_measure.pk for team_measure in team_measures]
    measures = {team_measure.measure_id: team_measure.measure for team_measure in team_measures}
    readings = readings_of(measures.values(), ids)
    timelines = timelines_of(ids)
    if is_aligned:
        timelines = aligned(timelines, {team_measure.pk: team_measure.measure_id for team_measure in team_measures})
    if over_by is not None:
        timelines = {pk: until(line, over_by) for pk, line in timelines.items()}
    teams = {team_measure.team_id: team_measure.team for team_measure in team_measures}
    notes = annotations_of(teams, seen_by=seen_by)
    near = {pk: closeness(seen_by, team) for pk, team in teams.items()}
    inside = seen_by.standing.inside
    policies = {team.around_id: policy_of(team.parent or team) for team in teams.values()}

    shown = [
        shown_timeline(
            timelines.get(team_measure.pk, Timeline()),
            measure=team_measure.measure,
            closeness=near[team_measure.team_id],
            sees_reasons=team_measure.team_id in inside,
            policy=policies[team_measure.team.around_id],
        )
        for team_measure in team_measures
    ]
    if not is_aligned:
        drafts = drafts_of([pk for pk, closest in near.items() if closest is Closeness.OWN])
        shown = [
            with_drafts(line, team_measure, drafts.get(team_measure.team_id, ()))
            for team_measure, line in zip(team_measures, shown, strict=True)
        ]
    phases = [
        phases_of(readings[team_measure.measure_id], timeline, team_measure.pk)
        for team_measure, timeline in zip(team_measures, shown, strict=True)
    ]
    analyses = AnalysedTogether(
        [
            (readings[team_measure.measure_id], timeline, phase)
            for team_measure, timeline, phase in zip(team_measures, shown, phases, strict=True)
        ]
    )
    return [
        MeasureChart(
            team_measure=team_measure,
            timeline=timeline,
            reading=readings[team_measure.measure_id],
            phases=phase,
            annotations=[
                note for note in notes.get(team_measure.team_id, ()) if note.team_measure_id in (None, team_measure.pk)
            ],
            closeness=near[team_measure.team_id],
            language=language,
            analyses=analyses,
            place=place,
        )
        for place, (team_measure, timeline, phase) in enumerate(zip(team_measures, shown, phases, strict=True))
    ]


def plot_of(
    reading: Reading,
    timeline: Timeline,
    plan: spc.Plan | None,
    phases: Sequence[Phase],
    *,
    language: Language,
    analysis: spc.Analysis | None = None,
    annotations: Sequence[Annotation] = (),
    title: str = "",
    **more,
) -> Plot:
    """Everything a drawing needs to know of one chart, in the reader's language."""
    measure, definition = reading.measure, reading.measure.current
    notes, later = notes_on(timeline, annotations)
    goal = reading.target_on(timeline.periods[-1].end) if timeline.periods else None
    return Plot(
        title=title or definition.name,
        measure_words=definition.plain_name,
        analysis=analysis,
        periods=tuple((period.start, period.kind) for period in timeline.periods),
        unit=definition.unit,
        decimals=definition.decimals,
        goal=goal,
        numerators=with_typed(timeline, "numerator") if measure.form.has_denominator else None,
        denominators=with_typed(timeline, "denominator") if measure.form.has_denominator else None,
        drafts={i: draft.value for i, draft in timeline.drafts.items()},
        notes=notes,
        later=later,
        phases=tuple(PhaseWords(phase.at, phase_words(phase), phase.kind) for phase in phases),
        left_out=timeline.left_out,
        suppressed=timeline.suppressed,
        provisional=timeline.provisional,
        hidden=timeline.hidden,
        ranges=timeline.ranges,
        small_below=timeline.small_below,
        unjudged="" if timeline.is_fair else _("More than one in five numbers are hidden, so no line would be fair."),
        remarks=timeline.remarks,
        chart_words=chart_words(plan if timeline.is_fair else None, measure),
        language=language,
        **more,
    )


def with_typed(timeline: Timeline, name: str) -> tuple[float | None, ...]:
    """What a point was made from, also where it is not yet sent."""
    numbers = timeline.numerators if name == "numerator" else timeline.denominators
    if not timeline.drafts:
        return numbers
    typed = {i: getattr(draft, name) for i, draft in timeline.drafts.items()}
    return tuple(typed.get(i, number) for i, number in enumerate(numbers))


def notes_on(timeline: Timeline, annotations: Sequence[Annotation]) -> tuple[tuple[Note, ...], tuple[LaterNote, ...]]:
    """The notes that fall on a chart, and those of days after its last point, numbered together in time order."""
    placed = [(timeline.position(annotation.on), annotation) for annotation in annotations]
    notes = tuple(
        Note(at=at, number=number, kind=PINS.get(annotation.kind, "event"), words=annotation.words)
        for number, (at, annotation) in enumerate(((at, note) for at, note in placed if at is not None), start=1)
    )
    after = [note for note in annotations if timeline.periods and note.on > timeline.periods[-1].end]
    later = tuple(
        LaterNote(on=annotation.on, number=number, kind=PINS.get(annotation.kind, "event"), words=annotation.words)
        for number, annotation in enumerate(after, start=len(notes) + 1)
    )
    return notes, later


def phase_words(phase: Phase) -> str:
    """What a phase is called on the chart."""
    if phase.kind == "definition":
        return _("Definition, version %(number)s") % {"number": phase.words}
    if phase.words:
        return phase.words
    return _("Baseline, frozen") if phase.points else _("New level")


def chart_words(plan: spc.Plan | None, measure: Measure) -> str:
    """Which chart it is: "P chart, monthly"."""
    how_often = _(HOW_OFTEN[measure.period_kind])
    return how_often if plan is None else f"{_(CHART_NAMES[plan.chart])}, {how_often}"
