"""What became of mails, and how often people want which."""

from collections.abc import Collection

from django.db.models import Case, Count, QuerySet, When

from allteach.messaging.models import LetterDay, Message, Preference
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


def undelivered() -> QuerySet[Message]:
    """Mails that did not arrive, or of which nobody can know: the newest first, with their readers."""
    states = [Message.State.FAILED, Message.State.UNCERTAIN]
    return Message.objects.filter(state__in=states).select_related("person").order_by("-made_at", "-pk")


def paces_of(person: Person) -> dict[str, str]:
    """How often a person wants each kind of mail, where they said so. One query."""
    return dict(Preference.objects.filter(person=person).values_list("letter", "pace"))


def letter_day_of(person: Person) -> LetterDay:
    """When a person's weekly letter comes: as they said, or as usual. One query."""
    return LetterDay.objects.filter(person=person).first() or LetterDay(person=person)
