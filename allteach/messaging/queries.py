"""What became of mails."""

from collections.abc import Collection

from allteach.messaging.models import Message, Preference
from allteach.people.models import Person


def mails_about(references: Collection[str]) -> dict[str, Message]:
    """The newest mail about each thing, by its reference. One query."""
    return {message.about: message for message in Message.objects.filter(about__in=references).order_by("pk")}


def declined_by(person: Person) -> set[str]:
    """The kinds of mail a person wants none of. One query."""
    return set(Preference.objects.filter(person=person, wants=False).values_list("letter", flat=True))
