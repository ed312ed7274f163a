"""Write everything into one checked file."""

from pathlib import Path

from django.core.management.base import BaseCommand

from allteach.core.actions.backups import backup


class Command(BaseCommand):
    help = "Write everything (tables and uploaded files) into one file, and read it back to check it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="For example allteach-2026-11-21.zip")

    def handle(self, *, file, **options):
        manifest = backup(file)
        rows = sum(member["rows"] for member in manifest["members"].values())
        self.stderr.write(f"{rows} rows in {len(manifest['members'])} parts, written and checked: {file}")
