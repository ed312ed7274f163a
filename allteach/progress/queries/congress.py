"""When the congress is, and which teams took part: what awards and results both ask."""

from datetime import date

from allteach.collaboratives.calendar import Calendar
from allteach.collaboratives.models import TeamProfile
from allteach.collaboratives.queries.calendars import calendar_of, timetable_of
from allteach.spaces.models import Space, Team


def calendar_for(collaborative: Space | int) -> Calendar | None:
    """The calendar of a collaborative; None before it has one: one query."""
    pk = collaborative if isinstance(collaborative, int) else collaborative.pk
    timetable = timetable_of(Space(pk=pk))
    return calendar_of(timetable) if timetable else None


def has_begun(calendar: Calendar | None, today: date) -> bool:
    """Whether the first learning session has begun: from then on teams can be put forward for awards."""
    return calendar is not None and calendar.sessions[0].start <= today


def is_congress_open(calendar: Calendar | None, today: date) -> bool:
    """Whether the day of the congress has come: from then on awards are given."""
    return calendar is not None and calendar.congress.start <= today


def has_started(profile: TeamProfile | None, calendar: Calendar | None) -> bool:
    """Whether a team was still there on the first day of the first learning session."""
    left_on = profile.withdrawn_on if profile else None
    return left_on is None or (calendar is not None and left_on > calendar.sessions[0].start)


def teams_that_started(collaborative: Space, calendar: Calendar | None) -> list[Team]:
    """The teams that began, by name, those that left later included, with profile and collaborative: one query."""
    teams = Team.objects.filter(parent=collaborative.pk).select_related("profile", "parent").order_by("name", "pk")
    return [team for team in teams if has_started(getattr(team, "profile", None), calendar)]
