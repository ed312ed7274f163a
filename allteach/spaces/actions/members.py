"""Who belongs to a space, and as what."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people.models import Person
from allteach.spaces import events
from allteach.spaces.models import Membership, Space, Standpoint
from allteach.spaces.roles import ROLES, Perspective, Role


@transaction.atomic
def add_member(
    *,
    space: Space,
    person: Person,
    role: Role | str,
    discipline: str = "",
    perspectives: Iterable[Perspective | str] = (),
    by: Person,
) -> Membership:
    """Give somebody a role in a space. Asked twice, it answers with the membership that stands.

    Raises ValidationError when the role cannot be held in this kind of space, the space is closed, or the person has
    left for good. Whether `by` may do this is for the caller to ask.
    """
    role = _role_for(space, role)
    if space.closed_at is not None:
        raise ValidationError(_("%(space)s is closed: open it again first.") % {"space": space})
    if person.left_at is not None:
        raise ValidationError({"person": _("This person has left, and their account is gone.")})

    membership, is_new = Membership.objects.active().get_or_create(
        person=person, space_id=space.pk, role=role, defaults={"discipline": discipline}
    )
    for perspective in perspectives:
        Standpoint.objects.get_or_create(person=person, space_id=space.pk, perspective=Perspective(perspective))
    if is_new:
        record(events.MEMBER_JOINED, by=by, about=membership, space=space.pk, person=person.pk, role=role.value)
    forget_standing(person)
    return membership


def forget_standing(person: Person) -> None:
    """Make a loaded person's standing be read anew: what they may do has just changed."""
    person.__dict__.pop("standing", None)


def _role_for(space: Space, role: Role | str) -> Role:
    """The role, if it is one that can be held in this kind of space."""
    if role not in Role.values:
        raise ValidationError({"role": _("Choose one of the roles.")})
    role = Role(role)
    if space.kind not in ROLES[role].spaces:
        words = {"role": role.label, "kind": Space.Kind(space.kind).label}
        raise ValidationError({"role": _("Nobody can be %(role)s in a space of this kind: %(kind)s.") % words})
    return role
