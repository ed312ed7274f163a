"""Numbers with a check digit, and telephone numbers: runs of digits, however they are spaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nhs_number.validate import calculate_checksum

from allteach.core.identifiers.kinds import ASK, BLOCK, Finding

Sizes = tuple[int, ...]

# How many digits stand together where a number is spaced. No spacing is the beginning of another.
USUAL = frozenset({(10,), (3, 3, 4)})
IN_PAIRS, ONE_BY_ONE = (2,) * 5, (1,) * 10
UNUSUAL = frozenset({(3, 7), (6, 4), (5, 5), (3, 4, 3), (4, 3, 3), IN_PAIRS, ONE_BY_ONE})
HEALTH_CARD = frozenset({(10,), (4, 3, 3)})
SOCIAL_INSURANCE = frozenset({(9,), (3, 3, 3)})
NORTH_AMERICAN = (1, 3, 3, 4)
# Of numbers that begin with 0: 020 7946 0018, 0161 496 0000, 07700 900123, 016977 2345.
BRITISH = frozenset(
    {(11,), (3, 8), (4, 7), (5, 6), (3, 4, 4), (4, 3, 4), (4, 4, 3), (5, 3, 3), (3, 3, 5), (4, 6), (5, 5), (4, 3, 3)}
)
SPACINGS = USUAL | UNUSUAL | HEALTH_CARD | SOCIAL_INSURANCE | {NORTH_AMERICAN} | BRITISH

_RUN = re.compile(r"\d+(?:[ \-./_\u2060]{1,3}\d+)*")
_GROUP = re.compile(r"\d+")
_SHORTEST = 9  # Digits that can identify somebody.
_MOST_SPACED = 20  # Groups of a run: more are a list of counts, and in it only the usual spacings are looked for.
_MOST_BEFORE = 40  # Letters looked at before a number, for what it is called there.

_VERSION = re.compile(r"[ -]?[A-Za-z]{2}(?![A-Za-z0-9])")
_CARD_LABEL = re.compile(r"(?:ohip|health ?card|carte santé)[^\d\n]{0,20}$", re.IGNORECASE)
_SIN_LABEL = re.compile(r"(?:\bSIN|\bNAS|social insurance|assurance sociale)[^\d\n]{0,20}$", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\+\d{1,3}[ \-.]?(?:\(0\)[ ]?)?\d{1,5}(?:[ \-.]?\d{2,5}){1,4}(?!\d)")
_AREA_IN_BRACKETS = re.compile(r"\(\d{3,5}\) ?\d{3,4}[ \-.]?\d{3,4}(?!\d)")


def _sign(size: int) -> str:
    """One letter for a group of so many digits, so that spacings can be searched like words."""
    return chr(ord("a") + min(size, 20))


def _search_for(spacings: Iterable[Sizes]) -> re.Pattern[str]:
    words = sorted("".join(map(_sign, sizes)) for sizes in spacings)
    return re.compile(f"(?=({'|'.join(words)}))")


_IN_TEXT, _IN_LIST = _search_for(SPACINGS), _search_for(USUAL)


@dataclass(frozen=True)
class _Number:
    """Groups of digits that are spaced like one number: where, their digits, their sizes and what parts them."""

    start: int
    end: int
    digits: str
    sizes: Sizes
    parts: tuple[str, ...]

    @property
    def is_parted_alike(self) -> bool:
        return len(set(self.parts)) <= 1


def findings_of_numbers(plain: str) -> Iterator[Finding]:
    """Yield what the digits of a text (its digits, spaces and dashes made plain) may stand for."""
    for pattern in (_INTERNATIONAL, _AREA_IN_BRACKETS):
        for match in pattern.finditer(plain):
            if sum(map(str.isdigit, match.group())) >= _SHORTEST:
                yield Finding(*match.span(), "phone", ASK)
    for run in _RUN.finditer(plain):
        if run.end() - run.start() >= _SHORTEST:
            for number in _numbers_in(plain, run):
                if finding := _judge(plain, number):
                    yield finding


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number."""
    return calculate_checksum(digits[:9]) == int(digits[9])


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of Luhn: of Ontario health cards and social insurance numbers."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _numbers_in(plain: str, run: re.Match[str]) -> Iterator[_Number]:
    """Yield the groups of a run that are spaced like one number; they may overlap."""
    groups = [match.span() for match in _GROUP.finditer(plain, run.start(), run.end())]
    spaced = "".join(_sign(end - start) for start, end in groups)
    search = _IN_TEXT if len(groups) <= _MOST_SPACED else _IN_LIST
    for match in search.finditer(spaced):
        chosen = groups[match.start() : match.end(1)]
        yield _Number(
            start=chosen[0][0],
            end=chosen[-1][1],
            digits="".join(plain[start:end] for start, end in chosen),
            sizes=tuple(end - start for start, end in chosen),
            parts=tuple(plain[one[1] : following[0]] for one, following in pairwise(chosen)),
        )


