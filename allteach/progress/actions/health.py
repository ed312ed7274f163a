"""How the collaborative itself fares, as one of its staff sees it."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.health import ITEMS, LEAST, MOST
from allteach.progress.models import HealthCheck
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Space


@transaction.atomic
def check_health(
    *,
    collaborative: Space,
    action_period: int,
    ratings: Mapping[str, int | None],
    words: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> HealthCheck:
    """Rate the seven things from 1 to 5 for an action period that has begun; once more changes one's own rating.

    Raises ValidationError, by item, where one is not rated; with code "conflict" if they rated elsewhere meanwhile.
    """
    # The collaborative's row is locked, so that a form sent twice at once makes one row.
    Space.objects.select_for_update(no_key=True).get(pk=collaborative.pk)
    _require_begun(collaborative, action_period)
    found = HealthCheck.objects.filter(collaborative=collaborative.pk, action_period=action_period, by=by).first()
    check = found or HealthCheck(
        collaborative_id=collaborative.pk, action_period=action_period, by=by, at=timezone.now(), version=0
    )
    require_version(check, version)
    errors: Errors = {
        key: [_("Choose from 1 to 5.")] for key in ITEMS if ratings.get(key) not in range(LEAST, MOST + 1)
    }
    errors.update(write_answers(check, {"words": words}, was_checked=was_checked))
    refuse(errors)
    check.ratings = {key: ratings[key] for key in ITEMS}
    check.version += 1
    check.at = timezone.now()
    check.save()
    record(
        events.HEALTH_CHECKED,
        by=by,
        about=check,
        space=collaborative.pk,
        action_period=action_period,
        texts={"words": check.words} if check.words else None,
    )
    return check


def _require_begun(collaborative: Space, action_period: int) -> None:
    timetable = timetable_of(collaborative)
    if timetable is None:
        raise ValidationError(_("There is no calendar yet, so no action period has begun."))
    today = timezone.localdate()
    periods = calendar_of(timetable).action_periods
    if not any(entry.number == action_period and entry.start <= today for entry in periods):
        raise ValidationError(_("This action period has not begun."))
