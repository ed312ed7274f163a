"""Phases of many series as the rows of padded arrays: what charts and rules work on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from allteach.spc.constants import Floats

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Phases (parts) of series, one a row, padded on the right with missing points.

    Attributes
    ----------
    values : array (rows, points)
        As in `Series`, before `per` is applied; NaN where missing and in the padding.
    numerator, denominator, sizes, deviations : array (rows, points)
        As in `Series`; NaN for a series that has none, and (rows, 1) when no series has.
    baseline : boolean array (rows, points)
        The points that set centre and limits: in the baseline period, not excluded, not missing.
    included : boolean array (rows, points)
        Not excluded. True in the padding.
    all_included : bool
        Whether nothing is excluded anywhere.
    centre, sigma : array (rows, 1)
        Given ones, before `per`; NaN where they are to be computed.
    constant : array (rows, 1)
        Three sigma limits of single values, in mean moving ranges.
    screen, ordered, non_negative, use_median, use_median_range : boolean array (rows, 1)
    """

    values: Floats
    numerator: Floats
    denominator: Floats
    sizes: Floats
    deviations: Floats
    baseline: Booleans
    included: Booleans
    all_included: bool
    centre: Floats
    sigma: Floats
    constant: Floats
    screen: Booleans
    ordered: Booleans
    non_negative: Booleans
    use_median: Booleans
    use_median_range: Booleans

    def __len__(self) -> int:
        return len(self.values)

    def at(self, where: slice | npt.NDArray[np.intp]) -> Rows:
        """Some of the rows."""
        columns = ((field.name, getattr(self, field.name)) for field in fields(self))
        kept: dict[str, Any] = {name: of[where] if isinstance(of, np.ndarray) else of for name, of in columns}
        return Rows(**kept)