def _judge(plain: str, number: _Number) -> Finding | None:
    """Return what a number stands for, the surest first."""
    if _is_decimal(plain, number):
        return None
    before = plain[max(0, number.start - _MOST_BEFORE) : number.start]
    if _is_spaced_like_an_nhs_number(number) and is_nhs_number(number.digits):
        return Finding(number.start, number.end, "nhs_number", BLOCK if number.sizes in USUAL else ASK)
    if number.sizes in HEALTH_CARD and number.digits[0] != "0" and is_luhn(number.digits):
        version = _VERSION.match(plain, number.end)
        is_sure = version or number.sizes != (10,) or _CARD_LABEL.search(before)
        return Finding(number.start, version.end() if version else number.end, "health_card", BLOCK if is_sure else ASK)
    if number.sizes in SOCIAL_INSURANCE and is_luhn(number.digits) and not number.digits.endswith("000"):
        if _SIN_LABEL.search(before) or set(number.parts) == {"-"}:
            return Finding(number.start, number.end, "social_insurance_number", BLOCK)
        if set(number.parts) == {" "} and not before.rstrip().endswith(("£", "$", "€")):
            return Finding(number.start, number.end, "social_insurance_number", ASK)
    return Finding(number.start, number.end, "phone", ASK) if _is_phone(number) else None


def _is_spaced_like_an_nhs_number(number: _Number) -> bool:
    """Whether ten digits are spaced as one number, not as a list of counts, a span of years or a time."""
    if number.sizes in USUAL:
        return True
    if number.sizes not in UNUSUAL or not number.is_parted_alike:
        return False
    part = number.parts[0]
    if number.sizes == (5, 5):
        return part != "-"  # 12000-15000 is a range.
    if number.sizes == (4, 3, 3):
        return part == "-" or number.digits[:2] not in {"19", "20"}  # 2025 120 140 is a year and two counts.
    # With slashes: scores, dates one after another, the number of a grant and its year.
    return part != "/" or number.sizes not in {IN_PAIRS, ONE_BY_ONE, (6, 4)}


def _is_decimal(plain: str, number: _Number) -> bool:
    """Whether the digits are part of a decimal number: they pass a check digit one time in eleven."""
    has_point_before = re.search(r"\d[.,]$", plain[max(0, number.start - 2) : number.start])
    has_point_after = re.match(r"[.,]\d{1,2}(?!\d)", plain[number.end : number.end + 4])
    return bool(has_point_before or has_point_after) or number.parts == (".",)


def _is_phone(number: _Number) -> bool:
    """Whether the digits are spaced like a telephone number of the United Kingdom, France, Canada or the States."""
    digits, sizes = number.digits, number.sizes
    if not {" ", "-", ".", " - "}.issuperset(number.parts):
        return False
    if digits[0] == "0":
        return sizes in BRITISH or sizes == IN_PAIRS
    if sizes == NORTH_AMERICAN and digits[0] == "1":
        digits, sizes = digits[1:], sizes[1:]
    return sizes == (3, 3, 4) and digits[0] in "23456789" and digits[3] in "23456789"
