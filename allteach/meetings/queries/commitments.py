"""What was promised, and what of it is still to be done."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from allteach.meetings.models import Commitment, Meeting
from allteach.people.models import Person
from allteach.spaces.models import Space


def with_names(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Commitments with what they are shown with, those due first."""
    shown = commitments.select_related("meeting", "meeting__in_space", "team", "owner", "done_by")
    return shown.order_by("due_on", "pk")


def open_before(meeting: Meeting, *, seen_by: Person) -> list[Commitment]:
    """What was promised at earlier sessions and calls and is still open: it comes back at this one. One query."""
    earlier = Commitment.objects.open().filter(
        meeting__in_space=meeting.in_space_id, meeting__starts_at__lt=meeting.starts_at
    )
    return list(with_names(_known(earlier.exclude(meeting=meeting.pk), seen_by)))


def made_at(meeting: Meeting, *, seen_by: Person) -> list[Commitment]:
    """What was promised at one meeting, in the order in which it was said. One query."""
    return list(with_names(_known(Commitment.objects.filter(meeting=meeting.pk), seen_by)).order_by("pk"))


def open_of_team(team: Space) -> list[Commitment]:
    """What a team still has to do, from its own meetings and from those of all teams. One query.

    For the team and those who support it.
    """
    return list(with_names(Commitment.objects.open().filter(team=team.pk)))


def open_of_person(person: Person, teams: Collection[int]) -> list[Commitment]:
    """What a person promised, or one of these teams without saying who. One query."""
    own = Q(owner=person.pk) | Q(owner=None, team__in=list(teams))
    return list(with_names(Commitment.objects.open().filter(own)))


def _known(commitments: QuerySet[Commitment], seen_by: Person) -> QuerySet[Commitment]:
    """Those of teams that this person may know of, and those of nobody's team."""
    return commitments.filter(Q(team=None) | Q(team__in=seen_by.standing.known))
