"""Kept changes, finished for a page."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from allteach.improvement.models import ChangeIdea, ImplementedChange
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space


@dataclass(frozen=True)
class KeptChange:
    """One change that became how a team works, the charts that show whether it holds, and whether a check is due."""

    change: ImplementedChange
    charts: tuple[TeamMeasure, ...]
    is_check_due: bool


def changes_of(team: Space, *, seen_by: Person) -> list[KeptChange]:
    """What a team kept, the latest first: two queries however many there are."""
    return _finished(ImplementedChange.objects.visible_to(seen_by).filter(team_id=team.pk))


def changes_in(collaborative: Space, *, seen_by: Person) -> list[KeptChange]:
    """What the teams of a collaborative kept, the latest first: two queries however many there are."""
    return _finished(ImplementedChange.objects.visible_to(seen_by).filter(team__parent_id=collaborative.pk))


def changes_from(idea: ChangeIdea, *, seen_by: Person) -> list[KeptChange]:
    """What teams kept of an idea, the latest first: two queries however many there are."""
    return _finished(ImplementedChange.objects.visible_to(seen_by).filter(change_idea_id=idea.pk))


def _finished(changes: QuerySet[ImplementedChange]) -> list[KeptChange]:
    shown = (
        changes.select_related("from_cycle", "from_cycle__ramp", "change_idea", "team")
        .prefetch_related("charts")
        .order_by("-kept_on", "-pk")
    )
    today = timezone.localdate()
    return [
        KeptChange(
            change=change,
            charts=tuple(change.charts.all()),
            is_check_due=not change.is_over and change.check_on is not None and change.check_on <= today,
        )
        for change in shown
    ]
