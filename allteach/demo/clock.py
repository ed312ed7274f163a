"""The story's own clock and its diary: actions believe that it is the day on which the story plays."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

Deed = Callable[[], object]


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


class Diary:
    """What will happen on which day. Deeds are done in the order of their days; a deed may put further ones in."""

    def __init__(self):
        self.deeds: list[tuple[date, int, Deed]] = []
        self.written = 0

    def add(self, day: date, deed: Deed) -> None:
        """Let something happen on a day."""
        self.written += 1
        heapq.heappush(self.deeds, (day, self.written, deed))

    def live(self, clock: Clock, *, until: date) -> Iterator[date]:
        """Do what stands in it up to a day; the days are told as they come."""
        while self.deeds and self.deeds[0][0] <= until:
            day, _place, deed = heapq.heappop(self.deeds)
            clock.go_to(day)
            deed()
            yield day


@contextmanager
def story_time(start: datetime) -> Iterator[Clock]:
    """Within it, Django's clock is the story's."""
    clock, real = Clock(start), timezone.now
    timezone.now = clock
    try:
        yield clock
    finally:
        timezone.now = real
