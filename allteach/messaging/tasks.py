"""Work the clock and events ask messaging for."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from allteach.core.schedules import Schedule
from allteach.messaging import outbox
from allteach.messaging.notices import NOTICES


@task()
def send_notices() -> None:
    outbox.write_notices()
    outbox.deliver()


@task()
def send_reminders() -> None:
    outbox.write_reminders(timezone.now())
    outbox.deliver()


SCHEDULES = (
    Schedule(send_notices, every=timedelta(minutes=5), after=NOTICES),  # The clock for what had to wait.
    Schedule(send_reminders, every=timedelta(hours=1)),  # It is eight in the morning somewhere every hour.
)
