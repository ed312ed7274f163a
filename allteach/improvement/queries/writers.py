"""Who wrote last: what a person is told whose text meets somebody else's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allteach.core.models import Event
from allteach.people.models import Person
from allteach.spaces.models import Subject


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote, and when."""

    person: int | None
    name: str
    at: datetime


def last_writer(subject: Subject, *, events: Collection[str] = ()) -> Writer:
    """Who last wrote in a subject, by the record of events: two queries. Only for those who write in it too.

    `events` names those that are writing, where readers leave events too.
    """
    found = Event.objects.filter(subject=subject.pk)
    event = (found.filter(name__in=events) if events else found).latest("pk")
    return Writer(person=event.by, name=Person.objects.get(pk=event.by).name, at=event.at)
