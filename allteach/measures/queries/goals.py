"""What the goals of a charter are measured by: in which words and unit anybody can read them."""

from dataclasses import dataclass

from allteach.measures.models import Measure


@dataclass(frozen=True)
class Yardstick:
    """What one goal is measured by: in plain words, with its unit."""

    plain_name: str
    unit: str
    decimals: int


def yardsticks_of(collaborative: int) -> dict[str, Yardstick]:
    """By the words of each goal that a measure in use stands for, what it is measured by: one query."""
    used = Measure.objects.filter(goal__space=collaborative, retired_on=None, current__isnull=False)
    named = used.order_by("-position", "-pk").values_list(
        "goal__words", "current__plain_name", "current__unit", "current__decimals"
    )
    return {words: Yardstick(plain_name, unit, decimals) for words, plain_name, unit, decimals in named}
