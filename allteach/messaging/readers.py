"""Whom a mail is for, and where it goes: people by their account, and others by what they are known from.

To mail somebody who is no person here yet, write a function that finds their addresses, and add it to STRANGERS.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from allteach.collaboratives.models import Application, ApplicationWriter
from allteach.people.models import Person
from allteach.spaces.models import Invitation

WRITER, SPONSOR = "writer", "sponsor"  # Of an application: its writer's row, and the application that names a sponsor.


@dataclass(frozen=True)
class Reader:
    """Whom a mail is for: a person, or an invitation's address, which may be nobody's here yet."""

    key: str
    person: Person | None = None

    @classmethod
    def of(cls, person: Person) -> "Reader":
        return cls(f"person:{person.pk}", person)

    @classmethod
    def invited(cls, invitation: int) -> "Reader":
        return cls(f"invited:{invitation}")


@dataclass(frozen=True)
class Address:
    """Where a mail goes, and how its reader likes to read."""

    email: str
    name: str
    language: str
    time_zone: str


@dataclass(frozen=True)
class Owed:
    """One mail: to whom, about what, and the period that it is for. There is one of a kind for each of these."""

    reader: Reader
    about: str
    period: str = ""


def addresses_of_invited(invitations: Collection[int]) -> dict[int, Address]:
    """Where invitations go. One query."""
    found = Invitation.objects.filter(pk__in=invitations).exclude(email="").select_related("space")
    return {each.pk: Address(each.email, each.name, each.space.language, each.space.time_zone) for each in found}


def addresses_of_writers(writers: Collection[int]) -> dict[int, Address]:
    """Where those who write on applications are reached before they are people here. One query."""
    found = ApplicationWriter.objects.filter(pk__in=writers).exclude(email="")
    return {
        each.pk: Address(each.email, each.name, space.language, space.time_zone)
        for each in found.select_related("application__recruitment__space")
        for space in [each.application.recruitment.space]
    }


def addresses_of_sponsors(applications: Collection[int]) -> dict[int, Address]:
    """Where sponsors are reached, by the application that names them. One query."""
    found = Application.objects.filter(pk__in=applications).exclude(sponsor_email="")
    return {
        each.pk: Address(each.sponsor_email, each.sponsor_name, space.language, space.time_zone)
        for each in found.select_related("recruitment__space")
        for space in [each.recruitment.space]
    }


# What stands before the colon of a reader's key, and where those of that kind are reached.
STRANGERS: Mapping[str, Callable[[Collection[int]], dict[int, Address]]] = {
    "invited": addresses_of_invited,
    WRITER: addresses_of_writers,
    SPONSOR: addresses_of_sponsors,
}


def addresses_of_strangers(keys: Collection[str]) -> dict[str, Address]:
    """Where readers go who are no people here, by their key. One query for each kind of them."""
    numbers: dict[str, set[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        numbers.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": address
        for kind, wanted in numbers.items()
        for number, address in STRANGERS[kind](wanted).items()
    }


def digest_of_address(email: str) -> str:
    """What is kept of an address that takes no mail: enough to know it again, not to read it."""
    return salted_hmac("allteach.messaging.address", email.casefold(), algorithm="sha256").hexdigest()
