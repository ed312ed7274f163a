"""People in a file: looked for in its name and in every cell, before anything of it is stored."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from django.utils.translation import gettext as _

from allteach.core.identifiers import BLOCK, TableFinding, TableSearch, findings_in_file_name
from allteach.exchange.refusals import FileRefused
from allteach.exchange.sheets import Sheetful
from allteach.exchange.survey import text_of
from allteach.exchange.tables import find_table

_MOST_SAID = 3


def check_name(name: str) -> tuple[str, ...]:
    """Return what in the name of a file may point to a person, in words; raise FileRefused for what clearly does."""
    found = findings_in_file_name(name)
    if clear := [finding for finding in found if finding.severity == BLOCK]:
        raise FileRefused("has_identifiers", found=_("The name of the file: {words}").format(words=clear[0].words))
    return tuple(dict.fromkeys(finding.words for finding in found))


def check_sheet(sheet: Sheetful) -> tuple[str, ...]:
    """Return what in a sheet may point to people, in words that repeat none of it, for a person to have looked at.

    Raises FileRefused for what clearly does: numbers of patients, dates of birth, a column of names, a row for each
    patient. Titles, totals and notes are looked at too.
    """
    table = find_table(sheet)
    search = TableSearch([column.name for column in table.columns])
    lines = array("I")
    for row in sheet.rows():
        if row.line not in table.header_lines:
            lines.append(row.line)
            search.see([text_of(cell) or None for cell in row.cells])
    found = search.findings()
    if clear := [finding for finding in found if finding.severity == BLOCK]:
        raise FileRefused("has_identifiers", found=" ".join(_in_words(clear[:_MOST_SAID], lines)))
    return tuple(_in_words(found, lines))


def _in_words(found: list[TableFinding], lines: array) -> Iterator[str]:
    for finding in found:
        if finding.row is None:
            yield finding.words
        else:
            yield _("{words} (First on line {line}.)").format(words=finding.words, line=lines[finding.row])
