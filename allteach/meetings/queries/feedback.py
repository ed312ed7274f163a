"""What a session was like, in counts that point to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from allteach.meetings.models import AgendaItem, Feedback, Meeting

GROUPS = ((1, 2), (3,), (4, 5))  # Little, some, much.


@dataclass(frozen=True)
class Rated:
    """One question: how many answered, the average, and how many said little, some and much (None: too few to tell)."""

    words: str
    answers: int
    average: float | None
    groups: tuple[int | None, ...]


@dataclass(frozen=True)
class Results:
    """The feedback of one session. With fewer answers than `least` nothing but that is told."""

    answers: int
    least: int
    blocks: tuple[Rated, ...] = ()
    confidence: Rated | None = None
    felt_heard: Rated | None = None
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        return self.answers >= self.least


def results_of(meeting: Meeting, *, least: int) -> Results:
    """The feedback of a session: two queries. `least` is the smallest count that may be told."""
    feedback = list(Feedback.objects.filter(meeting=meeting.pk).order_by("pk"))
    if len(feedback) < least:
        return Results(len(feedback), least)
    blocks = AgendaItem.objects.filter(meeting=meeting.pk)
    ratings = {block: [each.usefulness.get(str(block.pk)) for each in feedback] for block in blocks}
    return Results(
        answers=len(feedback),
        least=least,
        blocks=tuple(
            rated(block.words, [rating for rating in given if rating], least=least)
            for block, given in ratings.items()
            if any(given)
        ),
        confidence=rated("", [each.confidence for each in feedback if each.confidence], least=least),
        felt_heard=rated("", [each.felt_heard for each in feedback if each.felt_heard], least=least),
        # By the alphabet: the order of arrival could tell who wrote.
        keep=tuple(sorted((each.keep for each in feedback if each.keep), key=str.casefold)),
        change=tuple(sorted((each.change for each in feedback if each.change), key=str.casefold)),
    )


def rated(words: str, ratings: Sequence[int], *, least: int) -> Rated:
    """Ratings from 1 to 5 as counts of three groups, none of which points to somebody."""
    if len(ratings) < least:
        return Rated(words, len(ratings), None, (None,) * len(GROUPS))
    counts = [sum(rating in group for rating in ratings) for group in GROUPS]
    return Rated(words, len(ratings), sum(ratings) / len(ratings), told(counts, least=least))


def told(counts: Sequence[int], *, least: int) -> tuple[int | None, ...]:
    """Counts of one whole, small ones hidden; where one alone is hidden the next smallest is too, or it follows."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < least}
    if len(hidden) == 1:
        others = [place for place in range(len(counts)) if place not in hidden and counts[place] > 0]
        if others:
            hidden.add(min(others, key=lambda place: counts[place]))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
