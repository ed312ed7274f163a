"""Deciding the thresholds of a collaborative."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import DecidedThresholds
from allteach.collaboratives.queries.thresholds import read
from allteach.collaboratives.thresholds import THRESHOLDS, USUAL, Number
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.spaces.models import Space


@transaction.atomic
def set_thresholds(*, space: Space, decided: Mapping[str, Number], by: Person) -> DecidedThresholds:
    """Decide thresholds by their keys; those not named stay. What is as usual is kept nowhere and follows the table.

    ValidationError names the field of each number that cannot be chosen, and nothing is changed then.
    """
    rows = {row.key: row for row in THRESHOLDS}
    refused = {
        rows[key].field: _("Write a number from %(lowest)s to %(highest)s.")
        % {"lowest": rows[key].lowest, "highest": rows[key].highest}
        for key, number in decided.items()
        if not rows[key].allows(number)
    }
    if refused:
        raise ValidationError(refused)
    DecidedThresholds.objects.get_or_create(space_id=space.pk)
    held = DecidedThresholds.objects.select_for_update().get(space_id=space.pk)
    before = read(held.decided)
    after = {key: number for key, number in {**before, **decided}.items() if number != USUAL[key]}
    if after == before:
        return held
    held.decided = {key: str(number) for key, number in sorted(after.items())}
    held.save()
    differs = sorted(key for key in {**before, **after} if before.get(key) != after.get(key))
    record(
        events.THRESHOLDS_SET,
        by=by,
        about=held,
        space=space.pk,
        before={key: str(before.get(key, USUAL[key])) for key in differs},
        after={key: str(after.get(key, USUAL[key])) for key in differs},
    )
    return held
