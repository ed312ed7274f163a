"""The table of goals: what is to be reached, and by when."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import Goal, Target
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces.models import Space


@transaction.atomic
def set_goal(
    *,
    space: Space,
    words: str,
    goal: Goal | None = None,
    target: Decimal | None = None,
    stretch: Decimal | None = None,
    holds_from: date | None = None,
    reach_by: date | None = None,
    baseline: Decimal | None = None,
    position: int = 0,
    version: int | None = None,
    was_checked: bool = False,
    by: Person | None,
) -> Goal:
    """Write a line of the table of goals, or change it. A target from a new date leaves earlier ones on the charts.

    What stands already is not written again: neither a target that holds on that day, nor a line with nothing new.
    """
    if not words.strip():
        raise ValidationError({"words": [_("Say what is to be reached.")]})
    if target is not None and holds_from is None:
        raise ValidationError({"holds_from": [_("From when does this target hold?")]})
    if reach_by and holds_from and reach_by < holds_from:
        raise ValidationError({"reach_by": [_("This is before the target begins to hold.")]})
    check_fields(was_checked=was_checked, words=words)
    if goal is None:
        goal = Goal(space_id=space.pk, position=position, version=0)
    else:
        goal = Goal.objects.select_for_update().get(pk=goal.pk)
        if version is not None and version != goal.version:
            raise ValidationError(_("Somebody else changed this goal while you were writing."), code="conflict")
    is_new_target = target is not None and not _holds_already(goal, target, stretch, holds_from, reach_by)
    if goal.pk and not is_new_target and (goal.words, goal.baseline) == (words.strip(), baseline):
        return goal
    goal.words = words.strip()
    goal.baseline = baseline
    goal.version += 1
    goal.save()
    if is_new_target:
        Target.objects.update_or_create(
            goal=goal, holds_from=holds_from, defaults={"value": target, "stretch": stretch, "reach_by": reach_by}
        )
    record(
        events.GOAL_SET,
        by=by,
        about=goal,
        space=space.pk,
        target=None if target is None else str(target),
        holds_from=holds_from,
        reach_by=reach_by,
    )
    return goal


def _holds_already(
    goal: Goal, value: Decimal, stretch: Decimal | None, holds_from: date | None, reach_by: date | None
) -> bool:
    """Whether the goal's target of that day is this very one."""
    if not goal.pk:
        return False
    found = Target.objects.filter(goal=goal, holds_from__lte=holds_from).order_by("holds_from").last()
    return found is not None and (found.value, found.stretch, found.reach_by) == (value, stretch, reach_by)
