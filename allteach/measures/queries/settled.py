"""Which periods settle, and how their small numbers stood when they did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Exists, F, FloatField, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from allteach.collaboratives.models import Timetable
from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, Settled, State, settling_day, shown_series
from allteach.core.periods import Period
from allteach.measures.kinds import KINDS
from allteach.measures.models import Measure, Measurement, SettledPeriod
from allteach.measures.queries.due import due_day_of
from allteach.spaces.models import Space

# Only of these are hidden numbers ever added up.
POOLED = tuple(kind.key for kind in KINDS.values() if kind.pools)

Cell = tuple[float, float | None]


@dataclass(frozen=True)
class Settling:
    """A period that has settled, and its hidden numbers by team measure."""

    measure: Measure
    period: Period
    cells: dict[int, Cell]


def settling(collaborative: Space, *, policy: Policy, today: date) -> list[Settling]:
    """The periods of a collaborative that have settled and were not written down yet. Three queries.

    Running values are left out: a sum for each period would tell of the difference between two.
    """
    measures = {
        measure.pk: measure
        for measure in Measure.objects.filter(
            in_space=collaborative.pk, counts_people=True, kind_key__in=POOLED
        ).select_related("current")
        if not measure.current.look_back
    }
    written = SettledPeriod.objects.filter(
        measure=OuterRef("team_measure__measure"), period_start=OuterRef("period_start")
    )
    rows = (
        Measurement.objects.filter(team_measure__measure__in=measures, stratum="", numerator__isnull=False)
        .filter(~Exists(written), team_measure__team__parent=collaborative.pk)
        .annotate(n=Cast(F("numerator"), FloatField()), d=Cast(F("denominator"), FloatField()))
        .order_by("team_measure__measure", "period_start", "team_measure")
        .values_list(
            "team_measure__measure", "period_start", "period_kind", "team_measure", "n", "d", "is_left_out", "at"
        )
    )
    by_period: dict[tuple[int, Period], list[tuple]] = {}
    for measure, start, kind, *cell in rows:
        by_period.setdefault((measure, Period(start, kind)), []).append(tuple(cell))
    timetables = Timetable.objects.filter(space=collaborative.pk)
    calendar = timetables.values_list("due_day", "moved").first() or (None, None)
    found = []
    for (pk, period), cells in by_period.items():
        due_on = due_day_of(period, measures[pk].due_day, *calendar)
        day = settling_day((timezone.localtime(at).date() for *_numbers, at in cells), due_on)
        if day is not None and day < today:
            found.append(Settling(measures[pk], period, hidden_cells(measures[pk], cells, policy)))
    return found


def hidden_cells(measure: Measure, cells: Sequence[tuple], policy: Policy) -> dict[int, Cell]:
    """The numbers that other teams may not see, of those that count: by team measure."""
    counting = [(pk, n, d) for pk, n, d, is_left_out, _at in cells if not is_left_out]
    shown = shown_series(
        [n for _pk, n, _d in counting],
        [d for _pk, _n, d in counting],
        closeness=Closeness.COLLABORATIVE,
        policy=policy,
        counts_people=True,
        shape=measure.form.shape,
    )
    is_added_up = np.isin(shown.states, (State.UNDER, State.NEARLY_ALL))  # Values of few people are in no total.
    return {counting[i][0]: counting[i][1:] for i in np.flatnonzero(is_added_up).tolist()}


def settled_of(measure: Measure, team_measures: Sequence[int], axis: Sequence[Period], *, policy: Policy) -> Settled:
    """How the hidden cells of a measure stood when each period settled: rows as `team_measures`. One query."""
    row, place = {pk: i for i, pk in enumerate(team_measures)}, {period.start: i for i, period in enumerate(axis)}
    numerators, denominators = (np.full((len(row), len(place)), np.nan) for _number in range(2))
    kept = SettledPeriod.objects.filter(
        measure=measure.pk, least_count=policy.least_count, least_people=policy.least_people
    )
    for start, cells in kept.values_list("period_start", "cells"):
        if start not in place:
            continue
        for pk, (numerator, denominator) in cells.items():
            at = row[int(pk)], place[start]
            numerators[at], denominators[at] = numerator, np.nan if denominator is None else denominator
    return Settled(numerators, denominators if measure.form.has_denominator else None)
