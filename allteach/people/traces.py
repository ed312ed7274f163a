"""Where a person is found among all tables: what their data as a file, and being forgotten, both read."""

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models

from allteach.core.sensitivity import all_fields, sensitivities_of
from allteach.people.models import Account, Person

# How links are called that say whom a row is about. Others say who did it: `by`, `recorded_by`, `owner` …
ABOUT = frozenset({"person", "user", "account", "accepted_by"})


def sorted_models() -> list[type[models.Model]]:
    """Every table that says something of somebody, in the order of the apps."""
    known = all_fields()
    return [model for model in apps.get_models() if model._meta.label in known and not model._meta.proxy]


def links_of(model: type[models.Model]) -> list[models.ForeignKey]:
    """The table's links to people and accounts that are sorted as saying who."""
    sensitivities = sensitivities_of(model)
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model in (Person, Account)
        and sensitivities[field.name].is_exported
    ]


def whom_it_is_about(model: type[models.Model]) -> list[models.ForeignKey]:
    """The links that say whom a row is about."""
    return [link for link in links_of(model) if link.name in ABOUT]


def addresses_of(person: Person) -> set[str]:
    """Every address a person signs in with or has proven to be theirs."""
    owned = EmailAddress.objects.filter(user__person=person).values_list("email", flat=True)
    account = Account.objects.filter(person=person).values_list("email", flat=True)
    return {address.lower() for address in (*owned, *account)}


def addresses_proven_by(person: Person) -> set[str]:
    """The addresses that a person has shown to be theirs: mail sent there was answered."""
    proven = EmailAddress.objects.filter(user__person=person, verified=True).values_list("email", flat=True)
    return {address.lower() for address in proven}
