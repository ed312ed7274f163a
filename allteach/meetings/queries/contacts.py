"""What passed between coaches and teams: the last contact of each, the time spent, the log of one team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, Sum

from allteach.core.periods import Period
from allteach.meetings.models import Attendance, Commitment, Contact, PrivateNote, Visit
from allteach.meetings.models.contacts import spaces_with
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability


@dataclass(frozen=True)
class Spent:
    """How often somebody was in touch with a team, and how many minutes that took."""

    contacts: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class LoggedContact:
    """One contact as a viewer may see it. The private note is theirs, or empty."""

    contact: Contact
    people: tuple[Person, ...] = ()
    agreed: tuple[Commitment, ...] = ()
    private_note: str = ""
    visit: Visit | None = None


def latest_contacts(teams: Iterable[int]) -> dict[int, Contact]:
    """The last contact of each team that has one. One query."""
    newest = Contact.objects.filter(team__in=list(teams)).newest_of_each_team()
    return {contact.team_id: contact for contact in newest.select_related("by")}


def last_contact_days(teams: Iterable[int]) -> dict[int, date]:
    """The day of each team's last contact. One query."""
    days = Contact.objects.filter(team__in=list(teams)).order_by().values_list("team_id").annotate(Max("on"))
    return dict(days)


def time_spent(teams: Iterable[int], *, since: date) -> dict[int, Spent]:
    """Contacts and minutes of each team since a day: a team that was forgotten stands out. One query."""
    sums = Contact.objects.filter(team__in=list(teams), on__gte=since).order_by().values_list("team_id")
    return {team: Spent(count, minutes) for team, count, minutes in sums.annotate(Count("pk"), Sum("minutes"))}


def contacts_by_month(teams: Iterable[int], *, since: date) -> dict[int, dict[Period, int]]:
    """How many contacts each team had in each month since a day. One query."""
    found: dict[int, dict[Period, int]] = {}
    rows = Contact.objects.filter(team__in=list(teams), on__gte=since).order_by()
    for team, on in rows.values_list("team_id", "on"):
        months = found.setdefault(team, {})
        month = Period.containing(on, "month")
        months[month] = months.get(month, 0) + 1
    return found


def contacted_since(days: dict[int, date]) -> set[int]:
    """The teams with which somebody was in touch on a day or later; the day is each team's own. One query."""
    latest = last_contact_days(days)
    return {team for team, day in days.items() if (on := latest.get(team)) is not None and on >= day}


def contacts_of(team: Space, *, seen_by: Person) -> list[LoggedContact]:
    """The log of a team, the newest first, as this person may see it: four queries however many contacts."""
    shown = Contact.objects.visible_to(seen_by).filter(team=team.pk).with_names()
    return logged(list(shown), seen_by=seen_by)


def logged(contacts: Sequence[Contact], *, seen_by: Person) -> list[LoggedContact]:
    """Contacts with who took part, what was agreed, their visit and the viewer's own notes. Four queries."""
    keys = [contact.pk for contact in contacts]
    people: dict[int, list[Person]] = {}
    for attendance in Attendance.objects.attended().filter(meeting__in=keys).select_related("person"):
        if attendance.person is not None:
            people.setdefault(attendance.meeting_id, []).append(attendance.person)
    agreed: dict[int, list[Commitment]] = {}
    for commitment in Commitment.objects.filter(meeting__in=keys).select_related("owner", "team", "meeting"):
        agreed.setdefault(commitment.meeting_id, []).append(commitment)
    notes = dict(PrivateNote.objects.visible_to(seen_by).filter(contact__in=keys).values_list("contact_id", "text"))
    visits = {visit.pk: visit for visit in Visit.objects.visible_to(seen_by).filter(pk__in=keys)}
    return [
        LoggedContact(
            contact,
            tuple(people.get(contact.pk, ())),
            tuple(agreed.get(contact.pk, ())),
            notes.get(contact.pk, ""),
            visits.get(contact.pk),
        )
        for contact in contacts
    ]


def open_agreements(teams: Iterable[int]) -> list[Commitment]:
    """What was agreed in contacts with some teams and is still open, by the day it is due. One query."""
    agreed = Commitment.objects.open().filter(team__in=list(teams), meeting__contact__isnull=False)
    found = agreed.select_related("team", "owner", "meeting", "meeting__contact")
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))


def visits_to_report(person: Person, *, today: date) -> list[Visit]:
    """The visits of this person whose day has come and that nobody has written up, the oldest first. One query."""
    theirs = spaces_with(person, Ability.LOG_CONTACTS)
    due = Visit.objects.unreported().filter(team__in=theirs, meeting__led_by=person, on__lte=today)
    return list(due.with_names().order_by("on", "pk"))


def coming_visits(teams: Iterable[int], *, today: date) -> dict[int, Visit]:
    """The next visit of each team that is planned from today on. One query."""
    found: dict[int, Visit] = {}
    planned = Visit.objects.unreported().filter(team__in=list(teams), on__gte=today).with_names()
    for visit in planned.order_by("on", "pk"):
        found.setdefault(visit.team_id, visit)
    return found


def visits_for(person: Person) -> list[Visit]:
    """The visits to the open teams that somebody belongs to or coaches, and those that they make, by day. One query.

    Called off ones are among them.
    """
    own = {membership.space_id for membership in person.standing.memberships}
    own.intersection_update(spaces_with(person, Ability.RUN_MEETINGS))
    makes = Q(meeting__led_by=person, meeting__in_space__in=spaces_with(person, Ability.LOG_CONTACTS))
    found = Visit.objects.visible_to(person).filter(Q(meeting__in_space__in=own) | makes)
    return list(found.with_names().order_by("on", "pk"))


def visited_since(days: dict[int, date]) -> set[int]:
    """The teams that were visited on a day or later; the day is each team's own. One query."""
    visits = Visit.objects.standing().filter(team__in=list(days), meeting__contact__isnull=False)
    latest = dict(visits.order_by().values_list("team_id").annotate(Max("on")))
    return {team for team, day in days.items() if (on := latest.get(team)) is not None and on >= day}
