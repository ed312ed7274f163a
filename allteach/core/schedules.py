"""What the clock asks for.

To have something done by the clock, or soon after something happened, write a Schedule beside its task, in SCHEDULES of
the app's tasks.py. Each run has a key: two workers, or a clock that jumps, ask for it once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Max
from django.utils.module_loading import module_has_submodule
from django_tasks.base import Task

from allteach.core.actions import ask_for_work
from allteach.core.models import Event, Work


@dataclass(frozen=True)
class Schedule:
    """A task without arguments, and when it is to run: every so often, or once a day from `at`; also after events."""

    task: Task
    every: timedelta | None = None
    at: time | None = None  # By the clock of the site, which is wound forward and back once a year.
    after: Collection[str] = ()  # Names of events.

    def key_at(self, now: datetime) -> str | None:
        """What names the run that is due at this moment; None before the day's first, and when no clock asks for it."""
        if self.every is not None:
            return f"{self.task.name}:{int(now.timestamp() // self.every.total_seconds())}"
        local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
        return f"{self.task.name}:{local.date()}" if self.at is not None and local.time() >= self.at else None

    def key_after_events(self) -> str | None:
        """What names the run owed to the newest of its events; None when there was none."""
        newest = Event.objects.filter(name__in=self.after).aggregate(newest=Max("pk"))["newest"] if self.after else None
        return f"{self.task.name}:event:{newest}" if newest else None


def schedules() -> list[Schedule]:
    """Every schedule of every app, in the order of the apps."""
    found = []
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "tasks"):
            found.extend(getattr(import_module(f"{app.name}.tasks"), "SCHEDULES", ()))
    return found


def ask_for_what_is_due(table: Collection[Schedule], now: datetime) -> list[Work]:
    """Ask for every run that is due and was not asked for yet, here or by another worker.

    What was asked for is read from the database and never remembered, so that a restored one is served like any other.
    One query, and one for each schedule that follows events.
    """
    keys = {key: schedule for schedule in table for key in (schedule.key_at(now), schedule.key_after_events()) if key}
    asked = set(Work.objects.filter(key__in=keys).values_list("key", flat=True))
    return [ask_for_work(schedule.task, key=key) for key, schedule in keys.items() if key not in asked]
