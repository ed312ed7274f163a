"""What a person may do with a collaborative and its teams' profiles."""

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability, Role


def can_begin_collaborative(person: Person) -> bool:
    """Staff, and whoever directs a collaborative already."""
    account = getattr(person, "account", None)
    directs = any(membership.role == Role.DIRECTOR for membership in person.standing.memberships)
    return directs or bool(account and account.is_staff)


def can_write_charter(person: Person, collaborative: Space) -> bool:
    """The director and the adviser."""
    return collaborative.closed_at is None and has_ability(person, Ability.WRITE_CHARTER, collaborative)


def can_approve_charter(person: Person, collaborative: Space) -> bool:
    """The director and the chair."""
    return collaborative.closed_at is None and has_ability(person, Ability.APPROVE_CHARTER, collaborative)


def can_set_goals(person: Person, collaborative: Space) -> bool:
    """Whoever writes the charter: its goals are part of it."""
    return can_write_charter(person, collaborative)


def can_add_team(person: Person, collaborative: Space) -> bool:
    """The director."""
    return collaborative.closed_at is None and has_ability(person, Ability.INVITE, collaborative)


def can_change_profile(person: Person, team: Space) -> bool:
    """The team's lead and the director."""
    return team.closed_at is None and has_ability(person, Ability.MANAGE_SPACE, team)


def can_withdraw_team(person: Person, team: Space) -> bool:
    """The director of the collaborative."""
    return bool(team.parent_id) and has_ability(person, Ability.MANAGE_SPACE, team.around_id)


def can_set_calendar(person: Person, collaborative: Space) -> bool:
    """The director."""
    return collaborative.closed_at is None and has_ability(person, Ability.MANAGE_SPACE, collaborative)
