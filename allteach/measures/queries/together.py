"""All teams of a collaborative together: pooled, median, how many reported, and each team beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from allteach import spc
from allteach.charts.plot import Plot
from allteach.charts.words import Language
from allteach.core.periods import Period, periods_between
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.charts import MeasureChart, analysed, charts_for, plot_of
from allteach.measures.queries.plans import phases_of
from allteach.measures.queries.readings import annotations_of, readings_of
from allteach.measures.queries.timelines import Timeline, timelines_of
from allteach.people.models import Person
from allteach.spaces.models import Space, Subject, Team

COMPLETE = 0.9  # With fewer than nine in ten reporting, a point may still move: it is provisional.


@dataclass(frozen=True)
class Together:
    """One measure over all teams of a collaborative."""

    measure: Measure
    timeline: Timeline  # Pooled; the median of teams where a kind cannot be pooled.
    analysis: spc.Analysis | None
    plot: Plot
    teams_reporting: tuple[int, ...]
    teams_enrolled: tuple[int, ...]


def together(
    collaborative: Space, measure: Measure, *, seen_by: Person, language: Language, teams: Sequence[int] | None = None
) -> Together:
    """The aggregate of one measure: six queries however many teams there are.

    `teams` limits it to some of them, as a filter by region does; None: all.
    """
    wanted = TeamMeasure.objects.filter(measure=measure, team__parent=collaborative.pk)
    if teams is not None:
        wanted = wanted.filter(team__in=teams)
    by_team = dict(wanted.values_list("pk", "team_id"))
    reading = readings_of([measure])[measure.pk]
    timelines = timelines_of(by_team)
    windows = enrolment(collaborative)
    pooled, median, reporting, enrolled = pooled_timeline(
        [(by_team[pk], timeline) for pk, timeline in timelines.items()],
        windows={team: windows[team] for team in by_team.values() if team in windows},
        pools=measure.form.pools,
        per=measure.current.per if measure.form.has_denominator else 1,
    )
    phases = phases_of(reading, pooled, None)
    [analysis] = analysed([(reading, pooled, phases)])
    notes = annotations_of([collaborative.pk], Subject.objects.visible_to(seen_by).values("pk"))
    plot = plot_of(
        reading,
        pooled,
        analysis,
        phases,
        language=language,
        annotations=notes.get(collaborative.pk, ()),
        title=_("%(measure)s, all teams together") % {"measure": measure.current.name},
        reporting=reporting_words(reporting, enrolled),
        reference=median if measure.form.pools else None,
        reference_words=_("Median of teams") if measure.form.pools else "",
    )
    return Together(
        measure=measure,
        timeline=pooled,
        analysis=analysis,
        plot=plot,
        teams_reporting=reporting,
        teams_enrolled=enrolled,
    )


def side_by_side(
    collaborative: Space,
    measures: Sequence[Measure],
    *,
    seen_by: Person,
    language: Language,
    teams: Sequence[int] | None = None,
) -> list[MeasureChart]:
    """Every team's chart of some measures that this person may see, by measure and then by the team's name.

    Loaded and analysed at once: as many queries for 140 teams as for one.
    """
    shown = TeamMeasure.objects.visible_to(seen_by).filter(
        measure__in=[measure.pk for measure in measures], team__parent=collaborative.pk
    )
    if teams is not None:
        shown = shown.filter(team__in=teams)
    return charts_for(
        list(shown.with_definition().order_by("measure__position", "measure_id", "team__name")),
        seen_by=seen_by,
        language=language,
        is_aligned=True,
    )


def enrolment(collaborative: Space) -> dict[int, tuple[date | None, date | None]]:
    """When each team joined and left, so that "n of N" counts those who were there. One query."""
    rows = Team.objects.filter(parent=collaborative.pk).values_list("pk", "profile__joined_on", "profile__withdrawn_on")
    return {team: (joined, left) for team, joined, left in rows}


def pooled_timeline(
    lines: Sequence[tuple[int, Timeline]],
    *,
    windows: dict[int, tuple[date | None, date | None]],
    pools: bool,
    per: float,
) -> tuple[Timeline, tuple[float | None, ...], tuple[int, ...], tuple[int, ...]]:
    """Teams' timelines as one: the timeline, the median of teams, how many reported and how many were there.

    Pooled is the sum of numerators over the sum of denominators, so that a large team counts for more; the median
    counts every team alike. Points a team left out are left out here too.
    """
    lines = [(team, line) for team, line in lines if line.periods]
    if not lines:
        return Timeline(), (), (), ()
    first: Period = min(line.periods[0] for _team, line in lines)
    last: Period = max(line.periods[-1] for _team, line in lines)
    periods = tuple(periods_between(first, last))
    size = len(periods)
    at = {period.start: i for i, period in enumerate(periods)}
    numerators, denominators, values = (np.full((len(lines), size), np.nan) for _ in range(3))
    for row, (_team, line) in enumerate(lines):
        start = at[line.periods[0].start]
        stop = start + len(line)
        for table, told in ((numerators, line.numerators), (denominators, line.denominators), (values, line.values)):
            table[row, start:stop] = [np.nan if number is None else number for number in told]
        for i in line.left_out:
            for table in (numerators, denominators, values):
                table[row, start + i] = np.nan
    told = ~np.isnan(numerators) if pools else ~np.isnan(values)
    reporting = told.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.where(denominators > 0, numerators / denominators * per, np.nan) if pools else values
    median = [_median(drawn[:, i]) for i in range(size)]
    enrolled = tuple(
        sum(_was_there(window, period) for window in windows.values()) if windows else len(lines) for period in periods
    )
    provisional = frozenset(i for i in range(size) if 0 < reporting[i] < COMPLETE * enrolled[i] and i == size - 1)
    if pools:
        some = reporting > 0
        sums = [
            [float(table[:, i][told[:, i]].sum()) if some[i] else None for i in range(size)]
            for table in (numerators, denominators)
        ]
        timeline = Timeline(
            periods=periods,
            numerators=tuple(sums[0]),
            denominators=tuple(sums[1]),
            values=(None,) * size,
            provisional=provisional,
        )
    else:
        timeline = Timeline(
            periods=periods,
            numerators=(None,) * size,
            denominators=(None,) * size,
            values=tuple(median),
            provisional=provisional,
        )
    return timeline, tuple(median), tuple(int(count) for count in reporting), enrolled


def reporting_words(reporting: Sequence[int], enrolled: Sequence[int]) -> tuple[str, ...]:
    """ "21 of 30" under each period; the bare count where every period has the same teams."""
    if len(set(enrolled)) <= 1:
        return tuple(str(count) for count in reporting)
    return tuple(
        _("%(count)d of %(teams)d") % {"count": count, "teams": teams}
        for count, teams in zip(reporting, enrolled, strict=True)
    )


def _was_there(window: tuple[date | None, date | None], period: Period) -> bool:
    joined, left = window
    return (joined is None or joined <= period.end) and (left is None or left >= period.start)


def _median(column: np.ndarray) -> float | None:
    told = column[~np.isnan(column)]
    return float(np.median(told)) if told.size else None
