"""Tell the demo's story into an empty database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from allteach.demo.people import sign_in_list
from allteach.demo.story import Story
from allteach.spaces.models import Space


class Command(BaseCommand):
    help = "Tell the demo's story: a collaborative of thirty teams in its eleventh month, and its cast."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=Path, help="Write who can sign in to this file.")
        parser.add_argument("--canaries", type=Path, help="Plant a secret in each team, and write them to this file.")
        parser.add_argument("--whole", action="store_true", help="Tell it to its end, the fifteenth month.")

    def handle(self, *, people, canaries, whole, verbosity, **options):
        if Space.objects.exists():
            raise CommandError("There are spaces already: the story is told into an empty database only.")
        story = Story(
            is_whole=whole, has_canaries=canaries is not None, say=self.stderr.write if verbosity > 1 else None
        )
        story.tell()
        if people:
            people.write_text(json.dumps(sign_in_list(story.people), indent=2, ensure_ascii=False) + "\n")
        if canaries:
            canaries.write_text(json.dumps(story.canaries, indent=2) + "\n")
        if verbosity:
            self.stderr.write(f"{len(story.playing)} teams, {story.month_now - 1} months and their baseline.")
