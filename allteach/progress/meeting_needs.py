"""What sessions and calls ask of people: to register, to post minutes, to keep a promise, to lead the next call."""

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Commitment, Meeting
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.spaces.models import Membership, Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability, Role

SOON = timedelta(days=3)
A_WHILE = timedelta(days=14)  # Registration is asked for so long before it closes; minutes so long after a call.
REGISTERED = (Kind.LEARNING_SESSION, Kind.CONGRESS)


def registrations_open(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Sessions for which a team that this person leads has registered nobody yet. At most three queries."""
    led = [pk for pk in _led(person, spaces) if spaces[pk].parent_id]
    if not led:
        return
    waiting = Meeting.objects.standing().filter(
        in_space__in={spaces[pk].parent_id for pk in led}, in_space__closed_at=None, kind__in=REGISTERED, held_at=None
    )
    waiting = list(waiting.filter(register_by__gte=today, register_by__lte=today + A_WHILE).select_related("in_space"))
    if not waiting:
        return
    said = set(Attendance.objects.filter(meeting__in=waiting, team__in=led).values_list("meeting_id", "team_id"))
    left = set(Space.objects.filter(pk__in=led).exclude(profile__withdrawn_on=None).values_list("pk", flat=True))
    for meeting in waiting:
        for pk in led:
            is_asked = spaces[pk].parent_id == meeting.in_space_id and pk not in left
            if is_asked and (meeting.pk, pk) not in said:
                yield Need("register", spaces[pk], meeting.register_by, meeting.register_by <= today + SOON, meeting)


def minutes_to_post(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Calls that were held lately, led by this person or their team, without posted minutes. One query.

    Whoever plans a collaborative's meetings is asked where no person leads the call, or the one who did has left.
    """
    directed = [pk for pk in spaces if has_ability(person, Ability.PLAN_MEETINGS, pk)]
    around = {space.around_id for space in spaces.values()}
    since = timezone.now() - A_WHILE
    held = Meeting.objects.standing().filter(
        in_space__in=around, kind=Kind.ALL_TEAM_CALL, minutes_posted_at=None, ends_at__gte=since
    )
    still_there = (
        Membership.objects.active()
        .filter(person=OuterRef("led_by"))
        .filter(Q(space=OuterRef("in_space")) | Q(space__parent=OuterRef("in_space")))
    )
    held = held.filter(ends_at__lt=timezone.now(), in_space__closed_at=None).annotate(has_leader=Exists(still_there))
    for meeting in held.select_related("in_space").order_by("starts_at") if around else ():
        if meeting.has_leader:
            is_asked = meeting.led_by_id == person.pk
        else:
            is_asked = meeting.in_space_id in directed or (
                meeting.led_team_id is not None and has_ability(person, Ability.RUN_MEETINGS, meeting.led_team_id)
            )
        if is_asked:
            held_on = timezone.localdate(meeting.ends_at, ZoneInfo(meeting.in_space.time_zone))
            due_on = held_on + timedelta(days=1)
            yield Need("minutes", meeting.in_space, due_on, due_on <= today, meeting)


def promises_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What this person promised in a meeting, or their team without saying who, and is due soon. One query.

    What was agreed with a coach is asked for by coaching; of a team that has left nothing is.
    """
    led = _led(person, spaces)
    due = Commitment.objects.open().filter(due_on__lte=today + SOON, meeting__contact=None)
    due = due.filter(meeting__in_space__in=person.standing.known, meeting__in_space__closed_at=None)
    due = due.filter(team__closed_at=None, team__profile__withdrawn_on=None)
    due = due.filter(owner=person.pk) | due.filter(owner=None, owner_words="", team__in=led)
    for commitment in due.select_related("meeting", "meeting__in_space", "team").order_by("due_on", "pk"):
        space = commitment.team or commitment.meeting.in_space
        yield Need("promise", space, commitment.due_on, commitment.due_on <= today, commitment)


def calls_to_lead(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Calls in the next two weeks that a team which this person leads will lead. One query."""
    led = _led(person, spaces)
    now = timezone.now()
    coming = Meeting.objects.standing().filter(led_team__in=led, starts_at__gte=now, starts_at__lte=now + A_WHILE)
    coming = coming.filter(in_space__closed_at=None, led_team__profile__withdrawn_on=None)
    for meeting in coming.select_related("in_space", "led_team").order_by("starts_at") if led else ():
        due_on = timezone.localdate(meeting.starts_at)
        yield Need("lead_call", meeting.led_team, due_on, due_on <= today + SOON, meeting)


def _led(person: Person, spaces: dict[int, Space]) -> list[int]:
    """The open teams that this person leads."""
    return [
        pk for pk, space in spaces.items() if Role.TEAM_LEAD in person.standing.roles_in(pk) and space.closed_at is None
    ]
