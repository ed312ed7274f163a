"""Months or quarters: in which grain a measure with small months is better shown to others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from allteach.core.closeness import Closeness
from allteach.core.disclosure.cells import Numbers, Shape, as_floats, shown_series
from allteach.core.disclosure.policy import Policy
from allteach.core.periods import Period


def by_quarter(
    months: Sequence[Period], numerators: Numbers, denominators: Numbers | None
) -> tuple[list[Period], NDArray[np.float64], NDArray[np.float64] | None]:
    """Return the quarters of some months, with the sums of their numbers; NaN unless all three months are there."""
    places: dict[Period, list[int]] = {}
    for place, month in enumerate(months):
        places.setdefault(Period.containing(month.start, "quarter"), []).append(place)
    quarters = sorted(places)

    def sums(numbers: Numbers) -> NDArray[np.float64]:
        monthly = as_floats(numbers)
        return np.array(
            [monthly[places[quarter]].sum() if len(places[quarter]) == 3 else np.nan for quarter in quarters]
        )

    return quarters, sums(numerators), None if denominators is None else sums(denominators)


def prefers_quarters(
    months: Sequence[Period],
    numerators: Numbers,
    denominators: Numbers | None,
    *,
    policy: Policy,
    counts_people: bool,
    shape: Shape = Shape.PART,
    closeness: Closeness = Closeness.COLLABORATIVE,
) -> bool:
    """Whether too much is hidden by month, and quarters would show a larger share. Averages cannot be added up.

    It advises the person who settles the grain of a measure, once: a page that changed grain by itself would let its
    readers subtract months from quarters.
    """
    if shape in (Shape.AVERAGE, Shape.EVENT):
        return False
    _, quarter_numerators, quarter_denominators = by_quarter(months, numerators, denominators)
    monthly, quarterly = (
        shown_series(*cells, closeness=closeness, policy=policy, counts_people=counts_people, shape=shape)
        for cells in ((numerators, denominators), (quarter_numerators, quarter_denominators))
    )
    return not monthly.can_be_analysed and np.mean(quarterly.is_hidden) < np.mean(monthly.is_hidden)
