"""Letters about sessions and calls: what comes, what was said, and what somebody should do before or after."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format, time_format

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.models import Event
from allteach.meetings.kinds import Kind
from allteach.meetings.models import Attendance, Meeting, Presentation
from allteach.meetings.naming import title_of
from allteach.messaging.letters import Contents, link
from allteach.messaging.models import Message
from allteach.messaging.months import DAYS_LATE, EARLIEST_HOUR, step_of
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Role

GATHERINGS = (Kind.LEARNING_SESSION, Kind.CONGRESS)
PLANNERS = (Role.DIRECTOR,)
REGISTER_BEFORE = (-7, -1)  # Days before registration closes.
LONGEST_BEFORE = 15  # Days: no call is announced earlier.
MINUTES_AFTER = (1, 3)  # Days after a call.


# --- whom the clock reminds -----------------------------------------------------------------------------------------


def calls_to_come(now: datetime) -> Iterable[Owed]:
    """A week and a day before a call, or as decided, everybody in the collaborative or one of its teams who may come.

    At eight in the morning there. Two queries, and two for each call.
    """
    coming = list(_around(now, kinds=[Kind.ALL_TEAM_CALL], before=LONGEST_BEFORE))
    limits = thresholds_of({meeting.in_space_id for meeting, _days in coming}) if coming else {}
    for meeting, days in coming:
        limit = limits[meeting.in_space_id]
        step = step_of(days, (-int(limit["messages.call_first"]), -int(limit["messages.call_last"])))
        if step is not None and meeting.starts_at > now:
            for person in those_who_may_come(meeting):
                yield _owed(person, meeting, _period(_day_of(meeting), step))


def minutes_missing(now: datetime) -> Iterable[Owed]:
    """A day and three days after a call whose minutes are not posted, whoever led it. As many queries."""
    for meeting, days in _around(now, kinds=[Kind.ALL_TEAM_CALL], after=max(MINUTES_AFTER) + DAYS_LATE):
        step = step_of(days, MINUTES_AFTER)
        if step is not None and meeting.minutes_posted_at is None and meeting.ends_at < now:
            for person in those_who_lead(meeting):
                yield _owed(person, meeting, _period(_day_of(meeting), step))


def registrations_to_make(now: datetime) -> Iterable[Owed]:
    """A week and a day before registration closes, the leads of teams that have registered nobody."""
    for meeting, _days in _around(now, kinds=GATHERINGS, before=120):
        if meeting.register_by is None or meeting.held_at is not None:
            continue
        local = now.astimezone(ZoneInfo(meeting.in_space.time_zone)).date()
        step = step_of((local - meeting.register_by).days, REGISTER_BEFORE)
        if step is None:
            continue
        said = Attendance.objects.filter(meeting=meeting.pk).exclude(team=None).values("team")
        for person in _leads(_teams_in(meeting.in_space).exclude(pk__in=said)):
            yield _owed(person, meeting, _period(meeting.register_by, step))


def presenters_to_choose(now: datetime) -> Iterable[Owed]:
    """Two months before a session, whoever directs: while no team is chosen to present."""
    for meeting in _sessions_in(now, "sessions.choose_days"):
        if not Presentation.objects.filter(meeting=meeting.pk).exists():
            for person in _in_role(meeting.in_space, PLANNERS):
                yield _owed(person, meeting, _day_of(meeting).isoformat())


def presenters_to_invite(now: datetime) -> Iterable[Owed]:
    """A month before a session, the leads of the teams that present."""
    for meeting in _sessions_in(now, "sessions.invite_days"):
        chosen = Presentation.objects.filter(meeting=meeting.pk).values("team")
        for person in _leads(_teams_in(meeting.in_space).filter(pk__in=chosen)):
            yield _owed(person, meeting, _day_of(meeting).isoformat())


def presentations_to_review(now: datetime) -> Iterable[Owed]:
    """Two weeks before a session, whoever directs and the leads of teams whose presentation nobody looked at yet."""
    for meeting in _sessions_in(now, "sessions.review_days"):
        waiting = Presentation.objects.filter(meeting=meeting.pk, reviewed_at=None)
        if waiting.exists():
            leads = _leads(_teams_in(meeting.in_space).filter(pk__in=waiting.values("team")))
            for person in dict.fromkeys([*_in_role(meeting.in_space, PLANNERS), *leads]):
                yield _owed(person, meeting, _day_of(meeting).isoformat())


# --- who hears of an event ------------------------------------------------------------------------------------------


def everybody_at(event: Event) -> Iterable[Reader]:
    """Everybody in the collaborative of a meeting of all teams, but for whoever did it; of others nobody."""
    meeting = Meeting.objects.of_all_teams().filter(pk=event.subject).select_related("in_space").first()
    if meeting is None:
        return []
    return [Reader.of(person) for person in everybody_in(meeting.in_space) if person.pk != event.by]


def everybody_in(space: Space) -> list[Person]:
    """Whoever works in a collaborative or one of the teams that take part in it. One query."""
    return list(_people_in(space, _teams_in(space)))


def those_who_may_come(meeting: Meeting) -> list[Person]:
    """Everybody in the collaborative of a call, but those who sent apologies, and teams that did. Two queries."""
    apologies = list(
        Attendance.objects.filter(meeting=meeting.pk, state=Attendance.State.APOLOGIES).values_list(
            "person", "team", "guest"
        )
    )
    away = {team for person, team, guest in apologies if person is None and not guest}
    declined = {person for person, _team, _guest in apologies if person is not None}
    teams = _teams_in(meeting.in_space).exclude(pk__in=away)
    return list(_people_in(meeting.in_space, teams).exclude(pk__in=declined))


def those_who_lead(meeting: Meeting) -> list[Person]:
    """The person who leads a call; else the leads of the team that does; else whoever directs.

    Whoever has left leads nothing any more, and the next is asked. At most three queries.
    """
    teams = _teams_in(meeting.in_space)
    found: list[Person] = []
    if meeting.led_by_id is not None:
        found = list(_people_in(meeting.in_space, teams).filter(pk=meeting.led_by_id))
    if not found and meeting.led_team_id is not None:
        found = _leads(teams.filter(pk=meeting.led_team_id))
    return found or _in_role(meeting.in_space, PLANNERS)


# --- what the letters say -------------------------------------------------------------------------------------------


def about_meeting(message: Message) -> Contents | None:
    """What a call is, when, about what and where; nothing once it has begun, was cancelled, or for whoever has left."""
    meeting = _meeting(message)
    if meeting is None or meeting.starts_at <= timezone.now():
        return None
    return _about(message, is_cancelled=False)


def about_cancelled(message: Message) -> Contents | None:
    """What does not take place, and why."""
    return _about(message, is_cancelled=True)


def about_minutes(message: Message) -> Contents | None:
    """Where the minutes are."""
    return _about(message, is_cancelled=False, is_posted=True)


def about_missing_minutes(message: Message) -> Contents | None:
    """Which minutes are missing; nothing once they are posted."""
    return _about(message, is_cancelled=False, view="run", is_posted=False)


def about_registration(message: Message) -> Contents | None:
    """Which session asks who comes; nothing once the reader's team has said."""
    found = _about(message, is_cancelled=False)
    meeting = _meeting(message)
    if found is None or meeting is None or message.person is None:
        return None
    led = Membership.objects.active().filter(
        person=message.person, role=Role.TEAM_LEAD, space__in=_teams_in(meeting.in_space)
    )
    silent = led.exclude(space__in=Attendance.objects.filter(meeting=meeting.pk, team__isnull=False).values("team"))
    first = silent.select_related("space").order_by("space__name").first()
    if first is None:
        return None
    slug = slug_for(first.space, message.person)
    address = link("meetings:register", space=meeting.in_space.slug, number=meeting.pk, team=slug)
    return {**found, "team": first.space.name, "until": meeting.register_by, "link": address}


