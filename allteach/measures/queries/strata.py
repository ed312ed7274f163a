"""A measure by its agreed groups: each group's chart beside the whole, through the disclosure rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from allteach import spc
from allteach.charts.plot import Plot
from allteach.charts.words import Language
from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, strata_may_be_shown
from allteach.core.disclosure.cells import MOST_HIDDEN
from allteach.core.periods import Period, periods_between
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.charts import AnalysedTogether, plot_of
from allteach.measures.queries.disclosed import policy_of, shown_timeline
from allteach.measures.queries.plans import Reading, phases_of
from allteach.measures.queries.readings import readings_of
from allteach.measures.queries.timelines import Timeline, strata_of, timelines_of, within
from allteach.measures.queries.together import without_left_out
from allteach.people.models import Person
from allteach.spaces.models import Space, Team
from allteach.spaces.standing import closeness

WHOLE = ""  # What the whole is called among the groups, as in the record.


@dataclass(frozen=True)
class GroupChart:
    """One group's chart of a measure, or the whole's beside them."""

    group: str
    measure: Measure
    timeline: Timeline  # As far as the viewer may know it.
    analysis: spc.Analysis | None
    plot: Plot

    @property
    def values(self) -> tuple[float | None, ...]:
        """What is drawn, one a period."""
        if self.analysis is None:
            return (None,) * len(self.timeline)
        return tuple(None if value != value else value for value in self.analysis.values.tolist())


def groups_of(team_measure: TeamMeasure, *, seen_by: Person, language: Language) -> list[GroupChart]:
    """The whole and each group of a team's measure, on the same periods; nothing where it reports no groups.

    At most five queries.
    """
    measure, team = team_measure.measure, team_measure.team
    strata = strata_of([team_measure.pk]).get(team_measure.pk, {})
    if not strata:
        return []
    whole = timelines_of([team_measure.pk]).get(team_measure.pk, Timeline())
    shown = shown_groups(
        whole,
        strata,
        measure=measure,
        closeness=closeness(seen_by, team),
        sees_reasons=team.pk in seen_by.standing.inside,
        policy=policy_of(team.parent or team),
    )
    reading = readings_of([measure], [team_measure.pk])[measure.pk]
    return charts_of(reading, shown, language=language, team_measure=team_measure.pk)


def groups_together(
    collaborative: Space, measure: Measure, *, seen_by: Person, language: Language, teams: Sequence[int] | None = None
) -> list[GroupChart]:
    """Each group of a measure over all teams, or some: worked out from the groups that this person may see of each.

    A team whose groups are kept back in a period is in none of them there, so that nothing can be subtracted. At most
    six queries however many teams there are.
    """
    wanted = TeamMeasure.objects.filter(measure=measure, team__parent=collaborative.pk)
    if teams is not None:
        wanted = wanted.filter(team__in=teams)
    by_team = dict(wanted.values_list("pk", "team_id"))
    strata = strata_of(by_team)
    if not strata:
        return []
    wholes = timelines_of(strata)
    spaces = {team.pk: team for team in Team.objects.filter(parent=collaborative.pk)}
    policy = policy_of(collaborative)
    shown = [
        shown_groups(
            without_left_out(wholes.get(pk, Timeline())),
            {name: without_left_out(line) for name, line in groups.items()},
            measure=measure,
            closeness=closeness(seen_by, spaces[by_team[pk]]),
            sees_reasons=False,
            policy=policy,
        )
        for pk, groups in strata.items()
    ]
    names = in_order(measure, {name for groups in shown for name in groups} - {WHOLE})
    axis = axis_of([line for groups in shown for line in groups.values()])
    summed = {name: added_up([groups[name] for groups in shown if name in groups], axis, measure) for name in names}
    return charts_of(readings_of([measure])[measure.pk], summed, language=language, team_measure=None)


def shown_groups(
    whole: Timeline,
    strata: Mapping[str, Timeline],
    *,
    measure: Measure,
    closeness: Closeness,
    sees_reasons: bool,
    policy: Policy,
) -> dict[str, Timeline]:
    """The whole and its groups as a viewer may know them, on the same periods, the groups in their agreed order."""
    axis = axis_of([whole, *strata.values()])
    lines = {name: within(line, axis) for name, line in {WHOLE: whole, **strata}.items()}
    has_denominator = measure.form.has_denominator
    names = in_order(measure, strata)
    count = "numerators" if has_denominator else "values"
    may_be_shown = strata_may_be_shown(
        getattr(lines[WHOLE], count),
        lines[WHOLE].denominators if has_denominator else None,
        [getattr(lines[name], count) for name in names],
        [lines[name].denominators for name in names] if has_denominator else None,
        closeness=closeness,
        policy=policy,
        counts_people=measure.counts_people,
        shape=measure.form.shape,
    )
    shown = {
        name: shown_timeline(
            lines[name], measure=measure, closeness=closeness, sees_reasons=sees_reasons, policy=policy
        )
        for name in (WHOLE, *names)
    }
    kept_back = frozenset(np.flatnonzero(~may_be_shown).tolist())
    return {name: line if name == WHOLE else without(line, lines[name], kept_back) for name, line in shown.items()}


def without(line: Timeline, reported: Timeline, kept_back: frozenset[int]) -> Timeline:
    """A group's timeline without the periods in which no group may be shown."""
    hidden = frozenset(i for i in kept_back if reported.numerators[i] is not None or reported.values[i] is not None)

    def kept(numbers: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if i in hidden else number for i, number in enumerate(numbers))

    suppressed = line.suppressed | hidden
    return replace(
        line,
        numerators=kept(line.numerators),
        denominators=kept(line.denominators),
        values=kept(line.values),
        suppressed=suppressed,
        hidden={**line.hidden, **dict.fromkeys(hidden, _("one of the groups is too small"))},
        is_fair=len(suppressed) <= MOST_HIDDEN * max(reported.reported, 1),
    )


