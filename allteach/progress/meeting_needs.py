"""What sessions and calls ask of people: to register, to post minutes, to keep a promise, to lead the next call."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Commitment, Meeting
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability, Role

SOON = timedelta(days=3)
A_WHILE = timedelta(days=14)  # Registration is asked for so long before it closes; minutes so long after a call.
REGISTERED = (Kind.LEARNING_SESSION, Kind.CONGRESS)


def registrations_open(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Sessions for which a team that this person leads has registered nobody yet. Two queries."""
    led = {
        space.parent_id: space
        for pk, space in spaces.items()
        if Role.TEAM_LEAD in person.standing.roles_in(pk) and space.closed_at is None and space.parent_id
    }
    if not led:
        return
    waiting = Meeting.objects.standing().filter(in_space__in=led, kind__in=REGISTERED, held_at=None)
    waiting = list(waiting.filter(register_by__gte=today, register_by__lte=today + A_WHILE).select_related("in_space"))
    said = set(
        Attendance.objects.filter(meeting__in=waiting, team__in=led.values()).values_list("meeting_id", "team_id")
    )
    for meeting in waiting:
        team = led[meeting.in_space_id]
        if (meeting.pk, team.pk) not in said:
            yield Need("register", team, meeting.register_by, meeting.register_by <= today + SOON, meeting)


def minutes_to_post(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Calls that were held lately, led by this person or in collaboratives they direct, without posted minutes.

    One query.
    """
    directed = [pk for pk in spaces if has_ability(person, Ability.PLAN_MEETINGS, pk)]
    around = {space.around_id for space in spaces.values()}
    since = timezone.now() - A_WHILE
    held = Meeting.objects.standing().filter(
        in_space__in=around, kind=Kind.ALL_TEAM_CALL, minutes_posted_at=None, ends_at__gte=since
    )
    held = held.filter(ends_at__lt=timezone.now()).select_related("in_space").order_by("starts_at")
    for meeting in held if around else ():
        leads_it = meeting.led_by_id == person.pk or (meeting.led_by_id is None and meeting.led_team_id in spaces)
        if leads_it or (meeting.in_space_id in directed and meeting.led_by_id is None):
            due_on = timezone.localdate(meeting.ends_at) + timedelta(days=1)
            yield Need("minutes", meeting.in_space, due_on, due_on <= today, meeting)


def promises_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What this person promised in a meeting, or their team without saying who, and is due soon. One query.

    What was agreed with a coach is asked for by coaching.
    """
    led = {pk for pk in spaces if Role.TEAM_LEAD in person.standing.roles_in(pk)}
    due = Commitment.objects.open().filter(due_on__lte=today + SOON, meeting__contact=None)
    due = due.filter(owner=person.pk) | due.filter(owner=None, owner_words="", team__in=led)
    for commitment in due.select_related("meeting", "meeting__in_space", "team").order_by("due_on", "pk"):
        space = commitment.team or commitment.meeting.in_space
        yield Need("promise", space, commitment.due_on, commitment.due_on <= today, commitment)


def calls_to_lead(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Calls in the next two weeks that a team which this person leads will lead. One query."""
    led = [pk for pk in spaces if Role.TEAM_LEAD in person.standing.roles_in(pk)]
    now = timezone.now()
    coming = Meeting.objects.standing().filter(led_team__in=led, starts_at__gte=now, starts_at__lte=now + A_WHILE)
    for meeting in coming.select_related("in_space", "led_team").order_by("starts_at") if led else ():
        due_on = timezone.localdate(meeting.starts_at)
        yield Need("lead_call", meeting.led_team, due_on, due_on <= today + SOON, meeting)