def about_choice(message: Message) -> Contents | None:
    """For which session presenters are to be chosen; nothing once one is."""
    meeting = _meeting(message)
    if meeting is None or meeting.presentations.exists():
        return None
    return _about(message, is_cancelled=False, view="presenters")


def about_presentation(message: Message) -> Contents | None:
    """What the reader's team presents; nothing once another team presents in its place."""
    return _about_own(message, Presentation.objects.all())


def about_review(message: Message) -> Contents | None:
    """What the reader's team presents and nobody looked at; for whoever directs, that presentations wait. Else nothing.

    The page on which all of them stand is the directors' alone.
    """
    waiting = Presentation.objects.filter(reviewed_at=None)
    own = _about_own(message, waiting)
    meeting = _meeting(message)
    if own is not None or meeting is None or message.person is None:
        return own
    directs = bool(set(PLANNERS) & set(message.person.standing.roles_in(meeting.in_space_id)))
    if not directs or not waiting.filter(meeting=meeting.pk).exists():
        return None
    found = _about(message, is_cancelled=False, view="presenters")
    return found and {**found, "team": "", "topic": ""}


# --- the rest -------------------------------------------------------------------------------------------------------


def _around(now: datetime, *, kinds: Iterable[Kind], before: int = 0, after: int = 0) -> Iterator[tuple[Meeting, int]]:
    """Meetings of some kinds from so many days ago to so many ahead, each with how many days it is past: one query.

    From eight in the morning where they are.
    """
    found = Meeting.objects.standing().filter(
        kind__in=list(kinds),
        in_space__closed_at=None,
        starts_at__gte=now - timedelta(days=after + 1),
        starts_at__lte=now + timedelta(days=before + 1),
    )
    for meeting in found.select_related("in_space", "led_by").order_by("pk"):
        zone = ZoneInfo(meeting.in_space.time_zone)
        local = now.astimezone(zone)
        if local.hour >= EARLIEST_HOUR:
            yield meeting, (local.date() - _day_of(meeting)).days