def added_up(lines: Sequence[Timeline], axis: tuple[Period, ...], measure: Measure) -> Timeline:
    """One group over teams: sums of what is shown, or the median where a kind cannot be added up."""
    placed = [within(line, axis) for line in lines]

    def of(name: str) -> np.ndarray:
        rows = [getattr(line, name) for line in placed]
        return np.array([[np.nan if number is None else number for number in row] for row in rows])

    def told(numbers: np.ndarray, is_there: np.ndarray) -> tuple[float | None, ...]:
        return tuple(float(number) if there else None for number, there in zip(numbers, is_there, strict=True))

    nothing = (None,) * len(axis)
    held_back = np.array([[i in line.suppressed for i in range(len(axis))] for line in placed]).sum(axis=0)
    cells = of("numerators" if measure.form.has_denominator else "values")
    counted = (~np.isnan(cells)).sum(axis=0)
    is_there = counted > 0
    is_hidden = ~is_there & (held_back > 0)
    line = Timeline(
        periods=axis,
        numerators=nothing,
        denominators=nothing,
        values=nothing,
        suppressed=frozenset(np.flatnonzero(is_hidden).tolist()),
        hidden=dict.fromkeys(np.flatnonzero(is_hidden).tolist(), _("one of the groups is too small")),
        is_fair=float(held_back.sum()) <= MOST_HIDDEN * float((counted + held_back).sum()),
    )
    if measure.form.pools:
        sums = told(np.nansum(cells, axis=0), is_there)
        return replace(line, numerators=sums, denominators=told(np.nansum(of("denominators"), axis=0), is_there))
    medians = np.array(
        [np.median(column[~np.isnan(column)]) if any(~np.isnan(column)) else np.nan for column in cells.T]
    )
    return replace(line, values=told(medians, is_there))


def charts_of(
    reading: Reading, shown: Mapping[str, Timeline], *, language: Language, team_measure: int | None
) -> list[GroupChart]:
    """The charts of the whole and its groups, analysed at once."""
    phases = {name: phases_of(reading, line, team_measure) for name, line in shown.items()}
    analyses = AnalysedTogether([(reading, line, phases[name]) for name, line in shown.items()])
    found = []
    for place, (name, line) in enumerate(shown.items()):
        plot = plot_of(
            reading,
            line,
            analyses.plans[place],
            phases[name],
            language=language,
            analysis=analyses[place],
            title=name or _("Everybody"),
        )
        found.append(GroupChart(name, reading.measure, line, analyses[place], plot))
    return found


def axis_of(lines: Sequence[Timeline]) -> tuple[Period, ...]:
    """The periods from the first that anybody reported to the last."""
    ends = [end for line in lines if line.periods for end in (line.periods[0], line.periods[-1])]
    return tuple(periods_between(min(ends), max(ends))) if ends else ()


def in_order(measure: Measure, names) -> list[str]:
    """Groups in their agreed order; those that earlier versions of the definition named come last."""
    agreed = [name for name in measure.current.strata if name in names]
    return [*agreed, *sorted(set(names) - set(agreed))]
