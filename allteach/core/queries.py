"""Whether the record of events is whole, and how far work in the background is."""

import logging
from collections.abc import Collection, Iterator
from itertools import islice

from django.db.models import Case, QuerySet, When

from allteach.core.chain import link
from allteach.core.models import ChainHead, Event, Work, Worker

MOST_BROKEN = 20  # Said in the log: one is enough to know.

log = logging.getLogger(__name__)


class RecordBrokenError(Exception):
    """Somebody changed or took away an event behind the actions' back."""


def broken_links() -> Iterator[str]:
    """What is wrong with the chains of events, in words; nothing when every event stands as it was written."""
    last: dict[int, tuple[int, str]] = {}
    for event in Event.objects.order_by("space", "sequence").iterator(chunk_size=2000):
        sequence, digest = last.get(event.space, (0, ""))
        if event.sequence != sequence + 1:
            yield f"Space {event.space}: event {sequence + 1} is missing."
        elif event.previous != digest:
            yield f"Space {event.space}: event {event.sequence} does not follow the one before it."
        if link(event) != event.digest:
            yield f"Space {event.space}: event {event.sequence} was changed."
        last[event.space] = (event.sequence, event.digest)
    for head in ChainHead.objects.all():
        if last.get(head.space, (0, "")) != (head.sequence, head.digest):
            yield f"Space {head.space}: events are missing at the end."


def verify_record() -> None:
    """Read every chain of events to its end. Raises RecordBrokenError when one is not whole; the log says where."""
    found = list(islice(broken_links(), MOST_BROKEN))
    for words in found:
        log.error("The record of events is not whole. %s", words)
    if found:
        raise RecordBrokenError(found[0])


def chains() -> QuerySet[ChainHead]:
    """The end of each space's chain of events; nobody's space first."""
    return ChainHead.objects.order_by("space")


def work_done(task: str) -> Work | None:
    """The newest run of a task that has ended, well or not."""
    return Work.objects.filter(task=task, ended_at__isnull=False).order_by("-ended_at").first()


def works() -> QuerySet[Work]:
    """All work in the background that is still remembered: what was given up first, then the newest."""
    failed_first = Case(When(state=Work.State.FAILED, then=0), default=1)
    return Work.objects.order_by(failed_first, "-asked_at", "-pk")


def workers() -> list[Worker]:
    """The workers that were seen lately, the newest sign first."""
    return list(Worker.objects.order_by("-seen_at"))


def events_named(*names: str) -> QuerySet[Event]:
    """What happened, of these names or of any, the newest first."""
    found = Event.objects.order_by("-pk")
    return found.filter(name__in=names) if names else found


def events_in(spaces: Collection[int]) -> QuerySet[Event]:
    """What happened in some spaces, the newest first."""
    return Event.objects.filter(space__in=list(spaces)).order_by("-pk")


def work_of(key: str) -> Work | None:
    """The work asked for with this key: its state, how much is done of how much, its message."""
    return Work.objects.filter(key=key).first()
