"""When a collaborative's pre-work is, what was signed off, and how ready teams are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.queries.calendars import calendars_of


@dataclass(frozen=True)
class Weeks:
    """The weeks of pre-work: from a day to the day before the first learning session."""

    begins_on: date
    ends_on: date

    @property
    def many(self) -> int:
        """How many weeks they are: whole ones, also where the first session was moved by days."""
        return max(1, round(((self.ends_on - self.begins_on).days + 1) / 7))


def prework_weeks(collaboratives: Iterable[int]) -> dict[int, Weeks]:
    """When each collaborative's pre-work is; those without a calendar are left out. One query."""
    found = {}
    for timetable, calendar in calendars_of(collaboratives):
        stage = next(stage for stage in calendar.stages if stage.kind == "prework")
        found[timetable.space_id] = Weeks(stage.start, stage.end)
    return found


def sign_offs_of(teams: Iterable[int]) -> dict[tuple[int, str], SignOff]:
    """What stands signed off, by team and item: one query."""
    found = SignOff.objects.standing().filter(team__in=list(teams)).select_related("signed_by")
    return {(each.team_id, each.item): each for each in found}


def undone_of(team: int) -> list[SignOff]:
    """What was signed off for a team and undone, the latest first: one query."""
    found = SignOff.objects.filter(team=team).exclude(undone_at=None).select_related("signed_by", "undone_by")
    return list(found.order_by("-undone_at"))


def readiness_of(teams: Iterable[int]) -> dict[int, ReadinessReview]:
    """The newest review of each team that has one: one query."""
    found = ReadinessReview.objects.filter(team__in=list(teams)).select_related("by").order_by("on", "pk")
    return {review.team_id: review for review in found if review.team_id is not None}


def reviews_of(team: int) -> list[ReadinessReview]:
    """Every review of a team, the newest first: one query."""
    return list(ReadinessReview.objects.filter(team=team).select_related("by").order_by("-on", "-pk"))
