"""What an address names of meetings, if this person may know that it exists; otherwise 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import Commitment, Meeting
from allteach.spaces.models import Space
from allteach.web.found import find_collaborative, find_team

OF_ALL_TEAMS = [kind for kind, row in KINDS.items() if row.is_of_all_teams]


def find_place(request: HttpRequest, slug: str) -> Space:
    """A collaborative; from here on every hour is said by its own clock."""
    found = find_collaborative(request, slug)
    timezone.activate(found.time_zone)
    return found


def find_meeting(request: HttpRequest, space: str, number: int, *kinds: Kind) -> Meeting:
    """A session, a call or the congress of a collaborative; of one of these kinds if any are named."""
    place = find_place(request, space)
    shown = Meeting.objects.visible_to(request.person).select_related("led_by", "led_team")
    meeting: Meeting = get_object_or_404(shown, in_space=place.pk, pk=number, kind__in=kinds or OF_ALL_TEAMS)
    meeting.in_space = place
    return meeting


def find_team_of(request: HttpRequest, meeting: Meeting, slug: str) -> Space:
    """A team of the collaborative that a meeting is of."""
    team = find_team(request, slug)
    if team.parent_id != meeting.in_space_id:
        raise Http404
    return team


def find_own_place(request: HttpRequest, slug: str) -> Space:
    """A team; from here on every hour is said by its own clock."""
    found = find_team(request, slug)
    timezone.activate(found.time_zone)
    return found


def find_team_meeting(request: HttpRequest, team: Space, number: int) -> Meeting:
    """A team's own meeting, with what was looked at there."""
    shown = Meeting.objects.visible_to(request.person).prefetch_related("looked_at")
    meeting: Meeting = get_object_or_404(shown, in_space=team.pk, pk=number, kind=Kind.TEAM_MEETING)
    meeting.in_space = team
    return meeting


def find_commitment(request: HttpRequest, number: int) -> Commitment:
    """Something that was promised in a meeting which this person may see, by a team that they may know of."""
    shown = Commitment.objects.select_related("meeting", "meeting__in_space", "team", "owner")
    commitment: Commitment = get_object_or_404(
        shown, pk=number, meeting__in=Meeting.objects.visible_to(request.person).values("pk")
    )
    if commitment.team_id is not None and commitment.team_id not in request.person.standing.known:
        raise Http404
    return commitment
