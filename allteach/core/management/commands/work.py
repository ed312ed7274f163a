"""The background worker."""

from django.core.management.base import BaseCommand

from allteach.core.worker import work


class Command(BaseCommand):
    help = "Do the work that waits in the background: mail, imports and what the clock asks for. Stop it with Ctrl+C."

    def add_arguments(self, parser):
        parser.add_argument("--name", default="", help="What this worker is called. Default: made up")
        parser.add_argument("--until-idle", action="store_true", help="End when nothing is due any more")

    def handle(self, *, name, until_idle, **options):
        work(name=name, until_idle=until_idle)
