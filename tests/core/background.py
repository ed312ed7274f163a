"""Tasks that tests of the worker ask for. They live in a module of their own because a worker loads them by name."""

import time

from django.db import transaction
from django_tasks import task

from allteach.core.actions import progress, record, use_form_key
from allteach.core.models import FormKey, Work


@task()
def count(*, to: int, pause: float = 0.0) -> None:
    """One event for each number, each once however often the task is begun: a used key is what was done already."""
    for number in range(to):
        with transaction.atomic():
            key = use_form_key(f"count-{number}")
            if key is not None:
                record("test.counted", by=None, about=key, number=number)
        progress(number + 1, to, "counting")
        time.sleep(pause)


@task()
def fail(*, words: str) -> None:
    """Always goes wrong."""
    raise RuntimeError(words)


@task()
def be_told_to_stop() -> None:
    """What a worker's second Ctrl+C does to the task at hand."""
    raise SystemExit(1)


@task()
def lose(*, held_by_key: str) -> None:
    """Goes on after another worker has taken the work."""
    Work.objects.filter(key=held_by_key).update(worker="another")
    progress(1, 2)
    FormKey.objects.create(key="went on", used_at="2026-01-01T00:00Z")


@task()
def tick() -> None:
    """Does nothing: it is asked for by the clock."""
