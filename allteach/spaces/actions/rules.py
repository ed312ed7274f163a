"""Rules that several actions on spaces keep."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.roles import ROLES, Role


def role_for(space: Space, role: Role | str) -> Role:
    """The role, if it is one that can be held in this kind of space; ValidationError for `role` otherwise."""
    if role not in Role.values:
        raise ValidationError({"role": _("Choose one of the roles.")})
    role = Role(role)
    if space.kind not in ROLES[role].spaces:
        words = {"role": role.label, "kind": Space.Kind(space.kind).label}
        raise ValidationError({"role": _("Nobody can be %(role)s in a space of this kind: %(kind)s.") % words})
    return role


def require_open(space: Space) -> None:
    """Refuse to change who belongs to a space that is closed, by itself or with the one around it."""
    for place in (space, space.parent):
        if place is not None and place.closed_at is not None:
            raise ValidationError(_("%(space)s is closed: open it again first.") % {"space": place})


def forget_standing(person: Person) -> None:
    """Make a loaded person's standing be read anew: what they may do has just changed."""
    person.__dict__.pop("standing", None)
