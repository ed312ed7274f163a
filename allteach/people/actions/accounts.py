"""People and their accounts."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people import events
from allteach.people.models import Account, Person


@transaction.atomic
def make_person(
    *, name: str, language: str = "", time_zone: str = "", is_for_demo: bool = False, by: Person | None = None
) -> Person:
    """Somebody who takes part; an account may come later, or never. Raises ValidationError for `name`."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Write the name.")})
    person = Person.objects.create(
        name=name,
        language=language or settings.LANGUAGE_CODE,
        time_zone=time_zone or settings.TIME_ZONE,
        is_for_demo=is_for_demo,
    )
    record(events.PERSON_MADE, by=by or person, about=person)
    return person


@transaction.atomic
def make_account(
    *, person: Person, email: str, password: str = "", is_staff: bool = False, is_for_demo: bool = False, by: Person
) -> Account:
    """The way a person signs in, at an address that is proven to be theirs. Without a password: by code in a mail.

    Raises ValidationError, by field.
    """
    email = email.strip().lower()
    if Account.objects.filter(person=person).exists():
        raise ValidationError(_("%(name)s has an account already.") % {"name": person.name})
    check_address(email)
    account = Account(person=person, email=email, is_staff=is_staff, is_for_demo=is_for_demo)
    if password:
        check_password(password, account)
    account.set_password(password or None)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    record(events.ACCOUNT_MADE, by=by, about=account, person=person.pk)
    return account


@transaction.atomic
def record_sign_in(*, account: Account) -> None:
    """Remember that somebody signed in."""
    record(events.SIGNED_IN, by=account.person, about=account)


@transaction.atomic
def record_sign_in_limited(*, email: str) -> None:
    """Remember that somebody tried too often to sign in with an address; of the address only its digest is kept."""
    account = Account.objects.filter(email__iexact=email).first()
    record(events.SIGN_IN_LIMITED, by=None, about=account or Account(), texts={"address": email.casefold()})


def check_address(email: str) -> None:
    """Refuse an address that cannot be, or that is taken."""
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError({"email": _("Write an email address, like name@example.org.")}) from None
    if Account.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("There is an account with this address.")})


def check_password(password: str, account: Account) -> None:
    """Refuse a password that is too easy to guess."""
    try:
        validate_password(password, account)
    except ValidationError as refused:
        raise ValidationError({"password": refused.messages}) from None
