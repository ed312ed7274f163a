"""The identifier check as a rule of actions: a text that names a person is refused, one that may is asked about."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from allteach.core.identifiers.kinds import BLOCK
from allteach.core.identifiers.texts import findings

CLEAR = "identifier"  # The codes of the errors, by which an edge knows whether to offer "I have checked".
POSSIBLE = "may_identify"


def check_text(text: str, *, was_checked: bool = False) -> None:
    """Raise ValidationError if a text names a person, or may and nobody says that they have checked it.

    The error's code is `identifier` or `may_identify`; it has one message for each thing found.
    """
    errors = _errors(text, was_checked=was_checked)
    if errors:
        raise ValidationError(errors)


def check_fields(*, was_checked: bool = False, **texts: str) -> None:
    """Check several texts as `check_text` does. The ValidationError names the fields."""
    errors = {field: found for field, text in texts.items() if (found := _errors(text, was_checked=was_checked))}
    if errors:
        raise ValidationError(errors)


def names_a_person(text: str) -> bool:
    """Whether a text clearly names a person, so that it is not even kept as a draft."""
    return any(finding.severity == BLOCK for finding in findings(text))


def _errors(text: str, *, was_checked: bool) -> list[ValidationError]:
    said: dict[str, str] = {}
    for finding in findings(text):
        if finding.severity == BLOCK:
            said[finding.words] = CLEAR
        elif not was_checked:
            said.setdefault(finding.words, POSSIBLE)
    return [ValidationError(words, code=code) for words, code in said.items()]
