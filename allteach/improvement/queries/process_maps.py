"""A team's process map, finished for a page, a storyboard or the evidence of pre-work."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from allteach.improvement.models import ProcessMap, ProcessMapVersion, ProcessStep
from allteach.people.models import Person
from allteach.spaces.models import Space

Shows = ProcessMap.Shows


@dataclass(frozen=True)
class ProcessMapShown:
    """One version of a team's process map with its steps in order, and what is counted on the way."""

    process_map: ProcessMap
    version: ProcessMapVersion
    steps: tuple[ProcessStep, ...]

    @property
    def minutes(self) -> int:
        """How long the steps take together, as far as that is known."""
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def wait_minutes(self) -> int:
        """How long a patient waits on the way, as far as that is known."""
        return sum(step.wait_minutes or 0 for step in self.steps)

    @property
    def pain_points(self) -> int:
        """At how many steps something goes wrong."""
        return sum(1 for step in self.steps if step.goes_wrong)


def process_map_of(team: Space, *, seen_by: Person, shows: str = Shows.NOW) -> ProcessMapShown | None:
    """A team's process map as it stands, or None while it has none that this person may see: two queries."""
    return process_maps_of([team.pk], seen_by=seen_by, shows=shows).get(team.pk)


def process_maps_of(teams: Iterable[int], *, seen_by: Person, shows: str = Shows.NOW) -> dict[int, ProcessMapShown]:
    """The process maps of many teams, by team; a team without one is not in it. Two queries however many they are."""
    maps = ProcessMap.objects.visible_to(seen_by).filter(team_id__in=teams, shows=shows, current__isnull=False)
    steps = Prefetch("current__steps", ProcessStep.objects.order_by("position"))
    return {
        drawn.team_id: ProcessMapShown(drawn, drawn.current, tuple(drawn.current.steps.all()))
        for drawn in maps.select_related("current", "current__by").prefetch_related(steps)
    }


def versions_of(process_map: ProcessMap) -> list[ProcessMapVersion]:
    """Every version of a map, the newest first: one query."""
    return list(process_map.versions.select_related("by").order_by("-number"))


def shown_version(process_map: ProcessMap, number: int) -> ProcessMapShown | None:
    """One version of a map, by its number; None when there is none: two queries."""
    version = process_map.versions.select_related("by").filter(number=number).first()
    return ProcessMapShown(process_map, version, tuple(version.steps.all())) if version else None


def teams_with_process_map(teams: Iterable[int]) -> set[int]:
    """Which of these teams have drawn how it is now: one query, for the evidence of pre-work, whoever looks."""
    drawn = ProcessMap.objects.filter(team_id__in=teams, shows=Shows.NOW, current__isnull=False)
    return set(drawn.values_list("team_id", flat=True))
