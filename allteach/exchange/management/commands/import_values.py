"""Values from a file, at a terminal: the same steps, questions and rules as the page."""

import json
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from allteach.exchange import imports
from allteach.exchange.imports.terminal import run_here
from allteach.exchange.mapping import NEW, Mapping
from allteach.measures.models import ValueImport
from allteach.measures.permissions import can_import_values
from allteach.measures.queries.imports import refused_values
from allteach.people.models import Account
from allteach.spaces.models import Space

State = ValueImport.State


class Command(BaseCommand):
    help = "Take the values of a file over into a collaborative or team. What is open or refused is said, line by line."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV, XLSX, XLS or ODS")
        parser.add_argument("--collaborative", "--into", dest="space", required=True, help="Its slug, or a team's")
        parser.add_argument("--by", required=True, help="The e-mail address of whoever imports")
        parser.add_argument("--map", "--mapping", dest="mapping", type=Path, help="What the columns mean, as JSON")
        parser.add_argument("--make-teams", action="store_true", help="Make the teams that the file names")
        parser.add_argument("--ground", default="", help="On what ground counts of new teams may be used")
        parser.add_argument("--valid-only", action="store_true", help="Take what is right even if some is refused")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, and write nothing")

    def handle(self, *, file, space, by, mapping, make_teams, ground, valid_only, dry_run, **options):
        account = Account.objects.select_related("person").filter(email__iexact=by, is_active=True).first()
        found = Space.objects.select_related("parent").filter(slug=space).first()
        if account is None:
            raise CommandError(f"Nobody here has the address {by}.")
        if found is None:
            raise CommandError(f"There is no space at the address {space}.")
        if not can_import_values(account.person, found):
            raise CommandError(f"{account.person} may not import values into {found.name}.")
        try:
            said = Mapping.from_json(mapping.read_text(encoding="utf-8")) if mapping else None
            with file.open("rb") as content:
                pieces = iter(lambda: content.read(1 << 20), b"")
                value_import = imports.keep_file(
                    space=found, name=file.name, pieces=pieces, by=account.person, asks_worker=False
                )
        except OSError as wrong:
            raise CommandError(f"{wrong.filename}: {wrong.strerror}") from wrong
        except (ValidationError, ValueError) as wrong:
            raise CommandError(in_words(wrong)) from wrong
        try:
            self.carry_out(value_import, said, make_teams, ground, valid_only, dry_run)
        except ValidationError as wrong:
            raise CommandError(in_words(wrong)) from wrong
        finally:
            run_here(value_import, imports.leave_if_open)

    def carry_out(self, value_import, mapping, make_teams, ground, valid_only, dry_run) -> None:
        """The steps, one after the other, as far as they go."""
        found = run_here(value_import, imports.read_import)
        if found.state == State.REFUSED:
            raise CommandError(found.words)
        if found.words and not found.has_been_looked_through:
            raise CommandError(f"{found.words} Send it through the page, where somebody can say that they have looked.")
        if mapping is not None or found.state == State.MAPPING:
            found = self.settle(found, mapping or imports.mapping_of(found), ground)
        if found.state == State.ASKING and make_teams:
            found = self.settle(found, with_new_teams(found), ground)
        if found.state in (State.ASKING, State.MAPPING):
            self.stderr.write(json.dumps(found.mapping, ensure_ascii=False, indent=2))
            open_ones = [question["words"] for question in found.questions] or [found.words]
            raise CommandError("\n".join(["Please say more in the mapping:", *open_ones]))
        self.report(found)
        verdicts = found.counts["verdicts"]
        if dry_run:
            self.stderr.write("Nothing was written.")
            return
        mode = ValueImport.Mode.VALID_ONLY if valid_only else ValueImport.Mode.ALL_OR_NOTHING
        found = imports.take_over(value_import=found, mode=mode, by=found.by, asks_worker=False)
        found = run_here(found, imports.take_import)
        if found.state != State.TAKEN:
            raise CommandError(found.words)
        self.stderr.write(f"Taken over: {verdicts['new']} new, {verdicts['changed']} replaced.")

    def settle(self, value_import, mapping, ground) -> ValueImport:
        """Check the file as a mapping reads it."""
        imports.settle(
            value_import=value_import,
            mapping=mapping,
            by=value_import.by,
            new_teams_ground=ground,
            new_teams_are_named=bool(ground),
            asks_worker=False,
        )
        return run_here(value_import, imports.check_import)

    def report(self, found) -> None:
        """What is refused goes to standard output, how many of each to standard error."""
        for line, words in refused_values(found).values_list("line", "words").iterator(chunk_size=2_000):
            self.stdout.write(f"{line}\t{words}")
        counts, account = found.counts["verdicts"], found.counts["account"]
        left_out = ", ".join(f"{number} {why}" for why, number in account["left_out"])
        self.stderr.write(
            f"{account['lines']} lines: {account['read']} rows read, {account['filtered']} not asked for"
            + (f", {left_out}" if left_out else "")
            + f". {account['values']} values: {counts['new']} new, {counts['changed']} to be replaced, "
            f"{counts['same']} there already, {counts['nothing']} with nothing reported, {counts['refused']} refused."
        )


def with_new_teams(value_import: ValueImport) -> Mapping:
    """The mapping with a new team for each name that nobody knows."""
    mapping = imports.mapping_of(value_import)
    unknown = [each["subject"] for each in value_import.questions if each["code"] == "unknown_team"]
    return replace(mapping, teams={**mapping.teams, **dict.fromkeys(unknown, NEW)})


def in_words(wrong: Exception) -> str:
    """What was refused, as one line."""
    return " ".join(wrong.messages) if isinstance(wrong, ValidationError) else str(wrong)
