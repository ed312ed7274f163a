"""What whoever keeps the site running is told."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from allteach.core.models import Worker
from allteach.web.health import WORKER_IS_SEEN_WITHIN


@pytest.fixture
def worker(db):
    return Worker.objects.create(name="one", started_at=timezone.now(), seen_at=timezone.now())


def test_a_process_says_that_it_is_alive_without_asking_the_database(client):
    response = client.get("/healthz")  # No `db` here: a question to the database would fail this test.

    assert (response.status_code, response.json()) == (200, {"process": "ok"})


def test_a_site_with_everything_is_ready(client, worker):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "migrations": "ok", "worker": "ok"}


def test_a_site_whose_worker_was_not_seen_lately_is_not_ready(client, worker):
    worker.seen_at -= WORKER_IS_SEEN_WITHIN + timedelta(seconds=1)
    worker.save()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "migrations": "ok", "worker": "missing"}


def test_a_site_whose_database_lacks_a_migration_is_not_ready(client, worker):
    MigrationRecorder(connection).migration_qs.filter(app="core").latest("pk").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "migrations": "missing", "worker": "ok"}


def test_a_site_whose_database_does_not_answer_is_not_ready_and_does_not_break(client, db):
    def refuse(*_):
        raise OperationalError("no answer")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "missing", "migrations": "missing", "worker": "missing"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_an_answer_about_health_is_never_kept_in_a_cache(client, worker, address):
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(client, address):
    assert client.post(address).status_code == 405
