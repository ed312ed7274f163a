"""One file with everything: whole, checked, and the same after it was restored elsewhere."""

import os
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from allteach.core.actions.backups import backup, check, restore
from allteach.measures import actions


@pytest.fixture
def made(world, tmp_path, monkeypatch):
    """A backup of a small world, with an uploaded file."""
    uploads = tmp_path / "uploads"
    (uploads / "imports").mkdir(parents=True)
    (uploads / "imports" / "values.csv").write_text("period,numerator\n2025-01,3\n")
    monkeypatch.setattr(settings, "UPLOADS", uploads)
    world.everybody()
    actions.leave_out(measurement=world.ward_7_falls.measurements.first(), reason="A flood", by=world.amina)
    path = tmp_path / "allteach.zip"
    return path, backup(path)


def test_a_backup_holds_every_row_and_file_and_says_how_many(made):
    path, manifest = made

    assert check(path) == manifest
    assert manifest["members"]["tables/measures_measurement.jsonl"]["rows"] == 6
    assert manifest["members"]["files/imports/values.csv"]["rows"] == 1
    assert not any("session" in name for name in manifest["members"])


def test_a_backup_with_one_byte_changed_or_the_end_cut_is_refused_before_anything_is_touched(made, tmp_path):
    path, _manifest = made
    whole = path.read_bytes()
    broken = tmp_path / "broken.zip"

    for place in range(0, len(whole), len(whole) // 200):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        broken.write_bytes(bytes(changed))
        with pytest.raises(ValidationError):
            check(broken)
    for end in (0, 10, len(whole) // 2, len(whole) - 1):
        broken.write_bytes(whole[:end])
        with pytest.raises(ValidationError):
            check(broken)


def test_something_else_is_not_taken_for_a_backup(tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("manifest.json", '{"format": "something/1", "members": {}}')

    for path in (other, tmp_path / "missing.zip"):
        with pytest.raises(ValidationError):
            check(path)


def test_a_backup_is_not_restored_over_people(made):
    path, _manifest = made

    with pytest.raises(ValidationError, match="people"):
        restore(path)
    with pytest.raises(CommandError):
        call_command("restore", path)


def test_a_backup_of_other_tables_is_refused(made, monkeypatch):
    path, _manifest = made
    monkeypatch.setattr("allteach.core.actions.backups.migrations", lambda: [["core", "9999_later"]])

    with pytest.raises(ValidationError, match="version"):
        restore(path)


@pytest.mark.slow
def test_restored_elsewhere_everything_is_the_same(made, tmp_path):
    path, manifest = made
    again = tmp_path / "again.zip"
    there = {**os.environ, "ALLTEACH_TEST": "1", "ALLTEACH_VAR": str(tmp_path / "elsewhere"), "DATABASE_URL": ""}

    for words in (["migrate", "-v0"], ["restore", str(path)], ["backup", str(again)]):
        subprocess.run([sys.executable, "manage.py", *words], check=True, env=there, cwd=settings.ROOT)

    assert check(again)["members"] == manifest["members"]
