"""Tables for the tests of disclosure, written as people would."""

import numpy as np

from allteach.core.closeness import Closeness
from allteach.core.disclosure import Policy, Settled, Shape, shown_table

COLLABORATIVE = Closeness.COLLABORATIVE
PLATFORM = Policy()


def table_of(cells, *, closeness=COLLABORATIVE, policy=PLATFORM, has_settled=False, **more):
    """The table of (numerator, denominator) cells, teams × periods, as one viewer sees it."""
    numerators, denominators = np.moveaxis(np.array(cells, dtype=float), -1, 0)
    if not isinstance(closeness, list):
        closeness = [closeness] * len(cells)
    settled = Settled(numerators, denominators) if has_settled else None
    return shown_table(
        numerators,
        denominators,
        closeness=closeness,
        policy=policy,
        counts_people=more.pop("counts_people", True),
        settled=settled,
        **more,
    )


def counts_of(counts, **more):
    """The table of counts without denominators."""
    counts = np.array(counts, dtype=float)
    settled = Settled(counts) if more.pop("has_settled", False) else None
    closeness = more.pop("closeness", [COLLABORATIVE] * len(counts))
    return shown_table(
        counts, None, closeness=closeness, policy=PLATFORM, counts_people=True, shape=Shape.COUNT, settled=settled
    )


def said(totals):
    """All that totals say, for comparison."""
    return [
        None if numbers is None else np.nan_to_num(np.asarray(numbers, dtype=float), nan=-1).tolist()
        for numbers in (
            totals.numerators,
            totals.denominators,
            totals.lowest,
            totals.highest,
            totals.medians,
            totals.counted,
            totals.hidden,
            totals.left_out,
            totals.is_withheld,
        )
    ]
