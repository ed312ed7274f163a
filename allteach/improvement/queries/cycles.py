"""Tests of change, finished for a page: as a list, and as the staircase that they climb."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.improvement.due import Waiting, waits_for
from allteach.improvement.models import Cycle, CycleQuerySet, ImplementedChange, Prediction, Ramp
from allteach.improvement.permissions import can_change_cycle
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import is_named_to
from allteach.spaces.viewing import SeenBy


@dataclass(frozen=True)
class CycleCard:
    """One test with its predictions, what it waits for, and whether this viewer may know who is behind it."""

    cycle: Cycle
    predictions: tuple[Prediction, ...]
    waiting: Waiting | None
    may_act: bool  # Whether what it waits for waits for this viewer.
    names_people: bool  # False where the team is known by its code only: a person's name would tell which it is.


@dataclass(frozen=True)
class Flight:
    """A straight run of steps. A ramp has one, and one more for each branch."""

    cards: tuple[CycleCard, ...]
    changes: tuple[ImplementedChange, ...]  # What the team kept of these tests: the landing above the steps.

    @property
    def title(self) -> str:
        """What its first test is about."""
        return self.cards[0].cycle.title


@dataclass(frozen=True)
class Staircase:
    """A ramp as it is climbed: its tests in order, larger by larger, and what was kept in the end."""

    ramp: Ramp
    flights: tuple[Flight, ...]

    @property
    def cards(self) -> tuple[CycleCard, ...]:
        """Every test of the ramp."""
        return tuple(card for flight in self.flights for card in flight.cards)

    @property
    def changes(self) -> tuple[ImplementedChange, ...]:
        """What was kept."""
        return tuple(change for flight in self.flights for change in flight.changes)

    @property
    def is_open(self) -> bool:
        """Whether any of its tests goes on."""
        return any(card.waiting for card in self.cards)


def cycles_of(team: Space, *, seen_by: Person) -> list[CycleCard]:
    """A team's tests of change, the newest first: two queries however many there are."""
    return [card_of(cycle, seen_by=seen_by) for cycle in _cycles_of(seen_by, team=team.pk)]


_cycles_of = SeenBy(
    lambda viewer, team: (
        Cycle.objects.visible_to(viewer).filter(team_id=team).order_by("-number").with_names().with_predictions()
    )
)


def open_cycles(teams: Iterable[int], *, seen_by: Person) -> list[CycleCard]:
    """The tests of some teams in which something is still to be done, what is due first: two queries."""
    cards = _cards(Cycle.objects.visible_to(seen_by).open().filter(team_id__in=list(teams)).order_by("pk"), seen_by)
    return sorted(cards, key=_urgency)


def stale_after(team: Space) -> int:
    """After how many days without a word a test of a team is forgotten: the threshold of tests. One query."""
    return int(thresholds_of([team.around_id])[team.around_id]["attention.tests_days"])


def staircases_of(team: Space, *, seen_by: Person, ramp: int | None = None) -> list[Staircase]:
    """The ramps of a team that this person may see anything of, or the one asked for, newest first: three queries."""
    cycles = Cycle.objects.visible_to(seen_by).filter(team_id=team.pk)
    changes = ImplementedChange.objects.visible_to(seen_by).filter(team_id=team.pk, from_cycle__isnull=False)
    if ramp is not None:
        cycles, changes = cycles.filter(ramp_id=ramp), changes.filter(from_cycle__ramp_id=ramp)
    cards = _cards(cycles.order_by("step"), seen_by)
    kept: dict[int, list[ImplementedChange]] = {}
    for change in changes.select_related("team").order_by("kept_on", "pk"):
        kept.setdefault(change.from_cycle_id, []).append(change)
    by_ramp: dict[int, list[CycleCard]] = {}
    for card in cards:
        by_ramp.setdefault(card.cycle.ramp_id, []).append(card)
    return [
        Staircase(ramp=on_ramp[0].cycle.ramp, flights=_flights(on_ramp, kept))
        for _, on_ramp in sorted(by_ramp.items(), reverse=True)
    ]


def card_of(cycle: Cycle, *, seen_by: Person) -> CycleCard:
    """One test, loaded with_names() and with_predictions(), as this person may see it: no more queries."""
    today = timezone.localdate()
    return CycleCard(
        cycle=cycle,
        predictions=tuple(cycle.predictions.all()),
        waiting=waits_for(cycle, today),
        may_act=can_change_cycle(seen_by, cycle),
        names_people=is_named_to(cycle.team, seen_by),
    )


def _cards(cycles: CycleQuerySet, seen_by: Person) -> list[CycleCard]:
    return [card_of(cycle, seen_by=seen_by) for cycle in cycles.with_names().with_predictions()]


def _urgency(card: CycleCard) -> tuple:
    """Due before not due, then by day, those without a day last."""
    is_due, on = (card.waiting.is_due, card.waiting.on) if card.waiting else (False, None)
    return (not is_due, on or date.max, card.cycle.pk)


def _flights(cards: list[CycleCard], kept: dict[int, list[ImplementedChange]]) -> tuple[Flight, ...]:
    """The steps of one ramp as straight runs: whoever follows a test that is followed already begins a branch."""
    runs: list[list[CycleCard]] = []
    ends: dict[int, list[CycleCard]] = {}  # By the cycle a run ends with.
    for card in cards:
        run = ends.pop(card.cycle.previous_id, None) if card.cycle.previous_id else None
        if run is None:
            run = []
            runs.append(run)
        run.append(card)
        ends[card.cycle.pk] = run
    return tuple(
        Flight(
            cards=tuple(run),
            changes=tuple(change for card in run for change in kept.get(card.cycle.pk, ())),
        )
        for run in runs
    )
