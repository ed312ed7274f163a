"""What a measure should reach: the goal and the target that it shares with the charter's table."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives.actions import set_goal
from allteach.collaboratives.models import Goal
from allteach.measures.models import Measure
from allteach.people.models import Person


@transaction.atomic
def set_target(
    *,
    measure: Measure,
    target: Decimal,
    holds_from: date,
    words: str = "",
    baseline: Decimal | None = None,
    stretch: Decimal | None = None,
    reach_by: date | None = None,
    version: int | None = None,
    was_checked: bool = False,
    by: Person | None,
) -> Goal:
    """Set what a measure should reach from a day on; earlier targets stay on the charts where they held.

    A measure without a goal gets one, in its plain words where none are said. ValidationError, by field.
    """
    found = Measure.objects.select_for_update(of=("self",)).select_related("current", "goal").get(pk=measure.pk)
    _check_possible(found, target=target, stretch=stretch, baseline=baseline)
    goal = set_goal(
        space=found.in_space,
        goal=found.goal,
        words=words.strip() or found.current.plain_name,
        target=target,
        stretch=stretch,
        holds_from=holds_from,
        reach_by=reach_by,
        baseline=baseline,
        position=found.position,
        version=version,
        was_checked=was_checked,
        by=by,
    )
    if found.goal_id is None:
        found.goal = goal
        found.save()
    return goal


def _check_possible(measure: Measure, **numbers: Decimal | None) -> None:
    """Refuse what the measure can never show, such as 120 %."""
    definition, kind = measure.current, measure.form
    least = definition.least_value if definition.least_value is not None or kind.may_be_negative else Decimal(0)
    most = definition.most_value or (Decimal(definition.per) if kind.within else None)
    refused = {}
    for name, number in numbers.items():
        if number is not None and least is not None and number < least:
            refused[name] = _("The least that can be is %(least)s.") % {"least": f"{least.normalize():f}"}
        if number is not None and most is not None and number > most:
            refused[name] = _("The most that can be is %(most)s.") % {"most": f"{most.normalize():f}"}
    if refused:
        raise ValidationError(refused)
