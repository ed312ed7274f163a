"""Reading what somebody wrote into a row: trimmed, checked, with every refusal beside its field."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from allteach.core.identifiers import check_fields

Errors = dict[str, Sequence[str | ValidationError]]


def write_answers(
    row: models.Model,
    answers: Mapping[str, Any],
    *,
    needed: Mapping[str, str] | None = None,
    was_checked: bool = False,
) -> Errors:
    """Set the answers on the row, unsaved. Returns what is wrong with them, by field; nothing when all is well.

    `needed` names the answers that must not be empty, each with the words that ask for it. Whatever is newly written is
    searched for what may point to a person; `was_checked` says that somebody looked at what may.
    """
    before = written(row, answers)
    for name, answer in answers.items():
        setattr(row, name, trimmed(answer))
    errors: Errors = {
        name: [words]
        for name, words in (needed or {}).items()
        if getattr(row, name) is None or getattr(row, name) == ""
    }
    untouched = {field.name for field in row._meta.fields if field.name not in answers or field.name in errors}
    try:
        row.clean_fields(exclude=untouched)
    except ValidationError as broken:
        errors.update(broken.error_dict)
    try:
        new = {name: text for name, text in written(row, answers).items() if text != before[name]}
        check_fields(was_checked=was_checked, **new)
    except ValidationError as pointing:
        for name, found in pointing.error_dict.items():
            errors.setdefault(name, found)
    return errors


def written(row: models.Model, names: Iterable[str]) -> dict[str, str]:
    """The free texts among some answers of a row: not choices, addresses, numbers or other rows."""
    fields = (row._meta.get_field(name) for name in names)
    return {
        field.name: getattr(row, field.name)
        for field in fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.URLField)
        and not field.choices
    }


def trimmed(answer: Any) -> Any:
    """Text without space around it, and with lines ended in one way; anything else as it is."""
    return answer.replace("\r\n", "\n").strip() if isinstance(answer, str) else answer


def refuse(errors: Errors) -> None:
    """Raise ValidationError, by field, when something is wrong."""
    if errors:
        raise ValidationError(errors)


class Versioned(Protocol):
    """A row that counts how often it was changed."""

    version: int


def require_version(row: Versioned, version: int | None) -> None:
    """Raise ValidationError with code "conflict" when somebody else changed the row since the writer saw it."""
    if version is not None and version != row.version:
        raise ValidationError(changed_meanwhile(), code="conflict")


def changed_meanwhile() -> str:
    """What somebody is told whose text meets another."""
    return _("Somebody else changed this while you were writing.")
