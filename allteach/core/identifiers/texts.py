"""Texts and names of files: everything in them that may point to a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from allteach.core.identifiers.kinds import ASK, BLOCK, Finding
from allteach.core.identifiers.numbers import findings_of_numbers

MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]vr?(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?"
    r"|juil(?:let)?|aug(?:ust)?|ao[ûu]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?"
    r"|dec(?:ember)?|d[ée]c(?:embre)?)\.?"
)
DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er)?[ .-]{{1,2}}(?:of )?{MONTH}(?![a-z])(?:,?[ .-]{{1,2}}\d{{4}})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?)"
)

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")

# The letters with which a postcode of the United Kingdom can begin; M, B and so on are towns, Q and X are none.
_AREA_LETTERS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_LETTERS.split())
_UK_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9-])(?P<area>[A-Za-z]{1,2})[0-9][A-Za-z0-9]? ?(?P<inner>[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})"
    r"(?![A-Za-z0-9])"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)$", re.IGNORECASE)
_CANADIAN_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9-])[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d(?![A-Za-z0-9])", re.IGNORECASE
)

_RECORD = re.compile(
    r"\b(?:MRN|SIN(?=[ :]{1,3}\d{3}[ -])"
    r"|(?:NHS|CHI|OHIP|patient|hospital|health ?card|chart|case ?note|medical record|unit|passport|social insurance"
    r"|national insurance)[ ]?(?:numbers?|num\b|nos?\b\.?|ID\b|ref(?:erence)?\b|#))"
    r"(?:[ ]?(?:is|was|:|#|=|-|\()){0,2}[ ]{0,2}(?P<number>[A-Z]{0,4}\d[\d -]{3,14}\d)(?![\d%])",
    re.IGNORECASE,
)

_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|date de naissance|n[ée]e? le)"
    rf"[^\d\n]{{0,12}}(?:{DATE}|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BORN = re.compile(rf"\bborn (?:on )?(?:the )?{DATE}", re.IGNORECASE)

_NAME = re.compile(
    r"(?<![A-Za-z])(?:(?:Mr|Mrs|Ms|Mx|Mister|Mme|Mlle|Madame|Monsieur)\b\.? {1,2}|(?<![Nn]ear )(?<![Nn]ear-)Miss {1,2})"
    r"(?P<name>[A-Z](?:\.|[A-Za-z'-]{0,30}))"
)
_LOWER_NAME = re.compile(r"(?<![A-Za-z])(?:mr|mrs)\b\.? {1,2}(?P<name>[A-Za-z][A-Za-z'.-]{0,30})")
_INITIALS = re.compile(r"\b[Pp](?:atient|t)\.? (?P<name>[A-Z]\. ?[A-Z]\.)")
# Microsoft's products, and what one may miss.
_NO_NAMES = frozenset(
    {"Teams", "Excel", "Word", "Office", "Access", "Outlook", "Forms", "Project", "Windows", "SharePoint"}
    | {"Rate", "Rates", "Opportunity", "Opportunities", "Report", "Reports", "Reporting"}
)

_AGE = re.compile(
    r"\b(?:aged?|âgée? de)[ :]{1,2}(?P<years>9\d|1[0-2]\d)\b"
    r"|(?<![\d.,-])(?P<years_old>9\d|1[0-2]\d)[ -]{0,2}(?:years?[ -]old\b|yo\b|y/o\b|yrs?[ -]old\b)",
    re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r" ?(?:\+|%|-|to\b|and\b|or\b|plus\b|et\b|ou\b|à\b|years and\b|years or\b|years to\b|ans et\b|ans ou\b"
    r"|minutes|min\b|hours|days|weeks|months|building|hospital|clinic|house|institution|organisation|tradition)",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(r"\d\+? ?(?:and|to|or|-|à|et) ?$", re.IGNORECASE)

_CARE = re.compile(
    r"\b(?:(?:re)?admitted|died|passed away|diagnosed|discharged|operated on|intubated|extubated|transfused"
    r"|tested positive|had (?:a|an|her|his|their) (?:fall|stroke|seizure|operation|surgery|biopsy|miscarriage"
    r"|heart attack|transplant|relapse|flare|cardiac arrest)"
    r"|(?:his|her) (?:operation|surgery|appointment|scan|biopsy|fall|stroke|death|admission|discharge|test)"
    r"(?: (?:is|was))?)"
    rf"(?: [a-z]{{1,14}}){{0,4}}? (?:on|le)(?: the)?(?: [a-z]{{3,9}}day,?)? {DATE}",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:patients|people|persons|residents|women|men|children|babies|infants|everyone|everybody|all|those|cases"
    r"|admissions|discharges|teams?|they|we|were|nobody|none)\b",
    re.IGNORECASE,
)
_SENTENCE = 120  # Letters looked at before a date, for whom it speaks of.


class _Plain(dict[int, str]):
    """Each sign as it is meant: any digit as 0 to 9, any space as one, any dash as one. One sign stays one sign."""

    def __init__(self) -> None:
        super().__init__()
        for code in range(0x80, 0x20000):
            category = unicodedata.category(chr(code))
            if category == "Nd":
                self[code] = str(unicodedata.decimal(chr(code)))
            elif category == "Zs":
                self[code] = " "
            elif category == "Pd":
                self[code] = "-"
            elif category == "Cf":
                self[code] = "\u2060"  # Seen by nobody: zero width, soft hyphens, directions.
                self.update(zip(map(ord, "−·•∙‧．。‘’＠／＿"), "-......''@/_", strict=True))
        self[ord("\t")] = " "


_PLAIN = _Plain()


def findings(text: str) -> list[Finding]:
    """Return what in a text may point to a person, in order; places are those of the text as given."""
    plain = text.translate(_PLAIN)
    found = [finding for finder in FINDERS for finding in finder(plain)]
    return _without_overlaps(found)


def findings_in_file_name(name: str) -> list[Finding]:
    """Return what in the name of a file may point to a person."""
    return findings(name.replace("_", " "))


def _without_overlaps(found: list[Finding]) -> list[Finding]:
    """Keep of findings that overlap the first, or the surer one."""
    kept: list[Finding] = []
    for finding in sorted(found):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
        elif finding.severity == BLOCK and kept[-1].severity == ASK:
            kept[-1] = finding
    return kept


def _emails(plain: str) -> Iterator[Finding]:
    if "@" in plain:
        for match in _EMAIL.finditer(plain):
            yield Finding(*match.span(), "email", ASK)


def _postcodes(plain: str) -> Iterator[Finding]:
    for match in _UK_POSTCODE.finditer(plain):
        whole = match.group()
        is_one_case = whole == whole.upper() or whole == whole.lower()
        has_space_or_capitals = " " in whole or whole == whole.upper()
        if (
            match["area"].upper() in _AREAS
            and is_one_case
            and has_space_or_capitals
            and not _ORDINAL.search(match["inner"])
        ):
            yield Finding(*match.span(), "postcode", ASK)
    for match in _CANADIAN_POSTCODE.finditer(plain):
        yield Finding(*match.span(), "postcode", ASK)


def _records(plain: str) -> Iterator[Finding]:
    for match in _RECORD.finditer(plain):
        if sum(map(str.isdigit, match["number"])) >= 5:
            yield Finding(*match.span("number"), "record_number", BLOCK)


def _births(plain: str) -> Iterator[Finding]:
    for match in _BIRTH.finditer(plain):
        yield Finding(*match.span(), "date_of_birth", BLOCK)
    for match in _BORN.finditer(plain):
        if not _speaks_of_many(plain, match.start()):
            yield Finding(*match.span(), "date_of_birth", ASK)


def _names(plain: str) -> Iterator[Finding]:
    for pattern in (_NAME, _LOWER_NAME, _INITIALS):
        for match in pattern.finditer(plain):
            if match["name"] not in _NO_NAMES:
                yield Finding(*match.span(), "name", ASK, quoted=match.group())


def _great_ages(plain: str) -> Iterator[Finding]:
    for match in _AGE.finditer(plain):
        is_group = _OF_A_GROUP.match(plain, match.end())
        if not is_group and not _SPAN_BEFORE.search(plain[max(0, match.start() - 12) : match.start()]):
            yield Finding(*match.span(), "great_age", ASK)


def _clinical_dates(plain: str) -> Iterator[Finding]:
    for match in _CARE.finditer(plain):
        if not _speaks_of_many(plain, match.start()):
            yield Finding(*match.span(), "clinical_date", ASK)


def _speaks_of_many(plain: str, place: int) -> bool:
    """Whether the sentence, up to this place, speaks of a group or of the team, not of one person."""
    sentence = re.split(r"[.!?\n]", plain[max(0, place - _SENTENCE) : place])[-1]
    return bool(_MANY.search(sentence))


FINDERS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    findings_of_numbers,
    _emails,
    _postcodes,
    _records,
    _births,
    _names,
    _great_ages,
    _clinical_dates,
)
