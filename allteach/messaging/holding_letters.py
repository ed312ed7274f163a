"""Mail about what teams keep: a check that is due, a chart that turned, a plan to sign, numbers, a spread plan."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.language import period_in_words
from allteach.core.models import Event
from allteach.core.periods import Period
from allteach.improvement.models import ControlPlan, ImplementedChange, SpreadPlan
from allteach.improvement.queries.control import held, held_everywhere, slipping, turned_in, waiting_everywhere
from allteach.measures.queries.due import DuePeriod, due_periods
from allteach.messaging.letter import Contents
from allteach.messaging.models import Message
from allteach.messaging.months import REPORTERS
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.spaces.models import Membership, Team
from allteach.spaces.roles import Role

EARLIEST_HOUR = 8  # Nobody is reminded at night.
TURNS_LOOKED_AT = range(8, 11)  # Hours: whatever is entered later in the day is told in the morning.
TURNED = "chart_turned"
LATE = timedelta(days=7)  # When no worker ran for longer, the desk says it alone.
ABOUT_CHANGE, ABOUT_PLAN, ABOUT_TEAM = "improvement.implementedchange", "improvement.spreadplan", "spaces.space"


def checks_that_are_due(now: datetime) -> Iterable[Owed]:
    """On the day of a check of a kept change, from eight in the morning of the team's clock: to the team's lead."""
    due = []
    for one in held_everywhere():
        local = now.astimezone(ZoneInfo(one.change.team.time_zone))
        day = one.next_check
        if day is not None and local.hour >= EARLIEST_HOUR and day.due_on <= local.date() <= day.due_on + LATE:
            due.append((one.change, day.number))
    leads = _holding({change.team_id for change, _number in due}, (Role.TEAM_LEAD,))
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


def charts_that_turned(now: datetime) -> Iterable[Owed]:
    """When the chart of a kept change turns the wrong way: to the team's lead, once for each turn.

    Looked at between eight and eleven in the morning of the team's clock. While the same signal stands nothing more is
    said of it; when it went away and came back, it is said again. Eight queries however many teams.
    """
    awake = [
        team
        for team, zone in Team.objects.active().filter(parent__closed_at=None).values_list("pk", "time_zone")
        if now.astimezone(ZoneInfo(zone)).hour in TURNS_LOOKED_AT
    ]
    turned = turned_in(awake) if awake else []
    leads = _holding({plan.change.team_id for plan, _concern in turned}, (Role.TEAM_LEAD,))
    told: dict[tuple[str, str], set[Period]] = {}
    written = Message.objects.filter(letter=TURNED, about__in={_about(plan) for plan, _concern in turned})
    for whom, about, period in written.values_list("reader", "about", "period") if turned else ():
        told.setdefault((whom, about), set()).add(Period.parse(period))
    for plan, concern in turned:
        for person in leads.get(plan.change.team_id, ()):
            reader = Reader.of(person)
            known = told.get((reader.key, _about(plan)), ())
            if not any(concern.since <= period <= concern.latest for period in known):
                yield Owed(reader, about=_about(plan), period=str(concern.latest))


def chart_turned(message: Message) -> Contents | None:
    """Which chart, its newest number as the reader may know it, and what was agreed to do.

    Nothing when the signal went away meanwhile, the change is kept no more, or the reader leads no more.
    """
    change = ImplementedChange.objects.filter(pk=_pk(message)).select_related("team").first()
    if change is None or message.person is None or not _has_role(message.person, change.team_id, Role.TEAM_LEAD):
        return None
    with translation.override(message.person.language):
        turned = slipping([change.team_id], seen_by=message.person)
        found = next(((plan, chart) for plan, chart in turned if plan.change_id == change.pk), None)
        if found is None:
            return None
        plan, chart = found
        position = chart.analysis.latest if chart.analysis is not None else None
        return {
            "space": change.team.name,
            "change": change.title,
            "chart": chart.team_measure.title,
            "month": period_in_words(chart.timeline.periods[position]) if position is not None else "",
            "response": plan.response,
            "link": settings.SITE_ADDRESS + reverse("improvement:change", args=[change.team.slug, change.number]),
        }


def _about(plan: ControlPlan) -> str:
    return f"{ABOUT_CHANGE}:{plan.change_id}"


def numbers_asked_again(now: datetime) -> Iterable[Owed]:
    """On the day of a data request after the congress, from eight in the morning of the team's clock: who reports.

    Only teams that have not sent the month yet. Five queries however many teams.
    """
    teams = {team.pk: team for team in Team.objects.active().filter(parent__closed_at=None)}
    asked: dict[int, list[DuePeriod]] = {}
    tomorrow = now.date() + timedelta(days=1)  # Somewhere that day has begun.
    for team, periods in due_periods(teams, today=tomorrow, with_running=True).items():
        local = now.astimezone(ZoneInfo(teams[team].time_zone))
        asked[team] = [
            due
            for due in periods
            if due.request is not None
            and local.hour >= EARLIEST_HOUR
            and due.request.start <= local.date() <= due.request.start + LATE
        ]
    reporters = _holding({team for team, periods in asked.items() if periods}, REPORTERS)
    for team, people in reporters.items():
        for due in asked[team]:
            for person in people:
                yield Owed(Reader.of(person), about=f"{ABOUT_TEAM}:{team}", period=str(due.period))


def asked_again(message: Message) -> Contents | None:
    """Which month, and by when. Nothing when it was sent meanwhile, or the reader reports it no longer."""
    team = Team.objects.active().filter(pk=_pk(message)).first()
    if team is None or message.person is None:
        return None
    if not any(_has_role(message.person, team.pk, role) for role in REPORTERS):
        return None
    today = timezone.localdate(timezone=ZoneInfo(team.time_zone))
    owed = due_periods([team.pk], today=today, with_running=True).get(team.pk, ())
    due = next((due for due in owed if str(due.period) == message.period and due.request is not None), None)
    if due is None or due.request is None:
        return None
    return {
        "space": team.name,
        "month": period_in_words(due.period),
        "months": due.request.number,
        "due_on": due.due_on,
        "link": settings.SITE_ADDRESS + reverse("reporting:grid", args=[team.slug, due.period]),
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


def plans_to_sign(now: datetime) -> Iterable[Owed]:
    """The morning after it was written how a change is held, and once more: to the sponsor, until it is signed.

    Not at once: a plan is written in several goes. Five queries however many teams.
    """
    waiting = waiting_everywhere()
    limits = thresholds_of({each.plan.change.team.around_id for each in waiting}) if waiting else {}
    asked = []
    for each in waiting:
        team = each.plan.change.team
        zone, again = ZoneInfo(team.time_zone), int(limits[team.around_id]["messages.sign_again"])
        local, since = now.astimezone(zone), each.since.astimezone(zone).date()
        days = [since + timedelta(days=1), since + timedelta(days=1 + again)]
        number = sum(day <= local.date() for day in days)
        if number and local.hour >= EARLIEST_HOUR and local.date() <= days[number - 1] + LATE:
            asked.append((each.plan, f"{since} {number}"))
    sponsors = _holding({plan.change.team_id for plan, _period in asked}, (Role.SPONSOR,))
    for plan, period in asked:
        for person in sponsors.get(plan.change.team_id, ()):
            yield Owed(Reader.of(person), about=_about(plan), period=period)


def signature_waits(message: Message) -> Contents | None:
    """Which change. Nothing when it was signed or given up meanwhile, or the reader sponsors the team no more."""
    waiting = ControlPlan.objects.filter(change=_pk(message), approved_at=None)
    plan = waiting.exclude(change__state__in=ImplementedChange.OVER).select_related("change__team").first()
    if plan is None or message.person is None or not _has_role(message.person, plan.change.team_id, Role.SPONSOR):
        return None
    team = plan.change.team
    return {
        "space": team.name,
        "change": plan.change.title,
        "is_again": message.period.endswith(" 2"),
        "link": settings.SITE_ADDRESS + reverse("improvement:change", args=[team.slug, plan.change.number]),
    }


def _holding(spaces: Collection[int], roles: Collection[Role]) -> dict[int, list[Person]]:
    """Who holds one of some roles in each space, each person once: one query."""
    found: dict[int, dict[int, Person]] = {}
    held_by = Membership.objects.active().filter(space__in=spaces, role__in=roles).select_related("person")
    for membership in held_by.order_by("pk") if spaces else ():
        found.setdefault(membership.space_id, {})[membership.person_id] = membership.person
    return {space: list(people.values()) for space, people in found.items()}


def _has_role(person: Person, space: int, role: Role) -> bool:
    return Membership.objects.active().filter(person=person, space_id=space, role=role).exists()


def _pk(message: Message) -> int:
    return int(message.about.rsplit(":", 1)[1])
