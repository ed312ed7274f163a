"""Data in time order, and what "missing" means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from allteach.spc.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One measure over time, a value for each period. Make it with `Series.of`.

    Missing is missing, never zero: a period without data keeps its place with NaN. A denominator of
    0 says that there were no cases, so there is nothing to plot: that point is missing too.

    Attributes
    ----------
    values : array, length n
        What is plotted: the value as given, numerator / denominator, or the mean of a subgroup.
        NaN where missing.
    numerator, denominator : array of length n, or None
        As given; None when the series was not given so.
    sizes, deviations : array of length n, or None
        Number of measurements in each subgroup, and their standard deviation (n - 1); None when the
        series was not given as subgroups. A subgroup of one has no deviation (NaN).
    periods : tuple, or None
        What stands under the axis (dates, months, numbers), ascending; None when not given.
    """

    values: Floats
    numerator: Floats | None = None
    denominator: Floats | None = None
    sizes: Floats | None = None
    deviations: Floats | None = None
    periods: tuple[Any, ...] | None = None

    def __len__(self) -> int:
        return len(self.values)

    @classmethod
    def of(
        cls,
        *,
        values: Iterable[Any] | None = None,
        numerator: Iterable[Any] | None = None,
        denominator: Iterable[Any] | None = None,
        subgroups: Iterable[Iterable[Any]] | None = None,
        sizes: Iterable[Any] | None = None,
        deviations: Iterable[Any] | None = None,
        periods: Iterable[Any] | None = None,
    ) -> Series:
        """A series from plain numbers, checked.

        Parameters
        ----------
        values : numbers, length n
            Measurements, times between events, or counts. None and NaN are missing.
        numerator, denominator : numbers, length n
            Counts, or counts and what they are out of. Without a denominator the numerator is the
            value.
        subgroups : n lists of numbers
            The single measurements of each period (Xbar and S charts). An empty list is missing.
        sizes, deviations : numbers, length n
            Subgroups already summed up: how many measurements, and their standard deviation; `values`
            are then their means.
        periods : n comparable things, ascending without repeats

        Give one of `values`, `numerator` (with or without `denominator`) and `subgroups`.

        Raises
        ------
        ValueError
            If lengths differ, a number is infinite, a count is negative, something was counted
            where the denominator is 0, or periods repeat or go back.
        """
        given = [
            name
            for name, of in (("values", values), ("numerator", numerator), ("subgroups", subgroups))
            if of is not None
        ]
        if len(given) != 1:
            raise ValueError(f"expected one of values, numerator and subgroups, got {' and '.join(given) or 'none'}")
        if denominator is not None and numerator is None:
            raise ValueError("denominator: expected only together with a numerator")
        if (sizes is None) != (deviations is None) or (sizes is not None and values is None):
            raise ValueError("sizes, deviations: expected both or neither, and only together with values")
        if subgroups is not None:
            series = _of_subgroups(subgroups)
        elif numerator is None:
            series = _of_values(values, sizes, deviations)
        else:
            series = _of_counts(numerator, denominator)
        return cls(**series, periods=_ascending(periods, len(series["values"])))


def _of_values(values: Any, sizes: Any, deviations: Any) -> dict[str, Floats]:
    series = {"values": _numbers("values", values)}
    if sizes is not None:
        series |= {"sizes": counted(sizes, "sizes"), "deviations": counted(deviations, "deviations")}
        n = len(series["values"])
        for name in ("sizes", "deviations"):
            if len(series[name]) != n:
                raise ValueError(f"{name}: expected {n} numbers, one for each value, got {len(series[name])}")
        _check_subgroups(**series)
    return series


def _check_subgroups(values: Floats, sizes: Floats, deviations: Floats) -> None:
    """Refuse a mean of nobody knows how many, and several measurements without their deviation."""
    present = ~np.isnan(values)
    for name, given, wrong, expected in (
        ("sizes", sizes, ~(sizes >= 1), "at least 1 where there is a value"),
        ("deviations", deviations, (sizes > 1) & np.isnan(deviations), "a number where the size is above 1"),
    ):
        if (present & wrong).any():
            at = int((present & wrong).argmax())
            raise ValueError(f"{name}: expected {expected}, got {given[at]:g} at position {at}")


