"""The people of a space, and those invited to it, as the page shows them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from allteach.messaging.queries import mails_about
from allteach.people.models import Person
from allteach.spaces.models import Invitation, Space
from allteach.spaces.permissions import can_hand_over, can_leave_space, can_remove_member
from allteach.spaces.queries import Member, waiting_invitations
from allteach.spaces.roles import Role


@dataclass(frozen=True)
class Link:
    """Something that can be done, and where."""

    words: str
    address: str
    about: str  # For those who hear the page: with whom it is done.


@dataclass(frozen=True)
class RoleRow:
    """One role of a member, and what this reader may do about it."""

    words: str
    discipline: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class MemberRow:
    """One member."""

    person: Person
    address: str
    roles: tuple[RoleRow, ...]
    perspectives: str
    member: Member


@dataclass(frozen=True)
class InvitationRow:
    """One invitation that nobody has accepted yet."""

    invitation: Invitation
    role: str
    is_too_old: bool
    mail: str  # What became of the mail, in words.
    is_undelivered: bool


def member_rows(members: list[Member], space: Space, seen_by: Person) -> list[MemberRow]:
    """Members with what this reader may do. No query."""
    return [
        MemberRow(
            person=member.person,
            address=reverse("people:person", args=[member.person.pk]),
            roles=tuple(
                RoleRow(Role(held.role).label, held.discipline, tuple(_links(held, space, seen_by)))
                for held in member.memberships
            ),
            perspectives=", ".join(str(perspective.label) for perspective in member.perspectives),
            member=member,
        )
        for member in members
    ]


def invitation_rows(space: Space, seen_by: Person) -> list[InvitationRow]:
    """Invitations that wait, and what became of their mails. Two queries."""
    waiting = waiting_invitations(space)
    mails = mails_about([f"spaces.invitation:{invitation.pk}" for invitation in waiting])
    rows = []
    for invitation in waiting:
        mail = mails.get(f"spaces.invitation:{invitation.pk}")
        rows.append(
            InvitationRow(
                invitation=invitation,
                role=Role(invitation.role).label,
                is_too_old=invitation.state == Invitation.State.EXPIRED,
                mail=mail.get_state_display() if mail else _("On its way"),
                is_undelivered=mail is not None and mail.state == mail.State.FAILED,
            )
        )
    return rows


def _links(held, space: Space, seen_by: Person):
    who = str(held.person)
    where = {"space": space.slug, "membership": held.pk}
    if can_hand_over(seen_by, held):
        yield Link(_("Hand over"), reverse("spaces:hand_over", kwargs=where), who)
    if can_leave_space(seen_by, held):
        yield Link(_("Leave"), reverse("spaces:leave_space", kwargs=where), who)
    elif can_remove_member(seen_by, held):
        yield Link(_("Change role"), reverse("spaces:change_role", kwargs=where), who)
        yield Link(_("Replace"), reverse("spaces:replace_member", kwargs=where), who)
        yield Link(_("Remove"), reverse("spaces:remove_member", kwargs=where), who)
