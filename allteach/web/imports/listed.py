"""Files that were sent, as a table."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allteach.spaces.models import Space
from allteach.web.imports.pages import Line
from allteach.web.tables import Cell, Column, Table


def imports_table(space: Space, lines: Iterable[Line]) -> Table:
    """The files of values sent to a space, and what became of each."""
    rows = [
        (
            Cell(line.name, to=line.address),
            Cell(date_format(localtime(line.when), "DATETIME_FORMAT"), value=localtime(line.when).date()),
            line.who,
            Cell(line.state, tone=line.tone),
            line.words,
        )
        for line in lines
    ]
    headings = (_("File"), _("Sent"), _("By"), _("What became of it"), _("Values"))
    columns = [Column(words) for words in headings]
    return Table("files", _("Files sent before, newest first"), f"{space.slug}-imports", columns, rows)
