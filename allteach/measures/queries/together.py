"""All teams of a collaborative together: pooled, median, how many reported, and each team beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from allteach import spc
from allteach.charts.plot import Plot
from allteach.charts.words import Language
from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, shown_table
from allteach.core.periods import Period, periods_between
from allteach.measures.models import Measure, TeamMeasure
from allteach.measures.queries.charts import AnalysedTogether, MeasureChart, charts_for, plot_of
from allteach.measures.queries.disclosed import as_told, matrix, policy_of
from allteach.measures.queries.plans import phases_of
from allteach.measures.queries.readings import annotations_of, readings_of
from allteach.measures.queries.settled import settled_of
from allteach.measures.queries.timelines import Timeline, timelines_of, within
from allteach.people.models import Person
from allteach.spaces.models import Space, Team
from allteach.spaces.standing import closeness

Window = tuple[date | None, date | None]  # When a team joined and left.

COMPLETE = 0.9  # With fewer than nine in ten reporting, a point may still move: it is provisional.


@dataclass(frozen=True)
class Together:
    """One measure over all teams of a collaborative."""

    measure: Measure
    timeline: Timeline  # Pooled; the median of teams where a kind cannot be pooled.
    analysis: spc.Analysis | None
    plot: Plot
    medians: tuple[float | None, ...]  # Of teams, one a period.
    teams_reporting: tuple[int, ...]
    teams_enrolled: tuple[int, ...]

    @property
    def values(self) -> tuple[float | None, ...]:
        """What is drawn, one a period; of estimates the likeliest."""
        return (None,) * len(self.timeline) if self.analysis is None else as_told(self.analysis.values)


def together(
    collaborative: Space, measure: Measure, *, seen_by: Person, language: Language, teams: Sequence[int] | None = None
) -> Together:
    """The aggregate of one measure: seven queries however many teams there are.

    `teams` limits it to some of them, as a filter by region does; None: all.
    """
    by_team = dict(
        TeamMeasure.objects.filter(measure=measure, team__parent=collaborative.pk).values_list("pk", "team_id")
    )
    spaces = {team.pk: team for team in Team.objects.filter(parent=collaborative.pk)}
    reading = readings_of([measure])[measure.pk]
    windows = enrolment(collaborative)
    timelines = timelines_of(by_team)
    line, median, reporting, enrolled = pooled(
        [
            Part(
                pk,
                timelines.get(pk, Timeline()),
                closeness=closeness(seen_by, spaces[team]),
                window=windows[team],
                is_chosen=teams is None or team in teams,
            )
            for pk, team in by_team.items()
        ],
        measure=measure,
        policy=policy_of(collaborative),
    )
    phases = phases_of(reading, line, None)
    analyses = AnalysedTogether([(reading, line, phases)])
    notes = annotations_of([collaborative.pk], seen_by=seen_by)
    plot = plot_of(
        reading,
        line,
        analyses.plans[0],
        phases,
        language=language,
        analysis=analyses[0],
        annotations=notes.get(collaborative.pk, ()),
        title=_("%(measure)s, all teams together") % {"measure": measure.current.name},
        reporting=reporting_words(reporting, enrolled),
        reference=median if measure.form.pools else None,
        reference_words=_("Median of teams") if measure.form.pools else "",
    )
    return Together(
        measure=measure,
        timeline=line,
        analysis=analyses[0],
        plot=plot,
        medians=median,
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


def enrolment(collaborative: Space) -> dict[int, Window]:
    """When each team joined and left, so that "n of N" counts those who were there. One query."""
    rows = Team.objects.filter(parent=collaborative.pk).values_list("pk", "profile__joined_on", "profile__withdrawn_on")
    return {team: (joined, left) for team, joined, left in rows}


@dataclass(frozen=True)
class Part:
    """One team's part in what all report together."""

    team_measure: int
    timeline: Timeline  # As reported.
    closeness: Closeness
    window: Window = (None, None)
    is_chosen: bool = True  # Whether it belongs to the slice that is asked for.


