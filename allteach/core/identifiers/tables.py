"""Tables that people send: columns of numbers of patients, columns of names, a row for each patient.

A column of counts or decimals is no identifier, whatever its digits: one decimal in eleven passes a check digit. So a
column is judged as a whole, by its heading and by all its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from allteach.core.identifiers.kinds import ASK, BLOCK, KINDS, Finding
from allteach.core.identifiers.names import looks_like_a_name
from allteach.core.identifiers.numbers import is_luhn, is_nhs_number
from allteach.core.identifiers.texts import findings

_NUMBER = re.compile(r"[+-]?[<>]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?|[+-]?[<>]?\d+(?:[.,]\d+)?%?")
_TEN_DIGITS = re.compile(r"[1-9]\d{9}(?:\.0)?")

# What a column is called that holds nothing but this.
_HEADINGS = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in {
        "nhs_number": r"(?:patient )?nhs ?(?:no|num|number|id)?",
        "health_card": r"ohip(?: (?:no|num|number))?|health ?card(?: (?:no|num|number))?|hcn",
        "social_insurance_number": r"sin(?: (?:no|num|number))?|social insurance (?:no|num|number)",
        "record_number": r"mrn|(?:hospital|chart|medical record|case ?note|patient) (?:no|num|number|id|ref|reference)",
        "date_of_birth": r"(?:patient )?(?:dob|d o b|date of birth|birth ?date|date de naissance)",
        "name": r"(?:patient|client|resident|service user|child|mother|baby)(?: (?:full )?name)?"
        r"|(?:fore|first|given|sur|last|family|middle|maiden) ?name|initials|nom de famille|prénom",
    }.items()
}

# What is known of a person, row by row. Two of these, and no number that was counted: a row for each patient.
_OF_ONE_PERSON = {
    fact: re.compile(words, re.IGNORECASE)
    for fact, words in {
        "age": r"(?:patient )?age(?: in years| at .{1,30})?|yob|year of birth|âge",
        "sex": r"(?:patient )?(?:sex|gender|sexe)",
        "admission": r"(?:date of )?admission(?: date| time)?|admitted(?: on| at)?|date admitted",
        "discharge": r"(?:date of )?discharge(?: date| time)?|discharged(?: on| at)?|date discharged",
        "death": r"(?:date of )?death(?: date)?|died(?: on)?",
        "diagnosis": r"(?:primary )?diagnos[ie]s(?: date| code)?|date of diagnosis|icd.?10(?: code)?",
        "procedure": r"(?:date of )?(?:procedure|operation|surgery)(?: date)?",
        "appointment": r"(?:appointment|clinic|visit|test)(?: date)|date of (?:appointment|test|visit)",
        "ethnicity": r"ethnicity|ethnic (?:group|origin)",
        "consultant": r"consultant|gp|general practitioner|responsible clinician",
        "stay": r"los|length of stay(?: \(days\))?",
    }.items()
}
_COUNTED = re.compile(
    r"\b(?:numerator|denominator|counts?|totals?|number of|n|d|rate|percent(?:age)?|values?|median|mean|average)\b|%",
    re.IGNORECASE,
)
_MOST_REMEMBERED = 10_000  # Texts of one column, so that what comes again is searched once.


@dataclass(frozen=True)
class TableFinding:
    """Something in a table that may point to people: which kind, how surely, and where it begins.

    `column` and `row` count from 0, the heading not counted; None where the table as a whole is meant.
    """

    kind: str
    severity: str
    column: int | None
    row: int | None
    words: str


@dataclass
class _Column:
    """What has been seen of one column so far."""

    heading: str
    filled: int = 0
    numbers: int = 0
    first_row: int | None = None
    ten_digits: int = 0
    passing: int = 0
    first_passing: int | None = None
    passes_as: str = "nhs_number"
    texts: int = 0  # Different ones.
    remembered: set[str] = field(default_factory=set)
    names: int = 0
    first_name: int | None = None
    found: dict[str, tuple[int, Finding]] = field(default_factory=dict)

    def see(self, row: int, cell: object) -> None:
        """Take one cell in."""
        text = _text_of(cell)
        if not text:
            return
        self.filled += 1
        if self.first_row is None:
            self.first_row = row
        if _NUMBER.fullmatch(text):
            self.numbers += 1
            if _TEN_DIGITS.fullmatch(text):
                self._see_ten_digits(row, text[:10])
        elif text not in self.remembered:
            if len(self.remembered) < _MOST_REMEMBERED:
                self.remembered.add(text)
            self.texts += 1
            self._see_text(row, text)

    def _see_ten_digits(self, row: int, digits: str) -> None:
        self.ten_digits += 1
        is_nhs = is_nhs_number(digits)
        if is_nhs or is_luhn(digits):
            if self.first_passing is None:
                self.first_passing, self.passes_as = row, "nhs_number" if is_nhs else "health_card"
            self.passing += 1

    def _see_text(self, row: int, text: str) -> None:
        if looks_like_a_name(text):
            self.names += 1
            if self.first_name is None:
                self.first_name = row
        for finding in findings(text):
            known = self.found.get(finding.kind)
            if known is None or (known[1].severity == ASK and finding.severity == BLOCK):
                self.found[finding.kind] = row, finding

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds counts or other numbers, a stray text apart."""
        return self.numbers >= 0.9 * self.filled

    def findings(self) -> Iterable[tuple[str, str, int | None]]:
        """Yield kind, severity and first row of what the column seems to hold."""
        if not self.filled:
            return
        for kind, words in _HEADINGS.items():
            if words.fullmatch(self.heading) and not (kind == "name" and self.is_numeric):
                yield kind, BLOCK, self.first_row
                return
        # By chance two in eleven pass one of the two check digits.
        if self.passing > 0.5 * self.ten_digits:
            yield self.passes_as, BLOCK, self.first_passing
        if self.names >= 3 and self.names >= 0.5 * self.texts:
            yield "name", BLOCK, self.first_name
        for kind, (row, finding) in self.found.items():
            yield kind, finding.severity, row


