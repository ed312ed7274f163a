"""Migrations are complete, and stand in one line in each app."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

APPS = [app for app in apps.get_app_configs() if app.name.startswith("allteach.") and list(app.get_models())]


def test_the_models_ask_for_no_further_migration(db):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)  # Ends with SystemExit if they do.


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.label)
def test_an_apps_migrations_stand_in_one_line_and_the_last_is_written_down(app):
    loader = MigrationLoader(None)

    last = [name for label, name in loader.graph.leaf_nodes() if label == app.label]

    assert [(loader.migrations_module(app.label)[0], *last)] == [(f"{app.name}.migrations", last_written_down(app))]


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.label)
def test_migrations_are_numbered_without_a_gap(app):
    names = sorted(name for label, name in MigrationLoader(None).disk_migrations if label == app.label)

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


def last_written_down(app) -> str:
    """What max_migration.txt says: two people's migrations then conflict in git, where it can be seen."""
    return Path(app.path, "migrations", "max_migration.txt").read_text().strip()
