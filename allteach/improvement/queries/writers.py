"""Who wrote last: what a person is told whose text meets somebody else's."""

from dataclasses import dataclass
from datetime import datetime

from allteach.core.models import Event
from allteach.people.models import Person
from allteach.spaces.models import Subject


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote, and when."""

    name: str
    at: datetime


def last_writer(subject: Subject) -> Writer:
    """Who last wrote in a subject, by the record of events: two queries. Only for those who write in it too."""
    event = Event.objects.filter(subject=subject.pk).latest("pk")
    return Writer(name=Person.objects.get(pk=event.by).name, at=event.at)
