"""What teams can learn from each other's tests: who tried the same, what became of ideas, what teams that moved did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from allteach.improvement.models import ChangeIdea, Cycle, ImplementedChange
from allteach.improvement.stages import ACTED, OPEN, STOPPED
from allteach.measures.models import TeamMeasure
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for

MOST_REASONS = 3
LOOK_BACK = timedelta(days=365)
Decision = Cycle.Decision


@dataclass(frozen=True)
class Tried:
    """Another team's test of the same idea, in its own words."""

    team: str
    slug: str
    cycle: Cycle

    @property
    def words(self) -> str:
        """What it tells others, or failing that what it learned."""
        return self.cycle.lesson or self.cycle.what_we_learned


@dataclass
class IdeaTally:
    """What became of one idea: which teams tested it, test it now or kept it, what was decided, why some let it go."""

    idea: ChangeIdea
    teams: set[int] = field(default_factory=set)
    testing: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    decisions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Decision.values, 0))
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Deed:
    """One thing that a team did before its chart moved: a change it kept, or a test."""

    on: date
    title: str
    change: ImplementedChange | None = None
    cycle: Cycle | None = None


@dataclass(frozen=True)
class Tally:
    """How many tests there are, and what was decided in those that are closed."""

    open: int
    stopped: int
    decisions: dict[str, int]

    @property
    def closed(self) -> int:
        """How many were decided."""
        return sum(self.decisions.values())


def decisions_in(collaborative: Space, *, seen_by: Person) -> Tally:
    """The tests of a collaborative's teams by what was decided, as far as this person may see them: one query."""
    counts = (
        Cycle.objects.visible_to(seen_by)
        .filter(team__parent_id=collaborative.pk)
        .aggregate(
            open=Count("pk", filter=Q(state__in=OPEN)),
            stopped=Count("pk", filter=Q(state=STOPPED)),
            **{decision: Count("pk", filter=Q(decision=decision)) for decision in Decision.values},
        )
    )
    return Tally(open=counts.pop("open"), stopped=counts.pop("stopped"), decisions=counts)


def ideas_in(collaborative: Space, *, seen_by: Person) -> list[IdeaTally]:
    """Every idea of a collaborative, by title, with what became of it: three queries however many there are."""
    ideas = ChangeIdea.objects.visible_to(seen_by).filter(space_id=collaborative.pk).order_by("title", "pk")
    return tallies_of(ideas, seen_by=seen_by)


def tallies_of(ideas: Iterable[ChangeIdea], *, seen_by: Person) -> list[IdeaTally]:
    """What became of some ideas, as far as this person may see it: two queries however many there are."""
    tallies = {idea.pk: IdeaTally(idea) for idea in ideas}
    cycles = Cycle.objects.visible_to(seen_by).filter(change_idea_id__in=list(tallies)).exclude(state=STOPPED)
    for cycle in cycles.order_by("-decided_at", "-pk"):
        tally = tallies[cycle.change_idea_id]
        if cycle.state != ACTED:
            tally.testing.add(cycle.team_id)
            continue
        tally.teams.add(cycle.team_id)
        tally.decisions[cycle.decision] += 1
        if cycle.decision == Decision.ABANDON and len(tally.reasons) < MOST_REASONS:
            tally.reasons.append(cycle.rationale)
    kept = ImplementedChange.objects.visible_to(seen_by).filter(change_idea_id__in=list(tallies))
    for idea, team in kept.exclude(state__in=ImplementedChange.OVER).values_list("change_idea_id", "team_id"):
        tallies[idea].kept.add(team)
    return list(tallies.values())


def who_tried(idea: ChangeIdea, *, seen_by: Person) -> list[Tried]:
    """The latest closed test of each team that tried an idea, the latest first: one query."""
    return _latest_of_each_team(_closed(idea.pk, seen_by), seen_by)


def others_who_tried(cycle: Cycle, *, seen_by: Person, most: int = 5) -> list[Tried]:
    """The latest closed test of each other team that tried the same idea: one query."""
    if cycle.change_idea_id is None:
        return []
    others = _closed(cycle.change_idea_id, seen_by).exclude(team_id=cycle.team_id)
    return _latest_of_each_team(others, seen_by)[:most]


def _closed(idea: int, seen_by: Person) -> QuerySet[Cycle]:
    shown = Cycle.objects.visible_to(seen_by).filter(state=ACTED, change_idea_id=idea)
    return shown.select_related("team").order_by("-decided_at", "-pk")


def _latest_of_each_team(cycles: Iterable[Cycle], seen_by: Person) -> list[Tried]:
    latest: dict[int, Cycle] = {}
    for cycle in cycles:
        latest.setdefault(cycle.team_id, cycle)
    return [
        Tried(team=name_for(cycle.team, seen_by), slug=slug_for(cycle.team, seen_by), cycle=cycle)
        for cycle in latest.values()
    ]


def what_they_did(moved: Mapping[TeamMeasure, date], *, seen_by: Person) -> dict[int, list[Deed]]:
    """What each team did in the year before its chart moved, kept changes first, the latest first.

    `moved` says since when each team measure shows a signal. The answer is by team measure; a test or change counts
    for a chart when it names the chart, or names none. Four queries however many charts there are.
    """
    teams = {team_measure.team_id for team_measure in moved}
    shown = {"team_id__in": teams}
    changes = ImplementedChange.objects.visible_to(seen_by).filter(**shown).prefetch_related("charts")
    cycles = Cycle.objects.visible_to(seen_by).filter(**shown, started_on__isnull=False).prefetch_related("charts")
    deeds: dict[int, list[tuple[set[int], Deed]]] = {}
    for change in changes.order_by("-kept_on", "-pk"):
        deed = Deed(on=change.kept_on, title=change.title, change=change)
        deeds.setdefault(change.team_id, []).append(({chart.pk for chart in change.charts.all()}, deed))
    for cycle in cycles.order_by("-started_on", "-pk"):
        deed = Deed(on=cycle.started_on, title=cycle.title, cycle=cycle)
        deeds.setdefault(cycle.team_id, []).append(({chart.pk for chart in cycle.charts.all()}, deed))
    return {
        team_measure.pk: [
            deed
            for charts, deed in deeds.get(team_measure.team_id, ())
            if (not charts or team_measure.pk in charts) and since - LOOK_BACK <= deed.on <= since
        ]
        for team_measure, since in moved.items()
    }
