"""Who can show what to whom: what teams say they can, and what the record says they did."""

from collections.abc import Sequence

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.meetings.models import Meeting, TopicCard
from allteach.meetings.queries.learning import Pair, pairs_of
from allteach.people.models import Person

Side = TopicCard.Side


def suggestions_for(meeting: Meeting, cards: Sequence[TopicCard], *, seen_by: Person) -> list[Pair]:
    """Pairs that nobody has offered yet: a wish for an idea, and a team that keeps or adopted it. Two queries.

    Only for wishes that no offer meets, one pair each, from what this person may see.
    """
    met = {(pair.learns.pk, pair.topic) for pair in pairs_of(cards)}
    open_wishes = [
        card for card in cards if card.side == Side.LEARN and card.about_id and (card.team_id, card.words) not in met
    ]
    if not open_wishes:
        return []
    did = teams_that_did({card.about_id for card in open_wishes}, seen_by=seen_by)
    offers = [
        TopicCard(meeting=meeting, team=team, side=Side.SHOW, words=card.words, about_id=card.about_id)
        for card in open_wishes
        for team in did.get(card.about_id or 0, ())
    ]
    return [
        Pair(pair.topic, shows=pair.shows, learns=pair.learns, is_from_record=True)
        for pair in pairs_of([*offers, *open_wishes])
    ]


def teams_that_did(ideas: set[int], *, seen_by: Person) -> dict[int, list]:
    """Which teams keep each idea, or adopted it after a test, those that keep it first: two queries."""
    found: dict[int, dict[int, object]] = {}
    kept = ImplementedChange.objects.visible_to(seen_by).filter(change_idea__in=ideas)
    for change in kept.exclude(state__in=ImplementedChange.OVER).select_related("team").order_by("pk"):
        found.setdefault(change.change_idea_id, {})[change.team_id] = change.team
    adopted = Cycle.objects.visible_to(seen_by).filter(change_idea__in=ideas, decision=Cycle.Decision.ADOPT)
    for cycle in adopted.select_related("team").order_by("pk"):
        found.setdefault(cycle.change_idea_id, {}).setdefault(cycle.team_id, cycle.team)
    return {idea: list(teams.values()) for idea, teams in found.items()}
