"""Work the clock asks measures for."""

from datetime import time

from django_tasks import task

from allteach.core.schedules import Schedule
from allteach.measures.actions import settle_periods
from allteach.spaces.models import Collaborative


@task()
def settle() -> None:
    for collaborative in Collaborative.objects.filter(closed_at=None).select_related("disclosure"):
        settle_periods(collaborative=collaborative)


SCHEDULES = (Schedule(settle, at=time(1)),)  # Soon after midnight: a period settles when a day is over.
