"""What coaching asks of people: contacts that are due, visits to be written up, what was agreed."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from allteach.collaboratives.queries.thresholds import thresholds_of
from allteach.meetings.models import Commitment
from allteach.meetings.models.contacts import spaces_with
from allteach.meetings.queries.contacts import visits_to_report
from allteach.people.models import Person
from allteach.progress.caseload import due_contacts, teams_coached_by
from allteach.progress.need import Need
from allteach.spaces.models import Space
from allteach.spaces.roles import Ability, Role

SOON = timedelta(days=2)


def contacts_due(person: Person, _spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """The teams that somebody coaches and that wait for a contact, as one need for each collaborative. Four queries."""
    teams = teams_coached_by(person)
    due = due_contacts(teams, today=today)
    waiting: dict[Space, list[tuple[Space, date]]] = {}
    for team in teams:
        due_on = due.get(team.pk)
        if due_on is not None and due_on <= today:
            waiting.setdefault(team.parent or team, []).append((team, due_on))
    for collaborative, behind in waiting.items():
        behind.sort(key=lambda each: (each[1], each[0].name))
        yield Need("contacts", collaborative, behind[0][1], is_due_now=True, about=[team for team, _due_on in behind])


def visit_reports_due(person: Person, _spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Visits that took place and are not written up. Two queries."""
    visits = visits_to_report(person, today=today)
    thresholds = thresholds_of({visit.team.around_id for visit in visits}) if visits else {}
    for visit in visits:
        due_on = visit.on + timedelta(days=int(thresholds[visit.team.around_id]["contact.visit_report_days"]))
        yield Need("visit_report", visit.team, due_on, due_on <= today + SOON, visit)


def agreed_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What this person agreed to do after a contact, or the team that they lead, once it is due. One query."""
    led = [pk for pk in spaces if Role.TEAM_LEAD in person.standing.roles_in(pk)]
    agreed = Commitment.objects.open().filter(Q(owner=person.pk) | Q(owner=None, team__in=led))
    agreed = agreed.filter(
        due_on__lte=today + SOON, meeting__contact__isnull=False, team__in=spaces_with(person, Ability.SEE_CONTACTS)
    )
    for commitment in agreed.select_related("team", "team__parent").order_by("due_on", "pk"):
        yield Need("agreed", commitment.team, commitment.due_on, commitment.due_on <= today, commitment)
