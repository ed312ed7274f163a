"""The steps of an import that the worker does, each safe to be begun again; and clearing out what was left behind."""

from datetime import time

from django_tasks import task

from allteach.core.actions import progress
from allteach.core.schedules import Schedule
from allteach.exchange import imports
from allteach.measures.models import ValueImport


@task()
def read_import(*, value_import: int) -> None:
    imports.read_import(_found(value_import), progress=progress)


@task()
def check_import(*, value_import: int) -> None:
    imports.check_import(_found(value_import), progress=progress)


@task()
def take_import(*, value_import: int) -> None:
    imports.take_import(_found(value_import), progress=progress)


@task()
def take_back_import(*, value_import: int) -> None:
    imports.undo_import(_found(value_import))


@task()
def sweep_imports() -> None:
    imports.sweep_imports()


def _found(pk: int) -> ValueImport:
    return ValueImport.objects.select_related("space", "by", "taken_by", "taken_back_by").get(pk=pk)


SCHEDULES = (Schedule(sweep_imports, at=time(3, 40)),)
