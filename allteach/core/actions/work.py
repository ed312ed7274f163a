"""Work in the background: asked for once, taken up again when a worker dies, given up visibly after three attempts.

The task library hands each attempt to one worker and never looks again: an attempt whose worker was killed stays marked
as running for ever. The row of `Work` is the promise; an attempt in the library's table is only one try to keep it.
Tasks must therefore do no harm when they run twice.
"""

import logging
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allteach.core.models import FormKey, Work, Worker

FORGOTTEN = timedelta(days=1)  # A worker not seen for so long is no longer listed.
LEASE = timedelta(seconds=60)  # Without a heartbeat for so long, a worker counts as dead.
ATTEMPTS = 3
PAUSES = {1: timedelta(seconds=5), 2: timedelta(seconds=60)}  # After the first and the second failure.

log = logging.getLogger(__name__)
_mine: ContextVar[Work | None] = ContextVar("work this process is at", default=None)


class SupersededError(Exception):
    """This worker was thought dead, and somebody else has the work: stop."""


@transaction.atomic
def ask_for_work(what: Task | str, *, key: str, due_at: datetime | None = None, **arguments: Any) -> Work:
    """Ask for a task to be done once, in the transaction of the caller: rolled back, it was never asked for.

    `what` is a task or its dotted name, `arguments` are ids and other plain values, `key` names the effect. Asking
    again with a key that is there answers with the work asked for first, whatever became of it.
    """
    if len(key) > (Work._meta.get_field("key").max_length or 0):
        raise ValueError(f"The key {key!r} is too long.")
    now = timezone.now()
    work, is_new = Work.objects.get_or_create(
        key=key,
        defaults={
            "task": what.module_path if isinstance(what, Task) else what,
            "arguments": arguments,
            "asked_at": now,
            "due_at": due_at or now,
        },
    )
    if is_new:
        _enqueue(work)
    return work


def progress(done: int, total: int = 0, message: str = "") -> None:
    """Say how far the work at hand is, for whoever watches. Does nothing outside a worker.

    Raises SupersededError when this worker was thought dead and the work was given to another.
    """
    work = _mine.get()
    if work is None:
        return
    said = {"done": done, "total": total, "message": message[:300], "heartbeat_at": timezone.now()}
    if not _held(work).update(**said):
        raise SupersededError(work.key)


@transaction.atomic
def try_again(work: Work) -> bool:
    """Let work that was given up be tried afresh. False if it was not given up, or somebody just asked the same."""
    asked = Work.objects.filter(pk=work.pk, state=Work.State.FAILED).update(
        state=Work.State.WAITING, attempts=0, due_at=timezone.now(), ended_at=None, message=""
    )
    if asked:
        _enqueue(Work.objects.get(pk=work.pk))
    return bool(asked)


@task(takes_context=True)
def attempt(context, work: int) -> None:
    """One attempt at a piece of work, by the worker that the library gave it to."""
    run(work, worker=context.task_result.worker_ids[-1])


def run(work_id: int, *, worker: str) -> bool:
    """Do a piece of work, if it still waits and nobody else took it. True if it was done."""
    taken = Work.objects.filter(pk=work_id, state=Work.State.WAITING).update(
        state=Work.State.RUNNING,
        attempts=F("attempts") + 1,
        worker=worker,
        heartbeat_at=timezone.now(),
        done=0,
        total=0,
        message="",
    )
    if not taken:
        return False
    work = Work.objects.get(pk=work_id)
    token = _mine.set(work)
    try:
        import_string(work.task).call(**work.arguments)
    except (KeyboardInterrupt, SystemExit):  # The worker was told to stop: this attempt does not count.
        _wait(work, attempts=work.attempts - 1)
        raise
    except SupersededError:
        log.warning("Work %s went on with another worker.", work.key)
        return False
    except Exception as failure:
        log.exception("Attempt %s at work %s failed.", work.attempts, work.key)
        _wait_or_give_up(work, reason=type(failure).__name__)
        return False
    finally:
        _mine.reset(token)
    return bool(_held(work).update(state=Work.State.DONE, ended_at=timezone.now()))


