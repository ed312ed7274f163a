"""What a test of change waits for, and since when: pure readings of one cycle."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allteach.improvement.models import Cycle
from allteach.improvement.stages import DOING, PLANNED, STUDYING


@dataclass(frozen=True)
class Waiting:
    """What the team would do next, the day it is due, and whether that day has come."""

    words: Promise
    on: date | None
    is_due: bool


def waits_for(cycle: Cycle, today: date) -> Waiting | None:
    """What an open cycle waits for on a day; None when it is over."""
    if cycle.state == PLANNED:
        on = cycle.planned_start_on or cycle.planned_end_on
        return Waiting(_("Begin, or choose another day"), on, _has_come(on, today))
    if cycle.state == DOING:
        return Waiting(_("Say what happened"), cycle.planned_end_on, _has_come(cycle.planned_end_on, today))
    if cycle.state == STUDYING:
        return Waiting(_("Study it now"), cycle.ended_on, True)
    return None


def is_stale(cycle: Cycle, today: date, *, after: int) -> bool:
    """Whether nothing has been written in an open cycle for so many days, nor was anything planned in them."""
    if not cycle.stage.is_open:
        return False
    last = timezone.localdate(cycle.updated_at)
    planned = [day for day in (cycle.planned_start_on, cycle.planned_end_on) if day is not None]
    return max([last, *planned]) + timedelta(days=after) <= today


def _has_come(on: date | None, today: date) -> bool:
    return on is not None and on <= today
