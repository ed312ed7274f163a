"""What a person may do with meetings."""

from allteach.meetings.kinds import KINDS, Kind
from allteach.meetings.models import CircleQuestion, Commitment, Contact, Meeting, Visit
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


def can_plan_meetings(person: Person, space: Space) -> bool:
    """The director and the adviser, in a collaborative that is open: dates, agendas, and what those who come need."""
    return space.closed_at is None and has_ability(person, Ability.PLAN_MEETINGS, space)


def can_change_meeting(person: Person, meeting: Meeting) -> bool:
    """Whoever plans meetings there, while it was not cancelled."""
    return meeting.cancelled_at is None and can_plan_meetings(person, meeting.in_space)


def can_run_meeting(person: Person, meeting: Meeting) -> bool:
    """Whoever runs meetings there, and the person or the team that leads this one."""
    if meeting.cancelled_at is not None or meeting.in_space.closed_at is not None or person.pk is None:
        return False
    if has_ability(person, Ability.RUN_MEETINGS, meeting.in_space_id) or meeting.led_by_id == person.pk:
        return True
    return meeting.led_team_id is not None and has_ability(person, Ability.RUN_MEETINGS, meeting.led_team_id)


def can_see_needs(person: Person, meeting: Meeting) -> bool:
    """What people need, eat and how they travel is for those who plan the meeting."""
    return has_ability(person, Ability.PLAN_MEETINGS, meeting.in_space_id)


def can_register(person: Person, meeting: Meeting, team: Space) -> bool:
    """The team itself, and whoever plans the meeting."""
    if not KINDS[Kind(meeting.kind)].has_registration or meeting.cancelled_at is not None or team.closed_at is not None:
        return False
    return can_speak_for(person, team) or can_plan_meetings(person, meeting.in_space)


def can_speak_for(person: Person, team: Space) -> bool:
    """Whether somebody belongs to a team and speaks for it in meetings: its members, and its coach."""
    return team.closed_at is None and has_ability(person, Ability.RUN_MEETINGS, team)


def can_take_turn(person: Person, meeting: Meeting, team: Space) -> bool:
    """The team itself, and whoever runs the call."""
    if not KINDS[Kind(meeting.kind)].has_round or meeting.cancelled_at is not None:
        return False
    return can_speak_for(person, team) or can_run_meeting(person, meeting)


def can_lead_call(person: Person, meeting: Meeting, team: Space) -> bool:
    """Whether somebody may offer that their team leads a call that is still to come."""
    is_open = meeting.kind == Kind.ALL_TEAM_CALL and meeting.cancelled_at is None and meeting.held_at is None
    return is_open and can_speak_for(person, team)


def can_say_topics(person: Person, meeting: Meeting, team: Space) -> bool:
    """The team itself."""
    return KINDS[Kind(meeting.kind)].has_registration and meeting.cancelled_at is None and can_speak_for(person, team)


def can_keep_commitment(person: Person, commitment: Commitment) -> bool:
    """Whoever promised it, their team, and whoever runs the meeting at which it was promised."""
    if person.pk is not None and commitment.owner_id == person.pk:
        return True
    if commitment.team_id is not None and has_ability(person, Ability.RUN_MEETINGS, commitment.team_id):
        return True
    return has_ability(person, Ability.RUN_MEETINGS, commitment.meeting.in_space_id)


def can_give_feedback(person: Person, meeting: Meeting) -> bool:
    """Whoever belongs to the collaborative; that they were there, the action asks."""
    has_form = KINDS[Kind(meeting.kind)].has_feedback and meeting.cancelled_at is None
    return has_form and person.pk is not None and meeting.in_space_id in person.standing.known


def can_see_feedback(person: Person, meeting: Meeting) -> bool:
    """Whoever runs meetings there. Nobody sees who said what."""
    return KINDS[Kind(meeting.kind)].has_feedback and has_ability(person, Ability.RUN_MEETINGS, meeting.in_space_id)


def can_record_team_meeting(person: Person, team: Space) -> bool:
    """The team itself, and its coach."""
    return can_speak_for(person, team)
