"""What people answered on a scale, together: the middle answer of each item and how far answers lie apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from allteach.improvement.models import RatingScore, RatingSheet
from allteach.improvement.rating import SCALES, Item
from allteach.people.models import Person
from allteach.spaces.models import Subject


@dataclass(frozen=True)
class Rated:
    """One item of a scale: the middle answer, the lowest and the highest. None while too few people answered."""

    item: Item
    middle: float | None
    lowest: int | None
    highest: int | None
    is_low: bool


@dataclass(frozen=True)
class Profile:
    """A whole scale, as far as it may be shown: below `least` raters only how many they are."""

    raters: int
    least: int
    items: tuple[Rated, ...]

    @property
    def is_shown(self) -> bool:
        """Whether so many answered that nobody's answer can be read off."""
        return self.raters >= self.least

    @property
    def low(self) -> tuple[Rated, ...]:
        """What asks for another test before anybody is persuaded further."""
        return tuple(rated for rated in self.items if rated.is_low)


def profile_of(subject: Subject, scale: str, *, least: int, low_below: int) -> Profile:
    """What people answered about one subject: one query. `least` and `low_below` are thresholds."""
    return profiles_of([subject.pk], scale, least=least, low_below=low_below)[subject.pk]


def profiles_of(subjects: Iterable[int], scale: str, *, least: int, low_below: int) -> dict[int, Profile]:
    """What people answered about many subjects, each of which is in the answer: one query however many they are."""
    wanted = list(subjects)
    scores: dict[int, dict[str, list[int]]] = {pk: defaultdict(list) for pk in wanted}
    found = RatingScore.objects.filter(sheet__subject__in=wanted, sheet__scale=scale)
    for subject, item, score in found.values_list("sheet__subject_id", "item", "score"):
        scores[subject][item].append(score)
    return {pk: _profile(said, scale, least, low_below) for pk, said in scores.items()}


def answers_of(subject: Subject, scale: str, *, rater: Person) -> dict[str, int]:
    """What one person answered before, by item, to be changed by them alone: two queries."""
    sheet = RatingSheet.objects.filter(subject=subject.pk, scale=scale, rater=rater).first()
    return dict(sheet.scores.values_list("item", "score")) if sheet else {}


def _profile(said: dict[str, list[int]], scale: str, least: int, low_below: int) -> Profile:
    raters = max((len(scores) for scores in said.values()), default=0)
    items = []
    for item in SCALES[scale]:
        scores = said.get(item.key, [])
        if raters < least:
            items.append(Rated(item, None, None, None, is_low=False))
        else:
            middle = median(scores)
            items.append(Rated(item, middle, min(scores), max(scores), is_low=middle < low_below))
    return Profile(raters, least, tuple(items))
