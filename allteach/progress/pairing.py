"""Whom to bring together: a team that asks about something, and one where that worked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.people.models import Person
from allteach.progress.joining_words import in_common, spoken_words, subject_words
from allteach.spaces.models import Space

MOST_ANSWERS = 3  # So often one team is asked to answer at one call.
ENOUGH = 2  # Words in common. One is enough where it is half of what a title speaks of.


@dataclass(frozen=True)
class Ask:
    """What a team asks the others, in its own words."""

    team: Space
    words: str


@dataclass(frozen=True)
class Pair:
    """A team that asks about something, and one where that worked."""

    ask: Ask
    team: Space
    title: str  # Of what worked there.
    shared: tuple[str, ...]  # What both name, as the ask says it.


@dataclass(frozen=True)
class Deed:
    """Something that worked in a team: what it was called there, or the change idea that it came from."""

    team: int
    title: str
    words: frozenset[str]


def pairs_of_asks(asks: Sequence[Ask], teams: Mapping[int, Space], *, seen_by: Person) -> list[Pair]:
    """For each ask the other team whose deed has most in common with it, if any has enough: two queries.

    A team that asks about the very thing itself answers nobody about it, and none answers more than three times: of
    those that could, the one asked least so far.
    """
    deeds = list(_deeds(teams, seen_by))
    common = Counter(word for words in {deed.words for deed in deeds} for word in words)
    wanted = {ask.team.pk: subject_words(ask.words) for ask in asks}
    able = [deed for deed in deeds if not _meets(wanted.get(deed.team, frozenset()), deed)]
    asked: Counter[int] = Counter()
    pairs = []
    for ask in asks:
        wish = wanted[ask.team.pk]
        found = [
            deed for deed in able if deed.team != ask.team.pk and asked[deed.team] < MOST_ANSWERS and _meets(wish, deed)
        ]
        if found:
            best = min(found, key=lambda deed: (-_weight(wish, deed, common), asked[deed.team], teams[deed.team].name))
            asked[best.team] += 1
            pairs.append(Pair(ask, teams[best.team], best.title, _as_said(ask.words, in_common(wish, best.words))))
    return pairs


def _meets(wish: frozenset[str], deed: Deed) -> bool:
    """Whether an ask and a deed are about the same, so that a reader would say so too."""
    shared = len(in_common(wish, deed.words))
    return shared >= ENOUGH or (shared > 0 and 2 * shared >= len(deed.words))


def _weight(wish: frozenset[str], deed: Deed, common: Counter[str]) -> float:
    """How much they have in common: what few deeds name counts for more."""
    return sum(1 / common[word] for word in in_common(wish, deed.words))


def _as_said(words: str, shared: frozenset[str]) -> tuple[str, ...]:
    """The shared words as they stand in a text, in its order, each once."""
    said: dict[str, str] = {}
    for word in spoken_words(words):
        for found in subject_words(word) & shared:
            said.setdefault(found, word.lower())
    return tuple(said.values())


def _deeds(teams: Mapping[int, Space], person: Person) -> Iterable[Deed]:
    """What teams kept or adopted, each by its own title and by the change idea that it came from."""
    kept = ImplementedChange.objects.visible_to(person).filter(team__in=teams).exclude(state__in=ImplementedChange.OVER)
    adopted = Cycle.objects.visible_to(person).filter(team__in=teams, decision=Cycle.Decision.ADOPT)
    for rows in (kept, adopted):
        found = rows.order_by("team__name", "pk").values_list("team_id", "title", "change_idea__title")
        for team, title, idea in found:
            yield Deed(team, title, subject_words(title))
            if idea and idea != title:
                yield Deed(team, idea, subject_words(idea))
