"""Work the clock asks core for."""

from datetime import time, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allteach.core.models import FormKey, Work
from allteach.core.schedules import Schedule


@task()
def clear_out() -> None:
    """Drop what nobody will ask for again: old attempts, done work, used form keys and ended sessions."""
    now = timezone.now()
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=now - timedelta(days=1)).delete()
    Work.objects.filter(state=Work.State.DONE, ended_at__lt=now - timedelta(days=30)).delete()
    FormKey.objects.filter(used_at__lt=now - timedelta(days=30)).delete()
    Session.objects.filter(expire_date__lt=now).delete()


SCHEDULES = (Schedule(clear_out, at=time(3)),)