class TableSearch:
    """Looks through a table row by row, so that it need not be held; `findings()` says what was found.

    `heading` holds the columns' names, an empty text where there is none.
    """

    def __init__(self, heading: Sequence[object]) -> None:
        self._columns = [_Column(_plain_heading(cell)) for cell in heading]
        self._rows = 0

    def see(self, row: Sequence[object]) -> None:
        """Take one row in: texts, numbers, dates or None. Cells beyond the heading have columns of their own."""
        while len(self._columns) < len(row):
            self._columns.append(_Column(""))
        for column, cell in zip(self._columns, row, strict=False):
            if cell is not None:
                column.see(self._rows, cell)
        self._rows += 1

    def findings(self) -> list[TableFinding]:
        """Return what may point to people, what concerns the whole table first."""
        found = []
        if self._rows and self._has_a_row_for_each_patient():
            kind = KINDS["row_for_each_patient"]
            found.append(TableFinding(kind.key, BLOCK, None, None, str(kind.says)))
        for place, column in enumerate(self._columns):
            for key, severity, row in column.findings():
                found.append(TableFinding(key, severity, place, row, _words(key, column.heading, place)))
        return found

    def _has_a_row_for_each_patient(self) -> bool:
        headings = [column.heading for column in self._columns]
        if any(_COUNTED.search(heading) for heading in headings):
            return False
        facts = {fact for fact, words in _OF_ONE_PERSON.items() if any(map(words.fullmatch, headings))}
        return len(facts) >= 2


def findings_in_table(heading: Sequence[object], rows: Iterable[Sequence[object]]) -> list[TableFinding]:
    """Return what in a table may point to people. Columns of counts and decimals never do."""
    search = TableSearch(heading)
    for row in rows:
        search.see(row)
    return search.findings()


def _words(key: str, heading: str, place: int) -> str:
    """Say of a column what it seems to hold, without repeating any of it."""
    said = {"kinds": KINDS[key].name, "heading": heading, "number": place + 1}
    if heading:
        return _("The column “%(heading)s” seems to hold %(kinds)s. Please take it out and send counts only.") % said
    return _("Column %(number)s seems to hold %(kinds)s. Please take it out and send counts only.") % said


def _plain_heading(cell: object) -> str:
    return " ".join(re.split(r"[\s_.\-]+", str(cell or "").strip()))[:80].strip()


def _text_of(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    return str(cell)