@transaction.atomic
def sweep() -> int:
    """Take up again what dead workers left. Safe to run in several places at once. Returns how much was taken up."""
    before = timezone.now() - LEASE
    swept = 0
    free = Work.objects.select_for_update(skip_locked=True)  # A heartbeat that comes now finds the work gone.
    for work in free.filter(state=Work.State.RUNNING, heartbeat_at__lt=before):
        log.warning("The worker %s died at work %s.", work.worker, work.key)
        swept += _wait_or_give_up(work, reason="")
    # A worker may also die between being handed an attempt and taking the work.
    for work in free.filter(state=Work.State.WAITING, due_at__lt=before):
        if not _attempts_at(work, TaskResultStatus.READY).exists():
            swept += _wait(work, attempts=work.attempts)
    _end_attempts_of_the_dead(before)
    return swept


def beat(name: str) -> None:
    """Say that this worker lives, and is still at its work."""
    now = timezone.now()
    Worker.objects.update_or_create(
        name=name, defaults={"seen_at": now}, create_defaults={"started_at": now, "seen_at": now}
    )
    Work.objects.filter(state=Work.State.RUNNING, worker=name).update(heartbeat_at=now)
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def leave(name: str) -> None:
    """Say that this worker is gone: readiness counts who is there."""
    Worker.objects.filter(name=name).delete()


def clear_out() -> None:
    """Drop what nobody will ask for again: old attempts, done work, used form keys and ended sessions."""
    now = timezone.now()
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=now - timedelta(days=1)).delete()
    Work.objects.filter(state=Work.State.DONE, ended_at__lt=now - timedelta(days=30)).delete()
    FormKey.objects.filter(used_at__lt=now - timedelta(days=30)).delete()
    Session.objects.filter(expire_date__lt=now).delete()


def work_off(*, limit: int = 1000) -> int:
    """Do here what is due now, oldest first: for tests, the demo and commands. Returns how many were done."""
    done = 0
    for _ in range(limit):
        due = Work.objects.filter(state=Work.State.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")
        work = due.first()
        if work is None:
            break
        done += run(work.pk, worker="here")
    return done


def _enqueue(work: Work) -> None:
    attempt.using(run_after=work.due_at).enqueue(work=work.pk)


def _held(work: Work):
    """The row, as long as this very attempt holds it: writing through it can never overrule another worker."""
    return Work.objects.filter(
        pk=work.pk, state=work.state, worker=work.worker, attempts=work.attempts, due_at=work.due_at
    )


def _attempts_at(work: Work, status: TaskResultStatus):
    return DBTaskResult.objects.filter(status=status, task_path=attempt.module_path, args_kwargs__kwargs__work=work.pk)


def _end_attempts_of_the_dead(before: datetime) -> None:
    """Mark as failed, in the library's table, attempts that no worker is at any more."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=before)
    for result in running:
        held = Work.objects.filter(
            pk=result.args_kwargs["kwargs"].get("work"), state=Work.State.RUNNING, worker=result.worker_ids[-1]
        )
        if not held.exists():
            running.filter(pk=result.pk).update(status=TaskResultStatus.FAILED, finished_at=timezone.now())


@transaction.atomic
def _wait(work: Work, *, attempts: int, pause: timedelta = timedelta()) -> int:
    """Put work back among what waits, with a new attempt asked for. 1, or 0 if somebody else has done so."""
    due_at = timezone.now() + pause
    put_back = _held(work).update(state=Work.State.WAITING, attempts=attempts, due_at=due_at, worker="")
    if put_back:
        work.due_at = due_at
        _enqueue(work)
    return put_back


def _wait_or_give_up(work: Work, *, reason: str) -> int:
    if work.attempts < ATTEMPTS:
        return _wait(work, attempts=work.attempts, pause=PAUSES[work.attempts] if reason else timedelta())
    return _held(work).update(state=Work.State.FAILED, ended_at=timezone.now(), message=reason)
