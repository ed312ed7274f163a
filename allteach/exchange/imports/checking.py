"""Checking a file: what is still to be asked, then every value judged and staged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allteach.collaboratives.permissions import can_add_team
from allteach.exchange.imports.files import discard, open_sheet
from allteach.exchange.imports.mappings import as_kept, mapping_of
from allteach.exchange.imports.work import Progress, ask
from allteach.exchange.mapping import NEW, Mapping
from allteach.exchange.places import MappingDoesNotFit
from allteach.exchange.quantities import State
from allteach.exchange.questions import Question, questions_about
from allteach.exchange.refusals import FileRefused
from allteach.exchange.rows import ValueRow, ValueRows, rows_of
from allteach.exchange.sheets import Sheetful
from allteach.exchange.survey import survey
from allteach.exchange.tables import WHY
from allteach.measures.actions import imports as actions
from allteach.measures.models import ValueImport
from allteach.measures.queries.imports import entered, names_known
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.permissions import can_sign_agreement

ROWS_A_BATCH = 1_000
LEFT_OUT_SHOWN = 100


def settle(
    *,
    value_import: ValueImport,
    mapping: Mapping,
    by: Person,
    has_been_looked_through: bool | None = None,
    new_teams_ground: str = "",
    new_teams_are_named: bool = False,
    asks_worker: bool = True,
) -> ValueImport:
    """Have the file checked as this mapping reads it. Teams that it says are new are made when it is taken over."""
    new_teams = [name for name, key in mapping.teams.items() if key == NEW]
    if new_teams and not may_make_teams(value_import.space, by):
        raise ValidationError({"new_teams": [_("Only a director can add teams.")]})
    with transaction.atomic():
        found = actions.start_check(
            value_import=value_import,
            mapping=as_kept(mapping),
            has_been_looked_through=has_been_looked_through,
            new_teams=new_teams,
            new_teams_ground=new_teams_ground or value_import.new_teams_ground,
            new_teams_are_named=new_teams_are_named or value_import.new_teams_are_named,
            by=by,
        )
        if asks_worker:
            ask(found, "check")
    return found


def may_make_teams(space: Space, person: Person) -> bool:
    """Whether a file may bring new teams: for whoever may add teams and record their agreements."""
    return space.kind != Space.Kind.TEAM and can_add_team(person, space) and can_sign_agreement(person, space)


def check_import(value_import: ValueImport, *, progress: Progress) -> None:
    """Ask what a file leaves open; if nothing, judge every value of it and stage it. Goes on where a worker died."""
    if value_import.state != ValueImport.State.CHECKING:
        return
    with translation.override(value_import.by.language):
        try:
            sheet = open_sheet(value_import)
            rows, questions = look_at_names(value_import, sheet)
        except MappingDoesNotFit as unfit:
            actions.ask_about_import(
                value_import=value_import,
                edition=value_import.edition,
                questions=[],
                words=unfit.messages[0],
                asks_for_mapping=True,
            )
            return
        except FileRefused as refused:
            actions.refuse_import(value_import=value_import, words=str(refused))
            discard(value_import)
            return
        if questions:
            actions.ask_about_import(
                value_import=value_import,
                edition=value_import.edition,
                questions=[question_as_kept(question) for question in questions],
            )
            return
        while actions.clear_staged(value_import=value_import):
            progress(0, sheet.count, _("Checking every value"))
        stage(value_import, rows, progress)
        actions.finish_check(value_import=value_import, edition=value_import.edition, account=account_of(rows))


def look_at_names(value_import: ValueImport, sheet: Sheetful) -> tuple[ValueRows, list[Question]]:
    """The values of a file, and what is still to be asked about it."""
    known = names_known(value_import.space)
    mapping = without_made_teams(mapping_of(value_import), known.teams)
    found = survey(sheet, mapping, teams=known.teams, measures=known.measures)
    questions = questions_about(sheet, mapping, found, teams=known.teams, measures=known.measures)
    if not may_make_teams(value_import.space, value_import.by):
        questions = [without_new(question) for question in questions]
    return rows_of(sheet, mapping, teams=known.teams, measures=known.measures, found=found), questions


def without_made_teams(mapping: Mapping, known: dict[str, str]) -> Mapping:
    """The mapping without those new teams that have been made by now: their names are known."""
    still = {name: key for name, key in mapping.teams.items() if key != NEW or name.casefold() not in known}
    return replace(mapping, teams=still)


def without_new(question: Question) -> Question:
    """The question for somebody who may not make teams."""
    return replace(question, choices=tuple(choice for choice in question.choices if choice.value != NEW))


def question_as_kept(question: Question) -> dict:
    """A question as the database keeps it."""
    return {**asdict(question), "choices": [[choice.value, str(choice.words)] for choice in question.choices]}


def stage(value_import: ValueImport, rows: ValueRows, progress: Progress) -> None:
    """Judge and stage every value, some at a time; what a worker that died has staged is only walked past."""
    known = entered(value_import.space, new_teams=value_import.new_teams)
    done = actions.staged_so_far(value_import)
    told = (told_of(number, row) for number, row in enumerate(rows))
    for _walked_past in islice(told, done):
        pass
    for batch in batches(told):
        actions.stage_values(value_import=value_import, told=batch, entered=known)
        done += len(batch)
        progress(done, max(rows.found.values, done), _("Checking every value"))


def batches(told: Iterator[actions.Told]) -> Iterator[list[actions.Told]]:
    """The values, a thousand at a time."""
    while batch := list(islice(told, ROWS_A_BATCH)):
        yield batch


def told_of(number: int, row: ValueRow) -> actions.Told:
    """A value of a file, as the actions are told of it."""
    return actions.Told(
        number=number,
        line=row.line,
        team_key=row.team_key,
        measure_key=row.measure_key,
        period=row.period,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        is_suppressed=row.state is State.SUPPRESSED,
        is_missing=row.state is State.MISSING,
        remark=row.note,
        stratum=row.stratum,
        problems=tuple(problem.words for problem in row.problems),
    )


def account_of(rows: ValueRows) -> dict[str, Any]:
    """Where every line of the file went, as the database keeps it."""
    account = rows.account
    return {
        "lines": account.lines,
        "read": account.read,
        "values": account.values,
        "filtered": account.filtered,
        "not_counted": account.not_counted,
        "left_out": [[str(WHY[why]), number] for why, number in account.left_out.items()],
        "not_wanted": sorted([name, number] for (_part, name), number in account.not_wanted.items()),
        "examples": [left_out.words() for left_out in account.examples[:LEFT_OUT_SHOWN]],
    }


def check_again(value_import: ValueImport, words: str, by: Person) -> None:
    """Judge a file anew, since what it was judged by has changed."""
    with transaction.atomic():
        found = actions.start_check(
            value_import=value_import,
            mapping=value_import.mapping,
            new_teams=value_import.new_teams,
            new_teams_ground=value_import.new_teams_ground,
            new_teams_are_named=value_import.new_teams_are_named,
            words=_("%(what)s We have checked the file again: please look once more.") % {"what": words},
            by=by,
        )
        ask(found, "check")
