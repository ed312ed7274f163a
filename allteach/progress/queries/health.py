"""How the staff of a collaborative see its health, action period by action period; nobody's ratings by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from allteach.people.models import Person
from allteach.progress.health import ITEMS, Item
from allteach.progress.models import HealthCheck
from allteach.spaces.models import Space


@dataclass(frozen=True)
class ItemRatings:
    """How one of the seven things was rated: the lowest, the middle and the highest."""

    item: Item
    lowest: int
    middle: float
    highest: int


@dataclass(frozen=True)
class PeriodHealth:
    """One action period: how many rated it, the middle of their sums, each thing, and what they wrote."""

    number: int
    people: int
    total: float
    items: tuple[ItemRatings, ...]
    words: tuple[str, ...]
    has_rated: bool  # Whether this viewer did.


def health_of(collaborative: Space, *, seen_by: Person) -> list[PeriodHealth]:
    """Every action period that anybody rated, the newest first: one query."""
    by_period: dict[int, list[HealthCheck]] = {}
    for check in HealthCheck.objects.filter(collaborative=collaborative.pk).order_by("pk"):
        by_period.setdefault(check.action_period, []).append(check)
    return [_period(number, checks, seen_by.pk) for number, checks in sorted(by_period.items(), reverse=True)]


def _period(number: int, checks: Sequence[HealthCheck], person: int | None) -> PeriodHealth:
    items = []
    for key, item in ITEMS.items():
        ratings = sorted(check.ratings[key] for check in checks)
        items.append(ItemRatings(item, ratings[0], median(ratings), ratings[-1]))
    return PeriodHealth(
        number=number,
        people=len(checks),
        total=median(sum(check.ratings.values()) for check in checks),
        items=tuple(items),
        words=tuple(check.words for check in checks if check.words),
        has_rated=any(check.by_id == person for check in checks),
    )
