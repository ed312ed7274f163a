"""Whether the record of events is whole, and how far work in the background is."""

from collections.abc import Iterator

from allteach.core.chain import link
from allteach.core.models import ChainHead, Event, Work


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


def work_of(key: str) -> Work | None:
    """The work asked for with this key: its state, how much is done of how much, its message."""
    return Work.objects.filter(key=key).first()
