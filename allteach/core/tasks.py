"""Work the clock asks core for."""

from datetime import time

from django_tasks import task

from allteach.core import queries
from allteach.core.actions import work
from allteach.core.schedules import Schedule


@task()
def clear_out() -> None:
    work.clear_out()


@task()
def verify_record() -> None:
    queries.verify_record()


SCHEDULES = (Schedule(clear_out, at=time(3)), Schedule(verify_record, at=time(3, 30)))
