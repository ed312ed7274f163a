"""The story's own clock: actions believe that it is the day on which the story plays."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


class Clock:
    """A time that only goes forward, a second at each look: events stand in the order in which they happened."""

    def __init__(self, start: datetime):
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def go_to(self, day: date, hour: int = 9) -> None:
        """Let it be a day. The clock never goes back: on a day that has begun, time just goes on."""
        self.moment = max(self.moment, datetime.combine(day, time(hour), tzinfo=UTC))


@contextmanager
def story_time(start: datetime) -> Iterator[Clock]:
    """Within it, Django's clock is the story's."""
    clock, real = Clock(start), timezone.now
    timezone.now = clock
    try:
        yield clock
    finally:
        timezone.now = real
