"""What teams can show each other, and who presents."""

from collections.abc import Iterable
from dataclasses import dataclass

from allteach.meetings.models import Meeting, Presentation, TopicCard
from allteach.people.models import Person
from allteach.spaces.models import Space

Side = TopicCard.Side


@dataclass(frozen=True)
class Pair:
    """Two teams that should sit together: one shows, the other learns. `because` says where that is known from."""

    topic: str
    shows: Space
    learns: Space
    is_from_record: bool = False


@dataclass(frozen=True)
class Wall:
    """What stands on the wall of a session: each team's cards."""

    cards: tuple[TopicCard, ...]

    def of(self, team: int, side: str) -> list[TopicCard]:
        """The cards of a team on one side."""
        return [card for card in self.cards if card.team_id == team and card.side == side]


def wall_of(meeting: Meeting, *, seen_by: Person) -> Wall:
    """What teams can show and want to learn, as far as this person may know of them: one query."""
    cards = TopicCard.objects.filter(meeting=meeting.pk, team__in=seen_by.standing.known)
    return Wall(tuple(cards.select_related("team").order_by("words", "team__name")))


def pairs_of(cards: Iterable[TopicCard], *, most: int = 3) -> list[Pair]:
    """Who can show what to whom: every wish met once if it can be, and no team asked to show to more than `most`.

    Two cards are of one topic when they name the same idea, or say the same words. The team asked least so far shows.
    """
    shows: dict[object, list[TopicCard]] = {}
    wishes: list[TopicCard] = []
    for card in cards:
        if card.side == Side.SHOW:
            shows.setdefault(topic_of(card), []).append(card)
        else:
            wishes.append(card)
    asked: dict[int, int] = {}
    pairs = []
    # What few can show comes first: its wishes have the least choice.
    for wish in sorted(wishes, key=lambda wish: (len(shows.get(topic_of(wish), ())), wish.words, wish.team_id)):
        able = [
            card
            for card in shows.get(topic_of(wish), ())
            if card.team_id != wish.team_id and asked.get(card.team_id, 0) < most
        ]
        if not able:
            continue
        card = min(able, key=lambda card: (asked.get(card.team_id, 0), card.team.name))
        asked[card.team_id] = asked.get(card.team_id, 0) + 1
        pairs.append(Pair(wish.words, shows=card.team, learns=wish.team))
    return sorted(pairs, key=lambda pair: (pair.topic.casefold(), pair.learns.name))


def topic_of(card: TopicCard) -> object:
    """What makes two cards be of one topic."""
    return card.about_id or " ".join(card.words.casefold().split())


def presentations_of(meeting: Meeting) -> list[Presentation]:
    """Who presents, by name: one query."""
    return list(meeting.presentations.select_related("team", "reviewed_by").order_by("team__name"))
