"""For whoever keeps the site running: is this process alive, and is everything there that it needs?"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allteach.core.models import Worker

WORKER_IS_SEEN_WITHIN = timedelta(minutes=2)


@never_cache
@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers. Asks nothing of the database: restarting us would not mend that."""
    return JsonResponse({"process": "ok"})


@never_cache
@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers, holds every migration, and a worker was seen in the last two minutes; otherwise 503."""
    found = {}
    for name, is_well in NEEDED.items():
        try:
            found[name] = "ok" if is_well() else "missing"
        except DatabaseError:
            found[name] = "missing"
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def database_answers() -> bool:
    """Whether the database takes a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    """Whether the database has the tables that this code was written for."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def worker_was_seen() -> bool:
    """Whether somebody sends mail and does the work that was asked for."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - WORKER_IS_SEEN_WITHIN).exists()


NEEDED: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "worker": worker_was_seen,
}
