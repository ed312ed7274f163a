"""From series and plans to rows: which part each point is in, and which points set its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from allteach.spc.arrays import Array, Booleans, Floats, Integers, Places
from allteach.spc.chart_types import CHART_TYPES
from allteach.spc.plan import Plan
from allteach.spc.rows import Rows, Settings
from allteach.spc.series import Series

Columns = dict[str, Floats | None]

COLUMNS = ("numerator", "denominator", "sizes", "deviations")


class Batch(NamedTuple):
    """Many series as padded arrays, and each of their parts as a row.

    Attributes
    ----------
    plans : list of the different plans
    plan_of : integers (series,)
        Which of them is whose.
    lengths : integers (series,)
    denominator : array (series, points), or None
    included : boolean array (series, points)
    row_series, row_part, row_plan : integers (rows,)
        Whose part each row is, which of its parts, and which plan is its.
    start, stop, baseline_stop : integers (rows,)
        From where to where (half-open) the part goes, and where its baseline period ends, all
        counted in the series.
    rows : Rows
    """

    plans: list[Plan]
    plan_of: Places
    lengths: Integers
    denominator: Floats | None
    included: Booleans
    row_series: Places
    row_part: Integers
    row_plan: Places
    start: Integers
    stop: Integers
    baseline_stop: Integers
    rows: Rows

    def to_points(self, by_row: Array, empty: Any) -> Array:
        """An array (…, rows, points of a part), or (…, rows, 1), laid out as (…, series, points).

        Where each row is a series it is laid out already, and stays as it is.
        """
        if len(self.row_series) == len(self.lengths):
            return by_row
        point, inside = _places(self.start, self.stop)
        series = np.broadcast_to(self.row_series[:, None], inside.shape)[inside]
        laid_out = np.full(by_row.shape[:-2] + self.included.shape, empty, dtype=by_row.dtype)
        laid_out[..., series, point[inside]] = np.broadcast_to(by_row, by_row.shape[:-2] + inside.shape)[..., inside]
        return laid_out


def pack(series: Sequence[Series], plans: Plan | Sequence[Plan]) -> Batch:
    """Many series and their plans, ready for calculation.

    Raises
    ------
    ValueError
        If there is not one plan for each series, or a plan does not fit its series: positions beyond
        its end, a target of another length, a chart that needs what the series has not.
    """
    different, plan_of = _different(plans, len(series))
    points = [len(one.values) for one in series]
    lengths = np.array(points, dtype=np.int64)
    values = _padded([one.values for one in series], points)
    columns = {name: _column(list(map(attrgetter(name), series)), points) for name in COLUMNS}
    _check_positions(different, plan_of, lengths)
    _check_numbers(different, plan_of, values, columns)
    included = _included(different, plan_of, values.shape)

    row_series, row_part, start, stop = _parts(different, plan_of, lengths)
    row_plan = plan_of[row_series]
    baseline_stop = stop
    if any(plan.freeze is not None for plan in different):
        baseline_stop = np.minimum(start + _freezes(different)[row_plan, row_part], stop)
    settings = _settings(different, row_plan, row_series, values)
    return Batch(
        plans=different,
        plan_of=plan_of,
        lengths=lengths,
        denominator=columns["denominator"],
        included=included,
        row_series=row_series,
        row_part=row_part,
        row_plan=row_plan,
        start=start,
        stop=stop,
        baseline_stop=baseline_stop,
        rows=_rows(
            values,
            columns,
            included,
            all_included=not any(plan.exclude for plan in different),
            settings=settings,
            series=row_series,
            start=start,
            stop=stop,
            baseline_stop=baseline_stop,
        ),
    )


def _different(plans: Plan | Sequence[Plan], n: int) -> tuple[list[Plan], Places]:
    """The different plans (by identity, which is cheap), and which of them is whose."""
    if isinstance(plans, Plan):
        return [plans], np.zeros(n, dtype=np.intp)
    if len(plans) != n:
        raise ValueError(f"plans: expected {n}, one for each series, got {len(plans)}")
    if not n:
        return [Plan()], np.zeros(0, dtype=np.intp)
    known = {id(plan): plan for plan in plans}
    place = {ident: at for at, ident in enumerate(known)}
    return list(known.values()), np.array([place[id(plan)] for plan in plans], dtype=np.intp)


def _column(columns: list[Floats | None], points: list[int]) -> Floats | None:
    """One column of every series, (series, points), NaN for a series without it; None if all are."""
    given = [column for column in columns if column is not None]
    if not given:
        return None
    if len(given) < len(columns):
        each = zip(columns, points, strict=True)
        given = [np.full(n, np.nan) if column is None else column for column, n in each]
    return _padded(given, points)


def _padded(columns: list[Floats], points: list[int]) -> Floats:
    """Columns of so many points each as one array (series, points), at least one point wide."""
    shape = (len(points), max(points, default=0) or 1)
    joined = np.concatenate(columns) if columns else np.empty(0)
    if joined.size == shape[0] * shape[1]:
        return joined.reshape(shape)
    padded = np.full(shape, np.nan)
    padded[np.arange(shape[1]) < np.array(points)[:, None]] = joined
    return padded


def _check_positions(plans: list[Plan], plan_of: Places, lengths: Integers) -> None:
    """Refuse positions beyond the end of a series, and targets of another length."""
    if not any(plan.parts or plan.exclude or isinstance(plan.target, tuple) for plan in plans):
        return
    for name in ("parts", "exclude"):
        furthest = np.array([max(getattr(plan, name), default=-1) for plan in plans])[plan_of]
        if (furthest >= lengths).any():
            at = int((furthest >= lengths).argmax())
            raise ValueError(
                f"{name}: expected positions below {lengths[at]}, the number of points, got {furthest[at]}"
            )
    targets = np.array([len(plan.target) if isinstance(plan.target, tuple) else -1 for plan in plans])[plan_of]
    wrong = (targets >= 0) & (targets != lengths)
    if wrong.any():
        at = int(wrong.argmax())
        raise ValueError(f"target: expected {lengths[at]} numbers, one for each point, got {targets[at]}")


def _check_numbers(plans: list[Plan], plan_of: Places, values: Floats, columns: Columns) -> None:
    """Refuse series that lack what their chart needs, and numbers that it cannot mean."""
    charts = {plan.chart for plan in plans}
    for key in charts:
        chart = CHART_TYPES[key]
        if chart.needs == "values":
            continue
        own = np.array([plan.chart == key for plan in plans])[plan_of][:, None] if len(charts) > 1 else _ALL
        if chart.needs == "counts":
            _refuse(own & (values < 0), values, "values", f"0 or more on a {key} chart")
            continue
        name, words = _NEEDS[chart.needs]
        column = columns[name]
        unknown = _ALL if column is None else np.isnan(column)
        # A value that nobody knows the denominator or the size of.
        if np.count_nonzero(own & unknown & ~np.isnan(values)):
            raise ValueError(f"series: expected {words} for a {key} chart")
        numerator = columns["numerator"]
        if chart.within_one and numerator is not None and column is not None:
            _refuse(own & (numerator > column), numerator, "numerator", "at most the denominator")


_ALL = np.ones((1, 1), dtype=bool)

_NEEDS = {
    "ratio": ("denominator", "a numerator and a denominator"),
    "subgroups": ("sizes", "subgroups"),
}


def _refuse(wrong: Booleans, values: Floats, name: str, expected: str) -> None:
    if np.count_nonzero(wrong):
        series, point = np.argwhere(wrong)[0]
        where = f"position {point}" if len(wrong) == 1 else f"position {point} of series {series}"
        raise ValueError(f"{name}: expected {expected}, got {values[series, point]:g} at {where}")


def _included(plans: list[Plan], plan_of: Places, shape: tuple[int, ...]) -> Booleans:
    if not any(plan.exclude for plan in plans):
        return np.ones(shape, dtype=bool)
    included = np.ones((len(plans), shape[1]), dtype=bool)
    for at, plan in enumerate(plans):
        included[at, list(plan.exclude)] = False
    return included[plan_of]


def _parts(plans: list[Plan], plan_of: Places, lengths: Integers) -> tuple[Places, Integers, Integers, Integers]:
    """Series, part, start and stop of every row."""
    many = max(len(plan.parts) for plan in plans) + 1
    if many == 1:
        every = np.arange(len(lengths))
        nought = np.zeros(len(lengths), dtype=np.int64)
        return every, nought, nought, lengths
    starts = np.zeros((len(plans), many + 1), dtype=np.int64)
    for at, plan in enumerate(plans):
        starts[at, 1 : len(plan.parts) + 1] = plan.parts
    own = np.array([len(plan.parts) + 1 for plan in plans])[plan_of]
    series = np.repeat(np.arange(len(lengths)), own)
    part = np.arange(len(series)) - np.repeat(np.cumsum(own) - own, own)
    is_last = part == own[series] - 1
    stop = np.where(is_last, lengths[series], starts[plan_of[series], part + 1])
    return series, part, starts[plan_of[series], part], stop


def _freezes(plans: list[Plan]) -> Integers:
    """Baseline length of each part of each plan, (plans, parts); endless where not frozen."""
    endless = np.iinfo(np.int32).max
    frozen = np.full((len(plans), max(len(plan.parts) for plan in plans) + 1), endless, dtype=np.int64)
    for at, plan in enumerate(plans):
        if isinstance(plan.freeze, tuple):
            frozen[at, : len(plan.freeze)] = [endless if k is None else k for k in plan.freeze]
        elif plan.freeze is not None:
            frozen[at] = plan.freeze
    return frozen


def _settings(plans: list[Plan], row_plan: Places, row_series: Places, values: Floats) -> Settings:
    """What the plan of each row asks, (rows, 1), or (1, 1) where there is one plan."""
    if len(plans) == 1 and not plans[0].non_negative:
        return _settings_of(plans[0])
    settings = _settings_by_plan(plans).at(row_plan)
    if settings.any_non_negative:
        settings.non_negative[np.logical_or.reduce(values < 0, axis=1)[row_series]] = False
    return settings


@lru_cache(maxsize=1024)
def _settings_of(plan: Plan) -> Settings:
    return _settings_by_plan([plan])


def _settings_by_plan(plans: list[Plan]) -> Settings:
    """What each plan asks, (plans, 1)."""

    def of(each: Iterable[Any]) -> Array:
        return np.array(list(each))[:, None]

    return Settings(
        centre=of(np.nan if plan.centre is None else plan.centre / plan.per for plan in plans),
        sigma=of(np.nan if plan.sigma is None else plan.sigma / plan.per for plan in plans),
        constant=of(plan.constant for plan in plans),
        screen=of(plan.screen for plan in plans),
        median=of(plan.middle == "median" for plan in plans),
        median_range=of(plan.ranges == "median" for plan in plans),
        non_negative=of(plan.non_negative for plan in plans),
        unordered=of(not plan.ordered for plan in plans),
        any_centre=any(plan.centre is not None for plan in plans),
        any_sigma=any(plan.sigma is not None for plan in plans),
        any_screen=any(plan.screen for plan in plans),
        all_screen=all(plan.screen for plan in plans),
        any_median=any(plan.middle == "median" for plan in plans),
        any_median_range=any(plan.ranges == "median" for plan in plans),
        any_non_negative=any(plan.non_negative for plan in plans),
        any_unordered=not all(plan.ordered for plan in plans),
    )


def _rows(
    values: Floats,
    columns: Columns,
    included: Booleans,
    *,
    all_included: bool,
    settings: Settings,
    series: Places,
    start: Integers,
    stop: Integers,
    baseline_stop: Integers,
) -> Rows:
    if len(series) != len(included):
        point, inside = _places(start, stop)
        of = series[:, None]
        values = np.where(inside, values[of, point], np.nan)
        columns = {
            name: None if column is None else np.where(inside, column[of, point], np.nan)
            for name, column in columns.items()
        }
        included = included[of, point] | ~inside
    baseline = ~np.isnan(values)
    if baseline_stop is not stop:
        baseline &= np.arange(values.shape[1]) < (baseline_stop - start)[:, None]
    if not all_included:
        baseline &= included
    return Rows(
        values=values,
        **columns,
        baseline=baseline,
        included=included,
        all_included=all_included,
        settings=settings,
    )


def _places(start: Integers, stop: Integers) -> tuple[Integers, Booleans]:
    """The point at each place of the rows, and whether there is one (else point 0)."""
    along = np.arange(max(1, (stop - start).max(initial=0)))
    inside = along < (stop - start)[:, None]
    return np.where(inside, start[:, None] + along, 0), inside
