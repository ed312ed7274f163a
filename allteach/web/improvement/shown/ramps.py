"""A ramp as a staircase of cards, and as a line in a list."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.improvement.models import Cycle, ImplementedChange
from allteach.improvement.queries.cycles import CycleCard, Flight, Staircase
from allteach.improvement.stages import PLANNED, STOPPED
from allteach.people.models import Person
from allteach.spaces.naming import slug_for
from allteach.web.improvement.place import cycle_name
from allteach.web.improvement.shown.addresses import change_address, cycle_address
from allteach.web.improvement.shown.changes import change_mark, scope_words
from allteach.web.improvement.shown.cycles import mark_of, waits_now
from allteach.web.improvement.shown.words import Mark

HIGHEST_STEP = 6  # Of the staircase: longer flights go on level.
ROOM = 80  # Letters of a card's line.
STATES = {PLANNED: "later", STOPPED: "stopped"}


@dataclass(frozen=True)
class Step:
    """One card of a staircase. `state`: done, now, later, stopped, kept."""

    address: str
    scale: str
    title: str
    lines: tuple[str, ...]
    mark: Mark | None
    state: str
    height: int


@dataclass(frozen=True)
class FlightShown:
    """A straight run of steps: the ramp itself, or a branch of it."""

    label: str
    is_branch: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class RampRow:
    """One line of the list of ramps: how many tests it has, and how the latest stands."""

    title: str
    address: str
    words: str
    mark: Mark


@dataclass(frozen=True)
class Lesson:
    """What one test taught."""

    name: str
    address: str
    words: str


def flights_of(stairs: Staircase, person: Person) -> list[FlightShown]:
    """The flights of a ramp as cards: the ramp itself, then its branches."""
    return [
        FlightShown(
            label=_("A branch: %(title)s") % {"title": flight.title} if place else stairs.ramp.title,
            is_branch=place > 0,
            steps=tuple(_steps(flight, person)),
        )
        for place, flight in enumerate(stairs.flights)
    ]


def _steps(flight: Flight, person: Person) -> list[Step]:
    steps = [_step(card, person, min(height, HIGHEST_STEP)) for height, card in enumerate(flight.cards)]
    height = min(len(flight.cards), HIGHEST_STEP)
    return [*steps, *(_landing(change, person, height) for change in flight.changes)]


def _step(card: CycleCard, person: Person, height: int) -> Step:
    cycle = card.cycle
    scale = cycle.get_scale_display()
    lines = []
    if card.predictions and card.predictions[0].prediction:
        predicted = Truncator(card.predictions[0].prediction).chars(ROOM)
        lines.append(_("Predicted: %(words)s") % {"words": predicted})
    happened = (card.predictions and card.predictions[0].happened) or cycle.results_summary
    if happened:
        lines.append(_("It happened: %(words)s") % {"words": Truncator(happened).chars(ROOM)})
    return Step(
        address=cycle_address(cycle, person),
        scale=_("Cycle %(step)s · %(scale)s") % {"step": cycle.step, "scale": scale}
        if scale
        else _("Cycle %(step)s") % {"step": cycle.step},
        title=cycle.title,
        lines=tuple(lines),
        mark=mark_of(card),
        state="now" if waits_now(card) else STATES.get(cycle.state, "done"),
        height=height,
    )


def _landing(change: ImplementedChange, person: Person, height: int) -> Step:
    """The card above the steps: how the team works now."""
    return Step(
        address=change_address(change, person),
        scale=_("Since %(month)s") % {"month": formats.date_format(change.kept_on, "F Y")},
        title=change.title,
        lines=(scope_words(change),) if change.scope_done is not None else (),
        mark=change_mark(change),
        state="stopped" if change.is_over else "kept",
        height=height,
    )


def ramps_in(cards: list[CycleCard], person: Person) -> list[RampRow]:
    """The ramps of some tests that are listed newest first, the ramp with the newest test first."""
    by_ramp: dict[int, list[CycleCard]] = {}
    for card in cards:
        by_ramp.setdefault(card.cycle.ramp_id, []).append(card)
    return [
        RampRow(
            title=latest.cycle.ramp.title,
            address=ramp_address(latest.cycle, person),
            words=count_words(len(earlier) + 1),
            mark=mark_of(latest),
        )
        for latest, *earlier in by_ramp.values()
    ]


def ramp_address(cycle: Cycle, person: Person) -> str:
    """The ramp that a test stands on."""
    return reverse("improvement:ramp", args=[slug_for(cycle.team, person), cycle.ramp.slug])


def count_words(number: int) -> str:
    """How many tests: "5 cycles"."""
    return ngettext("%(number)s cycle", "%(number)s cycles", number) % {"number": number}


def climb_words(stairs: Staircase) -> str:
    """How far a ramp has come, in a line."""
    said = {"cycles": count_words(len(stairs.cards))}
    if stairs.is_open:
        return _("%(cycles)s so far") % said
    if any(not change.is_over for change in stairs.changes):
        return _("%(cycles)s; then it stayed") % said
    return _("%(cycles)s, and none goes on") % said


def lessons_of(stairs: Staircase, person: Person) -> list[Lesson]:
    """What the tests of a ramp taught, in their order."""
    return [
        Lesson(name=cycle_name(card.cycle), address=cycle_address(card.cycle, person), words=words)
        for card in stairs.cards
        if (words := card.cycle.lesson or card.cycle.what_we_learned or card.cycle.stopped_reason)
    ]
