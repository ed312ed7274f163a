"""What may point to a patient, found before it is kept: in texts, names of files, and tables.

Two answers: `block` for what clearly names a person (a number with its check digit, a date of birth), which is not
kept; `ask` for what may (a title with a name, a postcode, an age over 89), which is kept once somebody says that they
have checked it. No finding repeats a number or an address: only a title with a name is quoted, so that people see what
is meant.

To look for something more: a row in `kinds.KINDS`, and a function that finds it, in `texts.FINDERS`. Every
pattern has bounded repetition, so that no text, however made, takes longer than its length.
"""

from allteach.core.identifiers.checks import check_fields, check_text, names_a_person
from allteach.core.identifiers.kinds import ASK, BLOCK, KINDS, Finding, Kind
from allteach.core.identifiers.tables import TableFinding, TableSearch, findings_in_table
from allteach.core.identifiers.texts import findings, findings_in_file_name

__all__ = [
    "ASK",
    "BLOCK",
    "KINDS",
    "Finding",
    "Kind",
    "TableFinding",
    "TableSearch",
    "check_fields",
    "check_text",
    "findings",
    "findings_in_file_name",
    "findings_in_table",
    "names_a_person",
]
