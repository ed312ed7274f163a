"""From series and plans to rows: which part each point is in, and which points set its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc.chart_types import CHART_TYPES
from allteach.spc.constants import Floats
from allteach.spc.plan import Plan
from allteach.spc.rows import Booleans, Rows
from allteach.spc.runs import Integers
from allteach.spc.series import Series

Indices = npt.NDArray[np.intp]
Columns = dict[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Many series as padded arrays, and each of their parts as a row.

    Attributes
    ----------
    plans : list of the different plans
    plan_of : integers (series,)
        Which of them is whose.
    lengths : integers (series,)
    denominator : array (series, points), or None
    included : boolean array (series, points)
    row_series, row_part : integers (rows,)
        Whose part each row is, and which of its parts.
    start, stop, baseline_stop : integers (rows,)
        From where to where (half-open) the part goes, and where its baseline period ends, all
        counted in the series.
    rows : Rows
    """

    plans: list[Plan]
    plan_of: Indices
    lengths: Integers
    denominator: Floats | None
    included: Booleans
    row_series: Indices
    row_part: Integers
    start: Integers
    stop: Integers
    baseline_stop: Integers
    rows: Rows

    def of_each(self, of: Callable[[Plan], Any], dtype: Any) -> npt.NDArray[Any]:
        """What the plan of each series says, (series,)."""
        return np.array([of(plan) for plan in self.plans], dtype=dtype)[self.plan_of]

    def to_points(self, by_row: npt.NDArray[Any], empty: Any) -> npt.NDArray[Any]:
        """An array (rows, points of a part), or (rows, 1), laid out as (series, points)."""
        shape = self.included.shape
        if len(self.row_series) == len(self.lengths):
            return np.broadcast_to(by_row, shape)
        point, inside = _places(self.start, self.stop)
        laid_out = np.full(shape, empty, dtype=by_row.dtype)
        series = np.broadcast_to(self.row_series[:, None], inside.shape)
        laid_out[series[inside], point[inside]] = np.broadcast_to(by_row, inside.shape)[inside]
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
    lengths = np.array([len(one.values) for one in series], dtype=np.int64)
    inside = np.arange(max(1, lengths.max(initial=0))) < lengths[:, None]
    columns: Columns = {
        name: _padded([getattr(one, name) for one in series], inside)
        for name in ("values", "numerator", "denominator", "sizes", "deviations")
    }
    _check_positions(different, plan_of, lengths)
    _check_columns(different, plan_of, columns)
    included = _included(different, plan_of, inside.shape)

    row_series, row_part, start, stop = _parts(different, plan_of, lengths)
    baseline_stop = np.minimum(start + _freezes(different)[plan_of[row_series], row_part], stop)
    rows = _rows(different, plan_of, columns, included, row_series, start, stop, baseline_stop)
    return Batch(
        plans=different,
        plan_of=plan_of,
        lengths=lengths,
        denominator=columns["denominator"] if any(one.denominator is not None for one in series) else None,
        included=included,
        row_series=row_series,
        row_part=row_part,
        start=start,
        stop=stop,
        baseline_stop=baseline_stop,
        rows=rows,
    )


def _different(plans: Plan | Sequence[Plan], n: int) -> tuple[list[Plan], Indices]:
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


def _padded(columns: list[Floats | None], inside: Booleans) -> Floats:
    """One column of every series, (series, points), with NaN where there is nothing.

    (series, 1) if no series has that column at all.
    """
    given = [column for column in columns if column is not None]
    if not given:
        return np.full((len(inside), 1), np.nan)
    if len(given) < len(columns):
        each = zip(columns, inside.sum(axis=1), strict=True)
        given = [np.full(n, np.nan) if column is None else column for column, n in each]
    joined = np.concatenate(given)
    if joined.size == inside.size:
        return joined.reshape(inside.shape)
    padded = np.full(inside.shape, np.nan)
    padded[inside] = joined
    return padded


def _check_positions(plans: list[Plan], plan_of: Indices, lengths: Integers) -> None:
    for at, plan in enumerate(plans):
        if not (plan.parts or plan.exclude or isinstance(plan.target, tuple)):
            continue
        own = lengths[plan_of == at]
        if not own.size:
            continue
        n = int(own.min())
        for name, positions in (("parts", plan.parts), ("exclude", plan.exclude)):
            if positions and positions[-1] >= n:
                raise ValueError(f"{name}: expected positions below {n}, the number of points, got {positions[-1]}")
        if isinstance(plan.target, tuple) and (own != len(plan.target)).any():
            n = int(own[own != len(plan.target)][0])
            raise ValueError(f"target: expected {n} numbers, one for each point, got {len(plan.target)}")


