"""A month that is due: who is reminded, who is thanked, and which director hears who is not in yet.

All of it is worked out for every team at once, in a number of queries that does not grow with the teams.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.collaboratives.thresholds import Number
from allteach.core.models import Event
from allteach.measures.queries.due import DuePeriod, due_periods, latest_periods
from allteach.messaging.models import Message
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.progress.queries.reports import awaited_reports
from allteach.spaces.models import Membership, Space, Team
from allteach.spaces.roles import Role

MONTH_DUE = "month_due"
REPORTERS = (Role.TEAM_LEAD, Role.DATA_LEAD)
WHOLE_TEAM = (*REPORTERS, Role.CLINICAL_LEAD, Role.TEAM_MEMBER, Role.PARTNER)
EARLIEST_HOUR = 8  # Nobody is reminded at night.
DAYS_LATE = 1  # Of a reminder, when no worker ran.
BEFORE, AFTER = ("messages.month_first", "messages.month_last"), ("messages.month_late", "messages.month_later")


def months_that_are_due(now: datetime) -> Iterable[Owed]:
    """Twice before a month is due, and twice after it, by the thresholds: to those who report for the team.

    Its numbers and its report are one reminder: it goes while either is missing.
    From eight in the morning of the team's own clock; a day late when no worker ran, later not at all. Whoever acted
    on none of the last reminders gets one for each month, and then none: their director sees it, and speaks to them.
    """
    teams = _teams()
    limits = _limits(teams.values())
    due = with_reports(due_periods(teams, today=now.date(), with_running=True), teams, now)
    waiting = list(_steps(teams, due, now, limits))
    reporters = _members({team for team, _due, _step in waiting}, REPORTERS)
    ignored = ignored_reminders({team for team, _due, _step in waiting})
    for team, each, step in waiting:
        limit = limits[teams[team].around_id]
        for person in reporters.get(team, ()):
            if is_reminded(step, ignored.get((person.pk, team), 0), limit):
                yield Owed(Reader.of(person), about=f"spaces.space:{team}", period=f"{each.period} {step:+d}")


def is_reminded(step: int, ignored: int, limit: Mapping[str, Number]) -> bool:
    """Whether somebody gets this one of a month's reminders, who acted on none of so many before.

    The last before the month is due stays when all others end.
    """
    if ignored >= limit["messages.none_after"]:
        return False
    return ignored < limit["messages.fewer_after"] or step == -limit["messages.month_last"]


def months_that_are_in(now: datetime) -> Iterable[Owed]:
    """The day after a month was due, or as decided, thanks to everybody in the teams that sent it."""
    teams = _teams()
    limits = _limits(teams.values())
    sent: dict[int, list[DuePeriod]] = {}
    for each in latest_periods(teams, today=now.date()):
        after = int(limits[teams[each.team].around_id]["messages.thanks"])
        if each.sent_at is not None and _is_time(teams[each.team], each, after, now):
            sent.setdefault(each.team, []).append(each)
    members = _members(sent, WHOLE_TEAM)
    for team, periods in sent.items():
        for each in periods:
            for person in members.get(team, ()):
                yield Owed(Reader.of(person), about=f"spaces.space:{team}", period=str(each.period))


def teams_not_in_yet(now: datetime) -> Iterable[Owed]:
    """Once a team is to be called, and once more, the director of a collaborative hears which teams are not in yet.

    The day is that of the list of teams to call: two days after a month was due, where nothing else was decided.
    Which these are, with numbers or report, and who was called meanwhile, is asked when the mail is sent.
    """
    teams = _teams()
    limits = _limits(teams.values())
    lists: set[tuple[int, str]] = set()
    for each in latest_periods(teams, today=now.date()):
        parent = teams[each.team].parent_id
        if parent is None:
            continue
        first = int(limits[parent]["contact.follow_up_days"])
        for days in (first, first + int(limits[parent]["messages.list_again"])):
            if _is_time(teams[each.team], each, days, now, late=0):
                lists.add((parent, f"{each.period} {days:+d}"))
    directors = _members({collaborative for collaborative, _period in lists}, (Role.DIRECTOR,))
    for collaborative, period in sorted(lists):
        for person in directors.get(collaborative, ()):
            yield Owed(Reader.of(person), about=f"spaces.space:{collaborative}", period=period)


# --- Who acts on no reminder ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Silence:
    """Somebody who reports for a team and acted on none of the last reminders."""

    person: Person
    team: Space
    ignored: int
    hears_nothing: bool  # No reminder goes to them any more; else one for each month.


def ignored_reminders(teams: Collection[int]) -> dict[tuple[int, int], int]:
    """How many reminders came since each person last did anything in a team, by person and team; none are left out.

    Two queries however many teams.
    """
    sent: dict[tuple[int, int], list[datetime]] = {}
    mails = Message.objects.filter(
        letter=MONTH_DUE,
        state=Message.State.SENT,
        sent_at__isnull=False,
        about__in=[f"spaces.space:{team}" for team in teams],
    )
    for person, about, sent_at in mails.values_list("person", "about", "sent_at").order_by("sent_at"):
        assert sent_at is not None  # noqa: S101 - asked for above; the types do not know
        sent.setdefault((person, int(about.rpartition(":")[2])), []).append(sent_at)
    if not sent:
        return {}
    acts = Event.objects.filter(space__in={team for _, team in sent}, by__in={person for person, _ in sent})
    last = {(by, space): at for by, space, at in acts.values_list("by", "space").annotate(Max("at")).order_by()}
    counted = {
        who: sum(at > last[who] for at in moments) if who in last else len(moments) for who, moments in sent.items()
    }
    return {who: many for who, many in counted.items() if many}


def silences_in(collaborative: Space) -> list[Silence]:
    """Who acts on no reminder in a collaborative's teams, the longest silence first: five queries."""
    teams = {team.pk: team for team in Space.objects.active().filter(parent=collaborative)}
    limit = thresholds_of([collaborative.pk])[collaborative.pk]
    ignored = ignored_reminders(teams)
    found = [
        Silence(person, teams[team], ignored[person.pk, team], ignored[person.pk, team] >= limit["messages.none_after"])
        for team, people in _members(teams if ignored else (), REPORTERS).items()
        for person in people
        if ignored.get((person.pk, team), 0) >= limit["messages.fewer_after"]
    ]
    return sorted(found, key=lambda silence: (-silence.ignored, silence.team.name, silence.person.pk))


