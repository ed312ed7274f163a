"""Which meetings there are."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from allteach.meetings.kinds import Kind
from allteach.meetings.models import Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space


def meetings_of(space: Space, *, seen_by: Person, kinds: Collection[Kind] = tuple(Kind)) -> QuerySet[Meeting]:
    """The meetings of a space, by time, with their names: one query when read."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(seen_by).with_names()
    return found.filter(in_space=space.pk, kind__in=kinds).order_by("starts_at", "pk")


def of_entries(spaces: Iterable[int]) -> dict[tuple[int, str], Meeting]:
    """The meetings of calendars, by space and entry: one query. For those who may see the calendars."""
    found = Meeting.objects.filter(in_space__in=list(spaces)).exclude(key="").select_related("led_by", "led_team")
    return {(meeting.in_space_id, meeting.key): meeting for meeting in found}


def beside_calendars(spaces: Iterable[int], *, seen_by: Person) -> QuerySet[Meeting]:
    """The sessions and calls that somebody planned by hand, called off ones too, by time: one query when read."""
    found: QuerySet[Meeting] = Meeting.objects.visible_to(seen_by).of_all_teams().filter(in_space__in=list(spaces))
    return found.filter(key="").select_related("in_space", "led_by", "led_team").order_by("starts_at", "pk")


def call_before(meeting: Meeting) -> Meeting | None:
    """The meeting of all teams that was held last before this one: one query."""
    before = Meeting.objects.standing().of_all_teams().filter(in_space=meeting.in_space_id)
    return before.filter(starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


def next_of_all_teams(space: Space, *, after: datetime) -> Meeting | None:
    """The next session or call: one query."""
    coming = Meeting.objects.standing().of_all_teams().filter(in_space=space.pk, ends_at__gte=after)
    return coming.select_related("in_space", "led_by", "led_team").order_by("starts_at").first()


def next_team_meetings(teams: Iterable[int], *, seen_by: Person) -> dict[int, date]:
    """The day that each team named for its next meeting when it met last, by team: one query."""
    met = Meeting.objects.visible_to(seen_by).filter(in_space__in=list(teams), kind=Kind.TEAM_MEETING)
    said = dict(met.order_by("starts_at", "pk").values_list("in_space_id", "next_on"))
    return {team: day for team, day in said.items() if day is not None}
