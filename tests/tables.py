"""The tables of SQLite's test database, kept from one run to the next: migrations run when one of them has changed.

A clean checkout has kept none, so there they run; and on PostgreSQL they run every time.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation

from scripts.progress import ROOT

FOLDER = ROOT / "var" / "test-tables"


def place_of_tables() -> Path:
    """The file for tables as today's migrations leave them."""
    migrations = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            migrations.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return FOLDER / f"{migrations.hexdigest()[:16]}.sqlite3"


@contextmanager
def taken_from_the_last_run() -> Iterator[None]:
    """While it lasts, a new test database on SQLite begins with the tables that were kept, if any were."""
    create, kept = DatabaseCreation._create_test_db, place_of_tables()
    held = []  # A database in memory is there as long as somebody is connected to it.

    def create_and_fill(creation, *args, **kwargs) -> str:
        name = create(creation, *args, **kwargs)
        if kept.exists():
            held.append(sqlite3.connect(name, uri=True))
            with closing(sqlite3.connect(kept)) as tables:
                tables.backup(held[0])
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "_create_test_db", create_and_fill)
        yield
    for each in held:
        each.close()


def keep() -> None:
    """Keep the tables of the test database, as they are before the first test, for the next run."""
    kept = place_of_tables()
    if connection.vendor != "sqlite" or kept.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(unfinished)) as tables:
        connection.connection.backup(tables)
    unfinished.replace(kept)
