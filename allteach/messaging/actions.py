"""Which mails people want. Sending them is the outbox's."""

from collections.abc import Iterable

from django.db import transaction

from allteach.messaging.models import Preference
from allteach.messaging.notices import LETTERS
from allteach.people.models import Person


@transaction.atomic
def choose_mail(*, person: Person, wanted: Iterable[str]) -> None:
    """Send a person these kinds of mail and none of the others that can be declined. A choice, and no event."""
    asked = set(wanted)
    for letter in LETTERS.values():
        if letter.can_be_declined:
            _choose(person, letter.key, wants=letter.key in asked)


@transaction.atomic
def decline_mail(*, person: Person, letter: str) -> None:
    """Send a person no more mails of one kind. A kind that cannot be declined stays."""
    if letter in LETTERS and LETTERS[letter].can_be_declined:
        _choose(person, letter, wants=False)


def _choose(person: Person, letter: str, *, wants: bool) -> None:
    Preference.objects.update_or_create(person=person, letter=letter, defaults={"wants": wants})
