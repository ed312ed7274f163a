"""Why a file is not read, in words: one sentence for each reason, and what to do about it.

To refuse for another reason, raise `limits.Refused` with its key where the file is read, and add the sentence here.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REFUSALS = {
    # What it is
    "unknown_kind": _("We read CSV, XLSX, XLS and ODS files. “%(name)s” is none of these."),
    "empty_file": _("The file is empty."),
    "no_rows": _("There is no table in this file: we found no row with anything in it."),
    "only_one_row": _(
        "There is only one row in this file. Please send it with the rows under the names of its columns."
    ),
    "no_such_sheet": _("There is no sheet “%(sheet)s” in this workbook."),
    "is_pdf": _("This is a PDF. Please send the table as CSV or XLSX."),
    "is_picture": _("This is a picture. Please send the table as CSV or XLSX."),
    "is_document": _("This is a text document or slides, not a table. Please send the table as CSV or XLSX."),
    "is_archive": _("This is an archive. Please unpack it and send the table itself."),
    "is_web_page": _("This is a web page or XML with the name of a table. Please open it and save it as XLSX."),
    "is_binary_workbook": _("This workbook is saved in binary form (XLSB). Please save it as XLSX."),
    "has_password": _("This workbook is locked with a password. Please save it without one."),
    # What is wrong with it
    "not_text": _("This file has bytes in it that no text has. Please save the table again as CSV or XLSX."),
    "unknown_encoding": _("We cannot tell how the letters of this file are written. Please save it as “CSV UTF-8”."),
    "broken_quotes": _(
        "In the row that begins on line %(line)s a quotation mark is opened and not closed, or closed too soon. "
        "Please save the table again, or send it as XLSX."
    ),
    "damaged_workbook": _("This workbook is damaged. Please open it, save it again and send it once more."),
    "declares_entities": _(
        "This workbook declares XML entities of its own, as no spreadsheet does. We do not read it."
    ),
    # What is too much
    "file_too_large": _("The file is larger than %(megabytes)s MB. Please send it in parts."),
    "unpacks_too_large": _("The file unpacks to more than %(megabytes)s MB. Please send it in parts."),
    "unpacks_too_well": _("A part of this file unpacks to over %(times)s times its size, which no honest table does."),
    "too_many_members": _("The file holds more than %(members)s parts, which no table needs. Please save it as CSV."),
    "too_many_rows": _("The table has more than %(rows)s rows. Please send it in parts."),
    "too_many_columns": _("On line %(line)s are more than %(columns)s columns. Please leave out those not needed."),
    "too_wide": _(
        "The table reaches to column %(column)s; we read %(columns)s columns. Please delete what stands far outside it."
    ),
    "too_many_cells": _("The table has more than %(cells)s cells. Please leave out columns, or send it in parts."),
    "too_many_values": _("The table gives more than %(values)s values. Please send it in parts."),
    "too_far_apart": _(
        "The table reaches to row %(row)s with mostly empty cells: over %(cells)s of them. "
        "Please delete what stands far outside it."
    ),
    "line_too_long": _("Line %(line)s is too long for a row of a table."),
    "cell_too_long": _(
        "The cell on line %(line)s, column %(column)s is longer than %(characters)s characters. Please shorten it."
    ),
    # How reading it ended
    "too_much_memory": _("Reading this file would take more memory than a table needs. Please save it as CSV."),
    "too_much_work": _(
        "Reading this file takes longer than a table should. Please save it as CSV or send it in parts."
    ),
    "could_not_read": _("We could not read this file. Please save it as CSV and send it once more."),
    "has_identifiers": _("%(found)s We have not kept this file."),
}


class FileRefused(ValidationError):  # noqa: N818 - it is an answer, not a mishap
    """A file that was not read, in words, beside the field `file`. `reason` is a key of REFUSALS."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__({"file": ValidationError(REFUSALS[reason], code=reason, params=facts)})
        self.reason = reason

    def __str__(self) -> str:
        return self.messages[0]