def pooled(
    parts: Sequence[Part], *, measure: Measure, policy: Policy
) -> tuple[Timeline, tuple[float | None, ...], tuple[int, ...], tuple[int, ...]]:
    """Teams' timelines as one: the timeline, the median of teams, how many reported and how many were there.

    Pooled is the sum of numerators over the sum of denominators, so that a large team counts for more; the median
    counts every team alike. Both are worked out from what the viewer may know of each team. Points a team left out
    are left out here too. `parts` are those of every team of the collaborative, also when only some are asked for:
    all slices come from the same range of small numbers, so that no two of them can be subtracted. One query.
    """
    chosen = [i for i, part in enumerate(parts) if part.is_chosen]
    lines = [parts[i].timeline for i in chosen if parts[i].timeline.periods]
    if not lines:
        return Timeline(), (), (), ()
    first: Period = min(line.periods[0] for line in lines)
    last: Period = max(line.periods[-1] for line in lines)
    axis = periods_between(first, last)
    form = measure.form
    placed = [without_left_out(within(part.timeline, axis)) for part in parts]
    told = matrix([line.numerators if form.has_denominator else line.values for line in placed])
    table = shown_table(
        told,
        matrix([line.denominators for line in placed]) if form.has_denominator else None,
        closeness=[part.closeness for part in parts],
        policy=policy,
        counts_people=measure.counts_people,
        shape=form.shape,
        is_running=bool(measure.current.look_back),
        settled=settled_of(measure, [part.team_measure for part in parts], axis, policy=policy),
    )
    totals = table.totals_of(chosen)
    reporting = tuple((~np.isnan(told[chosen])).sum(axis=0).tolist())
    windows = [parts[i].window for i in chosen]
    enrolled = tuple(
        max(sum(_was_there(window, period) for window in windows), reporting[i]) for i, period in enumerate(axis)
    )
    per = measure.current.per if form.has_denominator else 1
    median = tuple(None if value is None else value * per for value in as_told(totals.medians))
    nothing = (None,) * len(axis)
    end = len(axis) - 1
    withheld = np.flatnonzero(totals.is_withheld).tolist() if form.pools else []
    about = np.flatnonzero(~totals.is_exact & ~np.isnan(totals.numerators)).tolist() if form.pools else []
    timeline = Timeline(
        periods=axis,
        numerators=as_told(totals.numerators) if form.pools else nothing,
        denominators=as_told(people) if form.pools and (people := totals.denominators) is not None else nothing,
        values=nothing if form.pools else median,
        suppressed=frozenset(withheld),
        hidden=dict.fromkeys(withheld, _("too many teams' numbers are too small to add up")),
        ranges={i: (float(totals.lowest[i]), float(totals.highest[i])) for i in about},
        is_fair=totals.can_be_analysed or not form.pools,
        provisional=frozenset({end} if reporting[end] < COMPLETE * enrolled[end] else ()),
    )
    return timeline, median, reporting, enrolled


def without_left_out(line: Timeline) -> Timeline:
    """A timeline whose left-out points are missing."""
    if not line.left_out:
        return line

    def kept(numbers: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if i in line.left_out else number for i, number in enumerate(numbers))

    return replace(
        line, numerators=kept(line.numerators), denominators=kept(line.denominators), values=kept(line.values)
    )


def reporting_words(reporting: Sequence[int], enrolled: Sequence[int]) -> tuple[str, ...]:
    """ "21 of 30" for each period, which the chart shortens where all have the same whole; else "21/30"."""
    form = _("%(count)d of %(teams)d") if len(set(enrolled)) <= 1 else "%(count)d/%(teams)d"
    return tuple(form % {"count": count, "teams": teams} for count, teams in zip(reporting, enrolled, strict=True))


def _was_there(window: Window, period: Period) -> bool:
    joined, left = window
    return (joined is None or joined <= period.end) and (left is None or left >= period.start)
