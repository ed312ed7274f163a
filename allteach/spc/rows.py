"""Phases of many series as the rows of padded arrays: what charts and rules work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from allteach.spc.arrays import Booleans, Floats


class Settings(NamedTuple):
    """What the plans ask of the calculation, and whether any of them asks for it at all.

    Arrays are (rows, 1), or (1, 1) where all rows share one plan.

    Attributes
    ----------
    centre, sigma : array
        Given ones, before `per`; NaN where they are to be computed.
    constant : array
        Three sigma limits of single values, in mean moving ranges.
    screen, median, median_range, non_negative, unordered : boolean array
    any_…, all_… : bool
        Whether any plan (or each) gives a centre, screens, and so on: where none does, work is saved.
    """

    centre: Floats
    sigma: Floats
    constant: Floats
    screen: Booleans
    median: Booleans
    median_range: Booleans
    non_negative: Booleans
    unordered: Booleans
    any_centre: bool
    any_sigma: bool
    any_screen: bool
    all_screen: bool
    any_median: bool
    any_median_range: bool
    any_non_negative: bool
    any_unordered: bool

    def at(self, where: Any) -> Settings:
        """The settings of some of the rows, or of each row from those of each plan."""
        return Settings(*(_at(of, where) for of in self))


@dataclass(slots=True, eq=False, repr=False)
class Rows:
    """Phases (parts) of series, one a row, padded on the right with missing points.

    Attributes
    ----------
    values : array (rows, points)
        As in `Series`, before `per` is applied; NaN where missing and in the padding.
    numerator, denominator, sizes, deviations : array (rows, points), or None
        As in `Series`; NaN for a series that has none, None when no series has.
    baseline : boolean array (rows, points)
        The points that set centre and limits: in the baseline period, not excluded, not missing.
    included : boolean array (rows, points)
        Not excluded. True in the padding.
    all_included : bool
        Whether nothing is excluded anywhere.
    settings : Settings
    """

    values: Floats
    numerator: Floats | None
    denominator: Floats | None
    sizes: Floats | None
    deviations: Floats | None
    baseline: Booleans
    included: Booleans
    all_included: bool
    settings: Settings

    def __len__(self) -> int:
        return len(self.values)

    def at(self, where: Any) -> Rows:
        """Some of the rows."""
        settings = self.settings if len(self.settings.centre) == 1 else self.settings.at(where)
        return Rows(
            values=self.values[where],
            numerator=_at(self.numerator, where),
            denominator=_at(self.denominator, where),
            sizes=_at(self.sizes, where),
            deviations=_at(self.deviations, where),
            baseline=self.baseline[where],
            included=self.included[where],
            all_included=self.all_included,
            settings=settings,
        )


def _at(of: Any, where: Any) -> Any:
    """Some rows of an array; anything else as it is."""
    return of[where] if isinstance(of, np.ndarray) else of
