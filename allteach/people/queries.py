"""Answers about people and their accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from allteach.core.models import Event
from allteach.core.sensitivity import FREE_TEXT, sensitivities_of
from allteach.people.models import Account, Person, Token
from allteach.people.tokens import digest_of
from allteach.people.traces import ABOUT, links_of, sorted_models


def token_of(secret: str) -> Token | None:
    """The token in force with this secret, with its person; None if there is none. One query."""
    in_force = Q(ended_at=None, expires_on__gte=timezone.localdate(), person__account__is_active=True)
    return Token.objects.filter(in_force, digest=digest_of(secret)).select_related("person__account").first()


def tokens_of(person: Person) -> list[Token]:
    """A person's keys that are in force, newest first. One query."""
    in_force = Token.objects.filter(person=person, ended_at=None, expires_on__gte=timezone.localdate())
    return list(in_force.order_by("-pk"))


def names_of_people() -> dict[int, str]:
    """The names of people who have not asked to be forgotten. One query."""
    return dict(Person.objects.filter(left_at=None).values_list("pk", "name"))


def accounts() -> QuerySet[Account]:
    """Every account with its person, the newest first."""
    return Account.objects.select_related("person").order_by("-made_at", "-pk")


@dataclass(frozen=True)
class Holding:
    """What one table says of a person. Each row: field, and what it says as JSON can hold it."""

    key: str  # Such as "spaces.membership".
    words: str
    rows: list[dict]


def everything_about(person: Person) -> list[Holding]:
    """All that is kept about a person and all they wrote, by table: what they may take with them. Never a secret.

    Of rows that are about them, every field that says something of somebody; of rows they made that are about
    something else, that it was they, and their words; not what those who decide write among themselves. One query a
    table.
    """
    found = [_held_in(model, person) for model in sorted_models()]
    done = [
        {"what": event.name, "when": event.at.isoformat(), "about": event.about}
        for event in Event.objects.filter(by=person.pk).order_by("pk")
    ]
    found.append(Holding("core.event", str(Event._meta.verbose_name_plural).capitalize(), done))
    return [holding for holding in found if holding.rows]


def _held_in(model: type[models.Model], person: Person) -> Holding:
    rows = [_row(row, person) for row in _rows_of(model, person)]
    return Holding(model._meta.label_lower, str(model._meta.verbose_name_plural).capitalize(), rows)


def _rows_of(model: type[models.Model], person: Person) -> Iterator[models.Model]:
    """The table's rows that are about a person or made by them."""
    theirs = Q()
    if model is Person:
        theirs = Q(pk=person.pk)
    for link in links_of(model):
        theirs |= Q(**{link.name if link.related_model is Person else f"{link.name}__person": person})
    if not theirs:
        return iter(())
    links = [field.name for field in model._meta.local_concrete_fields if field.many_to_one or field.one_to_one]
    return model._default_manager.filter(theirs).select_related(*links).order_by("pk").iterator(chunk_size=500)


def _row(row: models.Model, person: Person) -> dict:
    sensitivities = sensitivities_of(type(row))
    mine = {link.name for link in links_of(type(row)) if _is(getattr(row, link.name), person)}
    is_about = isinstance(row, Person) or bool(mine & ABOUT)
    said = {"id": row.pk}
    for field in row._meta.local_concrete_fields:
        sensitivity = sensitivities.get(field.name)
        if sensitivity is None or not sensitivity.is_exported:
            continue
        if field.name in mine:
            said[field.name] = "you"
        elif is_about or sensitivity is FREE_TEXT:
            said[field.name] = _plain(getattr(row, field.name))
    return said


def _is(whom: Person | Account | None, person: Person) -> bool:
    return whom == person or (isinstance(whom, Account) and whom.person_id == person.pk)


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | models.Model):
        return str(value)
    return value
