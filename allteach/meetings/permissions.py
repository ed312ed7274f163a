"""What a person may do with meetings."""

from allteach.meetings.models import CircleQuestion, Contact, Visit
from allteach.meetings.models.circle import circles_of
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability


def can_see_contacts(person: Person, team: Space) -> bool:
    """The team, its coach, and those who lead the collaborative; not its sponsor."""
    return has_ability(person, Ability.SEE_CONTACTS, team)


def can_log_contact(person: Person, team: Space) -> bool:
    """The team's coach, and the director: while the team is open."""
    return team.closed_at is None and has_ability(person, Ability.LOG_CONTACTS, team)


def can_correct_contact(person: Person, contact: Contact) -> bool:
    """Whoever logged it, while they still coach or direct the team."""
    return contact.by_id == person.pk and can_log_contact(person, contact.team)


def can_withdraw_contact(person: Person, contact: Contact) -> bool:
    """The same."""
    return can_correct_contact(person, contact)


def can_plan_visit(person: Person, team: Space) -> bool:
    """Whoever may log a contact."""
    return can_log_contact(person, team)


def can_report_visit(person: Person, visit: Visit) -> bool:
    """Whoever came, until it is called off."""
    return visit.meeting.cancelled_at is None and _is_theirs(person, visit)


def can_call_off_visit(person: Person, visit: Visit) -> bool:
    """Whoever comes, before its report is written."""
    return visit.reported_at is None and can_report_visit(person, visit)


def can_join_circle(person: Person, collaborative: Space) -> bool:
    """The coaches of a collaborative: nobody else reads what they ask each other."""
    return collaborative.closed_at is None and collaborative.pk in circles_of(person)


def can_close_circle_question(person: Person, question: CircleQuestion) -> bool:
    """Whoever asked."""
    return (
        question.closed_at is None and question.by_id == person.pk and can_join_circle(person, question.collaborative)
    )


def _is_theirs(person: Person, visit: Visit) -> bool:
    return visit.meeting.led_by_id == person.pk and can_log_contact(person, visit.team)