def _sessions_in(now: datetime, threshold: str) -> list[Meeting]:
    """The sessions that begin in as many days as a threshold of their collaborative says: two queries."""
    coming = list(_around(now, kinds=GATHERINGS, before=120))
    limits = thresholds_of({meeting.in_space_id for meeting, _days in coming}) if coming else {}
    return [
        meeting
        for meeting, days in coming
        if step_of(days, (-int(limits[meeting.in_space_id][threshold]),)) is not None
    ]


def _day_of(meeting: Meeting) -> date:
    """The day on which it begins where it is."""
    return meeting.starts_at.astimezone(ZoneInfo(meeting.in_space.time_zone)).date()


def _period(day: date, step: int) -> str:
    """Which reminder of which day: what is moved to another day is told of again."""
    return f"{day} {step:+d}"


def _owed(person: Person, meeting: Meeting, period: str) -> Owed:
    return Owed(Reader.of(person), about=f"meetings.meeting:{meeting.pk}", period=period)


def _teams_in(space: Space) -> QuerySet[Space]:
    """The teams that take part in a collaborative: neither closed nor gone."""
    return Space.objects.active().filter(parent=space.pk, profile__withdrawn_on=None)


def _people_in(space: Space, teams: QuerySet[Space]) -> QuerySet[Person]:
    """Whoever works in a collaborative itself or in one of some teams, in one order."""
    members = Membership.objects.active().exclude(role=Role.FUNDER)
    members = members.filter(Q(space=space.pk, space__closed_at=None) | Q(space__in=teams))
    return Person.objects.filter(pk__in=members.values("person"), left_at=None).order_by("pk")


def _leads(teams: QuerySet[Space]) -> list[Person]:
    """Who leads some teams. One query."""
    held = Membership.objects.active().filter(space__in=teams, role=Role.TEAM_LEAD)
    return list(Person.objects.filter(pk__in=held.values("person"), left_at=None).order_by("pk"))


def _in_role(space: Space, roles: Iterable[Role]) -> list[Person]:
    held = Membership.objects.active().filter(space=space.pk, role__in=list(roles))
    return list(Person.objects.filter(pk__in=held.values("person"), left_at=None).order_by("pk"))


def _meeting(message: Message) -> Meeting | None:
    pk = int(message.about.rpartition(":")[2])
    return Meeting.objects.of_all_teams().filter(pk=pk).select_related("in_space", "led_by", "led_team").first()


def _about_own(message: Message, presentations: QuerySet[Presentation]) -> Contents | None:
    """What a team presents that the reader leads, of some presentations; None where it does not."""
    found, meeting = _about(message, is_cancelled=False), _meeting(message)
    if found is None or meeting is None or message.person is None:
        return None
    own = Membership.objects.active().filter(
        person=message.person, role=Role.TEAM_LEAD, space__in=_teams_in(meeting.in_space)
    )
    shown = presentations.filter(meeting=meeting.pk, team__in=own.values("space")).select_related("team").first()
    if shown is None:
        return None
    where = {"space": meeting.in_space.slug, "number": meeting.pk, "team": slug_for(shown.team, message.person)}
    return {
        **found,
        "team": name_for(shown.team, message.person),
        "topic": shown.topic,
        "link": link("meetings:review_presentation", **where),
    }


def _about(
    message: Message, *, is_cancelled: bool, view: str = "meeting", is_posted: bool | None = None
) -> Contents | None:
    meeting = _meeting(message)
    if meeting is None or message.person is None or meeting.in_space_id not in message.person.standing.known:
        return None
    if (meeting.cancelled_at is not None) != is_cancelled:
        return None
    if is_posted is not None and (meeting.minutes_posted_at is not None) != is_posted:
        return None
    leader = name_for(meeting.led_team, message.person) if meeting.led_team else str(meeting.led_by or "")
    with translation.override(message.person.language), timezone.override(message.person.time_zone):
        begins = timezone.localtime(meeting.starts_at)
        return {
            "title": title_of(meeting),
            "space": meeting.in_space.name,
            "day": date_format(begins, "DATE_FORMAT"),
            "hour": time_format(begins.time(), "TIME_FORMAT"),
            "topic": meeting.topic,
            "leader": leader,
            "place": meeting.place,
            "call": meeting.link,
            "reason": meeting.cancelled_reason,
            "link": link(f"meetings:{view}", space=meeting.in_space.slug, number=meeting.pk),
        }
