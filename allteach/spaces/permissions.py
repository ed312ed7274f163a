"""What a person may do in a space: the role table, asked once for everything above."""

from allteach.people.models import Person
from allteach.spaces.models import Invitation, Membership, Space
from allteach.spaces.roles import ROLES, Ability, Role


def has_ability(person: Person, ability: Ability, space: Space | int) -> bool:
    """Whether any role the person holds in this space, or over it, allows the ability. Costs no query in a request."""
    space_id = space if isinstance(space, int) else space.pk
    return ability in person.standing.abilities.get(space_id, frozenset())


def can_see_own(person: Person, space: Space | int) -> bool:
    """Whether they see what is kept to the space: drafts, remarks, reasons."""
    return has_ability(person, Ability.SEE_OWN, space)


def can_see_people(person: Person, space: Space) -> bool:
    """Whether they see who belongs to a space: whoever is in it, over it, or in a space inside it."""
    around = {membership.space.around_id for membership in person.standing.memberships}
    return has_ability(person, Ability.SEE, space) or space.pk in around


def roles_to_grant(person: Person, space: Space) -> frozenset[Role]:
    """The roles that a person may give to others, change and take away in a space: never more than their own grant."""
    if not has_ability(person, Ability.INVITE, space):
        return frozenset()
    held = person.standing.roles_in(space.pk)
    if space.parent_id:
        held += person.standing.roles_in(space.parent_id)
    granted = frozenset[Role]().union(*(ROLES[role].grants for role in held))
    return frozenset(role for role in granted if space.kind in ROLES[role].spaces)


def can_invite(person: Person, space: Space, role: Role | str | None = None) -> bool:
    """Whether they may invite to a space at all, or to this role."""
    roles = roles_to_grant(person, space)
    return bool(roles) if role is None else role in roles


def can_withdraw_invitation(person: Person, invitation: Invitation) -> bool:
    return can_invite(person, invitation.space, invitation.role)


def can_change_role(person: Person, membership: Membership, role: Role | str) -> bool:
    """Both what somebody is and what they become must be theirs to give."""
    roles = roles_to_grant(person, membership.space)
    return membership.role in roles and role in roles


def can_remove_member(person: Person, membership: Membership) -> bool:
    return can_invite(person, membership.space, membership.role)


def can_leave_space(person: Person, membership: Membership) -> bool:
    """Everybody may leave, from a role of their own."""
    return person.pk is not None and membership.person_id == person.pk


def can_hand_over(person: Person, membership: Membership) -> bool:
    """Whether they may hand a lead's role to somebody else: the lead, or whoever may give that role."""
    if membership.role not in HANDED_OVER:
        return False
    return membership.person_id == person.pk or can_remove_member(person, membership)


def can_change_perspectives(person: Person, space: Space) -> bool:
    """Whoever belongs to a space says where they speak from there: for themselves, and nobody for another."""
    return bool(person.standing.roles_in(space.pk))


def can_manage_space(person: Person, space: Space) -> bool:
    """Whether they may change a space, close it and open it again."""
    return has_ability(person, Ability.MANAGE_SPACE, space)


def can_read_record(person: Person, space: Space) -> bool:
    """Whether they may read what happened in a space, by whom and when."""
    return has_ability(person, Ability.SEE_AUDIT, space)


def can_sign_agreement(person: Person, space: Space) -> bool:
    """Whether they may record what organisations agreed: a director for all of them, a team's lead for their own."""
    return has_ability(person, Ability.SIGN_AGREEMENTS, space)


# The role that whoever hands over keeps: leads stay in the team, directors stay at hand.
HANDED_OVER: dict[str, Role] = {Role.TEAM_LEAD: Role.TEAM_MEMBER, Role.DIRECTOR: Role.FACULTY}