def _of_counts(numerator: Iterable[Any], denominator: Iterable[Any] | None) -> dict[str, Floats]:
    counts = counted(numerator, "numerator")
    if denominator is None:
        return {"values": counts, "numerator": counts}
    out_of = counted(denominator, "denominator")
    if len(out_of) != len(counts):
        raise ValueError(f"denominator: expected {len(counts)} numbers, as many as in numerator, got {len(out_of)}")
    no_cases = out_of == 0
    if not np.count_nonzero(no_cases):
        return {"values": _fixed(counts / out_of), "numerator": counts, "denominator": out_of}
    impossible = no_cases & (counts > 0)
    if impossible.any():
        at = int(impossible.argmax())
        raise ValueError(f"numerator: expected 0 where the denominator is 0, got {counts[at]:g} at position {at}")
    values = counts / np.where(no_cases, np.nan, out_of)
    return {"values": _fixed(values), "numerator": counts, "denominator": out_of}


def _of_subgroups(subgroups: Iterable[Iterable[Any]]) -> dict[str, Floats]:
    if not isinstance(subgroups, Iterable):
        raise ValueError(f"subgroups: expected lists of numbers, got {subgroups!r}")
    groups = [_numbers(f"subgroups[{at}]", group) for at, group in enumerate(subgroups)]
    groups = [group[~np.isnan(group)] for group in groups]
    means = [group.mean() if len(group) else np.nan for group in groups]
    deviations = [group.std(ddof=1) if len(group) > 1 else np.nan for group in groups]
    return {
        "values": _fixed(np.array(means, dtype=float)),
        "sizes": _fixed(np.array([len(group) for group in groups], dtype=float)),
        "deviations": _fixed(np.array(deviations, dtype=float)),
    }


def _numbers(name: str, given: Any) -> Floats:
    """`given` as a read-only array in which None is NaN."""
    try:
        array = np.array(given if isinstance(given, (Sequence, np.ndarray)) else list(given), dtype=float)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name}: expected numbers, with None where missing") from error
    if array.ndim != 1:
        raise ValueError(f"{name}: expected a list of numbers, got {array.ndim} dimensions")
    infinite = np.isinf(array)
    if np.count_nonzero(infinite):
        raise ValueError(f"{name}: expected finite numbers, got an infinite one at position {int(infinite.argmax())}")
    return _fixed(array)


def counted(given: Any, name: str) -> Floats:
    """Numbers of 0 or more as a read-only array in which None is NaN; `name` is what a refusal calls them."""
    array = _numbers(name, given)
    negative = array < 0
    if np.count_nonzero(negative):
        at = int(negative.argmax())
        raise ValueError(f"{name}: expected 0 or more, got {array[at]:g} at position {at}")
    return array


def _ascending(periods: Iterable[Any] | None, n: int) -> tuple[Any, ...] | None:
    if periods is None:
        return None
    if not isinstance(periods, Iterable):
        raise ValueError(f"periods: expected {n}, one for each point, got {periods!r}")
    kept = tuple(periods)
    if len(kept) != n:
        raise ValueError(f"periods: expected {n}, one for each point, got {len(kept)}")
    for at in range(1, n):
        before, here = kept[at - 1], kept[at]
        try:
            expected = "" if before < here else "ascending without repeats"
        except TypeError:
            expected = "things that can be compared"
        if expected:
            got = f"{here} after {before}" if before.__class__ is here.__class__ else f"{here!r} after {before!r}"
            raise ValueError(f"periods: expected {expected}, got {got} at position {at}")
    return kept


def _fixed(array: Floats) -> Floats:
    array.flags.writeable = False
    return array
