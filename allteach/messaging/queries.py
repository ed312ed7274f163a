"""What became of mails."""

from collections.abc import Collection

from django.db.models import Case, Count, QuerySet, When

from allteach.messaging.models import Message, Preference
from allteach.people.models import Person


def mails_about(references: Collection[str]) -> dict[str, Message]:
    """The newest mail about each thing, by its reference. One query."""
    return {message.about: message for message in Message.objects.filter(about__in=references).order_by("pk")}


def mails() -> QuerySet[Message]:
    """Every mail that was owed, what could not be delivered first, then the newest; with its reader."""
    failed_first = Case(When(state__in=[Message.State.FAILED, Message.State.UNCERTAIN], then=0), default=1)
    return Message.objects.select_related("person").order_by(failed_first, "-made_at", "-pk")


def mails_by_state() -> dict[str, int]:
    """How many mails are in each state. One query."""
    return dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))


def declined_by(person: Person) -> set[str]:
    """The kinds of mail a person wants none of. One query."""
    return set(Preference.objects.filter(person=person, wants=False).values_list("letter", flat=True))