_NEEDS = {
    "ratio": ("denominator", "a numerator and a denominator"),
    "subgroups": ("sizes", "subgroups"),
}


def _check_columns(
    plans: list[Plan],
    plan_of: Indices,
    columns: Columns,
) -> None:
    """Refuse series that lack what their chart needs, and numbers that it cannot mean."""
    for at, plan in enumerate(plans):
        chart = CHART_TYPES[plan.chart]
        if chart.needs == "values":
            continue
        own = slice(None) if len(plans) == 1 else plan_of == at
        if chart.needs in _NEEDS:
            name, words = _NEEDS[chart.needs]
            if (np.isnan(columns[name][own]).all(axis=1) & ~np.isnan(columns["values"][own]).all(axis=1)).any():
                raise ValueError(f"series: expected {words} for a {chart.key} chart")
        if chart.needs == "counts":
            values = columns["values"][own]
            _refuse(values < 0, values, "values", f"0 or more on a {chart.key} chart")
        if chart.within_one:
            numerator = columns["numerator"][own]
            _refuse(numerator > columns["denominator"][own], numerator, "numerator", "at most the denominator")


def _refuse(wrong: Booleans, values: Floats, name: str, expected: str) -> None:
    if wrong.any():
        series, point = np.argwhere(wrong)[0]
        where = f"position {point}" if len(wrong) == 1 else f"position {point} of series {series}"
        raise ValueError(f"{name}: expected {expected}, got {values[series, point]:g} at {where}")


def _included(plans: list[Plan], plan_of: Indices, shape: tuple[int, ...]) -> Booleans:
    if not any(plan.exclude for plan in plans):
        return np.ones(shape, dtype=bool)
    included = np.ones((len(plans), shape[1]), dtype=bool)
    for at, plan in enumerate(plans):
        included[at, list(plan.exclude)] = False
    return included[plan_of]


def _parts(plans: list[Plan], plan_of: Indices, lengths: Integers) -> tuple[Indices, Integers, Integers, Integers]:
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


def _rows(
    plans: list[Plan],
    plan_of: Indices,
    columns: Columns,
    included: Booleans,
    series: Indices,
    start: Integers,
    stop: Integers,
    baseline_stop: Integers,
) -> Rows:
    settings = np.array([_settings(plan) for plan in plans])[plan_of[series]]
    non_negative = settings[:, 6:7] > 0
    if non_negative.any():
        non_negative &= ~np.any(columns["values"] < 0, axis=1)[series][:, None]
    if len(series) != len(included):
        point, inside = _places(start, stop)
        of = series[:, None]
        columns = {
            name: np.where(inside, np.broadcast_to(column, included.shape)[of, point], np.nan)
            for name, column in columns.items()
        }
        included = included[of, point] | ~inside
    values = columns["values"]
    in_baseline = np.arange(values.shape[1]) < (baseline_stop - start)[:, None]
    return Rows(
        values=values,
        numerator=columns["numerator"],
        denominator=columns["denominator"],
        sizes=columns["sizes"],
        deviations=columns["deviations"],
        baseline=in_baseline & included & ~np.isnan(values),
        included=included,
        all_included=not any(plan.exclude for plan in plans),
        centre=settings[:, 0:1],
        sigma=settings[:, 1:2],
        constant=settings[:, 2:3],
        screen=settings[:, 3:4] > 0,
        use_median=settings[:, 4:5] > 0,
        use_median_range=settings[:, 5:6] > 0,
        non_negative=non_negative,
        ordered=settings[:, 7:8] > 0,
    )


def _settings(plan: Plan) -> tuple[float, ...]:
    return (
        np.nan if plan.centre is None else plan.centre / plan.per,
        np.nan if plan.sigma is None else plan.sigma / plan.per,
        plan.constant,
        plan.screen,
        plan.middle == "median",
        plan.ranges == "median",
        plan.non_negative,
        plan.ordered,
    )


def _places(start: Integers, stop: Integers) -> tuple[Integers, Booleans]:
    """The point at each place of the rows, and whether there is one (else point 0)."""
    along = np.arange(max(1, (stop - start).max(initial=0)))
    inside = along < (stop - start)[:, None]
    return np.where(inside, start[:, None] + along, 0), inside
