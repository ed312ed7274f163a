"""How a timeline is to be read: definition, goal, baselines and definition changes as a plan for the statistics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allteach import spc
from allteach.charts.plot import PhaseKind
from allteach.collaboratives.models import Target
from allteach.measures.models import Baseline, Definition, Measure
from allteach.measures.queries.timelines import Timeline
from allteach.spc.constants import THREE_SIGMA, THREE_SIGMA_ROUNDED


@dataclass(frozen=True)
class Reading:
    """What is needed to read every chart of one measure; loaded once however many teams use it."""

    measure: Measure
    definitions: tuple[Definition, ...]
    targets: tuple[Target, ...]
    baselines: tuple[Baseline, ...]  # In force: of single charts, and (without team measure) of the measure itself.

    def baselines_for(self, team_measure: int | None) -> list[Baseline]:
        """A chart's own baselines; where it has none, the measure's."""
        own = [baseline for baseline in self.baselines if baseline.team_measure_id == team_measure]
        return own or [baseline for baseline in self.baselines if baseline.team_measure_id is None]

    def target_on(self, day: date) -> float | None:
        """The target in force on a day."""
        held = [target for target in self.targets if target.holds_from <= day]
        return float(held[-1].value) if held else None


@dataclass(frozen=True)
class Phase:
    """Where a phase starts, and what it is called."""

    at: int
    words: str
    kind: PhaseKind
    points: int | None = None


def phases_of(reading: Reading, timeline: Timeline, team_measure: int | None) -> list[Phase]:
    """The phases of a chart in order: those that people declared, and one for each new definition. None before the
    first number: a team may come to a measure whose baseline was settled long ago.
    """
    if not len(timeline):
        return []
    found: dict[int, Phase] = {}
    for definition in reading.definitions:
        at = timeline.position(definition.effective_from) if definition.effective_from else None
        if at:
            found[at] = Phase(at, f"{definition.number}", "definition")
    for baseline in reading.baselines_for(team_measure):
        at = timeline.position(baseline.starts_on) if baseline.starts_on else 0
        if at is not None and (at == 0 or at not in found or baseline.starts_on):
            kind: PhaseKind = "baseline" if at == 0 else "level"
            found[at] = Phase(at, baseline.words, kind, baseline.points)
    return [found[at] for at in sorted(found)]


def plan_for(reading: Reading, timeline: Timeline, phases: Sequence[Phase], *, chart: str | None = None) -> spc.Plan:
    """The plan by which the statistics read a timeline. Below twelve points every chart is a run chart."""
    definition, kind = reading.measure.current, reading.measure.form
    per = definition.per if kind.has_denominator else 1
    if not timeline.is_fair:  # Drawn, and not judged: no point counts towards a line or a signal.
        return spc.Plan(chart="run", direction=definition.direction, exclude=tuple(range(len(timeline))), per=per)
    wanted = chart or (definition.chart if definition.chart in kind.charts else kind.chart)
    starts = tuple(phase.at for phase in phases if phase.at > 0)
    # The first phase's baseline is counted from the first number, not from an axis shared with others.
    by_start = {phase.at: phase.points and phase.points + (0 if phase.at else timeline.lead) for phase in phases}
    freeze = tuple(by_start.get(at) for at in (0, *starts))
    targets = [reading.target_on(period.end) for period in timeline.periods] if reading.targets else None
    return spc.Plan(
        chart=spc.choose_chart(wanted, timeline.reported),
        rules=definition.rules,
        direction=definition.direction,
        target=targets,
        parts=starts,
        freeze=freeze if any(freeze) else None,
        exclude=tuple(sorted(timeline.left_out)),
        screen=definition.screens_moving_ranges,
        constant=THREE_SIGMA_ROUNDED if definition.uses_rounded_constant else THREE_SIGMA,
        trend_points=definition.trend_points,
        per=per,
    )


def series_of(timeline: Timeline, *, has_denominator: bool) -> spc.Series:
    """The numbers of a timeline as the statistics take them."""
    if has_denominator:
        return spc.Series.of(numerator=timeline.numerators, denominator=timeline.denominators)
    return spc.Series.of(values=timeline.values)
