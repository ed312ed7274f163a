"""What a person may do with a collaborative and its teams' profiles."""

from allteach.collaboratives.models import Application
from allteach.collaboratives.prework import Item
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


# --- Recruitment ---------------------------------------------------------------------------------------------------


def can_announce_recruitment(person: Person, collaborative: Space) -> bool:
    """The director."""
    return collaborative.closed_at is None and has_ability(person, Ability.MANAGE_SPACE, collaborative)


def can_read_applications(person: Person, collaborative: Space) -> bool:
    """Those who select, and the adviser and coaches, who will help whoever is selected."""
    return has_ability(person, Ability.READ_APPLICATIONS, collaborative)


def can_count_applications(person: Person, collaborative: Space) -> bool:
    """Whoever reads applications; and evaluator and funder, who see how many there are."""
    counts = has_ability(person, Ability.COUNT_APPLICATIONS, collaborative)
    return counts or can_read_applications(person, collaborative)


def can_select_teams(person: Person, collaborative: Space) -> bool:
    """The director, the chair and the faculty."""
    return collaborative.closed_at is None and has_ability(person, Ability.SELECT_TEAMS, collaborative)


def can_form_team(person: Person, collaborative: Space) -> bool:
    """Whoever may add a team."""
    return can_add_team(person, collaborative)


def can_write_application(person: Person, application: Application) -> bool:
    """Those of the practice who write on it. Load it with visible_to."""
    return person.pk is not None and application.is_theirs


# --- Pre-work ------------------------------------------------------------------------------------------------------


def can_see_prework(person: Person, team: Space) -> bool:
    """The team, its coach and sponsor, and those who lead the collaborative."""
    return has_ability(person, Ability.SEE_NUMBERS, team)


def can_see_prework_of_all(person: Person, collaborative: Space) -> bool:
    """Those who support the teams of a collaborative."""
    return can_read_applications(person, collaborative)


def can_sign_off(person: Person, team: Space, item: Item) -> bool:
    """Whoever the item names, in the team or over it; and the director, who stands in for each of them."""
    if team.closed_at is not None or not has_ability(person, Ability.SIGN_OFF_PREWORK, team):
        return False
    held = {*person.standing.roles_in(team.pk), *person.standing.roles_in(team.around_id)}
    return bool(held & {item.signed_by, Role.DIRECTOR})


def can_undo_sign_off(person: Person, team: Space, item: Item) -> bool:
    """Whoever may sign it off."""
    return can_sign_off(person, team, item)


def can_review_readiness(person: Person, team: Space) -> bool:
    """The team and its coach."""
    return team.closed_at is None and has_ability(person, Ability.SEE_OWN, team)
