"""The thresholds of collaboratives."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from allteach.collaboratives.models import DecidedThresholds
from allteach.collaboratives.thresholds import THRESHOLDS, USUAL, Number


def thresholds_of(collaboratives: Iterable[int]) -> dict[int, Mapping[str, Number]]:
    """Every threshold of each collaborative by its key, as decided there or else as usual: one query."""
    wanted = list(collaboratives)
    found = DecidedThresholds.objects.filter(space__in=wanted).values_list("space_id", "decided")
    decided = {space: read(said) for space, said in found}
    return {space: {**USUAL, **decided.get(space, {})} for space in wanted}


def read(decided: Mapping[str, str]) -> dict[str, Number]:
    """What was decided, as numbers. What is in the table no more is left out."""
    return {
        row.key: Decimal(decided[row.key]) if isinstance(row.usual, Decimal) else int(decided[row.key])
        for row in THRESHOLDS
        if row.key in decided
    }
