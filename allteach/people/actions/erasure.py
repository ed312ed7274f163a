"""Being forgotten. What goes is read from the apps' privacy.py, so that a new table is forgotten without more work."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from allteach.core.actions import record
from allteach.core.sensitivity import sensitivities_of
from allteach.people import events
from allteach.people.models import FORMER_MEMBER, Account, Person
from allteach.people.traces import addresses_of, sorted_models, whom_it_is_about


@transaction.atomic
def erase(*, person: Person, by: Person) -> None:
    """Forget who a person is. What they gave stands, as given by a former member; events stand, being only numbers.

    Rows that only tell of them are deleted, of other rows about them what is personal is emptied, and so is every row
    with their address. The account, its keys, passkeys and sessions are gone at once. There is no way back.
    """
    addresses = addresses_of(person)
    account = Account.objects.filter(person=person).first()
    if account is not None:
        _end_sessions(account)
    for model in sorted_models():
        _forget_in(model, person, account, addresses)
    if account is not None:
        account.delete()
    Person.objects.filter(pk=person.pk).update(**_emptied(Person) | {"name": FORMER_MEMBER, "left_at": timezone.now()})
    person.refresh_from_db()
    record(events.PERSON_LEFT, by=by, about=person)


def _forget_in(model: type[models.Model], person: Person, account: Account | None, addresses: set[str]) -> None:
    """Empty or delete what one table holds about somebody."""
    if model in (Person, Account):
        return
    sensitivities = sensitivities_of(model)
    emptied = _emptied(model)
    for link in whom_it_is_about(model):
        whom = person if link.related_model is Person else account
        if whom is None:
            continue
        theirs = model._default_manager.filter(**{link.name: whom})
        if sensitivities[link.name].is_erased:
            theirs.delete()
        elif emptied:
            theirs.update(**emptied)
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.EmailField) and sensitivities[field.name].is_erased and addresses:
            named = Q()
            for address in addresses:
                named |= Q(**{f"{field.name}__iexact": address})
            model._default_manager.filter(named).update(**emptied)


def _emptied(model: type[models.Model]) -> dict:
    """What the erased fields of a table are set to: nothing, or what a new row has. Links are not among them."""
    sensitivities = sensitivities_of(model)
    return {
        field.name: field.get_default()
        for field in model._meta.local_concrete_fields
        if not field.is_relation
        and not field.unique
        and field.name in sensitivities
        and sensitivities[field.name].is_erased
    }


def _end_sessions(account: Account) -> None:
    keys = (
        apps.get_model("usersessions", "UserSession").objects.filter(user=account).values_list("session_key", flat=True)
    )
    Session.objects.filter(session_key__in=list(keys)).delete()
