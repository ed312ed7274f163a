"""Letters about pre-work: what is due in two days, and who is stuck. A team that has left gets none."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from allteach.messaging.letters import Contents, link
from allteach.messaging.models import Message
from allteach.messaging.months import EARLIEST_HOUR
from allteach.messaging.readers import Owed, Reader
from allteach.progress.prework import Checklist, checklists_of
from allteach.spaces.models import Membership, Space, Team
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Role

DAYS_BEFORE = timedelta(days=2)
LEADS = (Role.TEAM_LEAD,)
HELPERS = (Role.TEAM_LEAD, Role.COACH)
MONDAY = 0


def items_that_are_due(now: datetime) -> Iterable[Owed]:
    """Two days before items of pre-work are due, their team's lead: one mail for all that is due on a day.

    Five queries however many teams.
    """
    found = []
    for each, today in _under_way(now):
        days = {line.due_on for line in each.due_between(today + timedelta(days=1), today + DAYS_BEFORE)}
        found += [(each.team.pk, day) for day in sorted(day for day in days if day is not None)]
    leads = _people([team for team, _day in found], LEADS)
    for team, day in found:
        for reader in leads.get(team, ()):
            yield Owed(reader, about=f"spaces.space:{team}", period=day.isoformat())


def teams_that_are_stuck(now: datetime) -> Iterable[Owed]:
    """On Mondays, the lead and the coach of each team that is stuck in its pre-work: once a week. Five queries."""
    stuck = [(each.team.pk, today) for each, today in _under_way(now) if each.is_stuck and today.weekday() == MONDAY]
    people = _people([team for team, _today in stuck], HELPERS)
    for team, today in stuck:
        for reader in people.get(team, ()):
            yield Owed(reader, about=f"spaces.space:{team}", period=today.isoformat())


def due(message: Message) -> Contents | None:
    """What is due on the day and not signed off; nothing when all of it is."""
    checklist = _checklist(message)
    if checklist is None:
        return None
    day = date.fromisoformat(message.period)
    lines = [line for line in checklist.lines if line.due_on == day and not line.is_done]
    return (
        _about(checklist, message) | {"items": [str(line.item.words) for line in lines], "day": day} if lines else None
    )


def stuck(message: Message) -> Contents | None:
    """What is late, and what help was named; nothing when the team is not stuck any more."""
    checklist = _checklist(message)
    if checklist is None or not checklist.is_stuck:
        return None
    review = checklist.review
    return _about(checklist, message) | {
        "items": [str(line.item.words) for line in checklist.late],
        "helper": review.helper if review else "",
        "help": review.help_words if review else "",
    }


def _under_way(now: datetime) -> Iterable[tuple[Checklist, date]]:
    """The teams that are asked for pre-work now, with the day it is where they are, from eight in the morning there."""
    teams = list(
        Team.objects.active()
        .filter(parent__closed_at=None, parent__timetable__isnull=False, profile__withdrawn_on=None)
        .select_related("parent", "profile")
        .order_by("pk")
    )
    for each in checklists_of(teams, today=now.date(), with_evidence=False) if teams else ():
        local = now.astimezone(ZoneInfo(each.team.time_zone))
        if each.is_under_way(local.date()) and local.hour >= EARLIEST_HOUR:
            yield each, local.date()


def _people(teams: Iterable[int], roles: Iterable[Role]) -> dict[int, list[Reader]]:
    """Who has one of some roles in each team."""
    held = Membership.objects.active().filter(space__in=list(teams), role__in=list(roles)).select_related("person")
    found: dict[int, list[Reader]] = {}
    for membership in held.order_by("pk"):
        reader = Reader.of(membership.person)
        if reader not in found.setdefault(membership.space_id, []):
            found[membership.space_id].append(reader)
    return found


def _checklist(message: Message) -> Checklist | None:
    """The pre-work of the team that a message is about, while it is asked for and its reader belongs to the team."""
    pk = int(message.about.rpartition(":")[2])
    team = _team(pk) if message.about.startswith("spaces.space:") else None
    if team is None or message.person_id is None:
        return None
    if not Membership.objects.active().filter(space=team.pk, person=message.person_id).exists():
        return None
    today = datetime.now(ZoneInfo(team.time_zone)).date()
    (checklist,) = checklists_of([team], today=today)
    return checklist if checklist.is_under_way(today) else None


def _team(pk: int) -> Space | None:
    shown = Team.objects.active().filter(pk=pk, parent__closed_at=None, profile__withdrawn_on=None)
    return shown.select_related("parent", "profile").first()


def _about(checklist: Checklist, message: Message) -> Contents:
    team, person = checklist.team, message.person
    return {
        "space": name_for(team, person) if person else team.name,
        "link": link("prework:prework", team=slug_for(team, person) if person else team.slug),
    }
