"""Letters about coaching: a visit to be written up, what was agreed, teams that wait to hear from their coach."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.core.models import Event
from allteach.meetings.models import Commitment, Contact, Visit
from allteach.meetings.permissions import can_report_visit, can_see_contacts
from allteach.messaging.letters import Contents, link
from allteach.messaging.models import Message
from allteach.messaging.months import DAYS_LATE, EARLIEST_HOUR
from allteach.messaging.readers import Owed, Reader
from allteach.people.models import Person
from allteach.progress.caseload import due_contacts, teams_coached_by
from allteach.spaces.models import Membership, Space
from allteach.spaces.naming import name_for, slug_for
from allteach.spaces.roles import Role

REPORT_AFTER = (0, 3)  # Days after a visit's report was due.
MONDAY = 0
NAMED = 8  # Teams and agreements named in a letter: the page has the rest.


# --- whom the clock reminds ------------------------------------------------------------------------------------------


def visits_to_write_up(now: datetime) -> Iterable[Owed]:
    """On the day on which a visit's report is due, and three days after, whoever was there. Two queries."""
    waiting = list(
        Visit.objects.unreported()
        .filter(on__gte=now.date() - timedelta(days=62), on__lte=now.date(), team__closed_at=None)
        .with_names()
    )
    limits = thresholds_of({visit.team.around_id for visit in waiting}) if waiting else {}
    for visit in waiting:
        local = now.astimezone(ZoneInfo(visit.team.time_zone))
        due_on = visit.on + timedelta(days=int(limits[visit.team.around_id]["contact.visit_report_days"]))
        days = (local.date() - due_on).days
        step = next((step for step in REPORT_AFTER if step <= days <= step + DAYS_LATE), None)
        if step is not None and local.hour >= EARLIEST_HOUR and visit.meeting.led_by is not None:
            yield Owed(Reader.of(visit.meeting.led_by), about=f"meetings.meeting:{visit.pk}", period=f"{step:+d}")


def contacts_that_slip(now: datetime) -> Iterable[Owed]:
    """On Mondays, each coach whose teams should have heard from them last week: once a week, whatever their number.

    Which teams these are is read when the letter is written. Three queries, and one for the coaches.
    """
    coaching = Membership.objects.active().filter(
        role=Role.COACH, space__kind=Space.Kind.TEAM, space__closed_at=None, space__profile__withdrawn_on=None
    )
    held = list(coaching.select_related("person", "space", "space__parent", "space__profile").order_by("pk"))
    monday = [each for each in held if _is_monday_morning(now, each.space)]
    teams = {each.space_id: each.space for each in monday}
    due = due_contacts(list(teams.values()), today=now.date())
    told: set[int] = set()
    for each in monday:
        due_on = due.get(each.space_id)
        if due_on is not None and due_on < now.date() and each.person_id not in told:
            told.add(each.person_id)
            year, week, _day = now.isocalendar()
            yield Owed(Reader.of(each.person), about=f"people.person:{each.person_id}", period=f"{year}-W{week:02d}")


def _is_monday_morning(now: datetime, team: Space) -> bool:
    local = now.astimezone(ZoneInfo(team.time_zone))
    return local.weekday() == MONDAY and local.hour >= EARLIEST_HOUR


# --- who hears of an event -------------------------------------------------------------------------------------------


def leads_of_the_team(event: Event) -> Iterable[Reader]:
    """The team's leads, when something was agreed in the contact."""
    if not Commitment.objects.open().filter(meeting=event.subject).exists():
        return []
    held = Membership.objects.active().filter(space=event.space, role=Role.TEAM_LEAD)
    leads = Person.objects.filter(pk__in=held.values("person"), left_at=None)
    return [Reader.of(person) for person in leads.order_by("pk")]


# --- what the letters say --------------------------------------------------------------------------------------------


def about_visit(message: Message) -> Contents | None:
    """Which visit is to be written up; nothing once it is, was called off, or its coach has left the team."""
    visit = Visit.objects.unreported().filter(pk=_pk(message)).with_names().first()
    if visit is None or message.person is None or not can_report_visit(message.person, visit):
        return None
    with translation.override(message.person.language):
        day = date_format(visit.on, "DATE_FORMAT")
    slug = slug_for(visit.team, message.person)
    return {
        "team": name_for(visit.team, message.person),
        "day": day,
        "link": link("coaching:report_visit", team=slug, visit=visit.pk),
    }


def about_agreed(message: Message) -> Contents | None:
    """What coach and team agreed and is still open. Nothing for whoever has left, or when all of it is done."""
    contact = Contact.objects.filter(pk=_pk(message)).with_names().first()
    if contact is None or message.person is None or not can_see_contacts(message.person, contact.team):
        return None
    agreed = list(Commitment.objects.open().filter(meeting=contact.pk).select_related("owner"))
    agreed.sort(key=lambda one: (one.due_on or date.max, one.pk))
    with translation.override(message.person.language):
        lines = [_line(one) for one in agreed[:NAMED]]
    if not lines:
        return None
    return {
        "team": name_for(contact.team, message.person),
        "coach": str(contact.by),
        "lines": lines,
        "link": link("coaching:contacts", team=slug_for(contact.team, message.person)),
    }


def about_slipping(message: Message) -> Contents | None:
    """The teams that wait to hear from their coach, as it stands now; nothing when none does."""
    if message.person is None:
        return None
    today = timezone.now().astimezone(ZoneInfo(message.person.time_zone)).date()
    teams = teams_coached_by(message.person)
    due = due_contacts(teams, today=today)
    waiting = [team for team in teams if (due_on := due.get(team.pk)) is not None and due_on < today]
    if not waiting:
        return None
    return {
        "teams": [
            {
                "name": name_for(team, message.person),
                "link": link("coaching:log_contact", team=slug_for(team, message.person)),
            }
            for team in waiting[:NAMED]
        ],
        "more": max(0, len(waiting) - NAMED),
        "link": link("coaching:caseload"),
    }


def _line(one: Commitment) -> str:
    """One agreement: who, what, by when."""
    who = str(one.owner) if one.owner else one.owner_words or _("The team")
    if one.due_on is None:
        return _("%(who)s: %(what)s") % {"who": who, "what": one.words}
    day = date_format(one.due_on, "MONTH_DAY_FORMAT")
    return _("%(who)s: %(what)s, by %(day)s") % {"who": who, "what": one.words, "day": day}


def _pk(message: Message) -> int:
    return int(message.about.rpartition(":")[2])