def reporters_ever(team: Space) -> list[tuple[Person, bool]]:
    """Who reports for a team or did once, and whether they still do: those who do first, then by name. One query.

    Only people whom mail can reach: who has no account is asked in another way.
    """
    held = Membership.objects.filter(
        space_id=team.pk, role__in=REPORTERS, person__left_at=None, person__account__is_active=True
    ).select_related("person")
    found: dict[int, tuple[Person, bool]] = {}
    for membership in held:
        before = found.get(membership.person_id, (membership.person, False))
        found[membership.person_id] = (membership.person, before[1] or membership.ended_at is None)
    return sorted(found.values(), key=lambda each: (not each[1], each[0].name))


# --- How --------------------------------------------------------------------------------------------------------


def _teams() -> dict[int, Team]:
    """The teams whose months are asked for."""
    return {team.pk: team for team in Team.objects.active().filter(parent__closed_at=None)}


def _limits(teams: Iterable[Team]) -> dict[int, Mapping[str, Number]]:
    """What was decided around each team: one query."""
    return thresholds_of({team.around_id for team in teams})


def _steps(
    teams: dict[int, Team], due: dict[int, list[DuePeriod]], now: datetime, limits: Mapping[int, Mapping[str, Number]]
) -> Iterator[tuple[int, DuePeriod, int]]:
    """Which period of which team it is time to remind of, and with which of the four reminders."""
    steps = {around: _reminders(limit) for around, limit in limits.items()}
    for team, periods in due.items():
        local = now.astimezone(ZoneInfo(teams[team].time_zone))
        if local.hour < EARLIEST_HOUR:
            continue
        for each in periods:
            step = step_of((local.date() - each.due_on).days, steps[teams[team].around_id])
            if step is not None:
                yield team, each, step


def with_reports(due: dict[int, list[DuePeriod]], teams: dict[int, Team], now: datetime) -> dict[int, list[DuePeriod]]:
    """What is due, and besides it the months whose numbers are in and whose report is not."""
    found = {team: list(periods) for team, periods in due.items()}
    for team, awaited in awaited_reports(list(teams.values()), today=now.date(), with_running=True).items():
        known = {each.period for each in found.get(team, ())}
        for month, due_on in awaited:
            if month not in known:
                found.setdefault(team, []).append(DuePeriod(team, month, due_on, measures=0, started=0))
    return found


def _reminders(limit: Mapping[str, Number]) -> tuple[int, ...]:
    """How many days after a month was due its reminders go; less than 0 before."""
    return (*(-int(limit[key]) for key in BEFORE), *(int(limit[key]) for key in AFTER))


def step_of(days: int, steps: Iterable[int]) -> int | None:
    """Which of some days it is, so many days after; a day late where no worker ran, and None later."""
    return max((step for step in steps if step <= days <= step + DAYS_LATE), default=None)


def _is_time(team: Space, each: DuePeriod, days: int, now: datetime, *, late: int = DAYS_LATE) -> bool:
    """Whether it is so many days after a period was due, by day, on the team's own clock."""
    local = now.astimezone(ZoneInfo(team.time_zone))
    return local.hour >= EARLIEST_HOUR and days <= (local.date() - each.due_on).days <= days + late


def _members(spaces: Iterable[int], roles: Collection[Role]) -> dict[int, list[Person]]:
    """Who holds one of some roles in each space, each person once. One query."""
    found: dict[int, dict[int, Person]] = {}
    wanted = Membership.objects.active().filter(space__in=list(spaces), role__in=roles).select_related("person")
    for membership in wanted.order_by("pk"):
        found.setdefault(membership.space_id, {})[membership.person_id] = membership.person
    return {space: list(people.values()) for space, people in found.items()}
