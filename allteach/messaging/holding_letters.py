"""Mail about what teams keep: a check that is due, and a spread plan that waits for its sponsor."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from allteach.core.models import Event
from allteach.improvement.models import ImplementedChange, SpreadPlan
from allteach.improvement.queries.control import held, held_everywhere
from allteach.messaging.letter import Contents
from allteach.messaging.models import Message
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.spaces.models import Membership
from allteach.spaces.roles import Role

EARLIEST_HOUR = 8  # Nobody is reminded at night.
LATE = timedelta(days=7)  # When no worker ran for longer, the desk says it alone.
ABOUT_CHANGE, ABOUT_PLAN = "improvement.implementedchange", "improvement.spreadplan"


def checks_that_are_due(now: datetime) -> Iterable[Owed]:
    """On the day of a check of a kept change, from eight in the morning of the team's clock: to the team's lead."""
    due = []
    for one in held_everywhere():
        local = now.astimezone(ZoneInfo(one.change.team.time_zone))
        day = one.next_check
        if day is not None and local.hour >= EARLIEST_HOUR and day.due_on <= local.date() <= day.due_on + LATE:
            due.append((one.change, day.number))
    teams = {change.team_id for change, _number in due}
    leads: dict[int, list[Person]] = {}
    held_by = Membership.objects.active().filter(space__in=teams, role=Role.TEAM_LEAD).select_related("person")
    for membership in held_by.order_by("pk") if teams else ():
        leads.setdefault(membership.space_id, []).append(membership.person)
    for change, number in due:
        for person in leads.get(change.team_id, ()):
            yield Owed(Reader.of(person), about=f"{ABOUT_CHANGE}:{change.pk}", period=f"check {number}")


def check_due(message: Message) -> Contents | None:
    """Which change, and what it is watched on. Nothing when somebody looked meanwhile, or the reader leads no more."""
    change = ImplementedChange.objects.filter(pk=_pk(message)).select_related("team").first()
    if change is None or message.person is None or not _has_role(message.person, change.team_id, Role.TEAM_LEAD):
        return None
    stands = held(change)
    if stands.plan is None or stands.next_check is None or message.period != f"check {stands.next_check.number}":
        return None
    return {
        "space": change.team.name,
        "change": change.title,
        "chart": stands.plan.chart.title,
        "link": settings.SITE_ADDRESS + reverse("improvement:check_change", args=[change.team.slug, change.number]),
    }


def sponsors_who_approve(event: Event) -> Iterable[Reader]:
    """The sponsors of the team whose plan was put forward, but for whoever did it."""
    members = Membership.objects.active().filter(space_id=event.space, role=Role.SPONSOR).exclude(person_id=event.by)
    return [Reader.of(person) for person in Person.objects.filter(pk__in=members.values("person")).order_by("pk")]


def plan_waits(message: Message) -> Contents | None:
    """Which plan. Nothing when it was approved meanwhile, or the reader sponsors the team no more."""
    waiting = SpreadPlan.objects.filter(pk=_pk(message), state=SpreadPlan.Status.PROPOSED)
    plan = waiting.select_related("team").first()
    if plan is None or message.person is None or not _has_role(message.person, plan.team_id, Role.SPONSOR):
        return None
    return {
        "space": plan.team.name,
        "plan": plan.title,
        "link": settings.SITE_ADDRESS + reverse("improvement:spread_plan", args=[plan.team.slug, plan.number]),
    }


def _has_role(person: Person, space: int, role: Role) -> bool:
    return Membership.objects.active().filter(person=person, space_id=space, role=role).exists()


def _pk(message: Message) -> int:
    return int(message.about.rsplit(":", 1)[1])
