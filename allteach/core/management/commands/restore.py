"""Read a backup into an empty database."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from allteach.core.actions.backups import check, restore


class Command(BaseCommand):
    help = "Read a backup into an empty database of the same version. The database may be of the other kind."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only check that the file is whole.")

    def handle(self, *, file, dry_run, **options):
        try:
            manifest = check(file) if dry_run else restore(file)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        rows = sum(member["rows"] for member in manifest["members"].values())
        self.stderr.write(f"{rows} rows, {'checked' if dry_run else 'restored'}; written {manifest['made_at']}.")
